package hebb.nn.optim;

import hebb.graph.Value;
import hebb.nn.spec.Check;
import hebb.nn.spec.Spec;

/// Gradient descent: `w <- w - lr g`.
public record Sgd(double learningRate) implements Optimizer {
  /// Numbers in range: learningRate above 0.
  public Sgd {
    Check.positive("sgd: learning_rate", learningRate);
  }

  /// With the defaults: learningRate .01.
  public Sgd() {
    this(0.01);
  }

  @Override
  public Value next(ParameterUpdate rule) {
    return rule.w().minus(rule.g().times(rule.learningRate()));
  }

  @Override
  public Sgd withLearningRate(double learningRate) {
    return new Sgd(learningRate);
  }

  @Override
  public Spec spec() {
    return Spec.of("sgd").with("learning_rate", learningRate);
  }
}
