package hebb.data.demo;

import hebb.data.RandomStream;
import hebb.data.image.Images;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Draws digits as a hand would: strokes on a unit square, bent, slanted, turned and scaled at
/// random, then put on paper with a pen of random width.
final class DigitStrokes {
  /// Pixels in a row and in a column of a picture.
  static final int SIDE = 28;

  private static final int PIXELS = SIDE * SIDE;
  private static final double SCALE = 23;
  private static final double STEP = 0.12;

  /// The strokes of each digit: `x y` points from the upper left, joined by lines.
  private static final List<List<double[]>> STROKES =
      List.of(
          List.of(arc(.5, .5, .25, .38, -90, 270)),
          List.of(line(.38, .27, .53, .12, .53, .88)),
          List.of(join(arc(.5, .33, .23, .21, -165, 40), line(.26, .87, .76, .87))),
          List.of(join(arc(.47, .31, .21, .19, -150, 90), arc(.47, .69, .25, .2, -90, 150))),
          List.of(line(.56, .12, .24, .62, .78, .62), line(.62, .4, .62, .89)),
          List.of(join(line(.72, .13, .35, .13, .32, .47), arc(.48, .66, .24, .22, -130, 145))),
          List.of(join(line(.64, .12, .44, .3, .32, .52), arc(.5, .67, .21, .21, -180, 180))),
          List.of(line(.26, .13, .75, .13, .44, .89)),
          List.of(arc(.5, .31, .19, .19, 90, 450), arc(.5, .69, .23, .19, -90, 270)),
          List.of(join(arc(.5, .33, .21, .21, 0, 360), line(.69, .6, .57, .89))));

  private final RandomStream random;
  private final float[] ink = new float[PIXELS];

  private DigitStrokes(RandomStream random) {
    this.random = random;
  }

  /// Pictures of the digits that `labels` name.
  static Images images(String name, int[] labels, List<String> classes, long seed) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    return Images.of(name, Shape.of(SIDE, SIDE, 1), pixels(labels, seed), bytes, classes);
  }

  /// The pixels of the digits that `labels` name, one picture after the other, row by row.
  static byte[] pixels(int[] labels, long seed) {
    byte[] pixels = new byte[Math.multiplyExact(labels.length, PIXELS)];
    var hand = new DigitStrokes(new RandomStream(seed, "demo:digits"));
    for (int i = 0; i < labels.length; i++) {
      hand.draw(STROKES.get(labels[i]), pixels, i * PIXELS);
    }
    return pixels;
  }

  private void draw(List<double[]> strokes, byte[] pixels, int at) {
    Arrays.fill(ink, 0);
    Pose pose = Pose.random(random);
    double radius = random.uniform(0.7, 1.5);
    for (double[] stroke : strokes) {
      double[] points = pose.apply(stroke);
      for (int i = 2; i < points.length; i += 2) {
        line(points[i - 2], points[i - 1], points[i], points[i + 1], radius);
      }
    }
    double strength = random.uniform(200, 255);
    for (int p = 0; p < PIXELS; p++) {
      pixels[at + p] = (byte) Math.round(ink[p] * strength);
    }
  }

  /// Blackens the pixels near a line: fully within the pen's radius, fading out over one and a half
  /// pixels.
  private void line(double x0, double y0, double x1, double y1, double radius) {
    double reach = radius + 1;
    for (int y = first(Math.min(y0, y1) - reach); y <= last(Math.max(y0, y1) + reach); y++) {
      for (int x = first(Math.min(x0, x1) - reach); x <= last(Math.max(x0, x1) + reach); x++) {
        double covered = (radius + 0.75 - distance(x, y, x0, y0, x1, y1)) / 1.5;
        ink[y * SIDE + x] = (float) Math.clamp(covered, ink[y * SIDE + x], 1);
      }
    }
  }

  private static int first(double at) {
    return Math.clamp((long) Math.floor(at), 0, SIDE);
  }

  private static int last(double at) {
    return Math.clamp((long) Math.ceil(at), -1, SIDE - 1);
  }

  private static double distance(double x, double y, double x0, double y0, double x1, double y1) {
    double dx = x1 - x0;
    double dy = y1 - y0;
    double length = dx * dx + dy * dy;
    double t = length == 0 ? 0 : Math.clamp(((x - x0) * dx + (y - y0) * dy) / length, 0, 1);
    double ex = x - x0 - t * dx;
    double ey = y - y0 - t * dy;
    return Math.sqrt(ex * ex + ey * ey);
  }

  /// How a hand distorts the points of a digit this time: `[a b; c d] (p + bend) + [e f]`.
  private record Pose(
      double a,
      double b,
      double c,
      double d,
      double e,
      double f,
      double bend,
      double waves,
      double phase) {
    static Pose random(RandomStream random) {
      double angle = random.uniform(-0.3, 0.3);
      double slant = random.uniform(-0.3, 0.4);
      double wide = random.uniform(0.65, 1.1) * SCALE;
      double high = random.uniform(0.75, 1.1) * SCALE;
      double cos = StrictMath.cos(angle);
      double sin = StrictMath.sin(angle);
      double middle = (SIDE - 1) / 2.0;
      return new Pose(
          cos * wide,
          (-cos * slant - sin) * high,
          sin * wide,
          (-sin * slant + cos) * high,
          middle + random.uniform(-2, 2),
          middle + random.uniform(-2, 2),
          random.uniform(0, 0.07),
          random.uniform(3, 8),
          random.uniform(0, 2 * StrictMath.PI));
    }

    /// Points on the paper, in pixels.
    double[] apply(double[] points) {
      double[] placed = new double[points.length];
      for (int i = 0; i < points.length; i += 2) {
        double x = points[i] - 0.5 + bend * StrictMath.sin(waves * points[i + 1] + phase);
        double y = points[i + 1] - 0.5 + bend * StrictMath.sin(waves * points[i] + 2 * phase);
        placed[i] = a * x + b * y + e;
        placed[i + 1] = c * x + d * y + f;
      }
      return placed;
    }
  }

  /// Part of an ellipse; angles in degrees, 0 to the right and 90 down.
  private static double[] arc(
      double x, double y, double width, double height, double from, double to) {
    int steps = 16;
    double[] points = new double[2 * (steps + 1)];
    for (int i = 0; i <= steps; i++) {
      double angle = StrictMath.toRadians(from + (to - from) * i / steps);
      points[2 * i] = x + width * StrictMath.cos(angle);
      points[2 * i + 1] = y + height * StrictMath.sin(angle);
    }
    return points;
  }

  /// Straight lines from point to point, in steps short enough to be bent.
  private static double[] line(double... corners) {
    var points = new ArrayList<Double>(List.of(corners[0], corners[1]));
    for (int i = 2; i < corners.length; i += 2) {
      double dx = corners[i] - corners[i - 2];
      double dy = corners[i + 1] - corners[i - 1];
      int steps = (int) Math.ceil(Math.sqrt(dx * dx + dy * dy) / STEP);
      for (int s = 1; s <= steps; s++) {
        points.add(corners[i - 2] + dx * s / steps);
        points.add(corners[i - 1] + dy * s / steps);
      }
    }
    return points.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[] join(double[] first, double[] second) {
    double[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
