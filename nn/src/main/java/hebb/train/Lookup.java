package hebb.train;

/// What a step of training moves of a table that a network looks rows up in.
public enum Lookup {
  /// The rows that the batch looks up, by which it costs.
  ITS_ROWS,
  /// All rows, since the rule moves others too, as by a running mean or a decay, or reads them.
  ALL,
  /// All rows, since a batch may look up as many as there are.
  ALL_OF_FEW
}
