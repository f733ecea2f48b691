package hebb.nn.optim;

import hebb.graph.Value;
import hebb.nn.spec.Check;
import hebb.nn.spec.Spec;

/// Steps that shrink with the gradients seen so far (Duchi et al. 2011): `s <- s + g^2`, `w <- w -
/// lr g / (sqrt(s) + epsilon)`, with `s = 0` at first.
public record AdaGrad(double learningRate, double epsilon) implements Optimizer {
  /// Numbers in range: learningRate above 0; epsilon 0 or more.
  public AdaGrad {
    Check.positive("adagrad: learning_rate", learningRate);
    Check.notNegative("adagrad: epsilon", epsilon);
  }

  /// With the defaults: learningRate .01, epsilon 1e-10.
  public AdaGrad() {
    this(0.01, 1e-10);
  }

  @Override
  public Value next(ParameterUpdate rule) {
    Value s = rule.next("s", rule.state("s").plus(rule.gSquared()));
    return rule.w().minus(rule.g().times(rule.learningRate()).dividedBy(s.sqrt().plus(epsilon)));
  }

  @Override
  public AdaGrad withLearningRate(double learningRate) {
    return new AdaGrad(learningRate, epsilon);
  }

  @Override
  public Spec spec() {
    return Spec.of("adagrad").with("learning_rate", learningRate).with("epsilon", epsilon);
  }
}
