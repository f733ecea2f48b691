package hebb.data.table;

import hebb.data.Names;
import hebb.data.table.CellScanner.Grammar;
import hebb.data.table.Opening.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Chooses what stands between two cells, by how well each candidate explains the beginning of a
/// file.
final class Delimiters {
  private static final String CANDIDATES = ",;\t|";
  private static final String UNUSUAL = "^~:!\u0001\u001f\u00a7\u00a6#&*/\\";
  private static final double CLOSE = .3;
  private static final int FEWEST_RECORDS = 3;

  private Delimiters() {}

  /// What was chosen.
  ///
  /// @param sample the first records cut so
  /// @param note where it was close; else empty
  record Choice(Grammar grammar, Sample sample, String reason, String note) {}

  /// A candidate with its score.
  private record Scored(Grammar grammar, Sample sample, double score) {
    /// How many of some names the first record holds.
    long names(Set<String> expected) {
      List<List<String>> records = sample.cells();
      return records.isEmpty()
          ? 0
          : records.getFirst().stream().map(Names::normal).filter(expected::contains).count();
    }
  }

  /// Chooses for a text.
  static Choice choose(Opening opening, Preamble preamble, ReadOptions options) {
    Character said = options.delimiter() == null ? preamble.delimiter() : options.delimiter();
    if (said != null) {
      Scored only = scored(opening, preamble, said);
      String reason =
          options.delimiter() == null ? "sep= in line " + preamble.lines() : "as --delimiter says";
      return new Choice(only.grammar, only.sample, reason, quotes(only));
    }
    List<Scored> all = new ArrayList<>();
    for (int i = 0; i < CANDIDATES.length(); i++) {
      all.add(scored(opening, preamble, CANDIDATES.charAt(i)));
    }
    Set<String> expected = names(options);
    all.sort(
        Comparator.comparingLong((Scored each) -> each.names(expected))
            .thenComparingDouble(Scored::score)
            .reversed());
    Scored first = all.getFirst();
    boolean known = first.names(expected) > all.get(1).names(expected);
    if (first.score > 0 && known) {
      return new Choice(first.grammar, first.sample, reason(first.sample), quotes(first));
    }
    Scored best =
        known || fitsFirst(first)
            ? first
            : all.stream().filter(Delimiters::fitsAll).findFirst().orElse(first);
    Scored next = best == first ? all.get(1) : first;
    if (best.score > 0) {
      String close = best.score - next.score < CLOSE && next.score > 1 ? close(best, next) : "";
      return new Choice(
          best.grammar, best.sample, reason(best.sample), joined(close, quotes(best)));
    }
    if (best.names(expected) > 0) {
      return new Choice(best.grammar, best.sample, "one column", "");
    }
    Scored blanks = scored(opening, preamble, ' ');
    if (isTable(blanks.sample.cells())) {
      return new Choice(
          blanks.grammar,
          blanks.sample,
          "every line has " + width(blanks.sample.cells()) + " cells between blanks",
          "Cells were taken to end at blanks, "
              + width(blanks.sample.cells())
              + " in every line. Say --delimiter , if the file has one column.");
    }
    return new Choice(
        best.grammar, best.sample, "one column", hint(opening, preamble, blanks.sample.cells()));
  }

  /// The names that a file is expected to have, which tell more than all else; but those that may
  /// be cells too.
  private static Set<String> names(ReadOptions options) {
    return options.expected().stream()
        .filter(name -> !name.isEmpty() && !HeaderEvidence.isLikeData(name))
        .map(Names::normal)
        .collect(Collectors.toSet());
  }

  private static String joined(String a, String b) {
    return a.isEmpty() || b.isEmpty() ? a + b : a + " " + b;
  }

  private static String reason(Sample sample) {
    List<List<String>> cells = sample.cells();
    int width = width(cells);
    boolean all = cells.stream().allMatch(row -> row.size() == width);
    return width + " cells in " + (all ? "every line" : "most lines");
  }

  private static String quotes(Scored chosen) {
    return chosen.grammar.backslash()
        ? "Quotes within quoted cells are written \\\" in this file, and were read as quotes."
        : "";
  }

  private static String close(Scored best, Scored next) {
    return "Cells were taken to end at "
        + Reading.named(best.grammar.delimiter())
        + ", "
        + width(best.sample.cells())
        + " in a line, though "
        + Reading.named(next.grammar.delimiter())
        + " would give "
        + width(next.sample.cells())
        + ". Say --delimiter "
        + Reading.named(next.grammar.delimiter())
        + " if they end there.";
  }

  /// Whether the first record, which may hold the names, has as many cells as most have.
  private static boolean fitsFirst(Scored scored) {
    List<List<String>> records = scored.sample.cells();
    return records.isEmpty() || records.getFirst().size() == width(records);
  }

