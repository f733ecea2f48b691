package hebb.cli.plot;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A picture on white: marks from back to front.
///
/// @param width in points
/// @param height in points
public record Picture(int width, int height, List<Mark> marks) {
  /// Copies the list.
  public Picture {
    marks = List.copyOf(marks);
  }

  /// How a picture can be written.
  public enum Format {
    /// Pixels, two for each point.
    PNG,
    /// Text that can be scaled.
    SVG;

    /// The format that a file's name ends in, if it is one.
    public static Optional<Format> of(String file) {
      String name = file.toLowerCase(Locale.ROOT);
      if (name.endsWith(".png")) {
        return Optional.of(PNG);
      }
      return name.endsWith(".svg") ? Optional.of(SVG) : Optional.empty();
    }
  }

  /// Writes the picture; the stream stays open.
  ///
  /// @throws hebb.data.DataException if a PNG needs fonts and the system has none
  public void write(Format format, OutputStream out) throws IOException {
    switch (format) {
      case PNG -> Png.write(this, out);
      case SVG -> Svg.write(this, out);
    }
  }
}
