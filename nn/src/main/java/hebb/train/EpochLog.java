package hebb.train;

import java.util.Map;
import java.util.OptionalDouble;

/// What is known at the end of an epoch.
///
/// @param epoch counted from 1
/// @param loss the mean over rows of the training loss, each batch with the weights it met
/// @param penalty the mean of what is added to the loss
/// @param validationLoss of the weights at the end of the epoch, in evaluation mode; empty without
///   a validation part
/// @param validation the metrics of the validation part, by name
/// @param compared where [means of the weights are compared][hebb.nn.optim.Ema.Start#COMPARED], the
///   validation loss of each by name: `raw` weights, `corrected` (those that are kept) and
///   `copy_first`; else empty
/// @param learningRate of the last step
/// @param rowsPerSecond trained in this epoch
/// @param best whether these weights are the best so far
public record EpochLog(
    int epoch,
    double loss,
    double penalty,
    OptionalDouble validationLoss,
    Map<String, Double> validation,
    Map<String, Double> compared,
    double learningRate,
    double rowsPerSecond,
    boolean best) {}
