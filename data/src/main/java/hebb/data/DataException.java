package hebb.data;

/// Data that cannot be used. The message is a sentence for the person who gave the data: where
/// (file, row, column), what was expected, what was found and what to do.
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int LONGEST_QUOTE = 40;

  /// An error with its sentence.
  public DataException(String message) {
    super(message);
  }

  /// An error with its sentence and what brought it about.
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }

  /// A text as it is shown in a message: in quotes, cut short, control characters as `?`.
  public static String quote(CharSequence text) {
    var shown = new StringBuilder("'");
    for (int i = 0; i < Math.min(text.length(), LONGEST_QUOTE); i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) ? '?' : c);
    }
    return shown.append(text.length() > LONGEST_QUOTE ? "...'" : "'").toString();
  }
}
