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
  /// Another text, such as that in another language.
  TRANSLATE,
  /// The inputs themselves: there is no target.
  AUTOENCODER
}
