package hebb.cli.course;

import hebb.cli.plot.Figure;
import hebb.cli.plot.Figure.Curve;
import hebb.cli.plot.Figure.Points;
import hebb.data.demo.Demo;
import hebb.dataset.Dataset;
import hebb.nn.Network;
import hebb.nn.optim.AdaGrad;
import hebb.nn.optim.Adam;
import hebb.nn.optim.Momentum;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.RmsProp;
import hebb.nn.optim.Sgd;
import hebb.train.Trainer;
import hebb.train.TrainingConfig;
import java.util.ArrayList;
import java.util.List;

/// Seven ways down on one problem, in the same number of steps: three sizes of batches, then four
/// rules for batches of one size.
final class OptimisersLesson implements Lesson {
  private static final int ROWS = 512;
  private static final int MINI_BATCH = 64;
  private static final int STEPS = 2048;
  private static final double SMOOTHING = .98;

  /// A way down.
  private record Way(String name, Optimizer rule, int batch) {
    int stepsPerEpoch() {
      return ROWS / batch;
    }
  }

  private static final List<Way> WAYS =
      List.of(
          new Way("batch", new Sgd(.1), ROWS),
          new Way("stochastic", new Sgd(.1), 1),
          new Way("mini-batch", new Sgd(.1), MINI_BATCH),
          new Way("momentum", new Momentum(.1, .9), MINI_BATCH),
          new Way("AdaGrad", new AdaGrad().withLearningRate(.1), MINI_BATCH),
          new Way("RMSProp", new RmsProp().withLearningRate(.01), MINI_BATCH),
          new Way("Adam", new Adam().withLearningRate(.01), MINI_BATCH));

  @Override
  public Findings run(Course course) {
    Points points = course.points(Demo.MOONS, ROWS, 0);
    Dataset rows = Course.rows(points);
    Network network = Network.parse("dense(10) tanh dense(1)");
    var found = new Findings();
    List<Curve> curves = new ArrayList<>();
    for (Way way : WAYS) {
      int epochs = STEPS / way.stepsPerEpoch();
      TrainingConfig config =
          TrainingConfig.of(epochs)
              .withOptimizer(way.rule)
              .withBatchSize(way.batch)
              .withSeed(course.seed());
      Trainer trainer = new Trainer(network, Course.CROSS_ENTROPY, config, rows);
      curves.add(Curve.of(way.name, smooth(course.costs(trainer))));
      found.row(
          "ways",
          "way",
          way.name,
          "rate",
          way.rule.learningRate(),
          "batch",
          way.batch,
          "epochs",
          epochs,
          "cost",
          Course.evaluate(network, trainer.parameters(), rows).loss(),
          "accuracy",
          Course.accuracy(network, trainer.parameters(), rows));
    }
    found.put("rows", ROWS).put("steps", STEPS).put("network", network.text());
    return found.drawn(
        () ->
            new Figure("Optimisers", STEPS + " steps each, on two moons")
                .curves("Cost by step, a running mean", "step", "cost", curves)
                .picture());
  }

  /// The running mean that the course draws: `v / (1 - beta^t)`.
  private static List<Double> smooth(List<Double> costs) {
    List<Double> smooth = new ArrayList<>();
    double v = 0;
    double correction = 0;
    for (double cost : costs) {
      v = SMOOTHING * v + (1 - SMOOTHING) * cost;
      correction = SMOOTHING * correction + 1 - SMOOTHING;
      smooth.add(v / correction);
    }
    return smooth;
  }
}
