package hebb.train;

/// What training is about to do.
///
/// @param parameters how many numbers are trained
/// @param validationRows 0 without a validation part
/// @param batchSize rows for each step; the last step of an epoch may have fewer
/// @param epochs at most
/// @param firstEpoch 1, or the one after a checkpoint
public record TrainingPlan(
    long parameters,
    int trainRows,
    int validationRows,
    int batchSize,
    int stepsPerEpoch,
    int epochs,
    int firstEpoch) {}
