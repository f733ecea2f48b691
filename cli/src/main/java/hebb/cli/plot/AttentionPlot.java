package hebb.cli.plot;

import hebb.cli.plot.Mark.Anchor;
import hebb.cli.plot.Mark.Point;
import hebb.cli.plot.Mark.Polygon;
import hebb.cli.plot.Mark.Text;
import hebb.model.AttentionWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What a decoder attends to: a row for each token of a translation and its end, a column for each
/// token of the source, darker where there is more attention. Blanks are shown as a point, tokens
/// that are not known as a question mark.
public final class AttentionPlot {
  private static final double LEFT = 24;
  private static final double TOP = 76;
  private static final double SQUARE = 720;
  private static final double SMALLEST = 10;
  private static final double LARGEST = 40;
  private static final double GAP = 8;
  private static final double LETTER = 0.62;
  private static final int LEAST_WIDTH = 600;

  private final AttentionWeights weights;
  private final List<String> columns;
  private final List<String> rows;
  private final double cell;
  private final double size;
  private final boolean upright;
  private final Point corner;
  private final List<Mark> marks = new ArrayList<>();

  private AttentionPlot(AttentionWeights weights) {
    this.weights = weights;
    this.columns = weights.source().stream().map(AttentionPlot::shown).toList();
    this.rows =
        Stream.concat(weights.translation().stream().map(AttentionPlot::shown), Stream.of("(end)"))
            .limit(weights.weights().shape().dim(0))
            .toList();
    this.cell = Math.clamp(SQUARE / Math.max(columns.size(), rows.size()), SMALLEST, LARGEST);
    this.size = Math.min(13, cell);
    this.upright = width(columns) > cell;
    this.corner =
        new Point(
            LEFT + size + GAP + width(rows) + GAP,
            TOP + size + GAP + (upright ? width(columns) : size));
  }

  /// Draws the weights.
  ///
  /// @param name what the model is called
  public static Picture of(AttentionWeights weights, String name) {
    return new AttentionPlot(weights).picture(name);
  }

  private static String shown(String token) {
    return token.isEmpty() ? "?" : token.isBlank() ? "\u00b7" : token.strip();
  }

  private Picture picture(String name) {
    String layer = weights.layer();
    marks.add(
        new Text(
            new Point(LEFT, 32),
            name + ": what the decoder attends to",
            17,
            Palette.INK,
            Anchor.START));
    marks.add(
        new Text(
            new Point(LEFT, 54),
            layer + "; darker: more attention, a row adds up to 1",
            13,
            Palette.QUIET,
            Anchor.START));
    double wide = columns.size() * cell;
    double high = rows.size() * cell;
    word(corner.x() + wide / 2, TOP + size - GAP, "source", Palette.QUIET, Anchor.MIDDLE);
    word(LEFT + size, corner.y() + GAP + high / 2, "translation", Palette.QUIET, Anchor.UPWARDS);
    for (int from = 0; from < columns.size(); from++) {
      double x = corner.x() + (from + 0.5) * cell;
      String token = columns.get(from);
      if (upright) {
        double y = corner.y() - token.length() * size * LETTER / 2;
        word(x + size / 3, y, token, Palette.INK, Anchor.UPWARDS);
      } else {
        word(x, corner.y(), token, Palette.INK, Anchor.MIDDLE);
      }
    }
    for (int to = 0; to < rows.size(); to++) {
      double base = corner.y() + GAP + (to + 0.5) * cell + size / 3;
      word(corner.x() - GAP, base, rows.get(to), Palette.INK, Anchor.END);
      for (int from = 0; from < columns.size(); from++) {
        cell(to, from);
      }
    }
    return new Picture(
        (int) Math.ceil(Math.max(LEAST_WIDTH, corner.x() + wide + LEFT)),
        (int) Math.ceil(corner.y() + GAP + high + LEFT),
        marks);
  }

  private void cell(int to, int from) {
    float weight = weights.weights().data()[to * columns.size() + from];
    double left = corner.x() + from * cell;
    double top = corner.y() + GAP + to * cell;
    List<Point> corners =
        List.of(
            new Point(left, top),
            new Point(left + cell, top),
            new Point(left + cell, top + cell),
            new Point(left, top + cell));
    int colour = Palette.mix(Palette.WHITE, Palette.BLUE, Math.clamp(weight, 0f, 1f));
    marks.add(new Polygon(corners, colour, Palette.GRID));
  }

  private void word(double x, double y, String text, int colour, Anchor anchor) {
    marks.add(new Text(new Point(x, y), text, size, colour, anchor));
  }

  private double width(List<String> words) {
    return words.stream().mapToInt(String::length).max().orElse(0) * size * LETTER;
  }
}
