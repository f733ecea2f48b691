package hebb.data.kind;

import hebb.data.table.Cells;
import hebb.data.table.Numbers;
import hebb.data.table.ReadOptions;
import hebb.data.table.Texts;
import java.util.Optional;

/// A column that says nothing: the same value in every row, or none.
final class Constant implements SkippedKind {
  static final Kind KIND = new Constant();

  private Constant() {}

  @Override
  public String name() {
    return "constant";
  }

  @Override
  public Optional<Evidence> evidence(ColumnView column, ReadOptions.Decimal decimal) {
    Cells cells = column.cells();
    if (column.known() == 0) {
      return Optional.of(Evidence.of(this, 1, "no value in any row"));
    }
    return cells.missing() == 0 && isConstant(cells)
        ? Optional.of(Evidence.of(this, 1, "the same value in every row"))
        : Optional.empty();
  }

  private static boolean isConstant(Cells cells) {
    return switch (cells) {
      case Texts texts -> texts.dictionary().size() == 1;
      case Numbers numbers -> {
        int row = 1;
        while (row < numbers.size() && numbers.get(row) == numbers.get(0)) {
          row++;
        }
        yield row == numbers.size();
      }
    };
  }
}
