package hebb.cli.output;

import hebb.data.Task;
import hebb.data.table.Cell;
import hebb.describe.ColumnDescription;
import hebb.describe.ColumnDescription.Alone;
import hebb.describe.ColumnDescription.Role;
import hebb.describe.ColumnDescription.Spread;
import hebb.describe.Description;
import hebb.describe.Distribution;
import hebb.describe.Distribution.Bin;
import hebb.describe.Duplicates;
import hebb.describe.MissingPattern;
import hebb.describe.Overlap;
import hebb.describe.Pair;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What data holds, as text for a terminal.
public final class DescriptionText {
  private static final String INDENT = "    ";
  private static final int MOST_CATEGORIES = 6;
  private static final int MOST_CLASSES = 12;
  private static final int MOST_LISTED = 8;
  private static final int MOST_COLUMNS = 200;
  private static final int LONGEST_LABEL = 22;
  private static final int BAR = 28;
  private static final int BEST = 5;
  private static final int DAY = 24 * 60 * 60;

  /// How high a bar is, in eighths.
  private static final String EIGHTHS = "▁▂▃▄▅▆▇█";

  private static final String ASCII_EIGHTHS = ".:-=+*#@";

  private final PrintStream out;
  private final int width;
  private final boolean unicode;

  /// @param width letters that a line may have
  /// @param unicode whether more than ASCII can be shown
  public DescriptionText(PrintStream out, int width, boolean unicode) {
    this.out = out;
    this.width = width;
    this.unicode = unicode;
  }

  /// Prints all of it; findings come last, where a terminal shows them.
  public void print(Description data) {
    say(
        "Data",
        data.data()
            + ", "
            + Numbers.count(data.rows(), "row")
            + ", "
            + Numbers.count(data.columns().size(), "column"));
    if (!data.targets().isEmpty()) {
      say("Target", String.join(", ", data.targets()) + task(data));
    }
    data.columns().stream().limit(MOST_COLUMNS).forEach(column -> column(column, data.rows()));
    if (data.columns().size() > MOST_COLUMNS) {
      out.println();
      out.println(
          Numbers.count(data.columns().size() - MOST_COLUMNS, "more column") + ": see --json.");
    }
    out.println();
    best(data.columns());
    missing(data.missing(), data.rows());
    duplicates(data.duplicates(), !data.targets().isEmpty());
    data.overlaps().forEach(this::overlap);
    if (data.columns().stream().filter(column -> column.role() == Role.FEATURE).count() > 1) {
      pairs(data.pairs());
    }
    data.notes().forEach(note -> say("Note", note));
    FindingsText.print(out, data.findings(), width);
    if (data.findings().isEmpty()) {
      say("Findings", "none");
    }
  }

  private static String task(Description data) {
    return data.task()
        .filter(task -> task == Task.CLASSIFICATION || task == Task.REGRESSION)
        .map(task -> " (" + task.name().toLowerCase(Locale.ROOT) + ")")
        .orElse("");
  }

  private void say(String label, String sentence) {
    Layout.text(out, label, sentence, width);
  }

