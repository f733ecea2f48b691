package hebb.cli.plot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Curves or bars as lines of text, for a terminal: in dots of Braille and eighths of blocks, or in
/// ASCII.
public final class TextPlot {
  private static final int HEIGHT = 14;
  private static final int TICKS = 5;
  private static final int BRAILLE = 0x2800;

  /// The bits of the dots of a Braille letter, row by row.
  private static final int[][] DOTS = {{1, 8}, {2, 16}, {4, 32}, {64, 128}};

  /// How much of a letter a bar fills, in eighths.
  private static final String EIGHTHS = " ▁▂▃▄▅▆▇█";

  /// What stands beside the letters: left axis, its tick, corner, bottom axis, its tick, zero
  /// lines.
  private static final String UNICODE_LINES = "│┤└─┴┊┈";

  private static final String ASCII_LINES = "|+ -+|-";

  private final Scale x;
  private final Scale y;
  private final boolean unicode;
  private final String lines;
  private final int left;
  private final char[][] cells;

  private TextPlot(Scale x, Scale y, int width, boolean unicode) {
    this.x = x;
    this.y = y;
    this.unicode = unicode;
    lines = unicode ? UNICODE_LINES : ASCII_LINES;
    left = y.ticks(TICKS).stream().mapToInt(t -> y.label(t, TICKS).length()).max().orElse(1);
    cells = new char[HEIGHT][Math.max(10, width - left - 2)];
  }

  /// One or two curves over one range, each by its values at equal distances. The first is drawn
  /// through, the second dotted (in ASCII `*` and `.`).
  ///
  /// @param low where the first values lie
  /// @param high where the last values lie
  /// @param width letters that a line may have
  public static List<String> curves(
      double low, double high, List<double[]> curves, int width, boolean unicode) {
    double[] all =
        curves.stream().flatMapToDouble(Arrays::stream).filter(Double::isFinite).toArray();
    double least = Arrays.stream(all).min().orElse(0);
    double most = Arrays.stream(all).max().orElse(0);
    var plot =
        new TextPlot(new Scale(low, high), new Scale(least, most).wider(0.02), width, unicode);
    for (int i = curves.size() - 1; i >= 0; i--) {
      plot.curve(curves.get(i), i > 0);
    }
    plot.zeros();
    return plot.text();
  }

  /// Any number of curves over one range, each by its values at equal distances, with a letter on
  /// it; curves of the same letter are alike.
  ///
  /// @param low where the first values lie
  /// @param high where the last values lie
  /// @param letters one for each curve
  /// @param width letters that a line may have
  public static List<String> lettered(
      double low,
      double high,
      List<double[]> curves,
      List<Character> letters,
      int width,
      boolean unicode) {
    double[] all =
        curves.stream().flatMapToDouble(Arrays::stream).filter(Double::isFinite).toArray();
    double least = Arrays.stream(all).min().orElse(0);
    double most = Arrays.stream(all).max().orElse(0);
    var plot =
        new TextPlot(new Scale(low, high), new Scale(least, most).wider(0.02), width, unicode);
    curves.forEach(values -> plot.curve(values, false));
    for (int i = 0; i < curves.size(); i++) {
      plot.letter(curves.get(i), (i + 0.5) / curves.size(), letters.get(i));
    }
    return plot.text();
  }

  /// A letter at a share of a curve's length.
  private void letter(double[] values, double share, char letter) {
    int[] known =
        IntStream.range(0, values.length).filter(i -> Double.isFinite(values[i])).toArray();
    if (known.length > 0) {
      int at = known[(int) (share * known.length)];
      double across = values.length == 1 ? 0 : at / (values.length - 1.0);
      cells[row(values[at])][(int) Math.round(across * (cells[0].length - 1))] = letter;
    }
  }

  /// How numbers are distributed.
  public static List<String> histogram(double[] numbers, int width, boolean unicode) {
    double least = Arrays.stream(numbers).min().orElse(0);
    double most = Arrays.stream(numbers).max().orElse(0);
    var range = new Scale(least, most);
    int[] counts = new TextPlot(range, new Scale(0, numbers.length), width, unicode).bins(numbers);
    int highest = Arrays.stream(counts).max().orElse(1);
    var plot = new TextPlot(range, new Scale(0, highest), width, unicode);
    int[] bins = plot.bins(numbers);
    for (int column = 0; column < bins.length; column++) {
      plot.bar(column, bins[column]);
    }
    return plot.text();
  }

