package hebb.data.image;

import hebb.data.table.FileException;

/// A file that is no image that can be read.
public final class ImageException extends FileException {
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
