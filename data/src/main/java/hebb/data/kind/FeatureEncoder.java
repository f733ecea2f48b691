package hebb.data.kind;

import hebb.data.table.Cell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the features of one column. The places it writes to hold 0 before.
public sealed interface FeatureEncoder {
  /// The names of the features.
  public List<String> names();

  /// What a cell must hold, for messages.
  public String expected();

  /// Writes the features of a number; false if the column cannot hold it.
  public boolean number(double value, float[] out, int at);

  /// Writes the features of a trimmed text that is not missing; false if the column cannot hold it.
  public boolean text(String text, float[] out, int at);

  /// Writes the features of a missing value.
  public void missing(float[] out, int at);

  public static FeatureEncoder of(ColumnCode code) {
    return switch (code) {
      case ColumnCode.Numeric numeric -> new Scaled(numeric);
      case ColumnCode.Categorical categorical -> OneHot.of(categorical);
      case ColumnCode.YesNo yesNo -> new OneOrZero(yesNo);
    };
  }

  /// A standardised number, and perhaps an indicator.
  record Scaled(ColumnCode.Numeric code) implements FeatureEncoder {
    @Override
    public List<String> names() {
      return withIndicator(code.column(), code.indicator());
    }

    @Override
    public String expected() {
      return "a finite number";
    }

    @Override
    public boolean number(double value, float[] out, int at) {
      double z = code.std() == 0 ? 0 : (value - code.mean()) / code.std();
      double distance = Math.min(Math.abs(z), Double.MAX_VALUE);
      out[at] =
          (float)
              (distance <= code.far()
                  ? z
                  : Math.copySign(code.far() + StrictMath.log(distance - code.far() + 1), z));
      return Double.isFinite(value);
    }

    @Override
    public boolean text(String text, float[] out, int at) {
      return number(Cell.number(text), out, at);
    }

    @Override
    public void missing(float[] out, int at) {
      number(code.median(), out, at);
      if (code.indicator()) {
        out[at + 1] = 1;
      }
    }
  }

  /// One place for each kind.
  record OneHot(ColumnCode.Categorical code, Map<String, Integer> places)
      implements FeatureEncoder {
    static OneHot of(ColumnCode.Categorical code) {
      var places = new HashMap<String, Integer>();
      for (String category : code.categories()) {
        places.put(category, places.size());
      }
      return new OneHot(code, places);
    }

    @Override
    public List<String> names() {
      var names = new ArrayList<String>();
      code.categories().forEach(category -> names.add(code.column() + "=" + category));
      if (code.other()) {
        names.add(code.column() + " is other");
      }
      if (code.missing()) {
        names.add(code.column() + " is missing");
      }
      return names;
    }

    @Override
    public String expected() {
      return "a text";
    }

    @Override
    public boolean number(double value, float[] out, int at) {
      return write(places.get(Cell.text(value)), out, at);
    }

    @Override
    public boolean text(String text, float[] out, int at) {
      Integer place = places.get(text);
      double number = place == null ? Cell.number(text) : Double.NaN;
      return write(Double.isFinite(number) ? places.get(Cell.text(number)) : place, out, at);
    }

    private boolean write(@Nullable Integer place, float[] out, int at) {
      if (place != null) {
        out[at + place] = 1;
      } else if (code.other()) {
        out[at + places.size()] = 1;
      }
      return true;
    }

    @Override
    public void missing(float[] out, int at) {
      if (code.missing()) {
        out[at + places.size() + (code.other() ? 1 : 0)] = 1;
      }
    }
  }

  /// 1 or 0, and perhaps an indicator.
  record OneOrZero(ColumnCode.YesNo code) implements FeatureEncoder {
    @Override
    public List<String> names() {
      return withIndicator(code.column(), code.indicator());
    }

    @Override
    public String expected() {
      return "yes or no, true or false";
    }

    @Override
    public boolean number(double value, float[] out, int at) {
      out[at] = (float) value;
      return value == 0 || value == 1;
    }

    @Override
    public boolean text(String text, float[] out, int at) {
      int value = Flag.value(text);
      out[at] = value;
      return value >= 0;
    }

    @Override
    public void missing(float[] out, int at) {
      out[at] = (float) code.share();
      if (code.indicator()) {
        out[at + 1] = 1;
      }
    }
  }

  private static List<String> withIndicator(String column, boolean indicator) {
    return indicator ? List.of(column, column + " is missing") : List.of(column);
  }
}
