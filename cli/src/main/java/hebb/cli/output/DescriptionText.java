package hebb.cli.output;

import hebb.describe.ColumnDescription;
import hebb.describe.ColumnDescription.Alone;
import hebb.describe.ColumnDescription.Role;
import hebb.describe.Description;
import hebb.describe.Duplicates;
import hebb.describe.MissingPattern;
import hebb.describe.Overlap;
import hebb.describe.Pair;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What data holds, as text for a terminal.
public final class DescriptionText {
  private static final int MOST_LISTED = 8;
  private static final int MOST_COLUMNS = 200;
  private static final int BEST = 5;

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
  ///
  /// @param phrases what stands around findings, and their language
  public void print(Description data, Phrases phrases) {
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
    var text = new ColumnText(out, width, unicode);
    data.columns().stream().limit(MOST_COLUMNS).forEach(column -> text.print(column, data.rows()));
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
    FindingsText.print(out, data.findings(), width, phrases);
    if (data.findings().isEmpty()) {
      say("Findings", "none");
    }
  }

  private static String task(Description data) {
    return data.task().map(task -> " (" + task.name().toLowerCase(Locale.ROOT) + ")").orElse("");
  }

  private void say(String label, String sentence) {
    Layout.text(out, label, sentence, width);
  }

  private void best(List<ColumnDescription> columns) {
    record Told(String column, Alone alone) {}
    List<Told> told = new ArrayList<>();
    for (ColumnDescription column : columns) {
      if (column.role() == Role.FEATURE) {
        column.alone().forEach(alone -> told.add(new Told(column.name(), alone)));
      }
    }
    boolean scored = !told.isEmpty();
    told.removeIf(one -> one.alone().score() <= one.alone().baseline());
    if (told.isEmpty()) {
      if (scored) {
        say("Tell most", "no column by itself tells more than chance does");
      }
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
                        + ColumnText.score(one.alone())
                        + (several ? " of " + one.alone().target() : "")
                        + ")")
            .collect(Collectors.joining(", "));
    say(
        "Tell most",
        best
            + "; each by itself, on rows held out"
            + (first.measure().equals("accuracy")
                ? "; the most frequent class has " + ColumnText.three(first.baseline())
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
    say(
        "Missing",
        Numbers.count(rows - complete, "row")
            + (rows - complete == 1 ? " lacks" : " lack")
            + " a value:");
    List<MissingPattern> some =
        patterns.stream().filter(pattern -> !pattern.columns().isEmpty()).toList();
    for (MissingPattern pattern : some.subList(0, Math.min(MOST_LISTED, some.size()))) {
      say(
          "",
          Numbers.count(pattern.rows(), "row")
              + " ("
              + ColumnText.percent(pattern.rows(), rows)
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
          (said.isEmpty() ? Numbers.count(rows.same(), "row") : Numbers.count(rows.same()))
              + (rows.same() == 1 ? " equals" : " equal")
              + " an earlier one in all that training uses");
    }
    if (target && rows.contradicting() > 0) {
      said.add(
          (said.isEmpty()
                  ? Numbers.count(rows.contradicting(), "row")
                  : Numbers.count(rows.contradicting()))
              + (rows.contradicting() == 1 ? " has" : " have")
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
            + (overlap.same() == 1 ? " is" : " are")
            + " among those of the data"
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
              + ColumnText.three(pair.value())
              + ")");
    }
    if (pairs.size() > MOST_LISTED) {
      say("", Numbers.count(pairs.size() - MOST_LISTED, "more pair"));
    }
  }
}
