package hebb.nn.optim;

import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.nn.spec.Check;
import hebb.nn.spec.Spec;

/// Adam that trusts its second moment only once it has seen enough (Liu et al. 2019). With `p_t`
/// the length of that moment's memory after `t` steps, `p = 2 / (1 - beta2) - 1` its limit and
/// Adam's `m` and `v`: `w <- w - lr m / (1 - beta1^t)` while `p_t <= 5`, and then that step times
/// `r sqrt(1 - beta2^t) / (sqrt(v) + epsilon)` with `r^2 = (p_t - 4) (p_t - 2) p / ((p - 4) (p - 2)
/// p_t)`. It needs no warm-up.
public record RAdam(double learningRate, double beta1, double beta2, double epsilon)
    implements Optimizer {
  /// The memory from which on the second moment is used.
  private static final double ENOUGH = 5;

  /// Numbers in range: learningRate above 0; beta1 0 or more and below 1; beta2 0 or more and below
  /// 1; epsilon 0 or more.
  public RAdam {
    Check.positive("radam: learning_rate", learningRate);
    Check.fraction("radam: beta1", beta1);
    Check.fraction("radam: beta2", beta2);
    Check.notNegative("radam: epsilon", epsilon);
  }

  /// With the defaults: learningRate .001, beta1 .9, beta2 .999, epsilon 1e-8.
  public RAdam() {
    this(0.001, 0.9, 0.999, 1e-8);
  }

  @Override
  public Value next(ParameterUpdate rule) {
    Graph graph = rule.g().graph();
    Value seen = rule.correction("beta2", beta2);
    Value memory = memory(rule, seen);
    Value m = rule.average("m", beta1, rule.g());
    Value v = rule.average("v", beta2, rule.gSquared());
    Value enough = memory.greaterThan(ENOUGH);
    Value scale = rectification(graph.constant(ENOUGH).max(memory)).times(seen.sqrt());
    Value adapted = enough.select(scale.dividedBy(v.sqrt().plus(epsilon)), 1);
    Value rate = rule.learningRate().dividedBy(rule.correction("beta1", beta1));
    return rule.w().minus(m.times(rate).times(adapted));
  }

  /// `p_t = p - 2 t beta2^t / (1 - beta2^t)`, which float32 would lose in a difference of large
  /// numbers: it is twice the mean age of what the second moment remembers, less 1.
  private Value memory(ParameterUpdate rule, Value seen) {
    Value ages = rule.scalar("radam/ages", 0, a -> a.times(beta2).plus(seen));
    return ages.dividedBy(seen).times(2).minus(1);
  }

  private Value rectification(Value memory) {
    double limit = 2 / (1 - beta2) - 1;
    double ofLimit = limit / ((limit - 4) * (limit - 2));
    return memory.minus(4).times(memory.minus(2)).dividedBy(memory).times(ofLimit).sqrt();
  }

  @Override
  public RAdam withLearningRate(double learningRate) {
    return new RAdam(learningRate, beta1, beta2, epsilon);
  }

  @Override
  public Spec spec() {
    return Spec.of("radam")
        .with("learning_rate", learningRate)
        .with("beta1", beta1)
        .with("beta2", beta2)
        .with("epsilon", epsilon);
  }
}
