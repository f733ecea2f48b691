package hebb.cli.course;

import hebb.cli.plot.Figure;
import hebb.cli.plot.Figure.Points;
import hebb.dataset.Dataset;
import hebb.graph.Variable;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.Role;
import hebb.nn.optim.Adam;
import hebb.train.Evaluation;
import hebb.train.Trainer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A network that is far too large for its few noisy rows: as it is, with L2 and with dropout.
final class RegularisationLesson implements Lesson {
  private static final int ROWS = 100;
  private static final int TEST_ROWS = 2000;
  private static final int STEPS = 600;
  private static final double L2 = .01;
  private static final double DROPOUT = .5;
  private static final String PLAIN = "dense(64) relu dense(64) relu dense(1)";
  private static final String WITH_DROPOUT =
      "dense(64) relu dropout(.5) dense(64) relu dropout(.5) dense(1)";

  /// A network and how much its weights cost.
  private record Way(Network network, double l2) {}

  @Override
  public Findings run(Course course) {
    Points points = course.noisyMoons(ROWS, 0);
    Dataset train = Course.rows(points);
    Dataset test = Course.rows(course.noisyMoons(TEST_ROWS, 1));
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put("none", new Way(Network.parse(PLAIN), 0));
    ways.put("L2", new Way(Network.parse(PLAIN), L2));
    ways.put("dropout", new Way(Network.parse(WITH_DROPOUT), 0));
    var found = new Findings();
    List<Parameters> trained = new ArrayList<>();
    ways.forEach(
        (name, way) -> {
          Trainer trainer =
              new Trainer(
                  way.network,
                  Course.CROSS_ENTROPY,
                  course
                      .fullBatch(STEPS)
                      .withOptimizer(new Adam().withLearningRate(.003))
                      .withL2(way.l2),
                  train);
          course.costs(trainer);
          trained.add(trainer.parameters());
          Evaluation ofTrain = Course.evaluate(way.network, trainer.parameters(), train);
          Evaluation ofTest = Course.evaluate(way.network, trainer.parameters(), test);
          found.row(
              "ways",
              "way",
              name,
              "trainCost",
              ofTrain.loss(),
              "testCost",
              ofTest.loss(),
              "train",
              accuracy(ofTrain),
              "test",
              accuracy(ofTest),
              "norm",
              norm(trainer.parameters()));
        });
    found.put("rows", ROWS).put("testRows", TEST_ROWS).put("steps", STEPS);
    found.put("numbers", (int) trained.getFirst().count()).put("l2", L2).put("dropout", DROPOUT);
    return found.drawn(
        () -> {
          Figure figure =
              new Figure(
                  "Regularisation",
                  ROWS + " noisy rows, a network of " + trained.getFirst().count() + " numbers");
          int at = 0;
          for (Map.Entry<String, Way> way : ways.entrySet()) {
            figure.map(way.getKey(), points, Course.map(way.getValue().network, trained.get(at++)));
          }
          return figure.picture();
        });
  }

  private static double accuracy(Evaluation evaluation) {
    return evaluation.metrics().getOrDefault("accuracy", Double.NaN);
  }

  /// The square root of the sum of the squares of all weights.
  private static double norm(Parameters parameters) {
    double squares = 0;
    for (Variable weight : parameters.of(Role.WEIGHT)) {
      for (float w : weight.fetch()) {
        squares += (double) w * w;
      }
    }
    return Math.sqrt(squares);
  }
}
