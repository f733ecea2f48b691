package hebb.cli.doctor;

import hebb.dataset.Dataset;
import hebb.diagnose.Diagnosis;
import hebb.model.ModelTrainer;
import hebb.model.TrainOptions;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.loss.Loss;
import hebb.train.Finding;
import hebb.train.Trainer;
import hebb.train.TrainingConfig;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// A training with a known fault, or a sound one, and what should be said of it.
///
/// @param expected the id of the right first finding; [#SOUND] where no high one may be found
/// @param also ids that are as right, where a fault has two names
/// @param fixable whether an option of `train` fixes it
/// @param quick whether it takes a second or so
public record FaultyNetwork(
    String name,
    String expected,
    Set<String> also,
    boolean fixable,
    boolean quick,
    Training training) {
  /// Nothing is wrong.
  public static final String SOUND = "sound";

  /// What is trained.
  public sealed interface Training {
    /// What is found.
    List<Finding> findings();
  }

  /// Rows of a table or images with options, as `train` takes them.
  record OfOptions(TrainOptions options, Function<TrainOptions, ModelTrainer> trainer)
      implements Training {
    @Override
    public List<Finding> findings() {
      return trainer.apply(options).run().report().findings();
    }
  }

  /// Numbers as they are, which nobody has standardised.
  record OfNumbers(
      Network network, Loss loss, TrainingConfig config, Dataset train, Dataset validation)
      implements Training {
    @Override
    public List<Finding> findings() {
      Parameters parameters = Parameters.create(network, train.inputs(), config.seed());
      var diagnosis = new Diagnosis(network, loss, config, parameters, train, validation);
      new Trainer(network, loss, config, train)
          .start(parameters)
          .validation(validation)
          .listener(diagnosis)
          .run();
      return diagnosis.findings();
    }
  }

  /// What came of it.
  ///
  /// @param first the most harmful finding's id, [#SOUND] if there is no high one and none was to
  ///   be found
  public record Outcome(FaultyNetwork network, String first, List<Finding> findings) {
    /// Whether that is what should be said.
    public boolean right() {
      return first.equals(network.expected) || network.also.contains(first);
    }

    /// The proof of the first finding's fix, where an option does it and the fault is one.
    public List<Proof> proof() {
      return right() && network.training instanceof OfOptions(var options, var trainer)
          ? Proof.of(findings.stream().limit(1).toList(), options, trainer, running -> {})
          : List.of();
    }
  }

  /// Trains, and looks.
  public Outcome run() {
    List<Finding> findings = training.findings();
    boolean high = !findings.isEmpty() && findings.getFirst().severity() == Finding.Severity.HIGH;
    boolean sound = expected.equals(SOUND);
    String first = findings.isEmpty() || sound && !high ? SOUND : findings.getFirst().id();
    return new Outcome(this, first, findings);
  }
}
