package hebb.data.sound;

import hebb.data.table.FileException;

/// A file that is no sound that can be read.
public final class SoundException extends FileException {
  private static final long serialVersionUID = 1L;

  /// What is wrong with the file.
  public SoundException(String message) {
    super(message);
  }

  /// What is wrong with the file, and what brought it about.
  public SoundException(String message, Throwable cause) {
    super(message, cause);
  }
}
