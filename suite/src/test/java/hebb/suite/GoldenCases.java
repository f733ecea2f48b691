package hebb.suite;

import hebb.dataset.Dataset;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.Role;
import hebb.nn.activation.Activation;
import hebb.nn.layer.Activate;
import hebb.nn.layer.BatchNorm;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Embedding;
import hebb.nn.layer.GroupNorm;
import hebb.nn.layer.LayerNorm;
import hebb.nn.layer.Maxout;
import hebb.nn.layer.PRelu;
import hebb.nn.layer.RmsNorm;
import hebb.nn.layer.Sparsity;
import hebb.nn.loss.Loss;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/// How the functions of the golden files are said in Hebb: one row for each name.
final class GoldenCases {
  /// What the golden files have and Hebb does not have yet. A name leaves this list when it gets a
  /// row.
  static final List<String> NOT_COVERED = List.of();

  private GoldenCases() {}

  /// What becomes of a network's output: a loss, or the output itself.
  interface Finish {
    Value apply(Context context, Parameters parameters, Value output, Map<String, Value> inputs);
  }

  /// One function.
  ///
  /// @param network applied to the first input
  /// @param paths the parameters that further inputs are
  record Row(
      String name,
      Function<Golden.Case, Network> network,
      Finish finish,
      Map<String, String> paths) {
    /// How near the reference must come. PyTorch's gradient of the hard sigmoid has 1/6 rounded to
    /// float32.
    double tolerance() {
      return name.equals("hard_sigmoid") ? 1e-7 : 1e-9;
    }
  }

  /// The row of a case, if its function is known.
  static Optional<Row> of(Golden.Case golden) {
    return all(golden).stream().filter(row -> row.name.equals(golden.name())).findFirst();
  }

  private static List<Row> all(Golden.Case golden) {
    List<Row> rows = new ArrayList<>();
    for (String name : Activation.names()) {
      rows.add(layer(name, c -> new Activate(activation(c)), Map.of()));
    }
    rows.add(layer("prelu", c -> new PRelu(), Map.of("alpha", "prelu1/slope")));
    rows.add(
        layer("dense", c -> Dense.of(units(c)), Map.of("w", "output/weight", "b", "output/bias")));
    rows.add(
        layer(
            "maxout",
            c -> Maxout.of(units(c), (int) c.number("pieces", 2)),
            Map.of("w", "output/weight", "b", "output/bias")));
    rows.add(
        layer(
            "layer_norm",
            c -> new LayerNorm(c.number("epsilon", 1e-5)),
            Map.of("gamma", "norm1/scale", "beta", "norm1/bias")));
    rows.add(
        layer(
            "rms_norm",
            c -> new RmsNorm(c.number("epsilon", 1e-6)),
            Map.of("gamma", "norm1/scale")));
    rows.add(
        layer(
            "batch_norm_train",
            c -> new BatchNorm(0.9, c.number("epsilon", 1e-5)),
            Map.of("gamma", "norm1/scale", "beta", "norm1/bias")));
    rows.add(
        channelsFirst("batch_norm2d_train", c -> new BatchNorm(0.9, c.number("epsilon", 1e-5))));
    rows.add(
        channelsFirst(
            "group_norm",
            c -> new GroupNorm((int) c.number("groups", 1), c.number("epsilon", 1e-5))));
    rows.add(embeddingMean());
    rows.addAll(GoldenWindows.all(golden));
    rows.add(loss("softmax_cross_entropy", Loss.Standard.SOFTMAX_CROSS_ENTROPY, 1));
    rows.add(loss("softmax_half_mse", Loss.Standard.SOFTMAX_HALF_SQUARED_ERROR, 1));
    rows.add(loss("half_mse", Loss.Standard.HALF_SQUARED_ERROR, 1));
    rows.add(loss("binary_cross_entropy_with_logits", Loss.Standard.BINARY_CROSS_ENTROPY, 1));
    int columns = golden.inputs().values().iterator().next().shape.dim(-1);
    rows.add(loss("huber", new Loss.Huber(golden.number("delta", 1)), columns));
    rows.add(loss("multi_label_cross_entropy", Loss.Standard.BINARY_CROSS_ENTROPY, 1));
    rows.add(loss("absolute_error", Loss.Standard.ABSOLUTE_ERROR, 1));
    rows.add(loss("log_cosh", Loss.Standard.LOG_COSH, 1));
    rows.add(loss("poisson_log_rate", Loss.Standard.POISSON, 1));
    rows.add(loss("kl_divergence", Loss.Standard.KL_DIVERGENCE, 1));
    rows.add(loss("quantile", new Loss.Quantile(golden.number("q", 0.5)), 1));
    rows.add(
        loss(
            "label_smoothing_cross_entropy",
            new Loss.Smoothed(golden.number("smoothing", 0.1)),
            1));
    rows.add(
        loss(
            "binary_focal",
            new Loss.BinaryFocal(golden.number("gamma", 2), golden.number("alpha", 0.25)),
            1));
    rows.add(hinge());
    rows.add(classWeighted(golden));
    rows.add(deepTanh(golden));
    rows.add(sparseAutoencoder(golden));
    return rows;
  }

  private static Activation activation(Golden.Case c) {
    return switch (c.name()) {
      case "leaky_relu" -> new Activation.LeakyRelu(c.number("negative_slope", 0.01));
      case "elu" -> new Activation.Elu(c.number("alpha", 1));
      default -> Activation.of(c.name());
    };
  }

  private static int units(Golden.Case c) {
    return c.output().shape.dim(-1);
  }

  private static Row layer(
      String name, Function<Golden.Case, Layer> layer, Map<String, String> paths) {
    return new Row(name, c -> Network.of(layer.apply(c)), (context, parameters, y, in) -> y, paths);
  }

