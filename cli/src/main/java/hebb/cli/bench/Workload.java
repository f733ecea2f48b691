package hebb.cli.bench;

import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.activation.Activation;
import hebb.nn.layer.Dense;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Adam;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Sgd;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A piece of work that is measured again and again: steps of training (forward, backward and
/// update) on one batch, or, without an optimiser, predictions of one batch from `float[]` to
/// `float[]`.
///
/// @param row the shape of one row
/// @param batch rows of a step or call
public record Workload(
    String name, Network network, Shape row, int batch, Loss loss, Optional<Optimizer> optimizer) {
  private static final int BATCHES = 16;
  private static final Loss BINARY = Loss.Standard.BINARY_CROSS_ENTROPY;
  private static final Loss CLASSES = Loss.Standard.SOFTMAX_CROSS_ENTROPY;

  private static final String CNN =
      "conv(16) relu max_pool conv(32) relu max_pool flatten dense(64) relu dense(10)";
  private static final String CNN_WIDE =
      "conv(32) batch_norm relu conv(32) batch_norm relu max_pool"
          + " conv(64) batch_norm relu conv(64) batch_norm relu max_pool"
          + " conv(128) batch_norm relu conv(128) batch_norm relu global_average_pool dense(10)";

  private static final String MEAN = " global_average_pool dense(10)";
  private static final String ENCODER =
      "transformer(4, feed_forward=256, dropout=0, norm=post, wide_activation=relu)" + MEAN;
  private static final String DECODER =
      "repeat(4, transformer(4, dropout=0, causal=true, wide_activation=relu)) layer_norm" + MEAN;

  /// All workloads: one row each.
  public static final List<Workload> ALL =
      List.of(
          training("planar", 400, BINARY, new Sgd(1.2), Activation.Standard.TANH, 2, 4, 1),
          training("tabular", 32, BINARY, new Adam(), Activation.Standard.RELU, 32, 64, 64, 1),
          training("mnist", 128, CLASSES, new Adam(), Activation.Standard.RELU, 784, 256, 128, 10),
          training(
              "wide", 256, CLASSES, new Adam(), Activation.Standard.RELU, 1024, 1024, 1024, 10),
          sequences("lstm", 32, BINARY, "lstm(128) dense(1)", 50, 32),
          sequences("gru", 32, BINARY, "gru(128) dense(1)", 50, 32),
          sequences("encoder", 16, CLASSES, ENCODER, 64, 128),
          sequences("decoder", 16, CLASSES, DECODER, 128, 128),
          images("cnn", 64, CNN, Optional.of(new Adam()), 28, 1),
          images("cnn-wide", 32, CNN_WIDE, Optional.of(new Adam()), 32, 3),
          prediction("infer1", 1, CLASSES, Activation.Standard.RELU, 784, 256, 128, 10),
          prediction("infer256", 256, CLASSES, Activation.Standard.RELU, 784, 256, 128, 10),
          images("infer-cnn", 1, CNN, Optional.empty(), 28, 1));

  /// Training of a dense net.
  ///
  /// @param sizes the numbers of a row, the units of the hidden layers, the outputs
  public static Workload training(
      String name, int batch, Loss loss, Optimizer optimizer, Activation hidden, int... sizes) {
    return new Workload(
        name, dense(hidden, sizes), Shape.of(sizes[0]), batch, loss, Optional.of(optimizer));
  }

  private static Workload sequences(
      String name, int batch, Loss loss, String network, int steps, int features) {
    Shape row = Shape.of(steps, features);
    return new Workload(name, Network.parse(network), row, batch, loss, Optional.of(new Adam()));
  }

  private static Workload images(
      String name,
      int batch,
      String network,
      Optional<Optimizer> optimizer,
      int side,
      int channels) {
    Shape row = Shape.of(side, side, channels);
    return new Workload(name, Network.parse(network), row, batch, CLASSES, optimizer);
  }

  private static Workload prediction(
      String name, int batch, Loss loss, Activation hidden, int... sizes) {
    return new Workload(
        name, dense(hidden, sizes), Shape.of(sizes[0]), batch, loss, Optional.empty());
  }

  private static Network dense(Activation hidden, int... sizes) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 1; i < sizes.length - 1; i++) {
      layers.add(Dense.of(sizes[i], hidden));
    }
    layers.add(Dense.of(sizes[sizes.length - 1]));
    return Network.of(layers.toArray(Layer[]::new));
  }

  /// The workload of that name.
  ///
  /// @throws IllegalArgumentException if there is none; the message lists those that there are
  public static Workload of(String name) {
    return ALL.stream()
        .filter(workload -> workload.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "workload: expected one of "
                        + String.join(", ", names())
                        + ", got '"
                        + name
                        + "'."));
  }

  /// All names, in order.
  public static List<String> names() {
    return ALL.stream().map(Workload::name).toList();
  }

  /// Ready to run on so many threads.
  public Job job(int threads) {
    return job(threads, BATCHES);
  }

  /// The same with so many batches of rows, if it trains.
  Job job(int threads, int batches) {
    return optimizer.isPresent()
        ? new TrainingJob(this, optimizer.get(), threads, batches)
        : new PredictionJob(this, threads);
  }
}