  private void column(ColumnDescription column, int rows) {
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
        .limit(BEST)
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
                  : "a quantity")
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
  private static String percent(int part, int all) {
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

  private static String score(Alone alone) {
    return switch (alone.measure()) {
      case "auc" -> "AUC " + three(alone.score());
      case "accuracy" -> "accuracy " + three(alone.score());
      default -> "R2 " + three(alone.score());
    };
  }

  /// Rounded towards 0, so that 1.000 is said of what is right in all rows only; sums of doubles
  /// differ from that by less than a millionth.
  private static String three(double score) {
    long thousandths = (long) (score * 1000 + Math.copySign(1e-3, score));
    return String.format(Locale.ROOT, "%.3f", thousandths / 1000.0);
  }

  private void best(List<ColumnDescription> columns) {
    record Told(String column, Alone alone) {}
    List<Told> told = new ArrayList<>();
    for (ColumnDescription column : columns) {
      column.alone().forEach(alone -> told.add(new Told(column.name(), alone)));
    }
    told.removeIf(one -> one.alone().score() <= one.alone().baseline());
    if (told.isEmpty()) {
      return;
    }
    boolean several = told.stream().map(one -> one.alone().target()).distinct().count() > 1;
    Alone first = told.getFirst().alone();
    String best =
        told.stream()
            .sorted(Comparator.comparingDouble(one -> one.alone().baseline() - one.alone().score()))
            .limit(BEST)
            .map(
                one ->
                    one.column()
                        + " ("
                        + score(one.alone())
                        + (several ? " of " + one.alone().target() : "")
                        + ")")
            .collect(Collectors.joining(", "));
    say(
        "Tell most",
        best
            + "; each by itself, on rows held out"
            + (first.measure().equals("accuracy")
                ? "; the most frequent class has " + three(first.baseline())
                : ""));
  }

  private void missing(List<MissingPattern> patterns, int rows) {
    int complete =
        patterns.stream()
            .filter(pattern -> pattern.columns().isEmpty())
            .mapToInt(MissingPattern::rows)
            .sum();
    if (complete == rows) {
      say("Missing", "nothing");
      return;
    }
    say("Missing", Numbers.count(rows - complete, "row") + " lack a value:");
    List<MissingPattern> some =
        patterns.stream().filter(pattern -> !pattern.columns().isEmpty()).toList();
    for (MissingPattern pattern : some.subList(0, Math.min(MOST_LISTED, some.size()))) {
      say(
          "",
          Numbers.count(pattern.rows(), "row")
              + " ("
              + percent(pattern.rows(), rows)
              + ") "
              + Layout.some(pattern.columns())
              + (pattern.columns().size() > 1 ? " together" : ""));
    }
    if (some.size() > MOST_LISTED) {
      say("", Numbers.count(some.size() - MOST_LISTED, "more pattern"));
    }
  }

  private void duplicates(Duplicates rows, boolean target) {
    var said = new ArrayList<String>();
    if (rows.copies() > 0) {
      said.add(
          Numbers.count(rows.copies(), "row")
              + (rows.copies() == 1 ? " equals" : " equal")
              + " an earlier one in every cell (such as row "
              + rows.copied()
              + ")");
    }
    if (rows.same() > rows.copies()) {
      said.add(
          Numbers.count(rows.same())
              + (said.isEmpty() ? " rows equal" : " equal")
              + " an earlier one in all that training uses");
    }
    if (target && rows.contradicting() > 0) {
      said.add(
          Numbers.count(rows.contradicting())
              + (said.isEmpty() ? " rows have" : " have")
              + " another target than rows that are the same to a network (the first is row "
              + rows.contradicted()
              + ")");
    }
    say("Equal", said.isEmpty() ? "none" : String.join("; ", said));
  }

  private void overlap(Overlap overlap) {
    say(
        "In both",
        Numbers.count(overlap.same())
            + " of the "
            + Numbers.count(overlap.rows(), "row")
            + " of "
            + overlap.file()
            + " are among those of the data"
            + (overlap.withTarget() ? "" : ", the target left aside"));
  }

  private void pairs(List<Pair> pairs) {
    if (pairs.isEmpty()) {
      say("Pairs", "no two columns say the same");
      return;
    }
    for (int i = 0; i < Math.min(MOST_LISTED, pairs.size()); i++) {
      Pair pair = pairs.get(i);
      say(
          i == 0 ? "Pairs" : "",
          pair.first()
              + " and "
              + pair.second()
              + " say nearly the same ("
              + (pair.measure().equals("r") ? "r " : "Cramer's V ")
              + three(pair.value())
              + ")");
    }
    if (pairs.size() > MOST_LISTED) {
      say("", Numbers.count(pairs.size() - MOST_LISTED, "more pair"));
    }
  }
}
