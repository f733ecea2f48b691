package hebb.cli;

import hebb.model.TrainOptions;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.loss.Loss;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What `train` is told about the network.
final class NetworkFlags {
  @Option(
      names = "--hidden",
      paramLabel = "N,...",
      description = "Units of each hidden layer (64,32); none for logistic, softmax or linear regression.")
  @Nullable String hidden;

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      completionCandidates = Activations.class,
      description = "Of the hidden layers (relu): ${COMPLETION-CANDIDATES}.")
  @Nullable String activation;

  @Option(
      names = "--init",
      paramLabel = "NAME",
      completionCandidates = Initializers.class,
      description = "First weights (he_normal before the relu family, else xavier_uniform): ${COMPLETION-CANDIDATES}.")
  @Nullable String init;

  @Option(names = "--dropout", paramLabel = "RATE", description = "Share of units left out after each hidden layer (0).")
  @Nullable Double dropout;

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      completionCandidates = Losses.class,
      description = "What is made small: auto (by the task), ${COMPLETION-CANDIDATES}.")
  String loss = "auto";

  TrainOptions applyTo(TrainOptions defaults) {
    TrainOptions options = defaults;
    if (hidden != null) {
      options = options.withHidden(Values.hidden(hidden));
    }
    if (activation != null) {
      options = options.withActivation(Activation.of(activation));
    }
    if (init != null) {
      options = options.withInitializer(Initializer.of(init));
    }
    if (dropout != null) {
      options = options.withDropout(dropout);
    }
    return loss.equals("auto") ? options : options.withLoss(Loss.of(loss));
  }

  /// Their names, for help and completion.
  static final class Activations implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Activation.names().iterator();
    }
  }

  /// Their names, for help and completion.
  static final class Initializers implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Initializer.names().iterator();
    }
  }

  /// Their names, for help and completion.
  static final class Losses implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Loss.names().iterator();
    }
  }
}
