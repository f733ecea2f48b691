package hebb.cli.help;

import hebb.autodiff.Autodiff;
import hebb.cli.plot.TextPlot;
import hebb.graph.Graph;
import hebb.graph.RandomKey;
import hebb.graph.Value;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Schedule;
import hebb.run.Reference;
import hebb.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Pictures of functions in text, computed by the graphs that training uses, in double precision.
final class Pictures {
  private static final int SAMPLES = 321;
  private static final double FAR = 4;
  private static final int EPOCHS = 70;
  private static final int SIDE = 100;
  private static final long SEED = 42;

  private final int width;
  private final boolean unicode;

  /// @param width letters that a line may have
  /// @param unicode whether more than ASCII can be shown
  Pictures(int width, boolean unicode) {
    this.width = width;
    this.unicode = unicode;
  }

  /// A title and a picture; empty for what has none.
  ///
  /// @param text a member of the family, as in `elu(alpha=.5)`
  List<String> of(Family family, String text) {
    return switch (family) {
      case ACTIVATION -> activation(Activation.of(text));
      case LOSS -> loss(Loss.of(text));
      case SCHEDULE -> schedule(Schedule.of(text));
      case INITIALIZER -> initializer(Initializer.of(text));
      case COMMAND,
          OPTION,
          LAYER,
          NETWORK,
          METRIC,
          OPTIMIZER,
          AUGMENTATION,
          FINDING,
          MEASURE,
          TASK,
          KIND,
          TOKENS ->
          List.of();
    };
  }

  private List<String> activation(Activation activation) {
    boolean overAxis =
        activation == Activation.Standard.SOFTMAX || activation == Activation.Standard.LOG_SOFTMAX;
    return curves(
        overAxis ? "f(x, 0), its first output" : "f(x)",
        "its derivative",
        curve(x -> activation.apply(beside0(x)).slice(1, 0, 1)));
  }

  /// Rows of `x` and 0: a function over the last axis has two places then, and others do not care.
  private static Value beside0(Value x) {
    return Value.concat(1, List.of(x, x.times(0)));
  }

  private List<String> loss(Loss loss) {
    if (loss.prediction() instanceof Activation.Standard prediction) {
      return switch (prediction) {
        case SIGMOID ->
            curves(
                "cost of z where y = 1",
                "where y = 0",
                costs(loss, 1, x -> x),
                costs(loss, 0, x -> x));
        case SOFTMAX ->
            curves(
                "cost of the outputs z and 0 for the class of z",
                "for the other",
                costs(loss, 0, Pictures::beside0),
                costs(loss, 1, Pictures::beside0));
        default -> curves("cost of z where y = 0", "its derivative", costs(loss, 0, x -> x));
      };
    }
    return curves("cost of z where y = 2", "its derivative", costs(loss, 2, x -> x));
  }

  private static double[][] costs(Loss of, double target, UnaryOperator<Value> output) {
    Loss loss = of.perStep() ? Loss.Standard.SOFTMAX_CROSS_ENTROPY : of;
    return curve(
        x -> loss.costs(output.apply(x), x.graph().constant(target).broadcastTo(x.shape())).sum(1));
  }

  /// A function and its derivative.
  private static double[][] curve(UnaryOperator<Value> function) {
    var graph = new Graph();
    Value x = graph.input("x", Shape.of(SAMPLES, 1));
    Value y = function.apply(x);
    graph.output("value", y);
    graph.output("derivative", Autodiff.gradients(y.sum(), List.of(x)).getFirst());
    double[] places =
        IntStream.range(0, SAMPLES).mapToDouble(i -> FAR * (2.0 * i / (SAMPLES - 1) - 1)).toArray();
    Map<String, double[]> values = new Reference(graph).run(Map.of("x", places), 0);
    return Stream.of("value", "derivative")
        .map(name -> Objects.requireNonNull(values.get(name)))
        .toArray(double[][]::new);
  }

  private List<String> curves(String first, String second, double[] a, double[] b) {
    String title =
        unicode ? "line: " + first + "; dotted: " + second : "*: " + first + "; .: " + second;
    return titled(title, TextPlot.curves(-FAR, FAR, List.of(a, b), width, unicode));
  }

  private List<String> curves(String first, String second, double[][] curve) {
    return curves(first, second, curve[0], curve[1]);
  }

  private List<String> curves(String first, String second, double[][] a, double[][] b) {
    return curves(first, second, a[0], b[0]);
  }

  private List<String> schedule(Schedule schedule) {
    int patience = schedule.plateau().map(Schedule.Plateau::patience).orElse(EPOCHS);
    double[] factors =
        IntStream.range(0, SAMPLES)
            .mapToDouble(i -> (double) EPOCHS * i / SAMPLES)
            .map(epoch -> schedule.factor(epoch, EPOCHS, (int) (epoch / patience)))
            .toArray();
    String when = schedule.plateau().isPresent() ? " where the loss never falls" : "";
    return titled(
        "factor over " + EPOCHS + " epochs" + when,
        TextPlot.curves(0, EPOCHS, List.of(factors), width, unicode));
  }

  private List<String> initializer(Initializer initializer) {
    float[] weights = new float[SIDE * SIDE];
    initializer.fill(weights, SIDE, SIDE, RandomKey.at(SEED, 0));
    double[] draws = IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).toArray();
    double mean = Arrays.stream(draws).average().orElse(0);
    double variance = Arrays.stream(draws).map(w -> (w - mean) * (w - mean)).average().orElse(0);
    return titled(
        String.format(
            Locale.ROOT,
            "10,000 draws for 100 inputs and 100 outputs: mean %.2g, deviation %.3g",
            mean,
            Math.sqrt(variance)),
        TextPlot.histogram(draws, width, unicode));
  }

  private static List<String> titled(String title, List<String> picture) {
    return Stream.concat(Stream.of(title), picture.stream()).toList();
  }
}
