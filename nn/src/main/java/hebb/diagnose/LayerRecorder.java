package hebb.diagnose;

import hebb.backend.BackendChoice;
import hebb.dataset.Dataset;
import hebb.graph.Variable;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.Role;
import hebb.nn.loss.Loss;
import hebb.train.LayerStatistics;
import hebb.train.StepGraph;
import hebb.train.TrainingConfig;
import hebb.train.TrainingListener;
import hebb.train.TrainingPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Looks at the layers of a network at the end of some epochs of its training, with the weights
/// that the validation measured, and tells [others][TrainingListener#layers] what it saw. It
/// changes nothing in training, and sees the same for any number of threads.
public final class LayerRecorder implements TrainingListener {
  private final Probe probe;
  private final List<Variable> weights;
  private final List<String> paths;
  private final IntPredicate wanted;
  private final List<TrainingListener> listeners;
  private final Map<Variable, float[]> before = new LinkedHashMap<>();
  private Map<String, Double> ratios = Map.of();
  private int steps = 1;

  /// A recorder of a training that is about to begin.
  ///
  /// @param validation null without a validation part: the training rows are looked at
  /// @param wanted says of an epoch, counted from 1, whether it is looked at
  /// @param listeners are told
  public LayerRecorder(
      Network network,
      Loss loss,
      TrainingConfig config,
      Parameters parameters,
      Dataset train,
      @Nullable Dataset validation,
      IntPredicate wanted,
      List<TrainingListener> listeners) {
    this.probe =
        new Probe(
            StepGraph.of(network, loss, parameters, train),
            validation == null ? train : validation,
            Math.min(config.batchSize(), train.rows()),
            config.threads(),
            BackendChoice.current().backend(),
            Probe.Detail.NUMBERS);
    this.weights = parameters.of(Role.WEIGHT);
    this.paths = network.entries().stream().map(Network.Entry::name).toList();
    this.wanted = wanted;
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public void started(TrainingPlan plan) {
    steps = plan.stepsPerEpoch();
    batchEnd((long) (plan.firstEpoch() - 1) * steps, 0);
  }

  /// Takes the weights before the last step of an epoch that is wanted, and compares them after it.
  @Override
  public void batchEnd(long step, float loss) {
    if (step % steps == 0 && !before.isEmpty()) {
      ratios = ratios();
      before.clear();
    }
    if ((step + 1) % steps == 0 && wanted.test((int) ((step + 1) / steps))) {
      weights.forEach(weight -> before.put(weight, weight.fetch()));
    }
  }

  @Override
  public void evaluated(int epoch) {
    if (wanted.test(epoch)) {
      List<LayerStatistics> seen =
          probe.statistics(probe.read(epoch), path -> ratios.getOrDefault(path, Double.NaN));
      listeners.forEach(listener -> listener.layers(epoch, seen));
    }
  }

  /// By layer: the norm of the step against that of the weights before it.
  private Map<String, Double> ratios() {
    Map<String, double[]> squares = new LinkedHashMap<>();
    before.forEach(
        (weight, old) -> {
          double[] sums = squares.computeIfAbsent(layer(weight.path()), first -> new double[2]);
          float[] now = weight.fetch();
          for (int i = 0; i < old.length; i++) {
            double step = now[i] - (double) old[i];
            sums[0] += step * step;
            sums[1] += (double) old[i] * old[i];
          }
        });
    Map<String, Double> found = new LinkedHashMap<>();
    squares.forEach((path, sums) -> found.put(path, Math.sqrt(sums[0] / sums[1])));
    return found;
  }

  /// The layer that a parameter belongs to.
  private String layer(String parameter) {
    return paths.stream()
        .filter(path -> parameter.startsWith(path + "/"))
        .findFirst()
        .orElse(parameter);
  }
}
