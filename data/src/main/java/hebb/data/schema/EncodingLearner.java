package hebb.data.schema;

import hebb.data.DataException;
import hebb.data.Statistics;
import hebb.data.Task;
import hebb.data.kind.Column;
import hebb.data.kind.ColumnCode;
import hebb.data.kind.ColumnView;
import hebb.data.kind.Flag;
import hebb.data.kind.Frequencies;
import hebb.data.kind.Kinds;
import hebb.data.kind.Numeric;
import hebb.data.table.Cell;
import hebb.data.table.Cells;
import hebb.data.table.MissingWords;
import hebb.data.table.Steps;
import hebb.data.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Learns an encoding from the training part of a table.
final class EncodingLearner {
  private final Table table;
  private final MissingWords words;
  private final int[] rows;

  EncodingLearner(Table table, int[] rows) {
    this.table = table;
    this.words = table.options().missing();
    this.rows = rows;
  }

  Encoding learn(Schema schema) {
    List<ColumnCode> columns = new ArrayList<>();
    Map<String, List<List<String>>> steps = new LinkedHashMap<>();
    for (Column column : schema.features()) {
      ColumnView view =
          ColumnView.of(column.name(), table.cells(column.name()), words, table.folder());
      if (table.find(column.name()).isEmpty()) {
        Steps.of(table.columns(), column.name())
            .ifPresent(of -> steps.put(column.name(), of.names(table.columns())));
      }
      columns.add(Kinds.feature(column.kind()).learn(view, column.format(), rows));
    }
    return new Encoding(
        columns,
        schema.targetColumns().stream().map(column -> target(column, schema.task())).toList(),
        words.said(),
        steps);
  }

  private TargetCode target(Column target, Task task) {
    Cells cells = table.cells(target.name());
    return switch (task) {
      case AUTOENCODER, FORECAST, LANGUAGE, TRANSLATE ->
          throw new IllegalStateException(
              "target: an autoencoder and a language have none, a forecast and a translation take"
                  + " their own.");
      case CLASSIFICATION ->
          target.kind().equals("boolean")
              ? new TargetCode.Classes(target.name(), spellings(cells), true)
              : new TargetCode.Classes(target.name(), several(target, labels(cells)), false);
      case REGRESSION -> {
        double[] values = Numeric.values(cells, target.format());
        double[] picked = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
          picked[i] = values[rows[i]];
        }
        Statistics statistics = Statistics.of(picked, picked.length);
        yield new TargetCode.Quantity(
            target.name(),
            target.format(),
            statistics.mean(),
            statistics.std() > 0 ? statistics.std() : 1);
      }
    };
  }

  /// Rows that were left out may have been all of a class.
  private List<String> several(Column target, List<String> labels) {
    if (labels.size() < 2) {
      throw new DataException(
          table.name()
              + ", column "
              + DataException.quote(target.name())
              + ": expected at least 2 classes in rows that can be read, got "
              + labels
              + ". Give more rows.");
    }
    return labels;
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

  /// The most frequent spelling of no, then that of yes.
  private List<String> spellings(Cells cells) {
    List<String> values = Frequencies.of(cells, rows).values();
    return List.of(spelling(values, 0), spelling(values, 1));
  }

  private static String spelling(List<String> values, int flag) {
    return values.stream()
        .filter(value -> Flag.value(value) == flag)
        .findFirst()
        .orElse(flag == 1 ? "yes" : "no");
  }
}
