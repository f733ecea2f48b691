package hebb.nn.optim;

import hebb.graph.Value;
import hebb.nn.spec.Check;
import hebb.nn.spec.Spec;

/// Adam with the largest recent gradient in place of the root mean square (Kingma, Ba 2014): `u <-
/// max(beta2 u, |g| + epsilon)`, `w <- w - lr (m / (1 - beta1^t)) / u`.
public record Adamax(double learningRate, double beta1, double beta2, double epsilon)
    implements Optimizer {
  /// Numbers in range: learningRate above 0; beta1 0 or more and below 1; beta2 0 or more and below
  /// 1; epsilon 0 or more.
  public Adamax {
    Check.positive("adamax: learning_rate", learningRate);
    Check.fraction("adamax: beta1", beta1);
    Check.fraction("adamax: beta2", beta2);
    Check.notNegative("adamax: epsilon", epsilon);
  }

  /// With the defaults: learningRate .002, beta1 .9, beta2 .999, epsilon 1e-8.
  public Adamax() {
    this(0.002, 0.9, 0.999, 1e-8);
  }

  @Override
  public Value next(ParameterUpdate rule) {
    Value m = rule.average("m", beta1, rule.g()).dividedBy(rule.correction("beta1", beta1));
    Value u = rule.next("u", rule.state("u").times(beta2).max(rule.g().abs().plus(epsilon)));
    return rule.w().minus(m.times(rule.learningRate()).dividedBy(u));
  }

  @Override
  public Adamax withLearningRate(double learningRate) {
    return new Adamax(learningRate, beta1, beta2, epsilon);
  }

  @Override
  public Spec spec() {
    return Spec.of("adamax")
        .with("learning_rate", learningRate)
        .with("beta1", beta1)
        .with("beta2", beta2)
        .with("epsilon", epsilon);
  }
}
