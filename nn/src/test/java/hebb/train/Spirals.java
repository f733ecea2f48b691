package hebb.train;

import hebb.dataset.Dataset;
import hebb.nn.Network;
import hebb.nn.activation.Activation;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Dropout;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.util.Random;

/// A small task for tests: two spirals, two classes.
final class Spirals {
  private Spirals() {}

  static Dataset rows(int rows, long seed) {
    Random random = new Random(seed);
    float[] features = new float[2 * rows];
    float[] targets = new float[rows];
    for (int i = 0; i < rows; i++) {
      int label = i % 2;
      double angle = 0.5 + 4 * random.nextDouble();
      features[2 * i] = (float) (angle / 3 * Math.cos(angle + label * Math.PI));
      features[2 * i + 1] = (float) (angle / 3 * Math.sin(angle + label * Math.PI));
      targets[i] = label;
    }
    return Dataset.of(
        Tensor.of(Shape.of(rows, 2), features), Tensor.of(Shape.of(rows, 1), targets));
  }

  static Network network() {
    return Network.of(
        Dense.of(24, Activation.Standard.RELU),
        new Dropout(0.05),
        Dense.of(16, Activation.Standard.TANH),
        Dense.of(1));
  }
}
