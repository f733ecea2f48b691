package hebb.data.image;

/// A file that is no image that can be read. The message goes on after `it`, as in `is cut off`.
public final class ImageException extends Exception {
  private static final long serialVersionUID = 1L;

  /// What is wrong with the file.
  public ImageException(String message) {
    super(message);
  }

  /// What is wrong with the file, and what brought it about.
  public ImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
