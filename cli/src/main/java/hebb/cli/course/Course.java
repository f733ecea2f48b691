package hebb.cli.course;

import hebb.cli.plot.Figure.Points;
import hebb.data.RandomStream;
import hebb.data.demo.Demo;
import hebb.data.image.Images;
import hebb.data.table.Table;
import hebb.dataset.Dataset;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.nn.loss.Loss;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import hebb.train.Evaluation;
import hebb.train.Evaluator;
import hebb.train.Predictor;
import hebb.train.Trainer;
import hebb.train.TrainingConfig;
import hebb.train.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// What a lesson is run with, and what several do alike.
///
/// @param seed of data, first weights and order
/// @param data the folder of the course's own data and first weights, if it is there
/// @param progress makes a listener that shows how far a training is
public record Course(long seed, Optional<Path> data, Supplier<TrainingListener> progress) {
  /// The loss of one output for two classes.
  static final Loss CROSS_ENTROPY = Loss.Standard.BINARY_CROSS_ENTROPY;

  private static final int DIGITS = 4000;
  private static final double NOISE = .3;

  /// All rows in one step, that many times.
  TrainingConfig fullBatch(int steps) {
    return TrainingConfig.of(steps).withBatchSize(TrainingConfig.FULL_BATCH).withSeed(seed);
  }

  /// Trains, and returns the cost that each step met before its update.
  List<Double> costs(Trainer trainer) {
    List<Double> costs = new ArrayList<>();
    trainer.listener(progress.get());
    trainer.listener(
        new TrainingListener() {
          @Override
          public void batchEnd(long step, float loss) {
            costs.add((double) loss);
          }
        });
    trainer.run();
    return costs;
  }

  /// The loss and metrics of two classes.
  static Evaluation evaluate(Network network, Parameters parameters, Dataset rows) {
    return Evaluator.evaluate(
        network,
        parameters,
        CROSS_ENTROPY,
        TrainingConfig.of(1),
        rows,
        Evaluator.metrics(CROSS_ENTROPY, Shape.of(1), Shape.of(1)));
  }

  static double accuracy(Network network, Parameters parameters, Dataset rows) {
    return evaluate(network, parameters, rows).metrics().getOrDefault("accuracy", Double.NaN);
  }

  /// The points of a set; the class that comes first in the alphabet is 0.
  ///
  /// @param part others for another number, as for a test
  Points points(Demo demo, int rows, int part) {
    Table table = demo.table(rows, seed + part);
    float[] features = new float[2 * rows];
    float[] targets = new float[rows];
    String first =
        IntStream.range(0, rows).mapToObj(table.cells(2)::text).sorted().findFirst().orElse("");
    for (int row = 0; row < rows; row++) {
      features[2 * row] = Float.parseFloat(table.cells(0).text(row));
      features[2 * row + 1] = Float.parseFloat(table.cells(1).text(row));
      targets[row] = table.cells(2).text(row).equals(first) ? 0 : 1;
    }
    return new Points(
        Tensor.of(Shape.of(rows, 2), features), Tensor.of(Shape.of(rows, 1), targets));
  }

  /// Two moons with more noise than usual.
  Points noisyMoons(int rows, int part) {
    Points moons = points(Demo.MOONS, rows, part);
    var random = new RandomStream(seed + part, "course noise");
    float[] data = moons.features().data();
    for (int i = 0; i < data.length; i++) {
      data[i] += (float) (NOISE * random.normal());
    }
    return moons;
  }

  /// Pictures of digits of 28 x 28 pixels: from one row to another of those that are asked for.
  ///
  /// @param second which of them have the class 1
  Dataset digits(IntPredicate asked, IntPredicate second, int from, int to) {
    Images all = Demo.DIGITS.images(DIGITS, seed);
    float[] labels = new float[all.rows()];
    float[] pixels = pixels(all, labels).data();
    int[] rows =
        IntStream.range(0, all.rows())
            .filter(row -> asked.test((int) labels[row]))
            .skip(from)
            .limit(to - from)
            .toArray();
    float[] features = new float[rows.length * all.width()];
    float[] targets = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(pixels, rows[i] * all.width(), features, i * all.width(), all.width());
      targets[i] = second.test((int) labels[rows[i]]) ? 1 : 0;
    }
    return Dataset.of(
        Tensor.of(Shape.of(rows.length, all.width()), features),
        Tensor.of(Shape.of(rows.length, 1), targets));
  }

  /// Pictures as rows of their pixels, from 0 to 1, with their labels.
  static Dataset flat(Images images) {
    float[] labels = new float[images.rows()];
    Tensor pixels = pixels(images, labels);
    return Dataset.of(pixels, Tensor.of(Shape.of(labels.length, 1), labels));
  }

  /// All pixels, from 0 to 1: `[rows, width]`.
  ///
  /// @param labels is filled with a label for each picture
  static Tensor pixels(Images images, float[] labels) {
    int[] order = IntStream.range(0, images.rows()).toArray();
    float[] pixels = new float[images.rows() * images.width()];
    images.read(order, 0, order.length, pixels, labels);
    return Tensor.of(Shape.of(images.rows(), images.width()), pixels);
  }

  /// Rows with their targets.
  static Dataset rows(Points points) {
    return Dataset.of(points.features(), points.targets());
  }

  /// The probability of the class 1 over the plane.
  static DoubleBinaryOperator map(Network network, Parameters parameters) {
    Predictor predictor =
        new Predictor(network, parameters, Shape.of(2), Activation.Standard.SIGMOID);
    return (x, y) -> predictor.predict(new float[] {(float) x, (float) y})[0];
  }
}
