package hebb.nn.layer;

import hebb.graph.Graph;
import hebb.graph.ShapeException;
import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.spec.Names;
import hebb.tensor.Shape;
import java.util.List;

/// Says where in a row a step is, which attention does not see by itself: `[batch, steps, channels]
/// -> [batch, steps, channels]`.
///
/// `learned` adds a vector for each step, parameter `weight [steps, channels]`; `sinusoid` adds
/// `sin(t / 10000^(2 i / channels))` to channel `2 i` and the cosine to `2 i + 1` (Vaswani et al.
/// 2017); `rotary` leaves its input as it is and turns the queries and keys of all attention layers
/// that follow, neighbouring channels `2 i`, `2 i + 1` by the angle `t / 10000^(2 i / n)` (Su et
/// al. 2021).
///
/// @param type `learned` unless said, `sinusoid` or `rotary`
public record Positions(String type) implements Layer {
  private static final List<String> TYPES = List.of("learned", "sinusoid", "rotary");
  private static final double BASE = 10_000;

  /// A known type.
  public Positions {
    if (!TYPES.contains(type)) {
      throw Names.unknown("positions: kind", type, TYPES);
    }
  }

  /// Learned.
  public Positions() {
    this("learned");
  }

  @Override
  public Value apply(Context context, Value input) {
    Value x = Attending.check(context, "positions", input);
    return switch (type) {
      case "learned" -> x.plus(learned(context, x));
      case "sinusoid" -> x.plus(sinusoid(context, x));
      default -> {
        context.rotate();
        yield x;
      }
    };
  }

  private static Value learned(Context context, Value x) {
    return context
        .stepping()
        .map(
            stepping ->
                context
                    .allOf("weight", x)
                    .gather(stepping.position().reshape(1))
                    .reshape(1, 1, x.shape().dim(2)))
        .orElseGet(() -> context.firstOf("weight", x));
  }

  private static Value sinusoid(Context context, Value x) {
    int steps = steps(context, x.shape().dim(1));
    int channels = x.shape().dim(2);
    double[] values = new double[steps * channels];
    for (int t = 0; t < steps; t++) {
      for (int c = 0; c < channels; c++) {
        double angle = t / Math.pow(BASE, (c - c % 2) / (double) channels);
        values[t * channels + c] = c % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
      }
    }
    return here(context, context.graph().constant(Shape.of(steps, channels), values));
  }

  private static int steps(Context context, int steps) {
    return context.stepping().map(Context.Stepping::most).orElse(steps);
  }

  /// The rows of a table of steps that are seen: all, or that of the step that is made.
  private static Value here(Context context, Value table) {
    return context
        .stepping()
        .map(stepping -> table.gather(stepping.position().reshape(1)))
        .orElse(table);
  }

  /// Queries or keys `[..., steps, n]`, turned by their step.
  public static Value rotated(Context context, Value x) {
    Shape shape = x.shape();
    int steps = steps(context, shape.dim(-2));
    int n = shape.dim(-1);
    if (n % 2 != 0) {
      throw new ShapeException(
          x.graph().path(),
          "positions: expected an even number of channels for each head, got " + n + ".");
    }
    double[] cosines = new double[steps * n];
    double[] sines = new double[steps * n];
    for (int i = 0; i < cosines.length; i++) {
      int c = i % n;
      int t = i / n;
      double angle = t / Math.pow(BASE, (c - c % 2) / (double) n);
      cosines[i] = Math.cos(angle);
      sines[i] = c % 2 == 0 ? -Math.sin(angle) : Math.sin(angle);
    }
    Graph graph = x.graph();
    Shape table = Shape.of(steps, n);
    return x.times(here(context, graph.constant(table, cosines)))
        .plus(swapped(x).times(here(context, graph.constant(table, sines))));
  }

  /// Neighbouring channels exchanged: a product with a matrix that does so.
  private static Value swapped(Value x) {
    int n = x.shape().dim(-1);
    double[] swap = new double[n * n];
    for (int i = 0; i < n; i++) {
      swap[i * n + (i ^ 1)] = 1;
    }
    return x.matmul(x.graph().constant(Shape.of(n, n), swap));
  }

  @Override
  public String stem() {
    return "positions";
  }
}
