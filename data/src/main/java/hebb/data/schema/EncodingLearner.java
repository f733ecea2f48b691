package hebb.data.schema;

import hebb.data.kind.Column;
import hebb.data.kind.ColumnCode;
import hebb.data.kind.Flag;
import hebb.data.kind.Frequencies;
import hebb.data.kind.Sample;
import hebb.data.table.Cell;
import hebb.data.table.Cells;
import hebb.data.table.Numbers;
import hebb.data.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Learns an encoding from the training part of a table.
final class EncodingLearner {
  private static final int MOST_CATEGORIES = 100;

  private final Table table;
  private final int[] rows;

  EncodingLearner(Table table, int[] rows) {
    this.table = table;
    this.rows = rows;
  }

  Encoding learn(Schema schema) {
    List<ColumnCode> columns = new ArrayList<>();
    for (Column column : schema.features()) {
      Cells cells = table.cells(column.name());
      columns.add(
          switch (column.kind()) {
            case NUMERIC -> numeric(column.name(), cells);
            case CATEGORICAL -> categorical(column.name(), cells);
            case BOOLEAN -> yesNo(column.name(), cells);
            case SKIPPED ->
                throw new IllegalArgumentException("column " + column.name() + ": is skipped.");
          });
    }
    return new Encoding(columns, target(schema));
  }

  private ColumnCode numeric(String name, Cells cells) {
    Sample values = sample(cells);
    return new ColumnCode.Numeric(
        name,
        values.mean(),
        values.std(),
        values.median(),
        ColumnCode.Numeric.USUAL,
        values.count() < rows.length);
  }

  private ColumnCode categorical(String name, Cells cells) {
    Frequencies all = Frequencies.of(cells, rows);
    List<String> kinds = all.values();
    List<String> kept = kinds.subList(0, Math.min(MOST_CATEGORIES, kinds.size()));
    return new ColumnCode.Categorical(
        name, kept, kept.size() < kinds.size(), all.total() < rows.length);
  }

  private ColumnCode yesNo(String name, Cells cells) {
    int yes = 0;
    int known = 0;
    for (int row : rows) {
      int value = cells.isMissing(row) ? -1 : Flag.value(cells.text(row));
      yes += value == 1 ? 1 : 0;
      known += value >= 0 ? 1 : 0;
    }
    return new ColumnCode.YesNo(name, known == 0 ? 0.5 : (double) yes / known, known < rows.length);
  }

  private TargetCode target(Schema schema) {
    Cells cells = table.cells(schema.target());
    return switch (schema.task()) {
      case CLASSIFICATION -> new TargetCode.Classes(schema.target(), labels(cells));
      case REGRESSION -> {
        Sample values = sample(cells);
        yield new TargetCode.Quantity(
            schema.target(), values.mean(), values.std() > 0 ? values.std() : 1);
      }
    };
  }

  private List<String> labels(Cells cells) {
    List<String> labels = Frequencies.of(cells, rows).values();
    boolean numbers = labels.stream().allMatch(label -> Double.isFinite(Cell.number(label)));
    Comparator<String> byNumber = Comparator.comparingDouble(Cell::number);
    return labels.stream()
        .sorted(
            numbers ? byNumber.thenComparing(Comparator.naturalOrder()) : Comparator.naturalOrder())
        .toList();
  }

  private Sample sample(Cells cells) {
    double[] values = new double[rows.length];
    int count = 0;
    for (int row : rows) {
      if (!cells.isMissing(row)) {
        values[count++] =
            cells instanceof Numbers numbers ? numbers.get(row) : Cell.number(cells.text(row));
      }
    }
    return Sample.of(values, count);
  }
}
