package hebb.data.sound;

import java.util.Arrays;

/// Spectrograms in mel: `[frames, bands]`, each number `ln(power + 1e-6)` of a band in a stretch of
/// 25 ms. Stretches begin 10 ms apart and are weighted by a Hann window; the power of a frequency
/// is `|X|^2 / sum w^2`, and a band is its sum under a triangle between the middles of the two
/// bands beside it, which are equally far apart in mel (`2595 log10(1 + f / 700)`) from 0 to half
/// the rate. There are 40 bands up to 8,000 samples a second, 64 up to 16,000, else 80.
///
/// The numbers are the same on every machine. Any number of threads use one at once.
public final class MelSpectrogram {
  private static final double FLOOR = 1e-6;

  private final int rate;
  private final int window;
  private final int hop;
  private final int bands;
  private final double[] hann;
  private final double[][] triangles;
  private final int[] firsts;
  private final Fft fft;
  private final int size;

  /// For sounds of so many samples a second.
  ///
  /// @param rate 1,000 to 1,000,000
  public MelSpectrogram(int rate) {
    this.rate = rate;
    this.window = rate / 40;
    this.hop = rate / 100;
    this.bands = bands(rate);
    this.size = 2 * Integer.highestOneBit(2 * window - 1);
    this.fft = new Fft(size);
    this.hann = new double[window];
    double squares = 0;
    for (int i = 0; i < window; i++) {
      hann[i] = 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * i / window);
      squares += hann[i] * hann[i];
    }
    double scale = 1 / Math.sqrt(squares);
    for (int i = 0; i < window; i++) {
      hann[i] *= scale;
    }
    this.triangles = new double[bands][];
    this.firsts = new int[bands];
    for (int band = 0; band < bands; band++) {
      triangle(band);
    }
  }

  /// How many bands there are at a rate.
  public static int bands(int rate) {
    return rate <= 8000 ? 40 : rate <= 16_000 ? 64 : 80;
  }

  /// How many frames so many samples at a rate have, at least 1.
  public static int frames(int rate, int samples) {
    return 1 + Math.max(0, samples - rate / 40) / (rate / 100);
  }

  private void triangle(int band) {
    double low = place(band);
    double middle = place(band + 1);
    double high = place(band + 2);
    int first = (int) Math.ceil(low);
    int last = (int) Math.floor(high);
    double[] weights = new double[last - first + 1];
    for (int k = first; k <= last; k++) {
      weights[k - first] = k <= middle ? (k - low) / (middle - low) : (high - k) / (high - middle);
    }
    firsts[band] = first;
    triangles[band] = weights;
  }

  /// The place among frequencies of a border, from 0 to `bands + 1`.
  private double place(int border) {
    double highest = 2595 * StrictMath.log10(1 + rate / 2.0 / 700);
    double hertz = 700 * (StrictMath.pow(10, highest * border / (bands + 1) / 2595) - 1);
    return hertz * size / rate;
  }

  /// The spectrogram of a sound, row-major; a sound shorter than a stretch is followed by silence.
  ///
  /// @param most the most frames
  public float[] of(float[] samples, int most) {
    int frames = Math.min(most, frames(rate, samples.length));
    float[] out = new float[frames * bands];
    double[] re = new double[size];
    double[] im = new double[size];
    for (int frame = 0; frame < frames; frame++) {
      Arrays.fill(re, 0);
      Arrays.fill(im, 0);
      int start = frame * hop;
      int count = Math.min(window, samples.length - start);
      for (int i = 0; i < count; i++) {
        re[i] = samples[start + i] * hann[i];
      }
      fft.apply(re, im);
      for (int band = 0; band < bands; band++) {
        double power = 0;
        for (int k = 0; k < triangles[band].length; k++) {
          int at = firsts[band] + k;
          power += triangles[band][k] * (re[at] * re[at] + im[at] * im[at]);
        }
        out[frame * bands + band] = (float) StrictMath.log(power + FLOOR);
      }
    }
    return out;
  }
}
