package hebb.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// Images of AWT for models.
///
/// ```java
/// Prediction what = model.predict(Map.of("image", Pictures.of(screenshot)));
/// ```
public final class Pictures {
  private Pictures() {}

  /// The bytes of an image as a PNG file, which a model takes in place of a file's name; no level
  /// is changed.
  public static byte[] of(BufferedImage image) {
    var bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "png", bytes)) {
        throw new IllegalArgumentException(
            "image: expected a form that PNG can hold, got " + image + ". Draw it on one in RGB.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("image: could not be written as PNG.", e);
    }
    return bytes.toByteArray();
  }
}
