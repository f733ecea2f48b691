package hebb.media;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// Writes images for tests.
final class Png {
  private Png() {}

  /// An image of levels of grey, `[height, width]`, or of red, green and blue, in a file of that
  /// format.
  static Path write(Path file, String format, int height, int width, int channels, byte[] levels)
      throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    ImageIO.write(image(height, width, channels, levels), format, file.toFile());
    return file;
  }

  static BufferedImage image(int height, int width, int channels, byte[] levels) {
    var image =
        new BufferedImage(
            width,
            height,
            channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < channels; c++) {
          int level = levels[(y * width + x) * channels + c] & 0xff;
          image.getRaster().setSample(x, y, c, level);
        }
      }
    }
    return image;
  }
}
