package hebb.cli.option;

import hebb.model.TrainOptions;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.loss.Loss;
import java.util.Iterator;
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
      names = "--loss",
      paramLabel = "NAME",
      completionCandidates = Losses.class,
      description = "What is made small: auto (by the task), ${COMPLETION-CANDIDATES}.")
  public String loss = "auto";

  public void applyTo(Settings settings) {
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
        .set("--loss", unlessAuto(loss), (options, text) -> options.withLoss(Loss.of(text)));
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
  public static final class Losses implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Loss.names().iterator();
    }
  }
}
