package hebb.data.kind;

/// What a column is taken for.
public enum Kind {
  /// A number is a quantity; it is standardised.
  NUMERIC,
  /// A text, or a number that stands for one, is one of several kinds; each gets a feature of its
  /// own.
  CATEGORICAL,
  /// Yes or no; one feature of 1 or 0.
  BOOLEAN,
  /// The column is not used.
  SKIPPED
}
