package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.autodiff.Autodiff;
import hebb.data.Task;
import hebb.data.demo.Leaves;
import hebb.data.image.Images;
import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.model.Model;
import hebb.model.ModelTrainer;
import hebb.model.TrainOptions;
import hebb.nn.Context;
import hebb.nn.Mode;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.Role;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Lbfgs;
import hebb.run.Reference;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The sparse autoencoder of the course (Ng 2011): patches of 8 x 8 pixels, 25 hidden units, weight
/// decay 1e-4, a mean activity of .01 that counts 3 times, L-BFGS.
class SparseAutoencoderTest {
  private static final int PIXELS = Leaves.PATCH * Leaves.PATCH;
  private static final Network NETWORK =
      Network.parse("dense(25) sigmoid sparsity(rho=.01, beta=3) dense(64) sigmoid");
  private static final double LAMBDA = 1e-4;

  /// The course's measure, `|n - a| / |n + a|` over all weights of all layers, for the gradient `a`
  /// and differences `n` over 2e-4.
  @Test
  void theGradientEqualsDifferences() {
    int rows = 5;
    Graph graph = new Graph();
    Parameters parameters = Parameters.create(NETWORK, Shape.of(PIXELS), 42);
    Context context = Context.of(graph, parameters, Mode.TRAINING);
    Value x = graph.input("x", Shape.of(rows, PIXELS));
    Value loss = Loss.Standard.HALF_SQUARED_ERROR.of(NETWORK.apply(context, x), x);
    Value cost = loss.plus(context.penalty());
    for (Variable weight : parameters.of(Role.WEIGHT)) {
      cost = cost.plus(graph.parameter(weight).square().sum().times(LAMBDA / 2));
    }
    graph.output("cost", cost);
    List<Variable> trained = parameters.trained();
    List<Value> gradients =
        Autodiff.gradients(cost, trained.stream().map(graph::parameter).toList());
    for (int i = 0; i < trained.size(); i++) {
      graph.output(trained.get(i).path(), gradients.get(i));
    }
    Map<String, double[]> inputs = Map.of("x", wide(rows(Leaves.patches(rows, 1))));
    Reference reference = new Reference(graph);
    Map<String, double[]> exact = reference.run(inputs, 0);
    double[] squares = new double[2];
    for (Variable variable : trained) {
      double[] gradient = Objects.requireNonNull(exact.get(variable.path()));
      compare(reference, variable, gradient, inputs, squares);
    }
    assertThat(Math.sqrt(squares[0] / squares[1])).isLessThan(1e-9);
  }

  private static void compare(
      Reference reference,
      Variable variable,
      double[] exact,
      Map<String, double[]> inputs,
      double[] squares) {
    double[] w = reference.get(variable).clone();
    for (int i = 0; i < w.length; i++) {
      double middle = w[i];
      double[] at = new double[2];
      for (int side = 0; side < 2; side++) {
        w[i] = middle + (side == 0 ? -1e-4 : 1e-4);
        reference.set(variable, w);
        at[side] = reference.evaluate("cost", inputs, 0)[0];
      }
      w[i] = middle;
      double numeric = (at[1] - at[0]) / 2e-4;
      squares[0] += (numeric - exact[i]) * (numeric - exact[i]);
      squares[1] += (numeric + exact[i]) * (numeric + exact[i]);
    }
    reference.set(variable, w);
  }

  /// Units that are active for few patches look for edges at a place: half of a filter's squares
  /// lie in a quarter of it (.35 of random weights do), and weights side by side are alike. Without
  /// sparsity half of the units are active, and filters have no place.
  @Test
  void filtersAreEdgesAtAPlace() {
    Images patches = Leaves.patches(1500, 1);
    Model sparse = trained(patches, NETWORK);
    Model free = trained(patches, Network.parse("dense(25) sigmoid dense(64) sigmoid"));
    assertThat(activity(sparse, patches)).isBetween(0.005, 0.02);
    assertThat(activity(free, patches)).isBetween(0.4, 0.6);
    assertThat(place(sparse)).isGreaterThan(0.45);
    assertThat(place(free)).isLessThan(0.42);
    assertThat(alike(sparse)).isGreaterThan(0.75);
  }

  private static Model trained(Images patches, Network network) {
    TrainOptions options =
        new TrainOptions()
            .withTask(Task.AUTOENCODER)
            .withNetwork(network)
            .withL2(LAMBDA)
            .withOptimizer(new Lbfgs())
            .withEpochs(120)
            .withValidationSplit(0);
    return new ModelTrainer(patches, options).run().model();
  }

  /// The mean over all units of their mean activity.
  private static double activity(Model model, Images patches) {
    float[] rows = rows(patches);
    return IntStream.range(0, patches.rows())
        .mapToObj(r -> model.codes().of(Arrays.copyOfRange(rows, r * PIXELS, (r + 1) * PIXELS)))
        .mapToDouble(code -> Arrays.stream(wide(code)).average().orElseThrow())
        .average()
        .orElseThrow();
  }

  /// The share of a filter's squares that lies in the best quarter of it, a mean over filters.
  private static double place(Model model) {
    double sum = 0;
    for (double[] filter : filters(model)) {
      double best = 0;
      for (int top = 0; top <= 4; top++) {
        for (int left = 0; left <= 4; left++) {
          double inside = 0;
          for (int i = 0; i < 16; i++) {
            double w = filter[(top + i / 4) * 8 + left + i % 4];
            inside += w * w;
          }
          best = Math.max(best, inside);
        }
      }
      sum += best / Arrays.stream(filter).map(w -> w * w).sum();
    }
    return sum / 25;
  }

  /// The correlation of weights side by side, a mean over filters.
  private static double alike(Model model) {
    double sum = 0;
    for (double[] filter : filters(model)) {
      double products = 0;
      double squares = 0;
      for (int i = 0; i < PIXELS; i++) {
        products += i % 8 < 7 ? filter[i] * filter[i + 1] : 0;
        products += i < 56 ? filter[i] * filter[i + 8] : 0;
        squares += filter[i] * filter[i];
      }
      sum += products / (2 * 56) / (squares / PIXELS);
    }
    return sum / 25;
  }

  /// The weights of each unit.
  private static double[][] filters(Model model) {
    Tensor weights = model.parameter("hidden1/weight");
    double[][] filters = new double[25][PIXELS];
    for (int unit = 0; unit < 25; unit++) {
      for (int i = 0; i < PIXELS; i++) {
        filters[unit][i] = weights.data()[i * 25 + unit];
      }
    }
    return filters;
  }

  private static float[] rows(Images images) {
    float[] rows = new float[images.rows() * PIXELS];
    int[] order = IntStream.range(0, images.rows()).toArray();
    images.read(order, 0, order.length, rows, new float[order.length]);
    return rows;
  }

  private static double[] wide(float[] numbers) {
    return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).toArray();
  }
}