  /// A norm: channels come first there, last in Hebb.
  private static Row channelsFirst(String name, Function<Golden.Case, Layer> norm) {
    return new Row(
        name,
        c ->
            Network.function(
                (context, x) ->
                    context
                        .apply("norm", norm.apply(c), x.permute(0, 2, 3, 1))
                        .permute(0, 3, 1, 2)),
        (context, parameters, y, in) -> y,
        Map.of("gamma", "norm/scale", "beta", "norm/bias"));
  }

  /// The mean of three vectors for each of two rows; its only input is the table.
  private static Row embeddingMean() {
    double[] oneHot = new double[6 * 7];
    int[] ids = {1, 2, 1, 0, 6, 3};
    for (int i = 0; i < ids.length; i++) {
      oneHot[i * 7 + ids[i]] = 1;
    }
    return new Row(
        "embedding_mean",
        c ->
            Network.function(
                (context, table) ->
                    context
                        .apply(
                            "embedding",
                            Embedding.of(7, table.shape().dim(-1)),
                            context.graph().constant(Shape.of(2, 3, 7), oneHot).argMax())
                        .mean(1)),
        (context, parameters, y, in) -> y,
        Map.of("table", "embedding/weight"));
  }

  private static Row loss(String name, Loss loss, int divisor) {
    Finish finish =
        (context, parameters, output, in) -> {
          Value target =
              in.containsKey("target") ? in.get("target") : List.copyOf(in.values()).get(1);
          return loss.of(output, target).dividedBy(divisor);
        };
    return new Row(name, c -> Network.function((context, x) -> x), finish, Map.of());
  }

  /// Its classes are -1 and 1 there, 0 and 1 in Hebb.
  private static Row hinge() {
    Finish finish =
        (context, parameters, output, in) ->
            Loss.Standard.HINGE.of(output, in.get("target").plus(1).times(0.5));
    return new Row("hinge", c -> Network.function((context, x) -> x), finish, Map.of());
  }

  /// Rows weigh as their classes do there; a dataset divides weights by their mean.
  private static Row classWeighted(Golden.Case c) {
    Finish finish =
        (context, parameters, output, in) -> {
          Golden.Array target = c.inputs().get("target");
          int rows = target.shape.dim(0);
          int classes = target.shape.dim(1);
          double[] weights = new double[rows];
          for (int i = 0; i < target.data.length; i++) {
            weights[i / classes] +=
                target.data[i] * c.lists().get("class_weights").data[i % classes];
          }
          Dataset data =
              Dataset.weighted(
                  Dataset.of(Tensor.zeros(rows, classes), Tensor.zeros(rows, 1)), weights);
          double[] divided = IntStream.range(0, rows).mapToDouble(data::weight).toArray();
          Value costs = Loss.Standard.SOFTMAX_CROSS_ENTROPY.costs(output, in.get("target"));
          return costs
              .times(context.graph().constant(Shape.of(rows, 1), divided))
              .sum()
              .dividedBy(rows);
        };
    return new Row(
        "class_weighted_cross_entropy",
        golden -> Network.function((context, x) -> x),
        finish,
        Map.of());
  }

  private static Row deepTanh(Golden.Case c) {
    Finish finish =
        (context, parameters, output, in) ->
            Loss.Standard.BINARY_CROSS_ENTROPY
                .of(output, in.get("y"))
                .plus(l2(context, parameters, c));
    Activation tanh = Activation.Standard.TANH;
    return new Row(
        "deep_tanh_bce_l2",
        golden ->
            Network.of(
                Dense.of(bias(golden, "b1"), tanh),
                Dense.of(bias(golden, "b2"), tanh),
                Dense.of(bias(golden, "b3"), tanh),
                Dense.of(bias(golden, "b4"))),
        finish,
        Map.of(
            "W1",
            "hidden1/weight",
            "b1",
            "hidden1/bias",
            "W2",
            "hidden2/weight",
            "b2",
            "hidden2/bias",
            "W3",
            "hidden3/weight",
            "b3",
            "hidden3/bias",
            "W4",
            "output/weight",
            "b4",
            "output/bias"));
  }

  private static Row sparseAutoencoder(Golden.Case c) {
    Activation sigmoid = Activation.Standard.SIGMOID;
    Layer body =
        (context, x) -> {
          Value hidden = context.apply("hidden1", Dense.of(bias(c, "b1"), sigmoid), x);
          Value sparse =
              context.apply(
                  "sparsity1", new Sparsity(c.number("rho", 0.05), c.number("beta", 3)), hidden);
          return context.apply("output", Dense.of(bias(c, "b2"), sigmoid), sparse);
        };
    Finish finish =
        (context, parameters, output, in) ->
            Loss.Standard.HALF_SQUARED_ERROR
                .of(output, in.get("x"))
                .plus(l2(context, parameters, c))
                .plus(context.penalty());
    return new Row(
        "sparse_autoencoder_cost",
        golden -> Network.function(body),
        finish,
        Map.of(
            "W1",
            "hidden1/weight",
            "b1",
            "hidden1/bias",
            "W2",
            "output/weight",
            "b2",
            "output/bias"));
  }

  private static int bias(Golden.Case c, String name) {
    Golden.Array bias = c.inputs().get(name);
    return bias == null ? 1 : bias.shape.size();
  }

  private static Value l2(Context context, Parameters parameters, Golden.Case c) {
    Value penalty = context.graph().constant(0);
    for (Variable variable : parameters.of(Role.WEIGHT)) {
      penalty =
          penalty.plus(
              context.graph().parameter(variable).square().sum().times(c.number("l2", 0) / 2));
    }
    return penalty;
  }
}
