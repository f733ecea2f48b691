package hebb.train;

import hebb.nn.Parameters;

/// What training has given.
///
/// @param outcome why it ended
/// @param message the same as a sentence, with what was kept
/// @param epochs how many were finished, those before a checkpoint included
/// @param keptEpoch the epoch at whose end the parameters were as they are now; 0 for the first
///   values
/// @param parameters with the weights that are kept
/// @param seconds of this run
/// @param rowsPerSecond trained, validation not counted
public record TrainingResult(
    Outcome outcome,
    String message,
    int epochs,
    int keptEpoch,
    Parameters parameters,
    double seconds,
    double rowsPerSecond) {}
