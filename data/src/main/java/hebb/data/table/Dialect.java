package hebb.data.table;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import hebb.data.DataException;
import hebb.data.table.ReadOptions.Header;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// How a file writes its rows, recognised from its beginning.
///
/// @param delimiter what stands between two cells
/// @param spacedQuotes whether blanks stand around quoted cells
/// @param header whether the first record names the columns
/// @param columns the names of the columns
record Dialect(char delimiter, boolean spacedQuotes, boolean header, List<String> columns) {
  private static final String DELIMITERS = ",;\t|";
  private static final int RECORDS = 100;
  private static final int FEWEST_COUNTED = 5;

  /// Recognises the dialect of a text that begins with `sample`; `rest` says whether more follows.
  static Dialect recognise(String source, String sample, Rest rest, ReadOptions options) {
    List<List<String>> best = List.of();
    char delimiter = ',';
    double bestScore = -1;
    for (char candidate : candidates(options)) {
      List<List<String>> records = records(sample, candidate, rest);
      double score = score(records, candidate);
      if (score > bestScore) {
        bestScore = score;
        best = records;
        delimiter = candidate;
      }
    }
    if (sample.isBlank()) {
      throw new DataException(
          source + ": expected rows of data, got an empty file. Check the file.");
    }
    if (best.isEmpty()) {
      return new Dialect(delimiter, false, false, numbered(1));
    }
    boolean header = hasHeader(best, options);
    List<String> columns =
        header ? named(source, best.getFirst()) : numbered(best.getFirst().size());
    boolean spaced = sample.contains(delimiter + " \"") || sample.contains("\" " + delimiter);
    return new Dialect(delimiter, spaced, header, columns);
  }

  /// Whether a text goes on after its sample.
  enum Rest {
    NONE,
    MORE
  }

  /// A reader of records in this dialect.
  <T> CsvReader<T> reader(CsvCallbackHandler<T> handler, Reader text) {
    return CsvReader.builder()
        .fieldSeparator(delimiter)
        .commentStrategy(CommentStrategy.NONE)
        .skipEmptyLines(true)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .trimWhitespacesAroundQuotes(spacedQuotes)
        .build(handler, text);
  }

  private static char[] candidates(ReadOptions options) {
    Character given = options.delimiter();
    return given == null ? DELIMITERS.toCharArray() : new char[] {given};
  }

  private static List<List<String>> records(String sample, char delimiter, Rest rest) {
    var records = new ArrayList<List<String>>();
    var csv =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(true)
            .ofCsvRecord(sample);
    try {
      for (CsvRecord row : csv) {
        records.add(row.getFields().stream().map(Span::trim).toList());
        if (records.size() > RECORDS) {
          break;
        }
      }
    } catch (CsvParseException e) {
      return records; // as far as this delimiter goes; if it is the right one, reading tells what
      // is wrong
    }
    if ((rest == Rest.MORE || records.size() > RECORDS) && records.size() > 1) {
      records.removeLast();
    }
    return records;
  }

  /// How well a delimiter explains the records: the share of them that are as long as the first,
  /// then the number of cells. A semicolon between numbers with a decimal comma outdoes the comma.
  private static double score(List<List<String>> records, char delimiter) {
    if (records.isEmpty()) {
      return -1;
    }
    int width = records.getFirst().size();
    if (width < 2) {
      return 0;
    }
    double equal =
        records.stream().filter(row -> row.size() == width).count() / (double) records.size();
    boolean decimalComma =
        delimiter == ';'
            && records.stream().flatMap(List::stream).anyMatch(cell -> cell.matches("-?\\d+,\\d+"));
    return 1 + equal + Math.min(width, 10_000) * 1e-6 + (decimalComma ? 1 : 0);
  }

  /// Whether the first record names the columns: it does where its cells are words over columns of
  /// numbers, or where all is text and no first cell comes again. Numbers are names only if they
  /// count up (`0, 1, 2, 3, 4`).
  private static boolean hasHeader(List<List<String>> records, ReadOptions options) {
    if (options.header() != Header.AUTO) {
      return options.header() == Header.YES;
    }
    List<String> first = records.getFirst();
    if (!options.expected().isEmpty()) {
      if (first.stream().anyMatch(options.expected()::contains)) {
        return true;
      }
      if (options.expected().stream().allMatch(name -> name.matches("c\\d+"))) {
        return false;
      }
    }
    boolean words = first.stream().noneMatch(Dialect::isNumber);
    if (!words && !countsUp(first)) {
      return false;
    }
    boolean numbersBelow = false;
    boolean again = false;
    for (int column = 0; column < first.size(); column++) {
      Set<String> below = below(records, column);
      numbersBelow |= !below.isEmpty() && below.stream().allMatch(Dialect::isNumber);
      again |= below.contains(first.get(column));
    }
    boolean different = new HashSet<>(first).size() == first.size();
    return !again && (numbersBelow ? overNumbers(records) : words && different);
  }

  /// Whether some word of the first record stands over numbers; if it holds numbers, they count up
  /// and are enough.
  private static boolean overNumbers(List<List<String>> records) {
    List<String> first = records.getFirst();
    return first.stream().anyMatch(Dialect::isNumber)
        || IntStream.range(0, first.size())
            .filter(
                column ->
                    !isNumber(first.get(column))
                        && !MissingWords.DEFAULTS.isMissing(first.get(column)))
            .mapToObj(column -> below(records, column))
            .anyMatch(below -> !below.isEmpty() && below.stream().allMatch(Dialect::isNumber));
  }

  /// The different cells under the first of a column, without those that are missing.
  private static Set<String> below(List<List<String>> records, int column) {
    var cells = new HashSet<String>();
    for (List<String> row : records.subList(1, records.size())) {
      if (column < row.size() && !MissingWords.DEFAULTS.isMissing(row.get(column))) {
        cells.add(row.get(column));
      }
    }
    return cells;
  }

  private static boolean countsUp(List<String> cells) {
    List<Double> numbers = cells.stream().filter(Dialect::isNumber).map(Cell::number).toList();
    return numbers.size() >= FEWEST_COUNTED
        && numbers.getFirst() <= 1
        && IntStream.range(1, numbers.size())
            .allMatch(i -> numbers.get(i) - numbers.get(i - 1) == 1);
  }

  private static boolean isNumber(String cell) {
    return !Double.isNaN(Cell.number(cell));
  }

  private static List<String> numbered(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "c" + i).toList();
  }

  private static List<String> named(String source, List<String> cells) {
    List<String> names = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    for (String cell : cells) {
      int place = names.size() + 1;
      String name = cell.isEmpty() ? "c" + place : cell;
      Integer earlier = places.putIfAbsent(name, place);
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
