package hebb.cli.course;

import hebb.cli.plot.Figure;
import hebb.cli.plot.Figure.Curve;
import hebb.cli.plot.Figure.Points;
import hebb.data.demo.Demo;
import hebb.dataset.Dataset;
import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.layer.Dense;
import hebb.nn.optim.Sgd;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import hebb.train.Predictor;
import hebb.train.Trainer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// One network of six hidden layers from five kinds of first weights.
final class InitialisationLesson implements Lesson {
  private static final int HIDDEN_LAYERS = 6;
  private static final int UNITS = 20;
  private static final int STEPS = 1000;
  private static final double RATE = .05;
  private static final double HIGHEST = 1.5;

  @Override
  public Findings run(Course course) {
    Map<String, Initializer> kinds = new LinkedHashMap<>();
    kinds.put("zeros", new Initializer.Zeros());
    kinds.put("normal(0.01)", new Initializer.Normal(.01));
    kinds.put("normal(1)", new Initializer.Normal(1));
    kinds.put("xavier_normal", new Initializer.XavierNormal());
    kinds.put("he_normal", new Initializer.HeNormal());
    Points points = course.points(Demo.CIRCLES, Demo.CIRCLES.defaultRows(), 0);
    Dataset rows = Course.rows(points);
    var found = new Findings();
    List<Curve> costs = new ArrayList<>();
    List<Curve> spreads = new ArrayList<>();
    kinds.forEach(
        (name, kind) -> {
          Network network = network(kind);
          Trainer trainer =
              new Trainer(
                  network,
                  Course.CROSS_ENTROPY,
                  course.fullBatch(STEPS).withOptimizer(new Sgd(RATE)),
                  rows);
          List<Double> spread = spreads(network, trainer.parameters(), points.features());
          List<Double> cost = course.costs(trainer);
          costs.add(Curve.of(name, cost));
          spreads.add(new Curve(name, depths(), spread).log10());
          found.row(
              "kinds",
              "init",
              name,
              "steps",
              cost.size(),
              "first",
              cost.getFirst(),
              "last",
              cost.getLast(),
              "accuracy",
              Course.accuracy(network, trainer.parameters(), rows),
              "spread1",
              spread.get(1),
              "spreadLast",
              spread.getLast(),
              "alike",
              alike(trainer.parameters()));
        });
    found.put("layers", HIDDEN_LAYERS).put("units", UNITS).put("rows", rows.rows());
    found.put("steps", STEPS).put("rate", RATE);
    return found.drawn(
        () ->
            new Figure("First weights", HIDDEN_LAYERS + " hidden layers of " + UNITS + " relus")
                .curves(
                    "Cost by step (above " + HIGHEST + " at the edge, until it is not finite)",
                    "step",
                    "cost",
                    costs,
                    0,
                    HIGHEST)
                .curves("Activations at the start", "layer", "log10 of their deviation", spreads)
                .picture());
  }

  private static List<Double> depths() {
    return IntStream.rangeClosed(0, HIDDEN_LAYERS).mapToObj(depth -> (double) depth).toList();
  }

  private static Network network(Initializer kind) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < HIDDEN_LAYERS; i++) {
      layers.add(new Dense(UNITS, Activation.Standard.RELU, kind, new Initializer.Zeros()));
    }
    layers.add(new Dense(1, Activation.Standard.IDENTITY, kind, new Initializer.Zeros()));
    return Network.of(layers.toArray(Layer[]::new));
  }

  /// The standard deviation of the inputs, then of the activations of each hidden layer.
  private static List<Double> spreads(Network network, Parameters first, Tensor inputs) {
    List<Double> spreads = new ArrayList<>(List.of(deviation(inputs)));
    for (int depth = 1; depth <= HIDDEN_LAYERS; depth++) {
      Network below = new Network(network.layers().subList(0, depth));
      Predictor predictor = new Predictor(below, first, Shape.of(2), Activation.Standard.IDENTITY);
      spreads.add(deviation(predictor.predict(inputs)));
    }
    return spreads;
  }

  private static double deviation(Tensor tensor) {
    double sum = 0;
    double squares = 0;
    for (float value : tensor.data()) {
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / tensor.data().length;
    return Math.sqrt(Math.max(0, squares / tensor.data().length - mean * mean));
  }

  /// How many units of the second hidden layer have the weights of another, to the bit.
  private static int alike(Parameters trained) {
    float[] weights = trained.get("hidden2/weight").fetch();
    int alike = 0;
    for (int unit = 0; unit < UNITS; unit++) {
      boolean twin = false;
      for (int other = 0; other < UNITS; other++) {
        twin |= other != unit && same(weights, unit, other);
      }
      alike += twin ? 1 : 0;
    }
    return alike;
  }

  private static boolean same(float[] weights, int unit, int other) {
    for (int i = 0; i < weights.length; i += UNITS) {
      if (weights[i + unit] != weights[i + other]) {
        return false;
      }
    }
    return true;
  }
}
