package hebb.cli.doctor;

import hebb.cli.output.FindingsText;
import hebb.cli.output.JsonText;
import hebb.cli.output.Phrases;
import hebb.model.ModelTrainer;
import hebb.model.PartReport;
import hebb.model.TrainOptions;
import hebb.model.Trained;
import hebb.train.Finding;
import hebb.train.Finding.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The same few hundred steps with and without a fix, with the same seed and data.
///
/// @param validated whether losses are of a validation part, else of the training part
/// @param before the loss without it; NaN or infinite where it was
/// @param after the loss with it
/// @param measureAfter of the finding; empty where it is gone
/// @param helps whether it does
public record Proof(
    Finding finding,
    boolean validated,
    double before,
    double after,
    OptionalDouble measureAfter,
    boolean helps) {
  private static final int STEPS = 300;

  /// Fewer epochs tell nothing of how training goes.
  private static final int FEWEST_EPOCHS = 3;

  /// So much lower is no chance.
  private static final double LOWER = 0.98;

  /// Findings that are about the rows: to mend them may make the loss worse.
  private static final List<String> OF_DATA = List.of("leak", "duplicate-rows", "imbalance");

  /// Trains a few hundred steps with each fix that is an option.
  ///
  /// @param trainer a trainer on the data with some options
  /// @param started is told each trainer before it runs, to stop it
  public static List<Proof> of(
      List<Finding> findings,
      TrainOptions options,
      Function<TrainOptions, ModelTrainer> trainer,
      Consumer<ModelTrainer> started) {
    List<Finding> provable = findings.stream().filter(Finding::fixIsOption).toList();
    if (provable.isEmpty()) {
      return List.of();
    }
    Function<TrainOptions, Integer> steps = with -> trainer.apply(with).stepsPerEpoch();
    TrainOptions few = few(options, steps.apply(options));
    int all = few.training().epochs() * steps.apply(few);
    Trained before = run(trainer.apply(few), started);
    return provable.stream()
        .map(
            finding -> {
              TrainOptions fixed = FixOptions.apply(few, finding.fix()).options();
              if (fixed.training().epochs() == few.training().epochs()) {
                fixed = fixed.withEpochs(Math.max(1, all / steps.apply(fixed)));
              }
              return compare(finding, before, run(trainer.apply(fixed), started));
            })
        .toList();
  }

  /// For programs; the measure is null after a fix that leaves no such finding.
  public Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", finding.id());
    json.put("fix", finding.fix());
    var measure = new LinkedHashMap<String, @Nullable Double>();
    measure.put("before", finding.measure());
    measure.put("after", measureAfter.isPresent() ? measureAfter.getAsDouble() : null);
    json.put("measure", measure);
    json.put("loss", JsonText.finite(Map.of("before", before, "after", after)));
    json.put("helps", helps);
    return json;
  }

  /// For people.
  public String text(Phrases phrases) {
    return FindingsText.proof(finding, validated, before, after, measureAfter, helps, phrases);
  }

  private static Trained run(ModelTrainer trainer, Consumer<ModelTrainer> started) {
    started.accept(trainer);
    return trainer.run();
  }

  private static TrainOptions few(TrainOptions options, int stepsPerEpoch) {
    int epochs = Math.max(FEWEST_EPOCHS, (STEPS + stepsPerEpoch - 1) / stepsPerEpoch);
    return options.withEpochs(Math.min(options.training().epochs(), epochs));
  }

  private static Proof compare(Finding finding, Trained without, Trained with) {
    double before = loss(without);
    double after = loss(with);
    Optional<Finding> again =
        with.report().findings().stream().filter(other -> isSame(finding, other)).findFirst();
    OptionalDouble measure =
        again.map(other -> OptionalDouble.of(other.measure())).orElse(OptionalDouble.empty());
    // Where there was no number before, any number would be lower.
    boolean mended = again.filter(other -> other.severity() == Severity.HIGH).isEmpty();
    boolean lower =
        Double.isFinite(before) ? after < LOWER * before : Double.isFinite(after) && mended;
    boolean helps = OF_DATA.contains(finding.id()) ? measure.isEmpty() : lower;
    boolean validated = with.report().results().parts().containsKey("validation");
    return new Proof(finding, validated, before, after, measure, helps);
  }

  /// Of rows a finding is one of its column, others may be found too and as they are; else any of
  /// the kind.
  private static boolean isSame(Finding finding, Finding other) {
    return other.id().equals(finding.id())
        && (!OF_DATA.contains(finding.id()) || other.where().equals(finding.where()));
  }

  /// Infinite where training could not go on, NaN where it was stopped.
  private static double loss(Trained trained) {
    return switch (trained.report().results().outcome()) {
      case NOT_FINITE -> Double.POSITIVE_INFINITY;
      case INTERRUPTED -> Double.NaN;
      case COMPLETED, CONVERGED, EARLY_STOPPED, ENDED -> {
        Map<String, PartReport> parts = trained.report().results().parts();
        PartReport part =
            Objects.requireNonNull(parts.getOrDefault("validation", parts.get("train")));
        yield part.metrics().getOrDefault("loss", Double.NaN);
      }
    };
  }
}
