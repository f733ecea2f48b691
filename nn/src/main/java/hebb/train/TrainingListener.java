package hebb.train;

import java.util.List;

/// Is told how training goes, on the thread that trains, in this order:
///
/// ```
/// started
/// for each epoch: batchEnd for each step, evaluated, layers where a hebb.diagnose.LayerRecorder
///     looks, epochEnd
/// finished
/// finding for each, the most harmful first, where a hebb.diagnose.Diagnosis looks
/// ```
///
/// What a listener throws ends training and reaches the caller of [Trainer#run].
public interface TrainingListener {
  /// Before the first step.
  default void started(TrainingPlan plan) {}

  /// After each step; called very often, so it should be cheap.
  ///
  /// @param step counted from 1 over all epochs
  /// @param loss of the batch, before its update
  default void batchEnd(long step, float loss) {}

  /// After an epoch's validation, before its [#epochEnd], while the weights that were measured are
  /// in place: their running mean, where there is one. They must stay as they are.
  default void evaluated(int epoch) {}

  /// What was seen of the layers at the end of an epoch, before its [#epochEnd].
  ///
  /// @param layers in the order of the network
  default void layers(int epoch, List<LayerStatistics> layers) {}

  /// After each epoch and its validation.
  default void epochEnd(EpochLog log) {}

  /// After training, with the weights that are kept in place.
  default void finished(TrainingResult result) {}

  /// When training is over, for each thing that was wrong with it, the most harmful first.
  default void finding(Finding finding) {}
}
