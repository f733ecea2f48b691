package hebb.data.image;

/// Brings images to a size and turns them, in whole numbers: the same on every machine. Each pixel
/// is a weighted mean of those around its place, by a triangle as wide as two pixels of the coarser
/// image: bilinear where the image grows, a mean over the area where it shrinks, and the image
/// itself where it has the size.
final class Resize {
  private static final int BITS = 22;
  private static final int ONE = 1 << BITS;

  private Resize() {}

  /// The image as it is looked at, in that size.
  static Pixels to(ImageSize size, Pixels image, int orientation) {
    Pixels turned = turned(image, orientation);
    double rows = turned.height() / (double) size.height();
    double columns = turned.width() / (double) size.width();
    double step = size.crop() ? Math.min(rows, columns) : Math.max(rows, columns);
    return transposed(transposed(turned, size.width(), step), size.height(), step);
  }

  /// Scales the rows to a width, and exchanges rows and columns.
  ///
  /// @param step how many pixels become one
  private static Pixels transposed(Pixels image, int width, double step) {
    int channels = image.channels();
    int height = image.height();
    int last = image.width() - 1;
    byte[] from = image.levels();
    byte[] to = new byte[width * height * channels];
    double reach = Math.max(1, step);
    for (int x = 0; x < width; x++) {
      double centre = (image.width() - width * step) / 2 + (x + 0.5) * step - 0.5;
      int first = (int) Math.ceil(centre - reach);
      int[] weights = weights(centre, reach, first);
      for (int y = 0; y < height; y++) {
        for (int c = 0; c < channels; c++) {
          int sum = ONE / 2;
          for (int k = 0; k < weights.length; k++) {
            int at = Math.clamp(first + k, 0, last);
            sum += weights[k] * (from[(y * (last + 1) + at) * channels + c] & 0xff);
          }
          to[(x * height + y) * channels + c] = (byte) (sum >> BITS);
        }
      }
    }
    return new Pixels(width, height, channels, to);
  }

  /// The weights of the pixels from `first` on, which add up to [#ONE]: what rounding leaves goes
  /// to the largest.
  private static int[] weights(double centre, double reach, int first) {
    int count = (int) Math.floor(centre + reach) - first + 1;
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += reach - Math.abs(first + k - centre);
    }
    int[] weights = new int[count];
    int rest = ONE;
    int largest = 0;
    for (int k = 0; k < count; k++) {
      weights[k] = (int) Math.rint((reach - Math.abs(first + k - centre)) / sum * ONE);
      rest -= weights[k];
      largest = weights[k] > weights[largest] ? k : largest;
    }
    weights[largest] += rest;
    return weights;
  }

  /// Turns an image as EXIF says.
  private static Pixels turned(Pixels image, int orientation) {
    if (orientation == 1) {
      return image;
    }
    boolean exchanged = orientation >= 5;
    int height = exchanged ? image.width() : image.height();
    int width = exchanged ? image.height() : image.width();
    int channels = image.channels();
    byte[] to = new byte[image.levels().length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int row = exchanged ? x : y;
        int column = exchanged ? y : x;
        boolean up = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
        boolean left = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
        int fromRow = (exchanged ? left : up) ? image.height() - 1 - row : row;
        int fromColumn = (exchanged ? up : left) ? image.width() - 1 - column : column;
        System.arraycopy(
            image.levels(),
            (fromRow * image.width() + fromColumn) * channels,
            to,
            (y * width + x) * channels,
            channels);
      }
    }
    return new Pixels(height, width, channels, to);
  }
}
