package hebb.data.table;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One column while a file is read. It takes its cells for numbers until the first that is none. A
/// column that was taken for numbers by then has lost how they were written, and must be read again
/// as text; so must one whose numbers look like codes ([Cell#isCode]).
final class ColumnReader {
  private static final int MOST_KEPT = 1000;

  private final MissingWords words;
  private final boolean decimalComma;
  private final boolean given;
  private final Grouping grouping = new Grouping();
  private @Nullable Numbers numbers;
  private @Nullable Texts texts;
  private boolean again;

  private ColumnReader(ReadOptions options, boolean given, boolean asText) {
    this.words = options.missing();
    this.decimalComma = options.decimal() == ReadOptions.Decimal.COMMA;
    this.given = given;
    this.numbers = asText ? null : new Numbers();
    this.texts = asText ? new Texts(words) : null;
  }

  /// A column that may turn out to be numbers.
  static ColumnReader guessing(ReadOptions options) {
    return new ColumnReader(options, false, false);
  }

  /// A column that is text in any case.
  static ColumnReader text(ReadOptions options) {
    return new ColumnReader(options, true, true);
  }

  /// A column whose texts count as long as they are few: it turns to numbers where all cells are
  /// numbers and more than 1,000 of them differ.
  static ColumnReader textWhileFew(ReadOptions options) {
    return new ColumnReader(options, false, true);
  }

  /// Takes the next cell.
  void add(CharSequence cell) {
    if (numbers != null) {
      addNumber(numbers, cell);
    } else if (texts != null) {
      texts.add(cell);
      if (!given && texts.dictionary().size() == MOST_KEPT + 1) {
        turnToNumbers(texts);
      }
    }
  }

  private void addNumber(Numbers into, CharSequence cell) {
    double value = Cell.number(cell);
    if (words.isMissing(value)) {
      into.addMissing(cell);
    } else if (Double.isFinite(value) && !Cell.isCode(cell) && !(decimalComma && hasPoint(cell))) {
      into.add(value);
      grouping.add(cell, value);
    } else if (Double.isNaN(value) && words.isMissing(cell)) {
      into.addMissing(cell);
    } else {
      turnToText(into, cell);
    }
  }

  private static boolean hasPoint(CharSequence cell) {
    for (int i = 0; i < cell.length(); i++) {
      if (cell.charAt(i) == '.') {
        return true;
      }
    }
    return false;
  }

  private void turnToText(Numbers read, CharSequence cell) {
    numbers = null;
    if (read.missing() == read.size()) {
      texts = new Texts(words);
      texts.addMissing(read);
      texts.add(cell);
    } else {
      again = true;
    }
  }

  /// Turns to numbers if all texts so far are plain numbers; else they stay.
  private void turnToNumbers(Texts read) {
    for (String text : read.dictionary()) {
      if (!Double.isFinite(Cell.number(text)) || Cell.isCode(text) || decimalComma) {
        return;
      }
    }
    numbers = new Numbers();
    for (int row = 0; row < read.size(); row++) {
      double value = read.isMissing(row) ? Double.NaN : Cell.number(read.text(row));
      numbers.add(words.isMissing(value) ? Double.NaN : value);
      if (!Double.isNaN(value)) {
        grouping.add(read.text(row), value);
      }
    }
    numbers.missingWords().addAll(read.missingWords());
    texts = null;
  }

  /// Whether the column must be read a second time, as text.
  boolean mustReadAgain() {
    return again;
  }

  /// Whether points in numbers may stand between thousands.
  Grouping grouping() {
    return grouping;
  }

  /// Whether the column surely holds numbers with a decimal comma.
  boolean hasDecimalComma() {
    return texts != null && Grouping.hasDecimalComma(texts.dictionary());
  }

  /// The cells.
  Cells cells() {
    return numbers != null ? numbers : Objects.requireNonNull(texts);
  }
}
