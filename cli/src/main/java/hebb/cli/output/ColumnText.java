package hebb.cli.output;

import hebb.data.kind.Text;
import hebb.data.table.Cell;
import hebb.describe.ColumnDescription;
import hebb.describe.ColumnDescription.Alone;
import hebb.describe.ColumnDescription.Role;
import hebb.describe.ColumnDescription.Spread;
import hebb.describe.Distribution;
import hebb.describe.Distribution.Bin;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// One column of data, as text for a terminal: what it is, a picture of its values in a line or in
/// bars, what a network gets of it.
final class ColumnText {
  private static final String INDENT = "    ";
  private static final int MOST_CATEGORIES = 6;
  private static final int MOST_CLASSES = 12;
  private static final int MOST_TARGETS = 5;
  private static final int LONGEST_LABEL = 22;
  private static final int BAR = 28;
  private static final int DAY = 24 * 60 * 60;

  /// How high a bar is, in eighths.
  private static final String EIGHTHS = "▁▂▃▄▅▆▇█";

  private static final String ASCII_EIGHTHS = ".:-=+*#@";

  private final PrintStream out;
  private final int width;
  private final boolean unicode;

  ColumnText(PrintStream out, int width, boolean unicode) {
    this.out = out;
    this.width = width;
    this.unicode = unicode;
  }

  /// Prints it, of data of so many rows.
  void print(ColumnDescription column, int rows) {
    out.println();
    line("", column.name() + " (" + what(column) + ")" + missing(column, rows));
    if (column.distribution().isOfCategories()) {
      categories(column);
    } else {
      numbers(column);
    }
    if (column.role() == Role.FEATURE) {
      line(INDENT, "given as: " + column.treatment());
    }
    column.alone().stream()
        .limit(MOST_TARGETS)
        .forEach(alone -> line(INDENT, "tells " + alone.target() + ": " + score(alone)));
  }

  /// A line, wrapped where it is too long.
  private void line(String indent, String text) {
    var line = new StringBuilder(indent);
    for (String word : text.split(" ", -1)) {
      if (line.length() + word.length() >= width && !line.toString().isBlank()) {
        out.println(line.toString().stripTrailing());
        line.setLength(0);
        line.append(INDENT).append(indent);
      }
      line.append(word).append(' ');
    }
    out.println(line.toString().stripTrailing());
  }

  private static String what(ColumnDescription column) {
    String reason =
        column.reason().isEmpty() || column.reason().startsWith("--") ? "" : ": " + column.reason();
    String kind = column.kind() + reason;
    return switch (column.role()) {
      case FEATURE -> kind;
      case TARGET ->
          "target, "
              + (column.distribution().isOfCategories()
                  ? Numbers.count(column.distinct(), "class")
                  : column.kind().equals(Text.NAME) ? "a text" : "a quantity")
              + reason;
      case WEIGHT -> "weight of the row";
      case LEFT_OUT -> "left out, " + kind;
    };
  }

  private static String missing(ColumnDescription column, int rows) {
    return column.missing() == 0
        ? ""
        : ", missing in "
            + Numbers.count(column.missing(), "row")
            + " ("
            + percent(column.missing(), rows)
            + ")";
  }

  /// Below 1 % with a digit that counts.
  static String percent(int part, int all) {
    double percent = 100.0 * part / Math.max(1, all);
    return percent > 0 && percent < 1
        ? String.format(Locale.ROOT, percent < 0.01 ? "%.0e %%" : "%.2f %%", percent)
        : String.format(Locale.ROOT, "%.0f %%", percent);
  }

  private void categories(ColumnDescription column) {
    List<Bin> bins = column.distribution().bins();
    int known = bins.stream().mapToInt(Bin::count).sum() + column.distribution().others();
    if (known > MOST_CATEGORIES && bins.getFirst().count() == 1) {
      line(
          INDENT,
          "all different, such as "
              + bins.stream()
                  .limit(3)
                  .map(bin -> label(bin.label()))
                  .collect(Collectors.joining("; ")));
      return;
    }
    int most = column.role() == Role.TARGET ? MOST_CLASSES : MOST_CATEGORIES;
    List<Bin> shown = bins.subList(0, Math.min(most, bins.size()));
    int letters = shown.stream().mapToInt(bin -> label(bin.label()).length()).max().orElse(0);
    int highest = shown.stream().mapToInt(Bin::count).max().orElse(1);
    for (Bin bin : shown) {
      String label = label(bin.label());
      out.println(
          INDENT
              + label
              + " ".repeat(letters - label.length() + 2)
              + bar(bin.count(), highest)
              + " "
              + Numbers.count(bin.count())
              + "  "
              + percent(bin.count(), known));
    }
    int rest = known - shown.stream().mapToInt(Bin::count).sum();
    if (rest > 0) {
      line(
          INDENT,
          Numbers.count(column.distinct() - shown.size())
              + " more in "
              + Numbers.count(rest, "row")
              + " ("
              + percent(rest, known)
              + ")");
    }
  }

