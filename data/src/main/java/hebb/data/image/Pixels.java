package hebb.data.image;

/// A decoded image: its levels from 0 (black) to 255, `[height, width, channels]`, row-major, with
/// 1 channel of grey or 3 of red, green and blue. Without transparency: that is on white.
public final class Pixels {
  private final int height;
  private final int width;
  private final int channels;
  private final byte[] levels;

  /// Takes the levels as they are.
  ///
  /// @throws IllegalArgumentException if they are not as many as the sizes say
  public Pixels(int height, int width, int channels, byte[] levels) {
    if (height < 1
        || width < 1
        || (channels != 1 && channels != 3)
        || levels.length != (long) height * width * channels) {
      throw new IllegalArgumentException(
          "image: expected sizes from 1 and 1 or 3 channels, got ["
              + height
              + ", "
              + width
              + ", "
              + channels
              + "] and "
              + levels.length
              + " levels.");
    }
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.levels = levels;
  }

  /// How many rows of pixels.
  public int height() {
    return height;
  }

  /// How many pixels in a row.
  public int width() {
    return width;
  }

  /// 1 or 3.
  public int channels() {
    return channels;
  }

  /// The levels themselves, not a copy.
  public byte[] levels() {
    return levels;
  }

  /// The same with one channel, if each pixel is as red as green and blue; else this.
  Pixels asGreyIfGrey() {
    if (channels == 1) {
      return this;
    }
    byte[] grey = new byte[height * width];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = levels[3 * i];
      if (levels[3 * i + 1] != grey[i] || levels[3 * i + 2] != grey[i]) {
        return this;
      }
    }
    return new Pixels(height, width, 1, grey);
  }
}
