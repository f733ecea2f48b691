package hebb.check;

/// How far analytic gradients are from numeric ones.
///
/// @param worst the parameter that differs most
/// @param element its element that does
/// @param analytic the gradient by the backward graph
/// @param numeric the gradient by central differences
/// @param error `|analytic - numeric| / max(1, |analytic|, |numeric|)`
/// @param checked how many elements were compared
public record GradientReport(
    String worst, int element, double analytic, double numeric, double error, int checked) {
  /// What an error must stay below, away from kinks.
  public static final double TOLERANCE = 1e-7;

  /// Whether all gradients agree.
  public boolean passed() {
    return error < TOLERANCE;
  }

  /// One sentence with the worst element.
  @Override
  public String toString() {
    return "gradient check of "
        + checked
        + " numbers: "
        + (passed() ? "passed" : "failed")
        + ", largest error "
        + error
        + " at "
        + worst
        + "["
        + element
        + "] (analytic "
        + analytic
        + ", numeric "
        + numeric
        + ")";
  }
}