  /// A label on one line.
  private String label(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", " ");
    return plain.length() <= LONGEST_LABEL ? plain : plain.substring(0, LONGEST_LABEL - 3) + "...";
  }

  private String bar(int count, int highest) {
    int eighths = (int) Math.max(1, Math.round(8.0 * BAR * count / highest));
    return unicode
        ? "█".repeat(eighths / 8) + (eighths % 8 == 0 ? "" : "▏▎▍▌▋▊▉".charAt(eighths % 8 - 1))
        : "#".repeat(Math.ceilDiv(eighths, 8));
  }

  private void numbers(ColumnDescription column) {
    if (column.spread().isEmpty()) {
      return;
    }
    Distribution distribution = column.distribution();
    Spread spread = column.spread().get();
    String unit = distribution.of();
    String range = unit.equals("date") ? dates(spread) : numbers(spread, unit);
    line(
        INDENT,
        heights(distribution.bins())
            + "  "
            + range
            + (distribution.beyond() > 0
                ? "; " + Numbers.count(distribution.beyond()) + " beyond the ends of the picture"
                : ""));
  }

  private String heights(List<Bin> bins) {
    int highest = bins.stream().mapToInt(Bin::count).max().orElse(1);
    return bins.stream()
        .map(
            bin -> {
              int height = (int) Math.ceil(8.0 * bin.count() / highest);
              String letters = unicode ? EIGHTHS : ASCII_EIGHTHS;
              return height == 0 ? "\u00a0" : letters.substring(height - 1, height);
            })
        .collect(Collectors.joining("", "|", "|"))
        .replace('\u00a0', unicode ? '\u00a0' : ' ');
  }

  private static String numbers(Spread spread, String unit) {
    return (spread.low() == spread.high()
            ? shown(spread.low())
            : shown(spread.low()) + " to " + shown(spread.high()))
        + (unit.equals("value") ? "" : " " + unit)
        + (spread.low() == spread.high() ? "" : ", median " + Numbers.decimal(spread.median()))
        + (unit.equals("value") && spread.low() != spread.high()
            ? ", mean " + Numbers.decimal(spread.mean())
            : "");
  }

  /// Whole numbers as they are.
  private static String shown(double value) {
    return value == Math.rint(value) ? Cell.shown(value) : Numbers.decimal(value);
  }

  private static String dates(Spread spread) {
    boolean clock = spread.low() >= 0 && spread.high() <= DAY;
    boolean day = spread.high() - spread.low() >= 2 * DAY;
    return List.of(spread.low(), spread.high(), spread.median()).stream()
        .map(
            seconds -> {
              LocalDateTime time =
                  LocalDateTime.ofInstant(
                      Instant.ofEpochSecond((long) (double) seconds), ZoneOffset.UTC);
              LocalTime of = time.toLocalTime();
              return clock ? of.toString() : time.toLocalDate() + (day ? "" : " " + of);
            })
        .collect(Collectors.joining(" to "))
        .replaceFirst("( to .*) to ", "$1, median ");
  }

  static String score(Alone alone) {
    return switch (alone.measure()) {
      case "auc" -> "AUC " + three(alone.score());
      case "accuracy" -> "accuracy " + three(alone.score());
      default -> "R2 " + three(alone.score());
    };
  }

  /// Rounded towards 0, so that 1.000 is said of what is right in all rows only; sums of doubles
  /// differ from that by less than a millionth.
  static String three(double score) {
    long thousandths = (long) (score * 1000 + Math.copySign(1e-3, score));
    return String.format(Locale.ROOT, "%.3f", thousandths / 1000.0);
  }
}
