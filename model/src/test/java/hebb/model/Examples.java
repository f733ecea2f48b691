package hebb.model;

import hebb.data.demo.Demo;
import hebb.data.table.Table;
import java.util.Objects;

/// Small models for tests, each trained in a moment.
final class Examples {
  private Examples() {}

  static Table flower(int rows) {
    return Demo.FLOWER.table(rows, 1);
  }

  static TrainOptions options() {
    return new TrainOptions().withHidden(3).withEpochs(2).withThreads(1);
  }

  /// What a training said of one part.
  static PartReport part(Trained trained, String name) {
    return Objects.requireNonNull(trained.report().results().parts().get(name));
  }

  /// Two classes, two features.
  static Model flower() {
    return new ModelTrainer(flower(60), options()).run().model();
  }

  /// A quantity: one coordinate from the other and the colour.
  static Model regression() {
    return new ModelTrainer(flower(60), options().withTarget("x2")).run().model();
  }

  /// Ten classes of pictures.
  static Model digits() {
    return new ModelTrainer(Demo.DIGITS.images(60, 1), options()).run().model();
  }
}
