package hebb.nn.optim;

import hebb.graph.Value;
import hebb.nn.spec.Check;
import hebb.nn.spec.Spec;

/// Momentum that looks ahead (Nesterov 1983, in the form of Sutskever et al. 2013): `v <- momentum
/// v - lr g`, `w <- w + momentum v - lr g`.
public record Nesterov(double learningRate, double momentum) implements Optimizer {
  /// Numbers in range: learningRate above 0; momentum 0 or more and below 1.
  public Nesterov {
    Check.positive("nesterov: learning_rate", learningRate);
    Check.fraction("nesterov: momentum", momentum);
  }

  /// With the defaults: learningRate .01, momentum .9.
  public Nesterov() {
    this(0.01, 0.9);
  }

  @Override
  public Value next(ParameterUpdate rule) {
    Value step = rule.g().times(rule.learningRate());
    Value v = rule.next("v", rule.state("v").times(momentum).minus(step));
    return rule.w().plus(v.times(momentum)).minus(step);
  }

  @Override
  public Nesterov withLearningRate(double learningRate) {
    return new Nesterov(learningRate, momentum);
  }

  @Override
  public Spec spec() {
    return Spec.of("nesterov").with("learning_rate", learningRate).with("momentum", momentum);
  }
}
