package hebb.cli.command;

import hebb.cli.option.UsageException;
import hebb.cli.plot.Picture;
import hebb.model.AtomicFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/// The file that a picture goes to, whole or not at all.
final class PictureFile {
  private PictureFile() {}

  /// What the name of `-o` ends in.
  ///
  /// @throws UsageException if that is no format
  static Picture.Format format(Path file) {
    return Picture.Format.of(file.toString())
        .orElseThrow(
            () ->
                new UsageException(
                    "-o: expected a name that ends in .png or .svg, got '" + file + "'. Add one."));
  }

  static void write(Picture picture, Picture.Format format, Path file) throws IOException {
    var bytes = new ByteArrayOutputStream();
    picture.write(format, bytes);
    AtomicFiles.write(file, bytes::writeTo);
  }
}
