package hebb.data.table;

import hebb.data.DataException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The words that say that a cell holds no value. Upper and lower case count as equal; an empty
/// cell is always one of them.
///
/// Some words mean that everywhere: those of spreadsheets, R, pandas and SQL. Others, such as `-`
/// or `None`, mean it among numbers or dates only: in a column of texts they may be a value like
/// any other, and stay one.
public final class MissingWords {
  private static final List<String> ALWAYS =
      List.of(
          "NA",
          "N/A",
          "NaN",
          "null",
          "?",
          "<NA>",
          "\\N",
          "#N/A",
          "#N/A N/A",
          "#NA",
          "#DIV/0!",
          "#VALUE!",
          "#REF!",
          "#NAME?",
          "#NUM!",
          "#NULL!",
          "(null)",
          "1.#IND",
          "-1.#IND",
          "1.#QNAN",
          "-1.#QNAN",
          "-nan");
  private static final List<String> AMONG_NUMBERS =
      List.of("-", "--", "\u2013", "\u2014", ".", "..", "None", "nil", "n.a.");

  /// The usual words.
  public static final MissingWords DEFAULTS = new MissingWords(ALWAYS, AMONG_NUMBERS, List.of());

  /// No word: only empty cells are missing.
  public static final MissingWords NONE = new MissingWords(List.of(), List.of(), List.of("none"));

  private final String[][] always;
  private final String[][] amongNumbers;
  private final List<String> said;
  private final double[] numbers;

  private MissingWords(List<String> always, List<String> amongNumbers, List<String> said) {
    this.always = byLength(always);
    this.amongNumbers = byLength(amongNumbers);
    this.said = List.copyOf(said);
    this.numbers =
        always.stream().mapToDouble(Cell::number).filter(number -> !Double.isNaN(number)).toArray();
  }

  private static String[][] byLength(List<String> words) {
    int longest = words.stream().mapToInt(String::length).max().orElse(0);
    String[][] byLength = new String[longest + 1][];
    Arrays.setAll(
        byLength,
        length ->
            words.stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> word.length() == length)
                .distinct()
                .toArray(String[]::new));
    return byLength;
  }

  /// These words and no others, everywhere.
  ///
  /// @throws DataException if one of them is empty, which needs no saying
  public static MissingWords of(List<String> words) {
    if (words.stream().anyMatch(String::isBlank)) {
      throw new DataException(
          "--missing: expected words, got an empty one. Empty cells are missing in any case; say"
              + " --missing none for these alone.");
    }
    return new MissingWords(words, List.of(), words);
  }

  /// The same from how they are [written][#said]: nothing for the usual words, `none` for no word.
  public static MissingWords read(List<String> said) {
    return said.isEmpty() ? DEFAULTS : said.equals(NONE.said) ? NONE : of(said);
  }

  /// As a person would say them with `--missing`; empty for the usual ones.
  public List<String> said() {
    return said;
  }

  /// Whether a trimmed cell holds no value, whatever its column is.
  public boolean isMissing(CharSequence cell) {
    return cell.isEmpty() || isIn(always, cell);
  }

  /// Whether some of the words are numbers.
  public boolean hasNumbers() {
    return numbers.length > 0;
  }

  /// Whether a number stands for no value, as `-999` does where a person says so.
  public boolean isMissing(double number) {
    for (double word : numbers) {
      if (word == number) {
        return true;
      }
    }
    return false;
  }

  /// Whether a trimmed cell holds no value in a column of numbers, dates and the like.
  public boolean isMissingAmongNumbers(CharSequence cell) {
    return isMissing(cell) || isIn(amongNumbers, cell);
  }

  private static boolean isIn(String[][] byLength, CharSequence cell) {
    if (cell.length() < byLength.length) {
      for (String word : byLength[cell.length()]) {
        if (same(cell, word)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean same(CharSequence cell, String lower) {
    for (int i = 0; i < lower.length(); i++) {
      char c = cell.charAt(i);
      if (c != lower.charAt(i) && Character.toLowerCase(c) != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MissingWords words && words.said.equals(said);
  }

  @Override
  public int hashCode() {
    return said.hashCode();
  }

  @Override
  public String toString() {
    return said.isEmpty() ? "auto" : String.join(",", said);
  }
}
