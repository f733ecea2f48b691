package hebb.data.sound;

/// Brings samples to another rate: each is a sum of those around its place, weighted by a sinc
/// below both halves of the rates under a Hann window, 16 zero crossings to each side. The weights
/// are worked out once for each place between two samples that comes up, and add up to 1.
final class Resample {
  private static final int CROSSINGS = 16;
  private static final int MOST_PHASES = 512;

  private final int up;
  private final int down;
  private final int reach;
  private final float[][] weights;

  private Resample(int up, int down) {
    this.up = up;
    this.down = down;
    double cut = Math.min(1, up / (double) down);
    this.reach = (int) Math.ceil(CROSSINGS / cut);
    this.weights = new float[Math.min(up, MOST_PHASES)][];
    for (int phase = 0; phase < weights.length; phase++) {
      weights[phase] = weights(phase / (double) weights.length, cut);
    }
  }

  /// From one rate to another, in samples a second.
  static Resample of(int from, int to) {
    int common = gcd(from, to);
    return new Resample(to / common, from / common);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /// Of the samples from `reach - 1` before a place up to `reach` behind it.
  private float[] weights(double between, double cut) {
    double[] exact = new double[2 * reach];
    double sum = 0;
    for (int k = 0; k < exact.length; k++) {
      double x = (k - (reach - 1) - between) * cut;
      double sinc = x == 0 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
      double hann =
          Math.abs(x) < CROSSINGS ? 0.5 + 0.5 * StrictMath.cos(Math.PI * x / CROSSINGS) : 0;
      exact[k] = sinc * hann;
      sum += exact[k];
    }
    float[] rounded = new float[exact.length];
    for (int k = 0; k < exact.length; k++) {
      rounded[k] = (float) (exact[k] / sum);
    }
    return rounded;
  }

  float[] apply(float[] samples) {
    int count = Math.toIntExact(Math.ceilDiv((long) samples.length * up, down));
    float[] out = new float[count];
    for (int i = 0; i < count; i++) {
      long place = (long) i * down;
      int first = (int) (place / up) - (reach - 1);
      float[] row = weights[(int) (place % up * weights.length / up)];
      int from = Math.max(0, -first);
      int to = Math.min(row.length, samples.length - first);
      float sum = 0;
      for (int k = from; k < to; k++) {
        sum += row[k] * samples[first + k];
      }
      out[i] = sum;
    }
    return out;
  }
}
