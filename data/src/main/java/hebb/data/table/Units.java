package hebb.data.table;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Recognises a line of units between the names of the columns and the rows.
final class Units {
  private static final int FEWEST_ROWS = 3;
  private static final Pattern BRACKETS = Pattern.compile("\\(.*\\)|\\[.*]|\\{.*}|<.*>");
  private static final Set<String> WORDS =
      Set.of(
          ("mm cm dm m km in ft yd mi mg g kg t lb lbs oz ms s sec min h hr hrs d days years "
                  + "yrs ml l dl m2 m3 cm2 cm3 m\u00b2 m\u00b3 km2 km\u00b2 % \u00b0c \u00b0f \u00b0 "
                  + "degc degf deg k pa hpa kpa mpa bar mbar psi hz khz mhz ghz v mv kv a ma w kw mw "
                  + "kwh j kj kcal n nm \u00b5m um m/s km/h mph rpm mg/dl mg/l mmol/l g/l kg/m3 "
                  + "kg/m\u00b2 ppm ppb db usd eur $ \u20ac \u00a3 mmhg bpm bar(a) w/m2 w/m\u00b2")
              .split(" "));

  private Units() {}

  /// The cells of the second record if these are units; else nothing. They are where the records
  /// below have columns of numbers, each of these has a unit or nothing in the second record, at
  /// least one a unit, and nothing else stands there. A unit is in brackets, or is one of the usual
  /// ones in at least two columns.
  static List<String> below(List<List<String>> records) {
    if (records.size() < 2 + FEWEST_ROWS) {
      return List.of();
    }
    List<String> line = records.get(1);
    List<List<String>> rows =
        records.stream()
            .filter(row -> !row.equals(records.getFirst()) && !row.equals(line))
            .toList();
    int bracketed = 0;
    int words = 0;
    for (int column = 0; column < line.size(); column++) {
      String cell = line.get(column);
      if (cell.isEmpty() || cell.equals("-")) {
        continue;
      }
      if (isNumeric(rows, column)) {
        if (BRACKETS.matcher(cell).matches()) {
          bracketed++;
        } else if (WORDS.contains(cell.toLowerCase(Locale.ROOT))) {
          words++;
        } else {
          return List.of();
        }
      } else if (!BRACKETS.matcher(cell).matches()) {
        return List.of();
      }
    }
    return bracketed > 0 || words > 1 ? line : List.of();
  }

  private static boolean isNumeric(List<List<String>> rows, int column) {
    int numbers = 0;
    for (List<String> row : rows) {
      String cell = column < row.size() ? row.get(column) : "";
      if (HeaderEvidence.isNumber(cell)) {
        numbers++;
      } else if (!MissingWords.DEFAULTS.isMissingAmongNumbers(cell)) {
        return false;
      }
    }
    return numbers >= FEWEST_ROWS;
  }
}
