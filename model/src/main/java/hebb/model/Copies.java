package hebb.model;

import hebb.data.image.Augmentation;
import hebb.graph.RandomKey;
import hebb.train.Predictor;
import java.util.Arrays;
import java.util.List;

/// Predictions as means over an image and changed copies of it.
///
/// @param count how many copies; 0 for none
/// @param augmentation how they are changed
/// @param places where the images of a row are
/// @param seed of the changes
record Copies(int count, Augmentation augmentation, List<Augmentation.Place> places, long seed) {
  static final Copies NONE = new Copies(0, Augmentation.NONE, List.of(), 0);

  /// Writes what a predictor gives for dense rows, the mean over the copies of each.
  ///
  /// @param first the number of the first row, by which its copies are changed
  void predict(
      Predictor predictor, float[] rows, int width, int number, long first, float[] outputs) {
    predictor.predict(rows, number, outputs);
    if (count == 0) {
      return;
    }
    int size = number * predictor.output().size();
    float[] sums = Arrays.copyOf(outputs, size);
    float[] copies = new float[rows.length];
    for (int k = 1; k <= count; k++) {
      System.arraycopy(rows, 0, copies, 0, number * width);
      long key = RandomKey.at(RandomKey.of(seed, "data", "copies"), k);
      for (int r = 0; r < number; r++) {
        augmentation.change(copies, r * width, places, RandomKey.at(key, first + r));
      }
      predictor.predict(copies, number, outputs);
      for (int i = 0; i < size; i++) {
        sums[i] += outputs[i];
      }
    }
    for (int i = 0; i < size; i++) {
      outputs[i] = sums[i] / (count + 1);
    }
  }
}
