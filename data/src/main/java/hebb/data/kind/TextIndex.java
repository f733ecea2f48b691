package hebb.data.kind;

import hebb.data.table.Cell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds a text among known ones: the same text, else the one that is the same number, where
/// exactly one is (`2` for `2.0`).
public final class TextIndex {
  private static final int SEVERAL = -2;

  private final Map<String, Integer> places = new HashMap<>();
  private final Map<Double, Integer> numbers = new HashMap<>();

  /// An index of texts that differ.
  public TextIndex(List<String> texts) {
    for (String text : texts) {
      int place = places.size();
      places.put(text, place);
      double number = number(text);
      if (Double.isFinite(number)) {
        numbers.merge(number, place, (earlier, later) -> SEVERAL);
      }
    }
  }

  private static double number(String text) {
    double number = Cell.number(text);
    return number == 0 ? 0.0 : number;
  }

  /// The place of a text; -1 if it is not there.
  public int find(String text) {
    Integer place = places.get(text);
    return place != null ? place : find(number(text));
  }

  /// The place of the one text that is a number; -1 if there is none or more than one.
  public int find(double number) {
    Integer place = Double.isFinite(number) ? numbers.get(number == 0 ? 0.0 : number) : null;
    return place == null || place == SEVERAL ? -1 : place;
  }

  /// How many texts there are.
  public int size() {
    return places.size();
  }
}
