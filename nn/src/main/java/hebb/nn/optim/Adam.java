package hebb.nn.optim;

import hebb.graph.Value;
import hebb.nn.spec.Check;
import hebb.nn.spec.Spec;

/// Adam (Kingma, Ba 2014): `m <- beta1 m + (1 - beta1) g`, `v <- beta2 v + (1 - beta2) g^2`, `w <-
/// w - lr (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)`.
public record Adam(double learningRate, double beta1, double beta2, double epsilon)
    implements Optimizer {
  /// Numbers in range: learningRate above 0; beta1 0 or more and below 1; beta2 0 or more and below
  /// 1; epsilon 0 or more.
  public Adam {
    Check.positive("adam: learning_rate", learningRate);
    Check.fraction("adam: beta1", beta1);
    Check.fraction("adam: beta2", beta2);
    Check.notNegative("adam: epsilon", epsilon);
  }

  /// With the defaults: learningRate .001, beta1 .9, beta2 .999, epsilon 1e-8.
  public Adam() {
    this(0.001, 0.9, 0.999, 1e-8);
  }

  @Override
  public Value next(ParameterUpdate rule) {
    Value rate = rule.learningRate().dividedBy(rule.correction("beta1", beta1));
    Value m = rule.average("m", beta1, rule.g());
    Value v =
        rule.average("v", beta2, rule.gSquared())
            .times(rule.correction("beta2", beta2).reciprocal());
    return rule.w().minus(m.times(rate).dividedBy(v.sqrt().plus(epsilon)));
  }

  @Override
  public Adam withLearningRate(double learningRate) {
    return new Adam(learningRate, beta1, beta2, epsilon);
  }

  @Override
  public Spec spec() {
    return Spec.of("adam")
        .with("learning_rate", learningRate)
        .with("beta1", beta1)
        .with("beta2", beta2)
        .with("epsilon", epsilon);
  }
}
