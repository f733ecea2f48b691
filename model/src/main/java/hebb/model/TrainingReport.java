package hebb.model;

import java.util.List;

/// Everything about a training that a summary needs.
///
/// @param plan what was trained on what, and how
/// @param results how it ended and how good the model is
/// @param seconds how long training took, without reading and evaluating
/// @param rowsPerSecond trained
/// @param kernels what did the arithmetic, as in `simd512`
public record TrainingReport(
    Plan plan, Results results, double seconds, double rowsPerSecond, String kernels) {
  /// Sentences on what may be wrong with the data.
  public List<String> warnings() {
    return plan.warnings();
  }
}
