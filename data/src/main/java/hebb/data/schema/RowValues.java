package hebb.data.schema;

import hebb.data.DataException;
import hebb.data.kind.ColumnCode;
import hebb.data.kind.Series;
import hebb.data.kind.ShapedCode;
import java.nio.file.Path;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/// The values of a row that is given by its columns' names, checked by their types: a mistake of
/// the program that gives them, not of its data.
final class RowValues {
  private RowValues() {}

  /// A value as its column takes it: series as `float[steps][channels]`, all others as they are.
  ///
  /// @throws DataException if the column takes no value of that type, or a series has other
  ///   channels
  static @Nullable Object of(ColumnCode code, @Nullable Object value) {
    return switch (value) {
      case float[][] steps -> series(code, steps);
      case double[][] steps -> series(code, narrowed(steps));
      case byte[] file when code instanceof ShapedCode of && of.files().isPresent() -> file;
      case null -> null;
      case Number _, CharSequence _, Boolean _, Character _ -> value;
      case Enum<?> _, Path _, TemporalAccessor _ -> value;
      default -> throw refused(code, value.getClass().getSimpleName());
    };
  }

  private static float[][] series(ColumnCode code, float[][] steps) {
    for (float[] step : steps) {
      if (!(code instanceof Series.Code series) || step.length != series.channels()) {
        throw refused(code, "numbers[" + steps.length + "][" + step.length + "]");
      }
    }
    return steps;
  }

  private static float[][] narrowed(double[][] steps) {
    float[][] narrow = new float[steps.length][];
    for (int t = 0; t < steps.length; t++) {
      narrow[t] = new float[steps[t].length];
      for (int c = 0; c < steps[t].length; c++) {
        narrow[t][c] = (float) steps[t][c];
      }
    }
    return narrow;
  }

  private static DataException refused(ColumnCode code, String got) {
    return new DataException(
        "row, column "
            + DataException.quote(code.column())
            + ": expected "
            + switch (code) {
              case Series.Code series ->
                  "a series as float[steps]["
                      + series.channels()
                      + "], double[steps]["
                      + series.channels()
                      + "] or text";
              case ShapedCode shaped when shaped.files().isPresent() ->
                  "the name of a file, or its bytes as byte[]";
              default -> "a number, a text, a boolean or null";
            }
            + ", got "
            + got
            + ". Convert it.");
  }
}
