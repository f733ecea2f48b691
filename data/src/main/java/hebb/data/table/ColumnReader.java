package hebb.data.table;

import hebb.data.DataException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One column while a file is read. It takes its cells for numbers until the first that is none. A
/// column that was taken for numbers by then has lost how they were written, and must be read again
/// as text.
final class ColumnReader {
  private @Nullable Numbers numbers;
  private @Nullable Texts texts;
  private @Nullable String beyond;
  private boolean again;

  private ColumnReader(@Nullable Numbers numbers, @Nullable Texts texts) {
    this.numbers = numbers;
    this.texts = texts;
  }

  /// A column that may turn out to be numbers.
  static ColumnReader guessing() {
    return new ColumnReader(new Numbers(), null);
  }

  /// A column that is text in any case.
  static ColumnReader text() {
    return new ColumnReader(null, new Texts());
  }

  /// Takes the next cell.
  void add(Span cell, CsvFile file, String column) {
    if (numbers != null) {
      addNumber(numbers, cell, file, column);
    } else if (texts != null) {
      texts.add(cell);
    }
  }

  private void addNumber(Numbers into, Span cell, CsvFile file, String column) {
    double value = Cell.number(cell);
    if (Double.isFinite(value)) {
      into.add(value);
    } else if (Double.isInfinite(value)) {
      into.add(Double.NaN);
      beyond = beyond == null ? outOfRange(file.place(file.rows() + 1), column, cell) : beyond;
    } else if (Cell.isMissing(cell)) {
      into.add(Double.NaN);
    } else {
      turnToText(into, cell);
    }
  }

  private void turnToText(Numbers read, Span cell) {
    numbers = null;
    if (beyond == null && read.missing() == read.size()) {
      texts = new Texts();
      texts.addMissing(read.size());
      texts.add(cell);
    } else {
      again = true;
    }
  }

  /// Whether the column must be read a second time, as text.
  boolean mustReadAgain() {
    return again;
  }

  /// The cells.
  ///
  /// @throws DataException if a number is infinite or too large
  Cells cells() {
    if (numbers != null && beyond != null) {
      throw new DataException(beyond);
    }
    return numbers != null ? numbers : Objects.requireNonNull(texts);
  }

  /// The sentence for a number that float32 does not hold.
  static String outOfRange(String place, String column, CharSequence cell) {
    return place
        + ", column "
        + DataException.quote(column)
        + ": expected a number up to 3.4e38, got "
        + DataException.quote(cell)
        + ". Correct the cell or leave it empty.";
  }
}
