package hebb.suite;

import hebb.nn.optim.Ema;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Sgd;
import hebb.tensor.Shape;
import hebb.train.TrainingConfig;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the trajectories of the golden files are said in Hebb, and the defaults of every optimiser.
final class OptimizerCases {
  private OptimizerCases() {}

  /// The text form of every optimiser with its defaults.
  static Map<String, String> defaults() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("sgd", "sgd(learning_rate=0.01)");
    texts.put("momentum", "momentum(learning_rate=0.01,momentum=0.9)");
    texts.put("nesterov", "nesterov(learning_rate=0.01,momentum=0.9)");
    texts.put("adagrad", "adagrad(learning_rate=0.01,epsilon=1.0E-10)");
    texts.put("rmsprop", "rmsprop(learning_rate=0.001,rho=0.9,epsilon=1.0E-8)");
    texts.put("adadelta", "adadelta(learning_rate=1.0,rho=0.9,epsilon=1.0E-6)");
    texts.put("adam", "adam(learning_rate=0.001,beta1=0.9,beta2=0.999,epsilon=1.0E-8)");
    texts.put(
        "adamw",
        "adamw(learning_rate=0.001,beta1=0.9,beta2=0.999,epsilon=1.0E-8,weight_decay=0.01)");
    texts.put(
        "nadam",
        "nadam(learning_rate=0.002,beta1=0.9,beta2=0.999,epsilon=1.0E-8,momentum_decay=0.004)");
    texts.put("adamax", "adamax(learning_rate=0.002,beta1=0.9,beta2=0.999,epsilon=1.0E-8)");
    texts.put("radam", "radam(learning_rate=0.001,beta1=0.9,beta2=0.999,epsilon=1.0E-8)");
    texts.put("lion", "lion(learning_rate=1.0E-4,beta1=0.9,beta2=0.99,weight_decay=0.0)");
    texts.put(
        "rprop", "rprop(learning_rate=0.01,decrease=0.5,increase=1.2,least=1.0E-6,most=50.0)");
    texts.put("lbfgs", "lbfgs(learning_rate=1.0,memory=10.0,tolerance=1.0E-5)");
    return texts;
  }

  /// What the golden trajectories do not show, worked out by hand for `1/2 w^2`: a gradient that
  /// turns.
  static List<Golden.Descent> turning() {
    return List.of(
        descent("rprop", Map.of("lr", 0.4), 1, 0.6, 0.12, -0.456, -0.456, -0.168, 0.1776),
        descent("rprop", Map.of("lr", 0.4, "most", 0.4), 1, 0.6, 0.2, -0.2, -0.2),
        descent(
            "lion",
            Map.of("lr", 0.1, "beta1", 0.5, "beta2", 0.5),
            0.25,
            0.15,
            0.05,
            -0.05,
            -0.15,
            -0.05,
            0.05),
        descent("lion", Map.of("lr", 0.1, "weight_decay", 0.5), 1, 0.85, 0.7075, 0.572125));
  }

  private static Golden.Descent descent(
      String name, Map<String, Double> config, double start, double... steps) {
    List<Golden.Array> trajectory = Arrays.stream(steps).mapToObj(OptimizerCases::number).toList();
    return new Golden.Descent(
        number(1), number(start), List.of(new Golden.Trajectory(name, config, trajectory)));
  }

  private static Golden.Array number(double number) {
    return new Golden.Array(Shape.of(1), number);
  }

  /// The settings of a trajectory, if its optimiser is known.
  static Optional<TrainingConfig> config(Golden.Trajectory golden, double sgdRate) {
    TrainingConfig config = TrainingConfig.of(1).withThreads(1);
    Ema.Start start =
        golden.name().endsWith("copy_first") ? Ema.Start.COPY_FIRST : Ema.Start.BIAS_CORRECTED;
    if (golden.name().startsWith("ema_of_sgd")) {
      return Optional.of(
          config
              .withOptimizer(new Sgd(sgdRate))
              .withEma(new Ema(golden.config().get("decay"), start)));
    }
    if (!Optimizer.names().contains(golden.name())) {
      return Optional.empty();
    }
    StringBuilder text =
        new StringBuilder(golden.name())
            .append("(learning_rate=")
            .append(golden.config().get("lr"));
    golden
        .config()
        .forEach(
            (key, value) -> {
              if (!key.equals("lr") && !key.equals("accumulator")) {
                text.append(',').append(key).append('=').append(value);
              }
            });
    return Optional.of(config.withOptimizer(Optimizer.of(text.append(')').toString())));
  }
}
