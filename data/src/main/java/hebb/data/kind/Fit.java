package hebb.data.kind;

/// What a cell is to a column of which the training part is known.
public enum Fit {
  /// A value as in the training part.
  FITS,
  /// No value.
  MISSING,
  /// A category or class that is not in the training data.
  UNSEEN,
  /// A cell that does not fit its kind; it counts as missing.
  UNREADABLE,
  /// A number more than a tenth of the training part's range beyond that range.
  OUT_OF_RANGE,
  /// A text of which no token is known.
  UNKNOWN,
  /// A text of which half the tokens or more, but not all, are not known.
  MOSTLY_UNKNOWN,
  /// A text that is longer than what a network gets of it.
  CUT
}
