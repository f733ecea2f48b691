package hebb.nn.optim;

import hebb.graph.Value;
import hebb.nn.spec.Check;
import hebb.nn.spec.Spec;

/// Adam with weight decay apart from the gradient (Loshchilov, Hutter 2017): Adam's step, after `w
/// <- w - lr weightDecay w`. Only weights decay, biases and scales never.
public record AdamW(
    double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimizer {
  /// Numbers in range: learningRate above 0; beta1 0 or more and below 1; beta2 0 or more and below
  /// 1; epsilon 0 or more; weightDecay 0 or more.
  public AdamW {
    Check.positive("adamw: learning_rate", learningRate);
    Check.fraction("adamw: beta1", beta1);
    Check.fraction("adamw: beta2", beta2);
    Check.notNegative("adamw: epsilon", epsilon);
    Check.notNegative("adamw: weight_decay", weightDecay);
  }

  /// With the defaults: learningRate .001, beta1 .9, beta2 .999, epsilon 1e-8, weightDecay .01.
  public AdamW() {
    this(0.001, 0.9, 0.999, 1e-8, 0.01);
  }

  @Override
  public Value next(ParameterUpdate rule) {
    return new Adam(learningRate, beta1, beta2, epsilon).next(rule);
  }

  @Override
  public AdamW withLearningRate(double learningRate) {
    return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay);
  }

  /// The same rule with another decay.
  public AdamW withWeightDecay(double weightDecay) {
    return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay);
  }

  @Override
  public Spec spec() {
    return Spec.of("adamw")
        .with("learning_rate", learningRate)
        .with("beta1", beta1)
        .with("beta2", beta2)
        .with("epsilon", epsilon)
        .with("weight_decay", weightDecay);
  }
}
