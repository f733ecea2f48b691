package hebb.data.table;

/// A file that cannot be used. The message goes on after `it`, as in `is cut off`.
public class FileException extends Exception {
  private static final long serialVersionUID = 1L;

  /// What is wrong with the file.
  public FileException(String message) {
    super(message);
  }

  /// What is wrong with the file, and what brought it about.
  public FileException(String message, Throwable cause) {
    super(message, cause);
  }
}
