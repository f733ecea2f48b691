package hebb.nn.optim;

import hebb.graph.Value;
import hebb.nn.spec.Check;
import hebb.nn.spec.Spec;

/// Gradient descent with a heavy ball (Polyak 1964): `v <- momentum v - lr g`, `w <- w + v`.
public record Momentum(double learningRate, double momentum) implements Optimizer {
  /// Numbers in range: learningRate above 0; momentum 0 or more and below 1.
  public Momentum {
    Check.positive("momentum: learning_rate", learningRate);
    Check.fraction("momentum: momentum", momentum);
  }

  /// With the defaults: learningRate .01, momentum .9.
  public Momentum() {
    this(0.01, 0.9);
  }

  @Override
  public Value next(ParameterUpdate rule) {
    Value v = rule.state("v").times(momentum).minus(rule.g().times(rule.learningRate()));
    return rule.w().plus(rule.next("v", v));
  }

  @Override
  public Momentum withLearningRate(double learningRate) {
    return new Momentum(learningRate, momentum);
  }

  @Override
  public Spec spec() {
    return Spec.of("momentum").with("learning_rate", learningRate).with("momentum", momentum);
  }
}
