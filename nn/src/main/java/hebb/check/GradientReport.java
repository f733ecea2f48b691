package hebb.check;

import hebb.tensor.Shape;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// How far gradients are from differences, tensor by tensor. An error is relative: `|analytic -
/// numeric| / max(1, |analytic|, |numeric|)`, or to `|f| / 100` of a loss `f` above 100, whose
/// differences are rounded that much.
///
/// @param rows of how many rows of data the loss was; 0 for a function of variables alone
/// @param tensors one for each parameter, in their order
/// @param overall the error of the slope along one random direction of all parameters together;
///   empty where kinks lie in its way
/// @param otherSides at how many kinks float32, by its rounding, is on another side than double: if
///   at any, gradients in float32 may differ rightly, and are not judged
/// @param random the paths at which random numbers were held fixed, as of dropout
/// @param bound what each error must stay below
public record GradientReport(
    int rows,
    List<Row> tensors,
    OptionalDouble overall,
    int otherSides,
    List<String> random,
    double bound) {
  /// What an error must stay below, away from kinks.
  public static final double BOUND = 1e-7;

  /// What the error in float32 must stay below.
  public static final double FLOAT32_BOUND = 1e-4;

  /// Copies the lists.
  public GradientReport {
    tensors = List.copyOf(tensors);
    random = List.copyOf(random);
  }

  /// What was found of a tensor.
  ///
  /// @param path its path, as in `hidden1/weight`
  /// @param checked how many of its numbers were compared one by one: none of a large tensor
  /// @param kinks how many could not be, since kinks lie within the step on both sides
  /// @param error the largest error of these
  /// @param worst the index of the number that has it, as in `[3, 7]`; empty if none was compared
  /// @param analytic its gradient by the backward graph
  /// @param numeric its gradient by differences
  /// @param direction the error of the slope along one random direction; empty where kinks lie in
  ///   its way
  /// @param float32 how far the compiled gradient in float32, which training uses, is from that in
  ///   double at most, relative to the largest of the tensor over all rows or a part of them (at
  ///   least a hundredth of the largest of all)
  public record Row(
      String path,
      Shape shape,
      int checked,
      int kinks,
      double error,
      List<Integer> worst,
      double analytic,
      double numeric,
      OptionalDouble direction,
      double float32) {
    /// Copies the list.
    public Row {
      worst = List.copyOf(worst);
    }

    /// The larger one of both errors in double; NaN if one is.
    public double largest() {
      double along = direction.orElse(0);
      return Double.isNaN(error) || Double.isNaN(along) ? Double.NaN : Math.max(error, along);
    }
  }

  /// Whether all gradients agree.
  public boolean passed() {
    return failed().isEmpty() && overall.orElse(0) < bound;
  }

  /// The tensors whose gradients do not agree.
  public List<Row> failed() {
    return tensors.stream()
        .filter(
            row ->
                !(row.largest() < bound) || (otherSides == 0 && !(row.float32() < FLOAT32_BOUND)))
        .toList();
  }

  /// The tensors of which nothing could be compared in double: kinks lie everywhere.
  public List<Row> uncompared() {
    return tensors.stream().filter(row -> row.checked() == 0 && row.direction().isEmpty()).toList();
  }

  /// How many numbers were compared one by one.
  public int checked() {
    return tensors.stream().mapToInt(Row::checked).sum();
  }

  /// The tensor of the largest error.
  public Row worst() {
    return tensors.stream().max(Comparator.comparingDouble(Row::largest)).orElseThrow();
  }

  /// One sentence with the tensors that fail, else with the largest error.
  @Override
  public String toString() {
    String what = "gradient check of " + checked() + " numbers: ";
    if (passed()) {
      return what + "passed, largest error " + worst().largest() + " in " + worst().path();
    }
    return what
        + "failed"
        + failed().stream().map(this::failure).collect(Collectors.joining("", "", ""))
        + (overall.orElse(0) < bound ? "" : ", over all error " + overall.getAsDouble());
  }

  private String failure(Row row) {
    if (row.largest() < bound) {
      return ", " + row.path() + " differs in float32 by " + row.float32();
    }
    return row.error() < bound
        ? ", " + row.path() + " along a direction error " + row.direction().orElse(0)
        : ", "
            + row.path()
            + row.worst()
            + " error "
            + row.error()
            + " (analytic "
            + row.analytic()
            + ", numeric "
            + row.numeric()
            + ")";
  }
}