  private int[] bins(double[] numbers) {
    int[] counts = new int[cells[0].length];
    for (double number : numbers) {
      counts[Math.min(counts.length - 1, (int) (x.share(number) * counts.length))]++;
    }
    return counts;
  }

  private void bar(int column, double value) {
    int eighths = (int) Math.round(8 * HEIGHT * y.share(value));
    for (int row = HEIGHT - 1; row >= 0; row--) {
      int filled = Math.clamp(eighths - 8L * (HEIGHT - 1 - row), 0, 8);
      if (filled > 0) {
        cells[row][column] = unicode ? EIGHTHS.charAt(filled) : filled >= 4 ? '#' : 0;
      }
    }
  }

  /// Each column of dots from the height of the one before, so that a curve has no holes.
  private void curve(double[] values, boolean dotted) {
    int columns = cells[0].length * (unicode ? 2 : 1);
    int rows = HEIGHT * (unicode ? 4 : 1);
    int before = -1;
    for (int column = 0; column < columns; column++) {
      double place = (double) column / (columns - 1) * (values.length - 1);
      double value = values[(int) Math.round(place)];
      if (!Double.isFinite(value)) {
        before = -1;
        continue;
      }
      int row = (int) Math.round((1 - y.share(value)) * (rows - 1));
      int from = before < 0 || before == row ? row : before < row ? before + 1 : before - 1;
      for (int at = Math.min(from, row); at <= Math.max(from, row); at++) {
        if (!dotted || !unicode || (column / 2 + at / 2) % 2 == 0) {
          dot(column, at, dotted);
        }
      }
      before = row;
    }
  }

  private void dot(int column, int row, boolean dotted) {
    if (unicode) {
      int bit = DOTS[row % 4][column % 2];
      char cell = cells[row / 4][column / 2];
      cells[row / 4][column / 2] = (char) ((cell == 0 ? BRAILLE : cell) | bit);
    } else {
      cells[row][column] = dotted ? '.' : '*';
    }
  }

  /// Lines through 0 where nothing else stands.
  private void zeros() {
    if (y.share(0) >= 0 && y.share(0) <= 1) {
      int row = row(0);
      for (int column = 0; column < cells[row].length; column++) {
        cells[row][column] = cells[row][column] == 0 ? lines.charAt(6) : cells[row][column];
      }
    }
    if (x.share(0) > 0 && x.share(0) < 1) {
      for (char[] row : cells) {
        row[column(0)] = row[column(0)] == 0 ? lines.charAt(5) : row[column(0)];
      }
    }
  }

  private int row(double value) {
    return (int) Math.round((1 - y.share(value)) * (HEIGHT - 1));
  }

  private int column(double value) {
    return (int) Math.round(x.share(value) * (cells[0].length - 1));
  }

  private List<String> text() {
    var text = new String[HEIGHT + 2];
    for (int row = 0; row < HEIGHT; row++) {
      text[row] =
          " ".repeat(left) + " " + lines.charAt(0) + new String(cells[row]).replace('\0', ' ');
    }
    for (double tick : y.ticks(TICKS)) {
      String label = y.label(tick, TICKS);
      String rest = text[row(tick)].substring(left + 2);
      text[row(tick)] = " ".repeat(left - label.length()) + label + " " + lines.charAt(1) + rest;
    }
    var axis = new StringBuilder(lines.substring(3, 4).repeat(cells[0].length));
    var labels = new StringBuilder(" ".repeat(cells[0].length + left + 2));
    int free = 0;
    for (double tick : x.ticks(TICKS)) {
      axis.setCharAt(column(tick), lines.charAt(4));
      String label = x.label(tick, TICKS);
      int middle = left + 2 + column(tick) - label.length() / 2;
      int at = Math.min(middle, labels.length() - label.length());
      if (at >= free) {
        labels.replace(at, at + label.length(), label);
        free = at + label.length() + 1;
      }
    }
    text[HEIGHT] = " ".repeat(left + 1) + lines.charAt(2) + axis;
    text[HEIGHT + 1] = labels.toString();
    return Arrays.stream(text).map(String::stripTrailing).toList();
  }
}
