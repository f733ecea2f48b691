package hebb.data.schema;

import hebb.data.kind.Flag;
import hebb.data.kind.Numeric;
import hebb.data.kind.TextIndex;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Writes the target of a row as a number.
sealed interface TargetEncoder {
  /// What a cell must hold, for messages.
  String expected();

  /// The number for a trimmed text that is not missing; NaN if the target cannot be that.
  double of(String text);

  static TargetEncoder of(TargetCode code) {
    return switch (code) {
      case TargetCode.Classes classes -> new ClassIndex(classes, new TextIndex(classes.labels()));
      case TargetCode.Quantity quantity -> new Scaled(quantity, Numeric.reader(quantity.format()));
    };
  }

  /// The place among the classes.
  record ClassIndex(TargetCode.Classes code, TextIndex index) implements TargetEncoder {
    private static final int SHOWN = 10;

    @Override
    public String expected() {
      List<String> labels = code.labels();
      return "one of the classes "
          + String.join(", ", labels.subList(0, Math.min(SHOWN, labels.size())))
          + (labels.size() > SHOWN ? ", ..." : "");
    }

    @Override
    public double of(String text) {
      int place = index.find(text);
      if (place < 0 && code.yesNo()) {
        place = Flag.value(text);
      }
      return place < 0 ? Double.NaN : place;
    }
  }

  /// The standardised number.
  record Scaled(TargetCode.Quantity code, ToDoubleFunction<String> number)
      implements TargetEncoder {
    @Override
    public String expected() {
      return "a finite number";
    }

    @Override
    public double of(String text) {
      return (number.applyAsDouble(text) - code.mean()) / code.std();
    }
  }
}
