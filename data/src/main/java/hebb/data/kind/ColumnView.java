package hebb.data.kind;

import hebb.data.table.Cells;
import hebb.data.table.Folder;
import hebb.data.table.MissingWords;
import hebb.data.table.Numbers;
import hebb.data.table.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A column as a kind sees it: its name, its cells, and what is counted of them once for all kinds.
public final class ColumnView {
  private static final int MOST_EXAMPLES = 3;

  private final String name;
  private final Cells cells;
  private final MissingWords words;
  private final char delimiter;
  private final boolean rowsInOrderOfTarget;
  private final Folder folder;
  private @Nullable List<Word> distinct;
  private int @Nullable [] firstRows;

  /// A distinct text.
  ///
  /// @param text as it is written
  /// @param count in how many rows
  public record Word(String text, int count) {
    /// As in `'-' (31 cells)`.
    String shown() {
      return "'" + text + "' (" + count + (count == 1 ? " cell)" : " cells)");
    }
  }

  /// A view of a column.
  ///
  /// @param words that say that a cell holds no value
  /// @param delimiter what stands between two cells in the file
  /// @param rowsInOrderOfTarget whether the rows stand one class after the other
  /// @param folder what cells that name files are relative to
  public ColumnView(
      String name,
      Cells cells,
      MissingWords words,
      char delimiter,
      boolean rowsInOrderOfTarget,
      Folder folder) {
    this.folder = folder;
    this.name = name;
    this.cells = cells;
    this.words = words;
    this.delimiter = delimiter;
    this.rowsInOrderOfTarget = rowsInOrderOfTarget;
  }

  /// A view of a column whose kind is decided.
  public static ColumnView of(String name, Cells cells, MissingWords words) {
    return of(name, cells, words, Folder.HERE);
  }

  /// A view of a column whose kind is decided and whose cells may name files in a folder.
  public static ColumnView of(String name, Cells cells, MissingWords words, Folder folder) {
    return new ColumnView(name, cells, words, ',', false, folder);
  }

  /// What cells that name files are relative to.
  public Folder folder() {
    return folder;
  }

  /// The column's name.
  public String name() {
    return name;
  }

  /// Its cells.
  public Cells cells() {
    return cells;
  }

  /// The words for missing.
  public MissingWords words() {
    return words;
  }

  /// What stands between two cells in the file.
  public char delimiter() {
    return delimiter;
  }

  /// Whether the rows stand one class after the other.
  public boolean rowsInOrderOfTarget() {
    return rowsInOrderOfTarget;
  }

  /// How many rows have a value.
  public int known() {
    return cells.size() - cells.missing();
  }

  /// The distinct texts of a column of texts with their counts, in the order in which they first
  /// appear.
  public List<Word> distinct(Texts texts) {
    List<Word> found = distinct;
    if (found == null) {
      int[] counts = new int[texts.dictionary().size()];
      for (int row = 0; row < texts.size(); row++) {
        if (!texts.isMissing(row)) {
          counts[texts.code(row)]++;
        }
      }
      Word[] list = new Word[counts.length];
      for (int code = 0; code < counts.length; code++) {
        list[code] = new Word(texts.dictionary().get(code), counts[code]);
      }
      found = List.of(list);
      distinct = found;
    }
    return found;
  }

  /// Says that words count as missing.
  ///
  /// @param shown as [#missingShown] gives them
  public static String missingNote(String shown) {
    return "counts " + shown + " as missing; --missing none takes such words as values";
  }

  /// The words that count as missing in a column of numbers, dates or the like, as in `'-' (31
  /// cells), 'NA' (2 cells)`.
  public String missingShown() {
    Stream<Word> anywhere =
        cells.missingWords().counts().entrySet().stream()
            .map(word -> new Word(word.getKey(), word.getValue()));
    Stream<Word> here =
        cells instanceof Texts texts
            ? distinct(texts).stream().filter(word -> words.isMissingAmongNumbers(word.text()))
            : Stream.empty();
    return Stream.concat(here, anywhere).map(Word::shown).collect(Collectors.joining(", "));
  }

  /// A number for each row, NaN where it has no value; each distinct text is looked at once.
  static double[] numbers(Cells cells, ToDoubleFunction<String> ofText, DoubleUnaryOperator of) {
    double[] byCode =
        cells instanceof Texts texts
            ? texts.dictionary().parallelStream().mapToDouble(ofText).toArray()
            : new double[0];
    double[] numbers = new double[cells.size()];
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] =
          cells.isMissing(row)
              ? Double.NaN
              : switch (cells) {
                case Texts texts -> byCode[texts.code(row)];
                case Numbers known -> of.applyAsDouble(known.get(row));
              };
    }
    return numbers;
  }

  /// The cells of a column of texts that do not fit.
  ///
  /// @param fits for each distinct text
  public Evidence.Odd odd(Texts texts, Predicate<String> fits) {
    int cells = 0;
    var examples = new ArrayList<String>();
    for (Word word : distinct(texts)) {
      if (!fits.test(word.text())) {
        cells += word.count();
        if (examples.size() < MOST_EXAMPLES) {
          examples.add(word.text());
        }
      }
    }
    return cells == 0
        ? Evidence.Odd.NONE
        : new Evidence.Odd(cells, examples, firstRow(texts, examples.getFirst()));
  }

  /// The first row with a text, from 1.
  public int firstRow(Texts texts, String text) {
    int[] rows = firstRows;
    if (rows == null) {
      rows = new int[texts.dictionary().size()];
      for (int row = texts.size() - 1; row >= 0; row--) {
        if (!texts.isMissing(row)) {
          rows[texts.code(row)] = row + 1;
        }
      }
      firstRows = rows;
    }
    int code = texts.dictionary().indexOf(text);
    return code < 0 ? 0 : rows[code];
  }
}
