package hebb.suite;

import hebb.nn.optim.Ema;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Sgd;
import hebb.train.TrainingConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How the trajectories of `golden.json` are said in Hebb, and the defaults of every optimiser.
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
    return texts;
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
