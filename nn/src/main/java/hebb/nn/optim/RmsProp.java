package hebb.nn.optim;

import hebb.graph.Value;
import hebb.nn.spec.Check;
import hebb.nn.spec.Spec;

/// Steps relative to the recent size of the gradient (Tieleman, Hinton 2012): `s <- rho s + (1 -
/// rho) g^2`, `w <- w - lr g / (sqrt(s) + epsilon)`.
public record RmsProp(double learningRate, double rho, double epsilon) implements Optimizer {
  /// Numbers in range: learningRate above 0; rho 0 or more and below 1; epsilon 0 or more.
  public RmsProp {
    Check.positive("rmsprop: learning_rate", learningRate);
    Check.fraction("rmsprop: rho", rho);
    Check.notNegative("rmsprop: epsilon", epsilon);
  }

  /// With the defaults: learningRate .001, rho .9, epsilon 1e-8.
  public RmsProp() {
    this(0.001, 0.9, 1e-8);
  }

  @Override
  public Value next(ParameterUpdate rule) {
    Value s = rule.average("s", rho, rule.gSquared());
    return rule.w().minus(rule.g().times(rule.learningRate()).dividedBy(s.sqrt().plus(epsilon)));
  }

  @Override
  public RmsProp withLearningRate(double learningRate) {
    return new RmsProp(learningRate, rho, epsilon);
  }

  @Override
  public Spec spec() {
    return Spec.of("rmsprop")
        .with("learning_rate", learningRate)
        .with("rho", rho)
        .with("epsilon", epsilon);
  }
}
