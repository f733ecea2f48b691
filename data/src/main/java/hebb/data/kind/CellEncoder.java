package hebb.data.kind;

/// Writes the features of one column. The places it writes to hold 0 before. A cell that is unseen
/// or does not fit is written too, as what comes nearest: unseen categories as others, what cannot
/// be read as missing.
public interface CellEncoder {
  /// What a cell should hold, for messages.
  String expected();

  /// Writes the features of a number that is not NaN.
  Fit number(double value, float[] out, int at);

  /// Writes the features of a trimmed text that is not missing everywhere.
  Fit text(String text, float[] out, int at);

  /// Writes the features of a missing value.
  void missing(float[] out, int at);
}
