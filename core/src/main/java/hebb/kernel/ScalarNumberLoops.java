package hebb.kernel;

import hebb.graph.Binary;

/// One loop for each elementwise function of an array and one number. A function whose inputs can
/// change places has one loop for both orders; `x - b` is `x + (-b)`, to the bit.
final class ScalarNumberLoops {
  private ScalarNumberLoops() {}

  static void binary(Binary op, float[] a, int ao, float b, float[] y, int yo, int n) {
    switch (op) {
      case ADD -> add(a, ao, b, y, yo, n);
      case SUBTRACT -> add(a, ao, -b, y, yo, n);
      case MULTIPLY -> multiply(a, ao, b, y, yo, n);
      case DIVIDE -> divide(a, ao, b, y, yo, n);
      case MAX -> max(a, ao, b, y, yo, n);
      case MIN -> min(a, ao, b, y, yo, n);
      case GREATER -> greater(a, ao, b, y, yo, n);
      case EQUAL -> equal(a, ao, b, y, yo, n);
    }
  }

  static void binary(Binary op, float a, float[] b, int bo, float[] y, int yo, int n) {
    switch (op) {
      case ADD -> add(b, bo, a, y, yo, n);
      case SUBTRACT -> subtractFrom(a, b, bo, y, yo, n);
      case MULTIPLY -> multiply(b, bo, a, y, yo, n);
      case DIVIDE -> divideBy(a, b, bo, y, yo, n);
      case MAX -> max(b, bo, a, y, yo, n);
      case MIN -> min(b, bo, a, y, yo, n);
      case GREATER -> less(b, bo, a, y, yo, n);
      case EQUAL -> equal(b, bo, a, y, yo, n);
    }
  }

  private static void add(float[] x, int xo, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = x[xo + i] + b;
    }
  }

  private static void multiply(float[] x, int xo, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = x[xo + i] * b;
    }
  }

  private static void divide(float[] x, int xo, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = x[xo + i] / b;
    }
  }

  private static void max(float[] x, int xo, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.max(x[xo + i], b);
    }
  }

  private static void min(float[] x, int xo, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.min(x[xo + i], b);
    }
  }

  private static void greater(float[] x, int xo, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = x[xo + i] > b ? 1f : 0f;
    }
  }

  private static void equal(float[] x, int xo, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = x[xo + i] == b ? 1f : 0f;
    }
  }

  private static void subtractFrom(float a, float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a - x[xo + i];
    }
  }

  private static void divideBy(float a, float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = a / x[xo + i];
    }
  }

  private static void less(float[] x, int xo, float b, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = x[xo + i] < b ? 1f : 0f;
    }
  }
}
