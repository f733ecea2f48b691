package hebb.model;

import hebb.data.Task;
import hebb.dataset.Dataset;
import hebb.graph.Variable;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Tied;
import hebb.nn.loss.Loss;
import hebb.train.Predictor;
import hebb.train.Trainer;
import hebb.train.TrainingConfig;
import java.util.ArrayList;
import java.util.List;

/// Hidden layers of a network that are trained one after the other, each as an autoencoder of what
/// the layers before it give (Bengio et al. 2007): with a [Dense] behind it that makes its inputs
/// again and is thrown away. What they learn are the first weights of the network as a whole.
///
/// Each [Dense] of the network itself but the last begins a part, which goes on to the next one;
/// what comes before the first belongs to it, so that noise there is taken away again. Of an
/// autoencoder the parts up to its code are trained.
final class Pretraining {
  private static final String DECODER = "decoder";

  private final Network network;
  private final Parameters parameters;
  private final List<Integer> starts = new ArrayList<>();
  private final int end;

  /// @throws IllegalArgumentException if the network has no such layer
  Pretraining(Network network, Parameters parameters, Input input) {
    this.network = network;
    this.parameters = parameters;
    List<Network.Entry> layers = network.layers();
    int last = layers.size() - 1;
    if (input.task() == Task.AUTOENCODER) {
      last =
          Codes.usual(network, input.inputs(), input.task())
              .map(code -> 1 + names().indexOf(code))
              .orElse(last);
    }
    int at = 0;
    for (; at < last && !(layers.get(at).layer() instanceof Tied); at++) {
      if (layers.get(at).layer() instanceof Dense) {
        starts.add(starts.isEmpty() ? 0 : at);
      }
    }
    this.end = at;
    if (starts.isEmpty()) {
      throw new IllegalArgumentException(
          "pretrain: expected a network with a hidden dense layer, got "
              + LayerLine.text(layers)
              + ". Leave pretrain out.");
    }
  }

  private List<String> names() {
    return network.layers().stream().map(Network.Entry::name).toList();
  }

  /// How many parts there are.
  int parts() {
    return starts.size();
  }

  /// The name of a part's last layer.
  String name(int part) {
    return names().get(endOf(part) - 1);
  }

  private int endOf(int part) {
    return part + 1 < starts.size() ? starts.get(part + 1) : end;
  }

  /// A trainer of one part, which begins with the weights that there are. The parts before it are
  /// trained.
  ///
  /// @param config how the network as a whole is to be trained
  Trainer trainer(int part, Dataset train, TrainingConfig config, int epochs) {
    int start = starts.get(part);
    Dataset rows = Dataset.autoencoder(start == 0 ? train : coded(train, start, config.threads()));
    List<Network.Entry> layers = new ArrayList<>(network.layers().subList(start, endOf(part)));
    layers.add(new Network.Entry(DECODER, Dense.of(rows.width())));
    TrainingConfig alone =
        TrainingConfig.of(epochs)
            .withOptimizer(config.optimizer())
            .withSchedule(config.schedule())
            .withBatchSize(config.batchSize())
            .withL1(config.l1())
            .withL2(config.l2())
            .withClipNorm(config.clipNorm())
            .withClipValue(config.clipValue())
            .withSeed(config.seed())
            .withThreads(config.threads());
    return new Trainer(
        new Network(layers),
        Loss.Standard.HALF_SQUARED_ERROR,
        config.ema().map(alone::withEma).orElse(alone),
        rows);
  }

  private Dataset coded(Dataset train, int start, int threads) {
    Network before = network.upTo(names().get(start - 1));
    return new CodedRows(
        train,
        new Predictor(before, parameters, train.inputs(), Activation.Standard.IDENTITY, threads));
  }

  /// Takes over what a part has learned.
  void keep(Parameters learned) {
    for (Variable variable : learned.variables()) {
      if (!variable.path().startsWith(DECODER + "/")) {
        parameters.get(variable.path()).store(variable.fetch());
      }
    }
  }
}
