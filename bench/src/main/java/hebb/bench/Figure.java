package hebb.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// A figure with both axes logarithmic, so that what grows in proportion is a straight line of slope 1.
final class Figure {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 440;
  private static final int MARGIN = 70;
  private static final List<String> COLOURS = List.of("#1f6feb", "#d1495b", "#2a9d8f", "#8d6a9f");

  private record Point(double x, double y) {}

  private final String title;
  private final String x;
  private final String y;
  private final Map<String, List<Point>> lines = new LinkedHashMap<>();

  /// A figure without lines.
  Figure(String title, String x, String y) {
    this.title = title;
    this.x = x;
    this.y = y;
  }

  /// Adds a point to a line, and prints it.
  void add(String line, double atX, double atY) {
    System.out.printf(Locale.ROOT, "%s, %s: %.0f -> %.4f %s%n", title, line, atX, atY, y);
    lines.computeIfAbsent(line, name -> new ArrayList<>()).add(new Point(atX, atY));
  }

  /// Writes the figure.
  void write(Path file) throws IOException {
    double left = floor(Point::x);
    double right = ceiling(Point::x, left);
    double low = floor(Point::y);
    double high = ceiling(Point::y, low);
    var svg = new StringBuilder();
    svg.append(
        text(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\">%n",
            WIDTH, HEIGHT));
    svg.append(text("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n", WIDTH, HEIGHT));
    svg.append(text("<text x=\"%d\" y=\"28\" font-size=\"16\">%s</text>%n", MARGIN, title));
    for (double power = left; power <= right; power++) {
      double at = across(power, left, right);
      svg.append(text("<path d=\"M%.1f %d V%d\" stroke=\"#ddd\"/>%n", at, MARGIN, HEIGHT - MARGIN));
      svg.append(
          text("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n", at, HEIGHT - MARGIN + 18, number(power)));
    }
    for (double power = low; power <= high; power++) {
      double at = up(power, low, high);
      svg.append(text("<path d=\"M%d %.1f H%d\" stroke=\"#ddd\"/>%n", MARGIN, at, WIDTH - MARGIN));
      svg.append(
          text("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s %s</text>%n", MARGIN - 6, at + 4, number(power), y));
    }
    svg.append(text("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n", WIDTH / 2, HEIGHT - 26, x));
    int index = 0;
    for (Map.Entry<String, List<Point>> line : lines.entrySet()) {
      String colour = COLOURS.get(index % COLOURS.size());
      var path = new StringBuilder();
      for (Point point : line.getValue()) {
        double px = across(Math.log10(point.x), left, right);
        double py = up(Math.log10(point.y), low, high);
        path.append(path.isEmpty() ? "M" : " L").append(text("%.1f %.1f", px, py));
        svg.append(text("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n", px, py, colour));
      }
      svg.append(text("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n", path, colour));
      svg.append(
          text("<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n", MARGIN + 10, MARGIN + 18 + 18 * index, colour, line.getKey()));
      index++;
    }
    Files.writeString(file, svg.append(text("</svg>%n")));
  }

  private double floor(ToDoubleFunction<Point> axis) {
    return Math.floor(Math.log10(points().stream().mapToDouble(axis).min().orElse(1)));
  }

  private double ceiling(ToDoubleFunction<Point> axis, double floor) {
    return Math.max(floor + 1, Math.ceil(Math.log10(points().stream().mapToDouble(axis).max().orElse(1))));
  }

  private List<Point> points() {
    return lines.values().stream().flatMap(List::stream).toList();
  }

  private static double across(double power, double left, double right) {
    return MARGIN + (power - left) / (right - left) * (WIDTH - 2 * MARGIN);
  }

  private static double up(double power, double low, double high) {
    return HEIGHT - MARGIN - (power - low) / (high - low) * (HEIGHT - 2 * MARGIN);
  }

  private static String number(double power) {
    return power >= 0 ? text("%,.0f", Math.pow(10, power)) : text("%." + (int) -power + "f", Math.pow(10, power));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