  /// Whether all records have equally many cells, two or more, and none is torn. Such a delimiter
  /// wins over one that fits all but the names, which stands within cells, as in a series.
  private static boolean fitsAll(Scored scored) {
    return scored.score > 0
        && scored.sample.torn() == 0
        && scored.sample.cells().stream().mapToInt(List::size).distinct().count() == 1;
  }

  /// Files cut at tabs are often written without quoting, so a quote in them may be text.
  private static Scored scored(Opening opening, Preamble preamble, char delimiter) {
    var grammar = new Grammar(delimiter);
    Sample sample = opening.sample(grammar, preamble.characters());
    if (!sample.sound()) {
      var escaping = new Grammar(delimiter, true, false);
      Sample escaped = opening.sample(escaping, preamble.characters());
      if (escaped.sound() && escaped.cells().size() > sample.cells().size()) {
        return new Scored(escaping, escaped, score(escaped));
      }
    }
    if (delimiter == '\t') {
      var loose = new Grammar(delimiter, false, true);
      Sample taken = sample.sound() ? sample : opening.sample(loose, preamble.characters());
      return new Scored(loose, taken, score(taken));
    }
    return new Scored(grammar, sample, score(sample));
  }

  /// How well a delimiter explains the records: the share of them that have the usual number of
  /// cells, and of cells that are numbers, less that of records with a quote or a tab within a
  /// cell, which was torn or is none; then the number of cells. 0 for a single column, -1 for none,
  /// where reading tells what is wrong, -2 for a single column of torn cells.
  private static double score(Sample sample) {
    List<List<String>> records = sample.cells();
    if (records.isEmpty()) {
      return -1;
    }
    int width = width(records);
    double equal =
        records.stream().filter(row -> row.size() == width).count() / (double) records.size();
    boolean first = records.getFirst().size() == width;
    if (width < 2 || (!first && (records.size() < FEWEST_RECORDS || equal < .5))) {
      return sample.torn() > 0 ? -2 : 0;
    }
    long cells = 0;
    long numbers = 0;
    for (List<String> row : records) {
      cells += row.size();
      numbers += row.stream().filter(Delimiters::isNumber).count();
    }
    double torn = sample.torn() / (double) records.size();
    return Math.max(
        1e-9,
        1
            + equal
            + (first ? 0 : -.1)
            + .5 * numbers / cells
            - torn
            + Math.min(width, 10_000) * 1e-6);
  }

  /// Whether a cell is a number, with a point or a comma.
  private static boolean isNumber(String cell) {
    return MissingWords.DEFAULTS.isMissingAmongNumbers(cell)
        || !Double.isNaN(Cell.number(cell))
        || (cell.indexOf(',') > 0 && !Double.isNaN(Cell.number(cell.replace(',', '.'))));
  }

  /// The number of cells that most records have; of equals the first record's, else the larger.
  static int width(List<List<String>> records) {
    Map<Integer, Integer> counts = new HashMap<>();
    records.forEach(row -> counts.merge(row.size(), 1, Integer::sum));
    int first = records.getFirst().size();
    return counts.keySet().stream()
        .max(
            (a, b) -> {
              int more = Integer.compare(counts.getOrDefault(a, 0), counts.getOrDefault(b, 0));
              return more != 0 ? more : a == first ? 1 : b == first ? -1 : Integer.compare(a, b);
            })
        .orElse(first);
  }

  /// Whether records between blanks are a table: all equally long, with a column of numbers.
  private static boolean isTable(List<List<String>> records) {
    if (records.size() < FEWEST_RECORDS) {
      return false;
    }
    int width = records.getFirst().size();
    if (width < 2 || records.stream().anyMatch(row -> row.size() != width)) {
      return false;
    }
    List<List<String>> below = records.subList(1, records.size());
    for (int i = 0; i < width; i++) {
      int column = i;
      if (below.stream().allMatch(row -> !Double.isNaN(Cell.number(row.get(column))))) {
        return true;
      }
    }
    return false;
  }

  /// What a file that seems to have one column may be cut by.
  private static String hint(Opening opening, Preamble preamble, List<List<String>> blanks) {
    for (int i = 0; i < UNUSUAL.length(); i++) {
      char candidate = UNUSUAL.charAt(i);
      List<List<String>> records =
          opening.sample(new Grammar(candidate), preamble.characters()).cells();
      if (isEven(records)) {
        return "The file seems to have one column, but every line has "
            + records.getFirst().size()
            + " parts between "
            + Reading.named(candidate)
            + ". Say --delimiter '"
            + candidate
            + "' if cells end there.";
      }
    }
    return isEven(blanks)
        ? "The file seems to have one column, but every line has "
            + blanks.getFirst().size()
            + " parts between blanks. Say --delimiter space if cells end there."
        : "";
  }

  private static boolean isEven(List<List<String>> records) {
    return records.size() >= 2
        && records.getFirst().size() >= 2
        && records.stream().allMatch(row -> row.size() == records.getFirst().size());
  }
}
