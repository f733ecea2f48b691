package hebb.data.image;

import hebb.data.RandomStream;
import hebb.data.image.Augmentation.Step;
import java.util.Arrays;

/// Changes one image in place. Each pixel is the bilinear mean of the four around the place that it
/// comes from; what lies outside goes on as the border is.
final class ImageChange {
  private static final int BITS = 16;
  private static final int ONE = 1 << BITS;
  private static final float PART = 1f / ONE;

  private final Augmentation augmentation;
  private final Augmentation.Place place;
  private final int height;
  private final int width;
  private final int channels;

  ImageChange(Augmentation augmentation, Augmentation.Place place) {
    this.augmentation = augmentation;
    this.place = place;
    this.height = place.shape().dim(0);
    this.width = place.shape().dim(1);
    this.channels = place.shape().dim(2);
  }

  /// Each way draws its numbers whether it is in use or not, so that one more does not change the
  /// others.
  void apply(float[] row, int from, long key) {
    int at = from + place.at();
    var random = new RandomStream(key);
    double down = random.uniform(-1, 1) * augmentation.far(Step.SHIFT) * height;
    double right = random.uniform(-1, 1) * augmentation.far(Step.SHIFT) * width;
    double angle = Math.toRadians(random.uniform(-1, 1) * augmentation.far(Step.ROTATE));
    double scale = 1 + random.uniform(-1, 1) * augmentation.far(Step.ZOOM);
    boolean mirrored = random.uniform() < 0.5 && augmentation.far(Step.FLIP) > 0;
    double light = 1 + random.uniform(-1, 1) * augmentation.far(Step.BRIGHTNESS);
    double top = random.uniform();
    double left = random.uniform();
    if (down != 0 || right != 0 || angle != 0 || scale != 1 || mirrored) {
      move(row, at, down, right, angle, scale, mirrored);
    }
    if (light != 1) {
      brighten(row, at, (float) light);
    }
    int side = (int) Math.rint(augmentation.far(Step.CUTOUT) * Math.min(height, width));
    if (side > 0) {
      cut(row, at, (int) (top * height) - side / 2, (int) (left * width) - side / 2, side);
    }
  }

  /// Looks for each pixel where it comes from: turned back and scaled about the middle.
  private void move(
      float[] row,
      int at,
      double down,
      double right,
      double angle,
      double scale,
      boolean mirrored) {
    float[] image = Arrays.copyOfRange(row, at, at + height * width * channels);
    double cos = StrictMath.cos(angle) / scale;
    double sin = StrictMath.sin(angle) / scale;
    double middleRow = (height - 1) / 2.0;
    double middleColumn = (width - 1) / 2.0;
    double first = (mirrored ? width - 1 : 0) - middleColumn - right;
    int way = mirrored ? -1 : 1;
    for (int y = 0; y < height; y++) {
      double dy = y - middleRow - down;
      moveRow(
          image,
          row,
          at + y * width * channels,
          fixed(middleRow + cos * dy - sin * first),
          fixed(-sin) * way,
          fixed(middleColumn + sin * dy + cos * first),
          fixed(cos) * way);
    }
  }

  private static long fixed(double value) {
    return (long) Math.rint(value * ONE);
  }

  /// Writes one row of pixels: the first comes from row `v` and column `u`, in parts of [#ONE], and
  /// each next one from a step further.
  private void moveRow(float[] image, float[] row, int at, long v, long stepV, long u, long stepU) {
    int lastRow = height - 1;
    int lastColumn = width - 1;
    for (int x = 0; x < width; x++) {
      int fromRow = Math.clamp(v + x * stepV, 0, lastRow * ONE);
      int fromColumn = Math.clamp(u + x * stepU, 0, lastColumn * ONE);
      int y0 = fromRow >> BITS;
      int x0 = fromColumn >> BITS;
      int above = (y0 * width + x0) * channels;
      int across = x0 < lastColumn ? channels : 0;
      int below = y0 < lastRow ? width * channels : 0;
      float fy = (fromRow & ONE - 1) * PART;
      float fx = (fromColumn & ONE - 1) * PART;
      for (int c = 0; c < channels; c++) {
        float a = image[above + c];
        float b = image[above + across + c];
        float d = image[above + below + c];
        float e = image[above + below + across + c];
        float upper = a + (b - a) * fx;
        float lower = d + (e - d) * fx;
        row[at + x * channels + c] = upper + (lower - upper) * fy;
      }
    }
  }

  private void brighten(float[] row, int at, float light) {
    for (int c = 0; c < channels; c++) {
      float black = place.black().get(c);
      float white = place.white().get(c);
      for (int i = at + c; i < at + height * width * channels; i += channels) {
        row[i] = Math.clamp(black + (row[i] - black) * light, black, white);
      }
    }
  }

  /// 0 is the mean, and black of images that are not standardised.
  private void cut(float[] row, int at, int top, int left, int side) {
    int first = Math.max(0, left);
    int last = Math.min(width, left + side);
    for (int y = Math.max(0, top); y < Math.min(height, top + side); y++) {
      Arrays.fill(row, at + (y * width + first) * channels, at + (y * width + last) * channels, 0f);
    }
  }
}
