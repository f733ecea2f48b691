package hebb.data.sound;

/// A decoded sound: samples from -1 to 1, of one channel.
public final class Waveform {
  private final int rate;
  private final float[] samples;

  /// Takes the samples as they are.
  ///
  /// @param rate samples a second
  public Waveform(int rate, float[] samples) {
    this.rate = rate;
    this.samples = samples;
  }

  /// How many samples there are in a second.
  public int rate() {
    return rate;
  }

  /// The samples themselves, not a copy.
  public float[] samples() {
    return samples;
  }

  /// The sound at another rate.
  Waveform at(int newRate) {
    return newRate == rate
        ? this
        : new Waveform(newRate, Resample.of(rate, newRate).apply(samples));
  }
}
