package hebb.cli.course;

import hebb.cli.plot.Picture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a lesson has found: numbers and words by name, tables by name, and a picture.
public final class Findings {
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
  private @Nullable Supplier<Picture> picture;

  Findings() {}

  /// Adds a number or a word.
  Findings put(String name, Object value) {
    values.put(name, value);
    return this;
  }

  /// Adds a row to a table.
  ///
  /// @param cells column, value, column, value and so on
  Findings row(String table, Object... cells) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < cells.length; i += 2) {
      row.put((String) cells[i], cells[i + 1]);
    }
    tables.computeIfAbsent(table, first -> new ArrayList<>()).add(row);
    return this;
  }

  /// Adds a cell to the last row of a table.
  Findings cell(String table, String column, Object value) {
    table(table).getLast().put(column, value);
    return this;
  }

  /// Says how the picture is drawn.
  Findings drawn(Supplier<Picture> newPicture) {
    picture = newPicture;
    return this;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  Object get(String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  List<Map<String, Object>> table(String name) {
    return Objects.requireNonNull(tables.get(name), name);
  }

  /// Draws the picture.
  public Picture picture() {
    return Objects.requireNonNull(picture).get();
  }

  /// All of it but the picture; tables are lists of objects.
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>(values);
    json.putAll(tables);
    json.replaceAll((name, value) -> finite(value));
    return Collections.unmodifiableMap(json);
  }

  /// A number that JSON does not have as a word.
  private static Object finite(Object value) {
    return switch (value) {
      case Double d when !Double.isFinite(d) -> d.toString();
      case List<?> rows -> rows.stream().map(Findings::finite).toList();
      case Map<?, ?> row -> {
        Map<Object, Object> cells = new LinkedHashMap<>();
        row.forEach((column, cell) -> cells.put(column, finite(cell)));
        yield cells;
      }
      default -> value;
    };
  }
}
