package hebb.cli.option;

import hebb.graph.ShapeException;
import hebb.model.ClassWeights;
import hebb.model.TrainOptions;
import hebb.nn.Network;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.layer.Layers;
import hebb.nn.layer.NetworkText;
import hebb.nn.loss.Loss;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What `train` is told about the network.
public final class NetworkFlags {
  @Option(
      names = "--hidden",
      paramLabel = "N,...",
      description =
          "Units of each hidden layer (64,32); none for logistic, softmax or linear regression.")
  public @Nullable String hidden;

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      completionCandidates = Activations.class,
      description = "Of the hidden layers (relu): ${COMPLETION-CANDIDATES}.")
  public @Nullable String activation;

  @Option(
      names = "--init",
      paramLabel = "NAME",
      completionCandidates = Initializers.class,
      description =
          "First weights: auto (he_normal before the relu family, else xavier_uniform),"
              + " ${COMPLETION-CANDIDATES}.")
  public String init = "auto";

  @Option(
      names = "--dropout",
      paramLabel = "RATE",
      description = "Share of units left out after each hidden layer (0).")
  public @Nullable Double dropout;

  @Option(
      names = "--network",
      paramLabel = "TEXT",
      completionCandidates = LayerNames.class,
      description =
          "Any layers, in place of the four above, as in 'dense(64) batch_norm relu dropout(.2)':"
              + " ${COMPLETION-CANDIDATES}; or a named network: lenet, small_conv,"
              + " resnet(depth=20), mobilenet_v2(width=1).")
  public @Nullable String network;

  @Option(
      names = "--pretrain",
      paramLabel = "EPOCHS",
      description =
          "First train each hidden dense layer by itself, as an autoencoder, for so many epochs (0).")
  public @Nullable Integer pretrain;

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      completionCandidates = Losses.class,
      description = "What is made small: auto (by the task), ${COMPLETION-CANDIDATES}.")
  public String loss = "auto";

  @Option(
      names = "--class-weight",
      paramLabel = "balanced|CLASS=X,...",
      description =
          "How much rows count in training by their class: balanced (all classes alike together) or"
              + " factors (none).")
  public @Nullable String classWeight;

  public void applyTo(Settings settings) {
    requireOneNetwork();
    settings
        .set("--hidden", hidden, (options, text) -> options.withHidden(Values.hidden(text)))
        .set(
            "--activation",
            activation,
            (options, text) -> options.withActivation(Activation.of(text)))
        .set(
            "--init",
            unlessAuto(init),
            (options, text) -> options.withInitializer(Initializer.of(text)))
        .set("--dropout", dropout, TrainOptions::withDropout)
        .set("--network", parsed(), TrainOptions::withNetwork)
        .set("--pretrain", pretrain, TrainOptions::withPretrain)
        .set("--loss", unlessAuto(loss), (options, text) -> options.withLoss(Loss.of(text)))
        .set(
            "--class-weight",
            classWeight,
            (options, text) -> options.withClassWeights(ClassWeights.of(text)));
  }

  /// Layers are said in one way.
  private void requireOneNetwork() {
    Map<String, Boolean> others = new LinkedHashMap<>();
    others.put("--hidden", hidden != null);
    others.put("--activation", activation != null);
    others.put("--init", unlessAuto(init) != null);
    others.put("--dropout", dropout != null);
    others.values().removeIf(given -> !given);
    if (network != null && !others.isEmpty()) {
      throw new UsageException(
          "--network: expected it alone, got "
              + String.join(", ", others.keySet())
              + " too. Write it into the text, as in 'dense(64, init=he_normal) relu dropout(.2)'.");
    }
  }

  /// The text as layers; what is wrong with it is said with its place.
  private @Nullable Network parsed() {
    try {
      return network == null ? null : Network.parse(network);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage(), e);
    }
  }

  /// What is made of the network; a layer that does not fit is met at its place in the text.
  public <T> T placed(Supplier<T> made) {
    try {
      return made.get();
    } catch (ShapeException e) {
      OptionalInt place =
          network == null ? OptionalInt.empty() : NetworkText.place(network, e.path());
      if (place.isEmpty()) {
        throw e;
      }
      throw new UsageException(
          "--network, at character " + place.getAsInt() + ": " + e.getMessage(), e);
    }
  }

  private static @Nullable String unlessAuto(String text) {
    return text.equals("auto") ? null : text;
  }

  /// Their names, for help and completion.
  public static final class Activations implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Activation.names().iterator();
    }
  }

  /// Their names, for help and completion.
  public static final class Initializers implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Initializer.names().iterator();
    }
  }

  /// Their names, for help and completion.
  public static final class LayerNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Layers.names().stream().filter(name -> !Activation.names().contains(name)).iterator();
    }
  }

  /// Their names, for help and completion.
  public static final class Losses implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Loss.names().iterator();
    }
  }
}
