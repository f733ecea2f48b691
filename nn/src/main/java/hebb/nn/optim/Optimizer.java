package hebb.nn.optim;

import hebb.graph.Value;
import hebb.nn.spec.Registry;
import hebb.nn.spec.Spec;
import java.util.List;

/// How a parameter moves against its gradient: a rule over values, which is compiled and fused into
/// the training step like everything else. In the formulas `w` is the parameter, `g` its gradient,
/// `lr` the learning rate of the step.
public sealed interface Optimizer
    permits Sgd,
        Momentum,
        Nesterov,
        AdaGrad,
        RmsProp,
        AdaDelta,
        Adam,
        AdamW,
        Nadam,
        Adamax,
        RAdam,
        Lion,
        Rprop,
        Lbfgs {
  /// The parameter's next value.
  Value next(ParameterUpdate rule);

  /// The step size before a schedule changes it.
  double learningRate();

  /// The same rule with another step size.
  Optimizer withLearningRate(double learningRate);

  /// Its text form, as in `adam(learning_rate=0.001,beta1=0.9,beta2=0.999,epsilon=1.0E-8)`.
  Spec spec();

  /// How much of each weight is taken off in a step, times the learning rate: 0 but for [AdamW] and
  /// [Lion]. Biases and scales are never decayed.
  default double weightDecay() {
    return 0;
  }

  /// The optimiser that a text describes, as in `adam` or `momentum(learning_rate=0.1)`.
  ///
  /// @throws IllegalArgumentException if the name is not known; the message lists those that are
  static Optimizer of(String text) {
    return known().read(text);
  }

  /// All names.
  static List<String> names() {
    return known().names();
  }

  /// The numbers of a name where a text does not say them.
  ///
  /// @throws IllegalArgumentException if the name is not known
  static Spec defaults(String name) {
    return known().defaults(name);
  }

  private static Registry<Optimizer> known() {
    return new Registry<Optimizer>("optimizer")
        .add(new Sgd().spec(), s -> new Sgd(rate(s)))
        .add(new Momentum().spec(), s -> new Momentum(rate(s), s.get("momentum")))
        .add(new Nesterov().spec(), s -> new Nesterov(rate(s), s.get("momentum")))
        .add(new AdaGrad().spec(), s -> new AdaGrad(rate(s), s.get("epsilon")))
        .add(new RmsProp().spec(), s -> new RmsProp(rate(s), s.get("rho"), s.get("epsilon")))
        .add(new AdaDelta().spec(), s -> new AdaDelta(rate(s), s.get("rho"), s.get("epsilon")))
        .add(
            new Adam().spec(),
            s -> new Adam(rate(s), s.get("beta1"), s.get("beta2"), s.get("epsilon")))
        .add(
            new AdamW().spec(),
            s ->
                new AdamW(
                    rate(s),
                    s.get("beta1"),
                    s.get("beta2"),
                    s.get("epsilon"),
                    s.get("weight_decay")))
        .add(
            new Nadam().spec(),
            s ->
                new Nadam(
                    rate(s),
                    s.get("beta1"),
                    s.get("beta2"),
                    s.get("epsilon"),
                    s.get("momentum_decay")))
        .add(
            new Adamax().spec(),
            s -> new Adamax(rate(s), s.get("beta1"), s.get("beta2"), s.get("epsilon")))
        .add(
            new RAdam().spec(),
            s -> new RAdam(rate(s), s.get("beta1"), s.get("beta2"), s.get("epsilon")))
        .add(
            new Lion().spec(),
            s -> new Lion(rate(s), s.get("beta1"), s.get("beta2"), s.get("weight_decay")))
        .add(
            new Rprop().spec(),
            s ->
                new Rprop(
                    rate(s), s.get("decrease"), s.get("increase"), s.get("least"), s.get("most")))
        .add(new Lbfgs().spec(), s -> new Lbfgs(rate(s), s.whole("memory"), s.get("tolerance")));
  }

  private static double rate(Spec spec) {
    return spec.get("learning_rate");
  }
}
