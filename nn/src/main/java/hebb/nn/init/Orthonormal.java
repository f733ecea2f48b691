package hebb.nn.init;

/// Matrices with orthonormal rows or columns, in double precision and with `StrictMath` alone.
final class Orthonormal {
  private Orthonormal() {}

  /// Fills a matrix `[rows, columns]` by the method of Gram and Schmidt from normal numbers: each
  /// vector less its parts along those before it, then made `length` long. Parts are taken off
  /// twice, which is enough for full precision (Giraud et al. 2005). As the lengths are positive,
  /// no orthonormal set is likelier than another (Mezzadri 2007).
  static void fill(float[] values, int rows, int columns, double length, long key) {
    boolean tall = rows >= columns;
    double[][] vectors = new double[Math.min(rows, columns)][Math.max(rows, columns)];
    for (int v = 0; v < vectors.length; v++) {
      double[] vector = vectors[v];
      for (int j = 0; j < vector.length; j++) {
        vector[j] = Noise.normal(key, place(tall, v, j, columns));
      }
      for (int again = 0; again < 2; again++) {
        for (int before = 0; before < v; before++) {
          add(vector, -dot(vector, vectors[before]), vectors[before]);
        }
      }
      double norm = StrictMath.sqrt(dot(vector, vector));
      for (int j = 0; j < vector.length; j++) {
        vector[j] /= norm;
        values[place(tall, v, j, columns)] = (float) (length * vector[j]);
      }
    }
  }

  private static int place(boolean tall, int vector, int element, int columns) {
    return tall ? element * columns + vector : vector * columns + element;
  }

  /// In four sums, which do not wait for each other.
  private static double dot(double[] a, double[] b) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      first += a[i] * b[i];
      second += a[i + 1] * b[i + 1];
      third += a[i + 2] * b[i + 2];
      fourth += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      first += a[i] * b[i];
    }
    return (first + second) + (third + fourth);
  }

  private static void add(double[] to, double factor, double[] what) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * what[i];
    }
  }
}
