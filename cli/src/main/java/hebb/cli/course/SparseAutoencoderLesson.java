package hebb.cli.course;

import hebb.cli.plot.Figure;
import hebb.data.demo.Leaves;
import hebb.dataset.Dataset;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Lbfgs;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import hebb.train.Predictor;
import hebb.train.Trainer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// 25 units that are seldom active look for edges: patches of 8 x 8 pixels are made again from 25
/// numbers, with and without a cost of being active.
final class SparseAutoencoderLesson implements Lesson {
  private static final int PATCHES = 2000;
  private static final int STEPS = 150;
  private static final int UNITS = 25;
  private static final double LAMBDA = 1e-4;
  private static final double RHO = .01;
  private static final double BETA = 3;

  @Override
  public Findings run(Course course) {
    Tensor patches = Course.pixels(Leaves.patches(PATCHES, course.seed()), new float[PATCHES]);
    Dataset rows = Dataset.of(patches, patches);
    Map<String, Network> networks = new LinkedHashMap<>();
    networks.put("beta 0", network(0));
    networks.put("beta 3", network(BETA));
    var found = new Findings();
    List<Tensor> filters = new ArrayList<>();
    networks.forEach(
        (name, network) -> {
          Trainer trainer =
              new Trainer(
                  network,
                  Loss.Standard.HALF_SQUARED_ERROR,
                  course.fullBatch(STEPS).withOptimizer(new Lbfgs()).withL2(LAMBDA),
                  rows);
          Parameters weights = trainer.parameters();
          double before = activity(network, weights, patches);
          List<Double> costs = course.costs(trainer);
          filters.add(
              Tensor.of(
                  Shape.of(patches.shape().dim(1), UNITS), weights.get("hidden1/weight").fetch()));
          found.row(
              "nets",
              "net",
              name,
              "first",
              costs.getFirst(),
              "last",
              costs.getLast(),
              "before",
              before,
              "after",
              activity(network, weights, patches));
        });
    found.put("rows", PATCHES).put("units", UNITS).put("lambda", LAMBDA).put("rho", RHO);
    found.put("beta", BETA).put("steps", STEPS);
    Shape patch = Shape.of(Leaves.PATCH, Leaves.PATCH);
    return found.drawn(
        () ->
            new Figure("What 25 units look for", "Weights divided by their norm; grey is 0")
                .filters("Without sparsity", patch, filters.getFirst())
                .filters("With sparsity", patch, filters.getLast())
                .picture());
  }

  private static Network network(double beta) {
    return Network.parse(
        "dense(%d) sigmoid sparsity(rho=%s, beta=%s) dense(64) sigmoid"
            .formatted(UNITS, RHO, beta));
  }

  /// The mean activity of the hidden units over all patches.
  private static double activity(Network network, Parameters weights, Tensor patches) {
    Network encoder = new Network(network.layers().subList(0, 2));
    Predictor predictor =
        new Predictor(
            encoder, weights, Shape.of(patches.shape().dim(1)), Activation.Standard.IDENTITY);
    double sum = 0;
    float[] codes = predictor.predict(patches).data();
    for (float code : codes) {
      sum += code;
    }
    return sum / codes.length;
  }
}
