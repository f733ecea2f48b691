package hebb.data.table;

import hebb.data.DataException;
import hebb.data.Names;
import hebb.data.table.ReadOptions.Header;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// How a file writes its rows, recognised from its beginning.
///
/// @param grammar how a row is cut into cells
/// @param preamble what stands above
/// @param columns the names of the columns
/// @param header the cells of the line of names, if it is one of the records; else empty
/// @param units the cells of the line of units below it; empty without one
/// @param reading what was decided
record Dialect(
    CellScanner.Grammar grammar,
    Preamble preamble,
    List<String> columns,
    List<String> header,
    List<String> units,
    Reading reading) {
  private static final int FEWEST_ALIKE = 2;
  private static final double ALIKE = .9;
  private static final int MOST_SHOWN = 3;

  /// Recognises the dialect of a text by its beginning.
  ///
  /// @throws DataException if it is empty, no table, or its first line is not like the others
  static Dialect recognise(String source, Opening opening, ReadOptions options) {
    String text = opening.text();
    if (text.isBlank()) {
      throw new DataException(
          source + ": expected rows of data, got an empty file. Check the file.");
    }
    var preamble = Preamble.of(source, text);
    Delimiters.Choice choice = Delimiters.choose(opening, preamble, options);
    List<List<String>> records = choice.sample().cells();
    var notes = new ArrayList<String>();
    if (records.isEmpty()) {
      List<String> columns = numbered(1);
      return new Dialect(
          choice.grammar(),
          preamble,
          columns,
          List.of(),
          List.of(),
          reading(choice, new HeaderEvidence.Verdict(false, "", "", false), preamble, notes));
    }
    refuseOddFirst(source, preamble, records);
    HeaderEvidence.Verdict verdict = HeaderEvidence.judge(records, options);
    List<String> first = records.getFirst();
    List<String> header = verdict.header() ? first : List.of();
    List<String> names = first;
    var comments = new ArrayList<>(preamble.comments());
    if (!verdict.header() && options.header() == Header.AUTO && !comments.isEmpty()) {
      List<String> commented = named(comments.getLast(), choice.grammar().delimiter());
      if (commented.size() == first.size() && commented.size() > 1) {
        names = commented;
        verdict =
            new HeaderEvidence.Verdict(
                true, "the comment above the rows has a name for each column", "", false);
        notes.add(
            "The comment "
                + DataException.quote(comments.removeLast())
                + " was taken as names of the columns. Say --header no if it is none.");
      }
    }
    if (!comments.isEmpty()) {
      notes.addFirst(
          comments.size()
              + (comments.size() == 1 ? " line that begins" : " lines that begin")
              + " with # above the rows "
              + (comments.size() == 1 ? "was" : "were")
              + " left out: "
              + shown(comments)
              + ".");
    }
    if (!choice.note().isEmpty()) {
      notes.add(choice.note());
    }
    if (verdict.close()) {
      notes.add(close(first, verdict));
    }
    List<String> columns =
        verdict.header() ? columns(source, names) : numbered(Math.max(1, first.size()));
    requireExpected(source, columns, options, choice, first);
    return new Dialect(
        choice.grammar(),
        preamble,
        columns,
        header,
        header.isEmpty() ? List.of() : Units.below(records),
        reading(choice, verdict, preamble, notes));
  }

  private static Reading reading(
      Delimiters.Choice choice,
      HeaderEvidence.Verdict verdict,
      Preamble preamble,
      List<String> notes) {
    return new Reading(
        choice.grammar().delimiter(),
        choice.reason(),
        verdict.header(),
        verdict.reason(),
        preamble.lines(),
        0,
        notes);
  }

  private static String close(List<String> first, HeaderEvidence.Verdict verdict) {
    String line = DataException.quote(String.join(",", first));
    return "The first line, "
        + line
        + (verdict.header()
            ? ", was taken as names of the columns: "
            : ", was taken as a row and not as names: ")
        + verdict.reason()
        + (verdict.but().isEmpty() ? "" : ", although " + verdict.but())
        + ". Say --header "
        + (verdict.header() ? "no if it is data." : "yes if it holds names.");
  }

  private static String shown(List<String> lines) {
    String some =
        String.join(", ", lines.stream().limit(MOST_SHOWN).map(DataException::quote).toList());
    return lines.size() > MOST_SHOWN ? some + ", ..." : some;
  }

  /// A title, an encoding's name and the like: the records below are alike and the first is not.
  private static void refuseOddFirst(String source, Preamble preamble, List<List<String>> records) {
    List<String> first = records.getFirst();
    List<List<String>> rest = records.subList(1, records.size());
    if (rest.size() < FEWEST_ALIKE) {
      return;
    }
    int width = Delimiters.width(rest);
    long alike = rest.stream().filter(row -> row.size() == width).count();
    if (first.size() == width || width < 2 || alike < ALIKE * rest.size()) {
      return;
    }
    throw new DataException(
        source
            + ", line "
            + (preamble.lines() + 1)
            + ": expected a line of "
            + width
            + " cells as most lines below have, got "
            + first.size()
            + ": "
            + DataException.quote(String.join(",", first))
            + ". "
            + (first.size() == width - 1 && rest.stream().allMatch(row -> row.getLast().isEmpty())
                ? "The rows end with a delimiter and this line does not: add one to it, or take theirs"
                    + " away."
                : first.size() == width - 1
                    ? "Delete it if it is a title; if it names all columns but the first, begin it with a"
                        + " delimiter."
                    : "Delete it if it is a title, with all lines above the names of the columns; else"
                        + " correct it."));
  }

  /// A file of one column that lacks what was expected is cut by something else.
  private static void requireExpected(
      String source,
      List<String> columns,
      ReadOptions options,
      Delimiters.Choice choice,
      List<String> first) {
    String hint =
        options.delimiter() == null ? choice.note() : "Cells may end at another --delimiter.";
    if (columns.size() > 1
        || options.expected().isEmpty()
        || hint.isEmpty()
        || options.expected().stream().anyMatch(name -> Names.indexOf(columns, name) >= 0)) {
      return;
    }
    throw new DataException(
        source
            + ", line 1: expected columns with "
            + DataException.quote(options.expected().getFirst())
            + " among them, got "
            + DataException.quote(first.getFirst())
            + ". "
            + hint);
  }

  /// The names in a comment.
  private static List<String> named(String comment, char delimiter) {
    String text = Span.trim(comment.substring(1));
    String pattern = delimiter == ' ' ? "\\h+" : Pattern.quote("" + delimiter);
    List<String> names = List.of(text.split(pattern, -1)).stream().map(Span::trim).toList();
    boolean all = names.stream().noneMatch(name -> name.isEmpty() || HeaderEvidence.isNumber(name));
    return all ? names : List.of();
  }

  private static List<String> numbered(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "c" + i).toList();
  }

  private static List<String> columns(String source, List<String> cells) {
    List<String> names = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    for (String cell : cells) {
      int place = names.size() + 1;
      String name = cell.isEmpty() ? "c" + place : cell;
      Integer earlier = places.putIfAbsent(Names.normal(name), place);
      if (earlier != null) {
        throw new DataException(
            source
                + ", header: expected different column names, got "
                + DataException.quote(name)
                + " as columns "
                + earlier
                + " and "
                + place
                + ". Rename one, or say --header no if the first line is data.");
      }
      names.add(name);
    }
    return List.copyOf(names);
  }
}
