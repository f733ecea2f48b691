package hebb.data.schema;

import hebb.data.table.Cell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes the target of a row as a number.
sealed interface TargetEncoder {
  /// What a cell must hold, for messages.
  String expected();

  /// The number for a trimmed text that is not missing; NaN if the target cannot be that.
  double of(String text);

  static TargetEncoder of(TargetCode code) {
    return switch (code) {
      case TargetCode.Classes classes -> ClassIndex.of(classes);
      case TargetCode.Quantity quantity -> new Scaled(quantity);
    };
  }

  /// The place among the classes. Classes that are numbers are found by their value, so `1.0` is
  /// `1`.
  record ClassIndex(List<String> labels, boolean numbers, Map<String, Integer> places)
      implements TargetEncoder {
    private static final int SHOWN = 10;

    static ClassIndex of(TargetCode.Classes code) {
      List<String> labels = code.labels();
      boolean numbers =
          labels.stream().allMatch(label -> Double.isFinite(Cell.number(label)))
              && labels.stream().mapToDouble(Cell::number).distinct().count() == labels.size();
      var places = new HashMap<String, Integer>();
      for (String label : labels) {
        places.put(numbers ? Cell.text(Cell.number(label)) : label, places.size());
      }
      return new ClassIndex(labels, numbers, places);
    }

    @Override
    public String expected() {
      return "one of the classes "
          + String.join(", ", labels.subList(0, Math.min(SHOWN, labels.size())))
          + (labels.size() > SHOWN ? ", ..." : "");
    }

    @Override
    public double of(String text) {
      double number = numbers ? Cell.number(text) : Double.NaN;
      Integer place = places.get(Double.isFinite(number) ? Cell.text(number) : text);
      return place == null ? Double.NaN : place;
    }
  }

  /// The standardised number.
  record Scaled(TargetCode.Quantity code) implements TargetEncoder {
    @Override
    public String expected() {
      return "a finite number";
    }

    @Override
    public double of(String text) {
      double value = Cell.number(text);
      return Double.isFinite(value) ? (value - code.mean()) / code.std() : Double.NaN;
    }
  }
}
