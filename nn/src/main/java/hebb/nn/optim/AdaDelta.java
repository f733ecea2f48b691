package hebb.nn.optim;

import hebb.graph.Value;
import hebb.nn.spec.Check;
import hebb.nn.spec.Spec;

/// RMSProp that sets its own step size (Zeiler 2012): `s <- rho s + (1 - rho) g^2`, `d = sqrt(u +
/// epsilon) / sqrt(s + epsilon) g`, `u <- rho u + (1 - rho) d^2`, `w <- w - lr d`.
public record AdaDelta(double learningRate, double rho, double epsilon) implements Optimizer {
  /// Numbers in range: learningRate above 0; rho 0 or more and below 1; epsilon 0 or more.
  public AdaDelta {
    Check.positive("adadelta: learning_rate", learningRate);
    Check.fraction("adadelta: rho", rho);
    Check.notNegative("adadelta: epsilon", epsilon);
  }

  /// With the defaults: learningRate 1, rho .9, epsilon 1e-6.
  public AdaDelta() {
    this(1, 0.9, 1e-6);
  }

  @Override
  public Value next(ParameterUpdate rule) {
    Value s = rule.average("s", rho, rule.gSquared());
    Value d =
        rule.state("u").plus(epsilon).sqrt().dividedBy(s.plus(epsilon).sqrt()).times(rule.g());
    rule.average("u", rho, d.square());
    return rule.w().minus(d.times(rule.learningRate()));
  }

  @Override
  public AdaDelta withLearningRate(double learningRate) {
    return new AdaDelta(learningRate, rho, epsilon);
  }

  @Override
  public Spec spec() {
    return Spec.of("adadelta")
        .with("learning_rate", learningRate)
        .with("rho", rho)
        .with("epsilon", epsilon);
  }
}
