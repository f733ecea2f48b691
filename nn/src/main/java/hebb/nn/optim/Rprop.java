package hebb.nn.optim;

import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.nn.spec.Check;
import hebb.nn.spec.Spec;

/// Steps by the sign of the gradient alone, each number with a step size of its own (Riedmiller,
/// Braun 1993): `s <- increase s` where the sign is that of the step before, `s <- decrease s`
/// where it has turned, within `[least, most]`; `w <- w - s sign(g)`, but where the sign has turned
/// `w` waits for a step. At first `s = lr`, and a schedule's factor multiplies each step. It needs
/// full batches: the sign of a small one is noise.
///
/// @param least the smallest step size, 1e-6 unless said
/// @param most the largest step size, 50 unless said
public record Rprop(
    double learningRate, double decrease, double increase, double least, double most)
    implements Optimizer {
  /// Numbers in range: learningRate, least and most above 0, least not above most; decrease above 0
  /// and below 1; increase 1 or more.
  public Rprop {
    Check.positive("rprop: learning_rate", learningRate);
    Check.inside("rprop: decrease", decrease);
    Check.positive("rprop: increase", increase);
    Check.positive("rprop: least", least);
    Check.positive("rprop: most", most);
    if (increase < 1) {
      throw new IllegalArgumentException(
          "rprop: increase: expected a number of 1 or more, got " + increase + ".");
    }
    if (least > most) {
      throw new IllegalArgumentException(
          "rprop: least: expected a number up to " + most + ", got " + least + ".");
    }
  }

  /// With the defaults: learningRate .01, decrease .5, increase 1.2, least 1e-6, most 50.
  public Rprop() {
    this(0.01, 0.5, 1.2, 1e-6, 50);
  }

  @Override
  public Value next(ParameterUpdate rule) {
    Graph graph = rule.g().graph();
    Value agrees = rule.state("g").sign().times(rule.g().sign());
    Value factor =
        agrees
            .greaterThan(0)
            .select(
                graph.constant(increase),
                graph.constant(0).greaterThan(agrees).select(decrease, graph.constant(1)));
    Value before = rule.state("s");
    Value s = before.greaterThan(0).select(before, learningRate).times(factor);
    Value step = rule.next("s", graph.constant(least).max(graph.constant(most).min(s)));
    Value g = rule.next("g", graph.constant(0).greaterThan(agrees).select(0, rule.g()));
    Value scheduled = rule.learningRate().dividedBy(learningRate);
    return rule.w().minus(g.sign().times(step).times(scheduled));
  }

  @Override
  public Rprop withLearningRate(double learningRate) {
    return new Rprop(learningRate, decrease, increase, least, most);
  }

  @Override
  public Spec spec() {
    return Spec.of("rprop")
        .with("learning_rate", learningRate)
        .with("decrease", decrease)
        .with("increase", increase)
        .with("least", least)
        .with("most", most);
  }
}
