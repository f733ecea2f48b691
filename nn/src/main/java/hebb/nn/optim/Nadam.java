package hebb.nn.optim;

import hebb.graph.Value;
import hebb.nn.spec.Check;
import hebb.nn.spec.Spec;

/// Adam with Nesterov's look ahead (Dozat 2016): with `mu_t = beta1 (1 - 1/2 .96^(t
/// momentumDecay))` and their product `p_t = mu_1 ... mu_t`, the step against `sqrt(v / (1 -
/// beta2^t)) + epsilon` is `lr ((1 - mu_t) g / (1 - p_t) + mu_(t+1) m / (1 - p_t mu_t mu_(t+1)))`.
/// The last product has `mu_t` twice, as the trajectories of PyTorch have it; in the paper it is
/// `p_(t+1)`.
public record Nadam(
    double learningRate, double beta1, double beta2, double epsilon, double momentumDecay)
    implements Optimizer {
  /// Numbers in range: learningRate above 0; beta1 0 or more and below 1; beta2 0 or more and below
  /// 1; epsilon 0 or more; momentumDecay 0 or more.
  public Nadam {
    Check.positive("nadam: learning_rate", learningRate);
    Check.fraction("nadam: beta1", beta1);
    Check.fraction("nadam: beta2", beta2);
    Check.notNegative("nadam: epsilon", epsilon);
    Check.notNegative("nadam: momentum_decay", momentumDecay);
  }

  /// With the defaults: learningRate .002, beta1 .9, beta2 .999, epsilon 1e-8, momentumDecay .004.
  public Nadam() {
    this(0.002, 0.9, 0.999, 1e-8, 0.004);
  }

  @Override
  public Value next(ParameterUpdate rule) {
    double decay = Math.pow(0.96, momentumDecay);
    Value power = rule.scalar("nadam/power", 1, p -> p.times(decay));
    Value mu = mu(power);
    Value ahead = mu(power.times(decay));
    Value product = rule.scalar("nadam/product", 1, p -> p.times(mu));
    Value m = rule.average("m", beta1, rule.g());
    Value v = rule.average("v", beta2, rule.gSquared()).dividedBy(rule.correction("beta2", beta2));
    Value ofGradient = mu.negate().plus(1).dividedBy(product.negate().plus(1));
    Value ofMean = ahead.dividedBy(product.times(mu).times(ahead).negate().plus(1));
    Value step = rule.g().times(ofGradient).plus(m.times(ofMean)).times(rule.learningRate());
    return rule.w().minus(step.dividedBy(v.sqrt().plus(epsilon)));
  }

  @Override
  public Nadam withLearningRate(double learningRate) {
    return new Nadam(learningRate, beta1, beta2, epsilon, momentumDecay);
  }

  private Value mu(Value power) {
    return power.times(-0.5 * beta1).plus(beta1);
  }

  @Override
  public Spec spec() {
    return Spec.of("nadam")
        .with("learning_rate", learningRate)
        .with("beta1", beta1)
        .with("beta2", beta2)
        .with("epsilon", epsilon)
        .with("momentum_decay", momentumDecay);
  }
}
