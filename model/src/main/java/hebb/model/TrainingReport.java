package hebb.model;

import hebb.train.Finding;
import java.util.List;

/// Everything about a training that a summary needs.
///
/// @param plan what was trained on what, and how
/// @param results how it ended and how good the model is
/// @param seconds how long training took, without reading and evaluating
/// @param rowsPerSecond trained
/// @param kernels what did the arithmetic, as in `simd512`
/// @param warnings sentences on what may be wrong with the data, and on checkpoints that could not
///   be written
/// @param findings what was wrong, the most harmful first; none if training was interrupted
/// @param diagnosisSeconds how much of the time went into finding that
public record TrainingReport(
    Plan plan,
    Results results,
    double seconds,
    double rowsPerSecond,
    String kernels,
    List<String> warnings,
    List<Finding> findings,
    double diagnosisSeconds) {
  /// Copies the lists.
  public TrainingReport {
    warnings = List.copyOf(warnings);
    findings = List.copyOf(findings);
  }
}
