package hebb.cli.plot;

import hebb.data.kind.ColumnCode;
import hebb.data.kind.Numeric;
import hebb.model.Input;
import hebb.model.Model;
import hebb.model.Prediction;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// The two columns of numbers that a model predicts from.
///
/// @param x what was learned of the first
/// @param y what was learned of the second
record Plane(Numeric.Code x, Numeric.Code y) {
  /// How many standard deviations lie on each side of the mean where no rows are drawn.
  private static final double REACH = 2.5;

  /// The plane of a model; empty if its columns are others than two of numbers.
  static Optional<Plane> of(Model model) {
    if (model.input() instanceof Input.OfTable input) {
      List<ColumnCode> columns = input.encoding().columns();
      if (columns.size() == 2
          && columns.get(0) instanceof Numeric.Code x
          && columns.get(1) instanceof Numeric.Code y) {
        return Optional.of(new Plane(x, y));
      }
    }
    return Optional.empty();
  }

  /// What a model says of a place.
  Prediction predict(Model model, double across, double up) {
    var row = new HashMap<String, Double>(4);
    row.put(x.column(), across);
    row.put(y.column(), up);
    return model.predict(row);
  }

  /// The usual range of a column.
  static Scale range(Numeric.Code column) {
    return new Scale(column.mean() - REACH * column.std(), column.mean() + REACH * column.std());
  }
}
