package hebb.cli.doctor;

import hebb.model.ModelTrainer;
import hebb.model.PartReport;
import hebb.model.Plan;
import hebb.model.TrainOptions;
import hebb.model.Trained;
import hebb.train.Finding;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;

/// The same few hundred steps with and without a fix, with the same seed and data.
///
/// @param before the loss without it, on the validation part where there is one; NaN or infinite
///   where it was
/// @param after the loss with it
/// @param measureAfter of the finding; empty where it is gone
/// @param helps whether it does
public record Proof(
    Finding finding, double before, double after, OptionalDouble measureAfter, boolean helps) {
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
    Function<TrainOptions, Integer> steps = with -> stepsPerEpoch(trainer.apply(with).plan());
    TrainOptions few = few(options, steps.apply(options));
    int all = few.training().epochs() * steps.apply(few);
    Trained before = run(trainer.apply(few), started);
    return provable.stream()
        .map(
            finding -> {
              TrainOptions fixed = FixOptions.apply(few, finding.fix());
              if (fixed.training().epochs() == few.training().epochs()) {
                fixed = fixed.withEpochs(Math.max(1, all / steps.apply(fixed)));
              }
              return compare(finding, before, run(trainer.apply(fixed), started));
            })
        .toList();
  }

  private static Trained run(ModelTrainer trainer, Consumer<ModelTrainer> started) {
    started.accept(trainer);
    return trainer.run();
  }

  private static int stepsPerEpoch(Plan plan) {
    int rows = Objects.requireNonNull(plan.rows().get("train"));
    int batch = Math.min(rows, plan.used().batchSize());
    return (rows + batch - 1) / batch;
  }

  private static TrainOptions few(TrainOptions options, int stepsPerEpoch) {
    int epochs = Math.max(FEWEST_EPOCHS, (STEPS + stepsPerEpoch - 1) / stepsPerEpoch);
    return options.withEpochs(Math.min(options.training().epochs(), epochs));
  }

  private static Proof compare(Finding finding, Trained without, Trained with) {
    double before = loss(without);
    double after = loss(with);
    OptionalDouble measure =
        with.report().findings().stream()
            .filter(other -> other.id().equals(finding.id()))
            .mapToDouble(Finding::measure)
            .findFirst();
    boolean lower = after < LOWER * before || (Double.isFinite(after) && !Double.isFinite(before));
    boolean helps = OF_DATA.contains(finding.id()) ? measure.isEmpty() : lower;
    return new Proof(finding, before, after, measure, helps);
  }

  /// Infinite where training could not go on.
  private static double loss(Trained trained) {
    Map<String, PartReport> parts = trained.report().results().parts();
    PartReport part = Objects.requireNonNull(parts.getOrDefault("validation", parts.get("train")));
    double loss = part.metrics().getOrDefault("loss", Double.NaN);
    return switch (trained.report().results().outcome()) {
      case NOT_FINITE -> Double.POSITIVE_INFINITY;
      case COMPLETED, CONVERGED, EARLY_STOPPED, INTERRUPTED -> loss;
    };
  }
}
