package hebb.nn.optim;

import hebb.graph.Value;
import hebb.nn.spec.Check;
import hebb.nn.spec.Spec;

/// Limited-memory BFGS (Liu, Nocedal 1989): steps along `-H g`, where `H`, the inverse of the
/// curvature, is told from the last moves and the changes of the gradient that came with them; each
/// as far as the strong Wolfe conditions allow. For networks without noise and data that is looked
/// at as a whole: an epoch is one step over all rows. It ends where the largest number of the
/// gradient is below `tolerance`, or float32 cannot tell a lower loss any more.
///
/// @param learningRate the length that is tried first, 1 unless said; before the curvature is known
///   `learning_rate / sum |g|`
/// @param memory how many moves are remembered, 10 unless said
/// @param tolerance of the largest number of the gradient, 1e-5 unless said
public record Lbfgs(double learningRate, int memory, double tolerance) implements Optimizer {
  /// The name in text.
  private static final String NAME = "lbfgs";

  /// Numbers in range: all above 0, memory from 1 to 1,000.
  public Lbfgs {
    Check.positive("lbfgs: learning_rate", learningRate);
    Check.atLeast(1, "lbfgs: memory", memory);
    Check.positive("lbfgs: tolerance", tolerance);
    if (memory > 1000) {
      throw new IllegalArgumentException(
          "lbfgs: memory: expected 1 to 1000 moves, got " + memory + ".");
    }
  }

  /// With the defaults.
  public Lbfgs() {
    this(1, 10, 1e-5);
  }

  /// The first move, which knows no curvature: down the gradient.
  @Override
  public Value next(ParameterUpdate rule) {
    return rule.w().minus(rule.g().times(rule.learningRate()));
  }

  @Override
  public Lbfgs withLearningRate(double learningRate) {
    return new Lbfgs(learningRate, memory, tolerance);
  }

  @Override
  public Spec spec() {
    return Spec.of(NAME, "learning_rate", learningRate)
        .with("memory", memory)
        .with("tolerance", tolerance);
  }
}
