package hebb.cli.plot;

import hebb.cli.plot.Mark.Anchor;
import hebb.cli.plot.Mark.Point;
import hebb.cli.plot.Mark.Polygon;
import hebb.cli.plot.Mark.Text;
import hebb.model.ConfusionMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How often each class was taken for which: a square of counts with a row for each class and a
/// column for each prediction, darker where more of the row's class are, with recall and precision
/// at its ends.
public final class ConfusionPlot {
  private static final double LEFT = 24;
  private static final double TOP = 76;
  private static final double SQUARE = 640;
  private static final double SMALLEST = 8;
  private static final double LARGEST = 64;
  private static final double WITH_COUNTS = 32;
  private static final double GAP = 8;
  private static final double ENDS = 64;
  private static final String PRECISION = "precision, %";
  private static final int LEAST_WIDTH = 480;
  private static final int LETTERS = 16;
  private static final double LETTER = 0.6;

  private final ConfusionMatrix matrix;
  private final List<String> classes;
  private final double cell;
  private final double size;
  private final Point corner;
  private final boolean upright;
  private final List<Mark> marks = new ArrayList<>();

  private ConfusionPlot(ConfusionMatrix matrix) {
    this.matrix = matrix;
    this.classes = matrix.classes().stream().map(ConfusionPlot::shortened).toList();
    this.cell = Math.clamp(SQUARE / classes.size(), SMALLEST, LARGEST);
    this.size = Math.min(12, cell);
    double longest = width(classes.stream().mapToInt(String::length).max().orElse(0));
    this.upright = longest > cell - GAP;
    this.corner =
        new Point(
            LEFT + size + GAP + Math.max(longest, width(PRECISION.length())) + GAP,
            TOP + size + GAP + (upright ? longest : size));
  }

  /// Draws a matrix.
  ///
  /// @param title the first line
  /// @param told the line below it
  public static Picture of(ConfusionMatrix matrix, String title, String told) {
    return new ConfusionPlot(matrix).picture(title, told);
  }

  private Picture picture(String title, String told) {
    marks.add(new Text(new Point(LEFT, 32), title, 17, Palette.INK, Anchor.START));
    marks.add(new Text(new Point(LEFT, 54), told, 13, Palette.QUIET, Anchor.START));
    double side = classes.size() * cell;
    word(corner.x() + side / 2, TOP + size - GAP, "prediction", Palette.QUIET, Anchor.MIDDLE);
    word(LEFT + size, corner.y() + GAP + side / 2, "class", Palette.QUIET, Anchor.UPWARDS);
    for (int i = 0; i < classes.size(); i++) {
      names(i);
      for (int predicted = 0; predicted < classes.size(); predicted++) {
        cell(i, predicted);
      }
    }
    if (cell >= WITH_COUNTS) {
      ends(side);
    }
    return new Picture(
        (int) Math.ceil(Math.max(LEAST_WIDTH, corner.x() + side + ENDS + LEFT)),
        (int) Math.ceil(corner.y() + GAP + side + size + 2 * GAP + LEFT),
        marks);
  }

  /// The name of a class before its row and above its column.
  private void names(int index) {
    String name = classes.get(index);
    word(corner.x() - GAP, base(index), name, Palette.INK, Anchor.END);
    double x = corner.x() + (index + 0.5) * cell;
    if (upright) {
      word(x + size / 3, corner.y() - width(name.length()) / 2, name, Palette.INK, Anchor.UPWARDS);
    } else {
      word(x, corner.y(), name, Palette.INK, Anchor.MIDDLE);
    }
  }

  private void cell(int actual, int predicted) {
    List<Long> row = matrix.counts().get(actual);
    long count = row.get(predicted);
    long all = row.stream().mapToLong(Long::longValue).sum();
    // The root, so that few mistakes are seen too.
    double share = count == 0 ? 0 : Math.sqrt(count / (double) all);
    int colour = actual == predicted ? Palette.BLUE : Palette.VERMILION;
    double left = corner.x() + predicted * cell;
    double top = corner.y() + GAP + actual * cell;
    List<Point> corners =
        List.of(
            new Point(left, top),
            new Point(left + cell, top),
            new Point(left + cell, top + cell),
            new Point(left, top + cell));
    marks.add(new Polygon(corners, Palette.mix(Palette.WHITE, colour, share), Palette.GRID));
    if (count > 0 && cell >= WITH_COUNTS) {
      int ink = share > 0.7 ? Palette.WHITE : Palette.INK;
      word(left + cell / 2, base(actual), Long.toString(count), ink, Anchor.MIDDLE);
    }
  }

  /// The shares of each class that were found, and of each prediction that are right.
  private void ends(double side) {
    double right = corner.x() + side + GAP;
    double below = corner.y() + GAP + side + size + GAP;
    word(right, corner.y(), "recall, %", Palette.QUIET, Anchor.START);
    word(corner.x() - GAP, below, PRECISION, Palette.QUIET, Anchor.END);
    for (int i = 0; i < classes.size(); i++) {
      word(right, base(i), percent(matrix.recall(i)), Palette.QUIET, Anchor.START);
      double x = corner.x() + (i + 0.5) * cell;
      word(x, below, percent(matrix.precision(i)), Palette.QUIET, Anchor.MIDDLE);
    }
  }

  private void word(double x, double y, String text, int colour, Anchor anchor) {
    marks.add(new Text(new Point(x, y), text, size, colour, anchor));
  }

  /// Where the letters of a row stand.
  private double base(int row) {
    return corner.y() + GAP + (row + 0.5) * cell + size / 3;
  }

  private double width(int letters) {
    return letters * size * LETTER;
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  private static String shortened(String label) {
    return label.length() <= LETTERS ? label : label.substring(0, LETTERS - 1) + "\u2026";
  }
}
