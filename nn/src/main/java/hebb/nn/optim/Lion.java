package hebb.nn.optim;

import hebb.graph.Value;
import hebb.nn.spec.Check;
import hebb.nn.spec.Spec;

/// Steps of one size in each number, by the sign of a mean of gradients (Chen et al. 2023): `c =
/// beta1 m + (1 - beta1) g`, `w <- w - lr sign(c)`, `m <- beta2 m + (1 - beta2) g`. Weights decay
/// apart from the gradient as in [AdamW]; biases and scales never. A step is as long as the
/// learning rate, so that should be 3 to 10 times smaller than Adam's.
public record Lion(double learningRate, double beta1, double beta2, double weightDecay)
    implements Optimizer {
  /// Numbers in range: learningRate above 0; beta1 0 or more and below 1; beta2 0 or more and below
  /// 1; weightDecay 0 or more.
  public Lion {
    Check.positive("lion: learning_rate", learningRate);
    Check.fraction("lion: beta1", beta1);
    Check.fraction("lion: beta2", beta2);
    Check.notNegative("lion: weight_decay", weightDecay);
  }

  /// With the defaults: learningRate .0001, beta1 .9, beta2 .99, weightDecay 0.
  public Lion() {
    this(0.0001, 0.9, 0.99, 0);
  }

  @Override
  public Value next(ParameterUpdate rule) {
    Value c = rule.state("m").times(beta1).plus(rule.g().times(1 - beta1));
    rule.average("m", beta2, rule.g());
    return rule.w().minus(c.sign().times(rule.learningRate()));
  }

  @Override
  public Lion withLearningRate(double learningRate) {
    return new Lion(learningRate, beta1, beta2, weightDecay);
  }

  /// The same rule with another decay.
  public Lion withWeightDecay(double weightDecay) {
    return new Lion(learningRate, beta1, beta2, weightDecay);
  }

  @Override
  public Spec spec() {
    return Spec.of("lion")
        .with("learning_rate", learningRate)
        .with("beta1", beta1)
        .with("beta2", beta2)
        .with("weight_decay", weightDecay);
  }
}
