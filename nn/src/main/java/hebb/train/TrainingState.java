package hebb.train;

import hebb.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Everything that training goes on from: with the same data and settings, a trainer that resumes
/// from it ends with the same bits as one that was never stopped. It is plain data.
///
/// @param epoch how many epochs are finished
/// @param step how many steps are finished
/// @param best the progress of early stopping
/// @param plateau the progress of [hebb.nn.optim.Schedule.Plateau]
/// @param reductions how often that schedule has reduced the learning rate
/// @param variables parameters, the optimiser's state and running means by path
/// @param bestWeights the parameters of the best epoch by path; empty if none is kept
public record TrainingState(
    int epoch,
    long step,
    Progress best,
    Progress plateau,
    int reductions,
    Map<String, Tensor> variables,
    Map<String, Tensor> bestWeights) {
  /// The lowest loss so far.
  ///
  /// @param loss infinite before the first
  /// @param epoch where it was reached; 0 before the first
  /// @param waited epochs since then, or since the last reduction
  public record Progress(double loss, int epoch, int waited) {
    /// Nothing seen yet.
    public static final Progress NONE = new Progress(Double.POSITIVE_INFINITY, 0, 0);

    /// Progress after another epoch: the lowest loss moves if the new one is lower by more than
    /// `minDelta`.
    Progress after(int now, double newLoss, double minDelta) {
      return newLoss < loss - minDelta
          ? new Progress(newLoss, now, 0)
          : new Progress(loss, epoch, waited + 1);
    }
  }

  /// The maps are copied, in their order; the tensors are not.
  public TrainingState {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    bestWeights = Collections.unmodifiableMap(new LinkedHashMap<>(bestWeights));
  }
}
