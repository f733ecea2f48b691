package hebb.data.kind;

import hebb.data.table.Folder;

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

  /// Writes the features of a file that is at hand, where cells name files.
  default Fit bytes(byte[] file, float[] out, int at) {
    missing(out, at);
    return Fit.UNREADABLE;
  }

  /// Writes the features of a series that is at hand.
  ///
  /// @param steps `[steps][channels]`
  default Fit series(float[][] steps, float[] out, int at) {
    missing(out, at);
    return Fit.UNREADABLE;
  }

  /// The same for cells that name files relative to a folder.
  default CellEncoder in(Folder folder) {
    return this;
  }

  /// What of a cell that is not as in training is shown.
  default String shown(String text, Fit fit) {
    return text;
  }

  /// Writes the features of a missing value.
  void missing(float[] out, int at);
}
