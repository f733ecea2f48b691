package hebb.data.sound;

/// The discrete Fourier transform of a power of two complex numbers, in place (Cooley, Tukey 1965):
/// `X_k = sum_n x_n e^(-2 pi i k n / N)`.
final class Fft {
  private final int size;
  private final double[] cos;
  private final double[] sin;

  /// @param size a power of two
  Fft(int size) {
    if (Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException("fft: expected a power of two, got " + size + ".");
    }
    this.size = size;
    this.cos = new double[size / 2];
    this.sin = new double[size / 2];
    for (int k = 0; k < size / 2; k++) {
      cos[k] = StrictMath.cos(2 * Math.PI * k / size);
      sin[k] = -StrictMath.sin(2 * Math.PI * k / size);
    }
  }

  void apply(double[] re, double[] im) {
    reorder(re, im);
    for (int half = 1; half < size; half *= 2) {
      int step = size / (2 * half);
      for (int start = 0; start < size; start += 2 * half) {
        for (int k = 0; k < half; k++) {
          int a = start + k;
          int b = a + half;
          double c = cos[k * step];
          double s = sin[k * step];
          double x = re[b] * c - im[b] * s;
          double y = re[b] * s + im[b] * c;
          re[b] = re[a] - x;
          im[b] = im[a] - y;
          re[a] += x;
          im[a] += y;
        }
      }
    }
  }

  /// Each number goes to the place whose bits are its own from back to front.
  private void reorder(double[] re, double[] im) {
    int shift = Integer.numberOfLeadingZeros(size) + 1;
    for (int i = 1; i < size; i++) {
      int j = Integer.reverse(i) >>> shift;
      if (j > i) {
        swap(re, i, j);
        swap(im, i, j);
      }
    }
  }

  private static void swap(double[] x, int i, int j) {
    double before = x[i];
    x[i] = x[j];
    x[j] = before;
  }
}
