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
    COPY_FIRST,
    /// 0 as in [#BIAS_CORRECTED]; a mean of the other kind goes beside it, to be compared.
    COMPARED
  }

  private static final String MEAN = "ema/";
  private static final String OTHER_MEAN = "ema_copy_first/";

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
    return switch (start) {
      case BIAS_CORRECTED -> corrected(maker, path, w);
      case COPY_FIRST -> copied(maker, MEAN + path, w);
      case COMPARED -> {
        copied(maker, OTHER_MEAN + path, w);
        yield corrected(maker, path, w);
      }
    };
  }

  private Value corrected(ParameterUpdate.Maker maker, String path, Value w) {
    Value correction = maker.scalar(CORRECTION, 0, c -> c.times(decay).plus(1 - decay));
    return maker.next(MEAN + path, moved(maker, MEAN + path, w)).dividedBy(correction);
  }

  private Value copied(ParameterUpdate.Maker maker, String mean, Value w) {
    Value steps = maker.scalar(STEPS, 0, n -> n.plus(1).min(n.graph().constant(2)));
    return maker.next(mean, steps.greaterThan(1).select(moved(maker, mean, w), w));
  }

  private Value moved(ParameterUpdate.Maker maker, String mean, Value w) {
    return maker.state(mean, w.shape()).times(decay).plus(w.times(1 - decay));
  }

  /// The mean of a parameter as it is read.
  public float[] read(Variables variables, Variable parameter) {
    float[] mean = variables.get(MEAN + parameter.path(), parameter.shape(), 0).fetch();
    if (start != Start.COPY_FIRST) {
      float correction = variables.get(CORRECTION, Shape.SCALAR, 0).fetch()[0];
      for (int i = 0; i < mean.length; i++) {
        mean[i] /= correction;
      }
    }
    return mean;
  }

  /// The mean of a parameter that began with its copy, beside the other one where they are
  /// [compared][Start#COMPARED].
  public float[] readOther(Variables variables, Variable parameter) {
    return variables.get(OTHER_MEAN + parameter.path(), parameter.shape(), 0).fetch();
  }
}
