package hebb.suite;

import java.util.List;

/// Activations at stated places: value and derivative, kinks and far ends included. For the softmax
/// family each place is a row of its own with a second element of 0, and the derivative is that of
/// the first element by itself.
final class ActivationCases {
  private ActivationCases() {}

  /// `y = f(x)` and `slope = f'(x)`.
  record Row(String activation, double x, double y, double slope) {}

  static List<Row> all() {
    double e = Math.E;
    return List.of(
        new Row("identity", -2, -2, 1),
        new Row("identity", 0, 0, 1),
        new Row("sigmoid", 0, 0.5, 0.25),
        new Row("sigmoid", 1, e / (1 + e), e / (1 + e) / (1 + e)),
        new Row("sigmoid", -800, 0, 0),
        new Row("sigmoid", 800, 1, 0),
        new Row("tanh", 0, 0, 1),
        new Row("tanh", 0.5, 0.46211715726000975, 0.7864477329659274),
        new Row("tanh", -800, -1, 0),
        new Row("relu", 0, 0, 0),
        new Row("relu", -1, 0, 0),
        new Row("relu", 3, 3, 1),
        new Row("leaky_relu", 0, 0, 0.01),
        new Row("leaky_relu", -2, -0.02, 0.01),
        new Row("leaky_relu(negative_slope=1.5)", -2, -3, 1.5),
        new Row("leaky_relu", 2, 2, 1),
        new Row("elu", 0, 0, 1),
        new Row("elu(alpha=0.5)", 0, 0, 0.5),
        new Row("elu", -1, 1 / e - 1, 1 / e),
        new Row("elu", 3, 3, 1),
        new Row("elu", -800, -1, 0),
        new Row("elu", 800, 800, 1),
        new Row("selu", 0, 0, 1.7580993408473766),
        new Row("selu", 2, 2.1014019747109607, 1.0507009873554805),
        new Row("selu", -1, -1.1113307378125625, 1.7580993408473766 / e),
        new Row("gelu", 0, 0, 0.5),
        new Row("gelu", 1, 0.8413447460685429, 1.0833154705876864),
        new Row("gelu", -40, 0, 0),
        new Row("silu", 0, 0, 0.5),
        new Row("silu", 1, e / (1 + e), 0.9276705118714869),
        new Row("silu", -800, 0, 0),
        new Row("mish", 0, 0, 0.6),
        new Row("mish", 1, 0.8650983882673103, 1.0490362200997922),
        new Row("softplus", 0, Math.log(2), 0.5),
        new Row("softplus", 800, 800, 1),
        new Row("softplus", -800, 0, 0),
        new Row("softsign", 0, 0, 1),
        new Row("softsign", -3, -0.75, 0.0625),
        new Row("hard_sigmoid", 0, 0.5, 1 / 6.0),
        new Row("hard_sigmoid", 3, 1, 0),
        new Row("hard_sigmoid", -3, 0, 0),
        new Row("hard_sigmoid", 5, 1, 0),
        new Row("hard_tanh", 1, 1, 0),
        new Row("hard_tanh", -1, -1, 0),
        new Row("hard_tanh", 0.5, 0.5, 1),
        new Row("relu6", 0, 0, 0),
        new Row("relu6", 2.5, 2.5, 1),
        new Row("relu6", 6, 6, 0),
        new Row("softmax", 0, 0.5, 0.25),
        new Row("softmax", 1, e / (1 + e), e / (1 + e) / (1 + e)),
        new Row("softmax", 800, 1, 0),
        new Row("softmax", -800, 0, 0),
        new Row("log_softmax", 0, -Math.log(2), 0.5),
        new Row("log_softmax", 1, -0.31326168751822286, 0.2689414213699951),
        new Row("log_softmax", -800, -800, 1),
        new Row("identity", 1e3, 1e3, 1),
        new Row("sigmoid", -1e3, 0, 0),
        new Row("tanh", 1e3, 1, 0),
        new Row("relu", 1e3, 1e3, 1),
        new Row("leaky_relu", -1e3, -10, 0.01),
        new Row("elu", -1e3, -1, 0),
        new Row("selu", 1e3, 1050.7009873554805, 1.0507009873554805),
        new Row("selu", -1e3, -1.7580993408473766, 0),
        new Row("gelu", 1e3, 1e3, 1),
        new Row("gelu", -1e3, 0, 0),
        new Row("silu", 1e3, 1e3, 1),
        new Row("silu", -1e3, 0, 0),
        new Row("mish", 1e3, 1e3, 1),
        new Row("mish", -1e3, 0, 0),
        new Row("softplus", 1e3, 1e3, 1),
        new Row("softplus", -1e3, 0, 0),
        new Row("softsign", 1e3, 1000 / 1001.0, 1 / 1001.0 / 1001.0),
        new Row("hard_sigmoid", 1e3, 1, 0),
        new Row("hard_tanh", -1e3, -1, 0),
        new Row("relu6", 1e3, 6, 0),
        new Row("softmax", 1e3, 1, 0),
        new Row("log_softmax", -1e3, -1e3, 1));
  }
}
