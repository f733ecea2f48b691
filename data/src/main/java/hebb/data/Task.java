package hebb.data;

/// What is predicted.
public enum Task {
  /// One of several classes.
  CLASSIFICATION,
  /// A number.
  REGRESSION,
  /// The next numbers of a series.
  FORECAST,
  /// The next token of a text.
  LANGUAGE,
  /// The inputs themselves: there is no target.
  AUTOENCODER
}
