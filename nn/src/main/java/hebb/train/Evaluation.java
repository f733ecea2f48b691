package hebb.train;

import java.util.Map;

/// How good a network is on a part of the data.
///
/// @param loss the mean over rows
/// @param penalty what training would add to it
/// @param metrics by name
public record Evaluation(long rows, double loss, double penalty, Map<String, Double> metrics) {}
