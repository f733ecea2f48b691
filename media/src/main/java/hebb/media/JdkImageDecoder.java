package hebb.media;

import hebb.data.image.ImageDecoder;
import hebb.data.image.ImageException;
import hebb.data.image.Pixels;
import java.awt.Transparency;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Decodes by the readers of the JDK, and no other that may be installed. Levels are taken from
/// what is stored, without colour management, so that PNG, GIF and BMP give the same numbers
/// everywhere; those of JPEG are the JDK's.
public final class JdkImageDecoder implements ImageDecoder {
  private static final String OF_THE_JDK = "com.sun.imageio.";
  private static final int WHITE = 255;

  /// One of it is enough.
  public JdkImageDecoder() {}

  @Override
  public Pixels decode(byte[] file) throws ImageException {
    ImageReader reader = reader(file);
    List<String> warnings = new ArrayList<>();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      reader.addIIOReadWarningListener(
          (source, text) -> warnings.add(text.toLowerCase(Locale.ROOT)));
      BufferedImage image = reader.read(0);
      if (warnings.stream().anyMatch(text -> text.contains("premature end"))) {
        throw new ImageException("is cut off");
      }
      return pixels(image);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw new ImageException(
          e instanceof OutOfMemoryError
              ? "takes more memory than there is"
              : "is damaged or cut off, or in a form that is not read",
          e);
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader reader(byte[] file) throws ImageException {
    String format =
        switch (file.length == 0 ? 0 : file[0]) {
          case (byte) 0x89 -> "png";
          case (byte) 0xff -> "jpeg";
          case 'G' -> "gif";
          case 'B' -> "bmp";
          default -> throw new ImageException("is no PNG, JPEG, GIF or BMP");
        };
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith(OF_THE_JDK)) {
        return reader;
      }
    }
    throw new ImageException("cannot be read: this JDK has no reader of " + format);
  }

  /// The levels of an image: of one whose samples are stored as they are, these; of others, as
  /// those with a palette, what the colour model says.
  static Pixels pixels(BufferedImage image) {
    ColorModel colours = image.getColorModel();
    return colours instanceof ComponentColorModel
            && colours.getComponentSize(0) >= 8
            && colours.getTransferType() <= DataBuffer.TYPE_USHORT
        ? samples(image.getRaster(), colours)
        : colours(image);
  }

  private static Pixels samples(Raster raster, ColorModel colours) {
    int bands = raster.getNumBands();
    boolean alpha = colours.getTransparency() != Transparency.OPAQUE;
    int channels = bands - (alpha ? 1 : 0) >= 3 ? 3 : 1;
    boolean wide = colours.getComponentSize(0) == 16;
    int width = raster.getWidth();
    byte[] levels = new byte[raster.getHeight() * width * channels];
    int[] row = new int[width * bands];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int over = alpha ? level(row[x * bands + bands - 1], wide) : WHITE;
        for (int c = 0; c < channels; c++) {
          int level = level(row[x * bands + c], wide);
          levels[(y * width + x) * channels + c] = onWhite(level, over);
        }
      }
    }
    return new Pixels(raster.getHeight(), width, channels, levels);
  }

  private static Pixels colours(BufferedImage image) {
    Raster raster = image.getRaster();
    ColorModel colours = image.getColorModel();
    int width = raster.getWidth();
    byte[] levels = new byte[raster.getHeight() * width * 3];
    Object sample = null;
    for (int y = 0; y < raster.getHeight(); y++) {
      for (int x = 0; x < width; x++) {
        sample = raster.getDataElements(raster.getMinX() + x, raster.getMinY() + y, sample);
        int argb = colours.getRGB(sample);
        for (int c = 0; c < 3; c++) {
          int level = argb >> (16 - 8 * c) & WHITE;
          levels[(y * width + x) * 3 + c] = onWhite(level, argb >>> 24);
        }
      }
    }
    return new Pixels(raster.getHeight(), width, 3, levels);
  }

  /// 16 bits rounded to 8.
  private static int level(int sample, boolean wide) {
    return wide ? (sample + 128) / 257 : sample;
  }

  private static byte onWhite(int level, int alpha) {
    return (byte) ((level * alpha + WHITE * (WHITE - alpha) + WHITE / 2) / WHITE);
  }
}
