package hebb.data.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What the first bytes of an image file say of it, looked at before anything is decoded.
///
/// @param height rows of pixels as they are stored
/// @param width pixels in a row as they are stored
/// @param orientation how EXIF turns it: 1 as it is stored, up to 8; from 5 on height and width
///   change places
/// @param frames how many whole ones there are, as far as is seen; those beyond the second are not
///   counted
public record ImageHeader(int height, int width, int orientation, int frames) {
  /// The most bytes that are looked at: behind the thumbnails and profiles of a photo.
  public static final int BYTES = 1 << 18;

  /// The most pixels that are decoded; a larger image would take hundreds of megabytes.
  public static final int MOST_PIXELS = 50_000_000;

  private static final int CMYK = 4;

  /// The rows of pixels as it is looked at.
  public int shownHeight() {
    return orientation < 5 ? height : width;
  }

  /// The pixels in a row as it is looked at.
  public int shownWidth() {
    return orientation < 5 ? width : height;
  }

  /// Reads the beginning of a file.
  ///
  /// @param start the file, or its first [#BYTES]
  /// @throws ImageException if that is no PNG, JPEG, GIF or BMP, or one that is not read
  public static ImageHeader of(byte[] start) throws ImageException {
    ByteBuffer in = ByteBuffer.wrap(start);
    if (start.length == 0) {
      throw new ImageException("is empty");
    }
    try {
      ImageHeader header = read(in);
      if (header.height < 1 || header.width < 1) {
        throw new ImageException("is damaged: it has no pixels");
      }
      if ((long) header.height * header.width > MOST_PIXELS) {
        throw new ImageException(
            "is too large: "
                + header.width
                + " x "
                + header.height
                + " pixels, of at most "
                + MOST_PIXELS);
      }
      return header;
    } catch (IndexOutOfBoundsException e) {
      throw new ImageException("is cut off", e);
    }
  }

  private static ImageHeader read(ByteBuffer in) throws ImageException {
    int magic = in.capacity() < 4 ? 0 : in.getInt(0);
    if (magic == 0x89504e47) {
      return new ImageHeader(in.getInt(20), in.getInt(16), 1, isAnimatedPng(in) ? 2 : 1);
    }
    if (magic >>> 8 == 0xffd8ff) {
      return jpeg(in);
    }
    in.order(ByteOrder.LITTLE_ENDIAN);
    if (magic == 0x47494638) {
      return new ImageHeader(in.getChar(8), in.getChar(6), 1, framesOfGif(in));
    }
    if (magic >>> 16 == 0x424d) {
      boolean old = in.getInt(14) == 12;
      return old
          ? new ImageHeader(in.getChar(20), in.getChar(18), 1, 1)
          : new ImageHeader(Math.abs(in.getInt(22)), in.getInt(18), 1, 1);
    }
    throw new ImageException("is no PNG, JPEG, GIF or BMP");
  }

  /// Whether a control chunk of animations comes before the pixels.
  private static boolean isAnimatedPng(ByteBuffer in) {
    for (long next = 8; next + 8 <= in.capacity(); ) {
      int at = (int) next;
      int type = in.getInt(at + 4);
      next += 12 + Integer.toUnsignedLong(in.getInt(at));
      if (type == 0x6163544c || type == 0x49444154) {
        return type == 0x6163544c;
      }
    }
    return false;
  }

  /// Goes from block to block, up to the end of the second frame.
  private static int framesOfGif(ByteBuffer in) {
    int images = 0;
    try {
      int at = 13 + palette(in.get(10));
      while (images < 2 && in.get(at) != 0x3b) {
        boolean image = in.get(at) == 0x2c;
        at += image ? 11 + palette(in.get(at + 9)) : 2;
        while (in.get(at) != 0) {
          at += 1 + (in.get(at) & 0xff);
        }
        at++;
        images += image ? 1 : 0;
      }
    } catch (IndexOutOfBoundsException e) {
      // That is where the file ends, or what is looked at of it.
    }
    return images;
  }

  /// How many bytes a palette takes.
  private static int palette(byte flags) {
    return flags < 0 ? 3 << ((flags & 7) + 1) : 0;
  }

  /// Goes from segment to segment, up to the one that says the size.
  private static ImageHeader jpeg(ByteBuffer in) throws ImageException {
    int orientation = 1;
    int at = 2;
    while (true) {
      while (in.get(at) == (byte) 0xff && in.get(at + 1) == (byte) 0xff) {
        at++;
      }
      int marker = in.get(at + 1) & 0xff;
      if (in.get(at) != (byte) 0xff || marker == 0xda || marker == 0xd9) {
        throw new ImageException("is damaged: it says no size");
      }
      int length = in.getChar(at + 2);
      boolean frame = marker >= 0xc0 && marker <= 0xcf && marker % 4 != 0 || marker == 0xc0;
      if (frame) {
        if (in.get(at + 9) >= CMYK) {
          throw new ImageException("is in CMYK, which is not read; save it in RGB");
        }
        return new ImageHeader(in.getChar(at + 5), in.getChar(at + 7), orientation, 1);
      }
      if (marker == 0xe1 && length > 8 && in.getInt(at + 4) == 0x45786966) {
        orientation = orientation(in.slice(at + 10, length - 8));
      }
      at += 2 + length;
    }
  }

  /// The orientation in the TIFF directory of EXIF; 1 where it says none that there is.
  private static int orientation(ByteBuffer tiff) {
    try {
      tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int directory = tiff.getInt(4);
      int entries = tiff.getChar(directory);
      for (int i = 0; i < entries; i++) {
        int entry = directory + 2 + 12 * i;
        if (tiff.getChar(entry) == 0x112) {
          int value = tiff.getChar(entry + 8);
          return value >= 1 && value <= 8 ? value : 1;
        }
      }
    } catch (IndexOutOfBoundsException e) {
      // What EXIF says is damaged, the image need not be.
    }
    return 1;
  }
}
