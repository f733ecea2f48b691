package hebb.model;

/// What a network's outputs say of classes.
final class ClassOutputs {
  private ClassOutputs() {}

  /// The most probable class in row `row` of dense outputs; the first of equals, class 1 from 1/2
  /// on.
  static int likeliest(float[] outputs, int row, int width) {
    if (width == 1) {
      return outputs[row] >= 0.5f ? 1 : 0;
    }
    int best = 0;
    for (int c = 1; c < width; c++) {
      best = outputs[row * width + c] > outputs[row * width + best] ? c : best;
    }
    return best;
  }

  /// The probability of a class in row `row` of dense outputs.
  static double probability(float[] outputs, int row, int width, int label) {
    if (width > 1) {
      return outputs[row * width + label];
    }
    return label == 1 ? outputs[row] : 1.0 - outputs[row];
  }
}
