package hebb.nn.optim;

import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.nn.spec.Check;
import hebb.tensor.Shape;

/// A running mean of the weights over the steps, `v_t = decay v_(t-1) + (1 - decay) w_t`, which is
/// what is evaluated and kept in place of the last weights (Polyak, Juditsky 1992). It goes with
/// any optimiser.
///
/// @param decay how much of the mean stays at each step; near `1 - 1/n` for a mean over about n
///   steps
/// @param start what the mean begins with
public record Ema(double decay, Start start) {
  /// What the mean begins with.
  public enum Start {
    /// 0; what is read is `v_t / (1 - decay^t)`.
    BIAS_CORRECTED,
    /// The weights after the first step (as in Keras and PyTorch).
    COPY_FIRST
  }

  private static final String CORRECTION = "ema/correction";
  private static final String STEPS = "ema/steps";

  /// A decay in `[0, 1)`.
  public Ema {
    Check.fraction("ema: decay", decay);
  }

  /// Bias corrected.
  public static Ema of(double decay) {
    return new Ema(decay, Start.BIAS_CORRECTED);
  }

  /// Adds the mean of a parameter's new value to a step; returns it as it is read: corrected, if
  /// that is asked for.
  public Value follow(ParameterUpdate.Maker maker, String path, Value w) {
    Value moved = maker.state(path(path), w.shape()).times(decay).plus(w.times(1 - decay));
    return switch (start) {
      case BIAS_CORRECTED -> {
        Value correction = maker.scalar(CORRECTION, 0, c -> c.times(decay).plus(1 - decay));
        yield maker.next(path(path), moved).dividedBy(correction);
      }
      case COPY_FIRST -> {
        Value steps = maker.scalar(STEPS, 0, n -> n.plus(1).min(n.graph().constant(2)));
        yield maker.next(path(path), steps.greaterThan(1).select(moved, w));
      }
    };
  }

  /// The mean of a parameter as it is read.
  public float[] read(Variables variables, Variable parameter) {
    float[] mean = variables.get(path(parameter.path()), parameter.shape(), 0).fetch();
    if (start == Start.BIAS_CORRECTED) {
      float correction = variables.get(CORRECTION, Shape.SCALAR, 0).fetch()[0];
      for (int i = 0; i < mean.length; i++) {
        mean[i] /= correction;
      }
    }
    return mean;
  }

  private static String path(String parameter) {
    return "ema/" + parameter;
  }
}
