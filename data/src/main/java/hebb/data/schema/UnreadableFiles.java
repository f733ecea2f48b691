package hebb.data.schema;

import hebb.data.DataException;
import hebb.data.kind.Column;
import hebb.data.kind.Kinds;
import hebb.data.table.Cells;
import hebb.data.table.DecodedFiles;
import hebb.data.table.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The rows of a table whose images or sounds cannot be read.
///
/// @param wrong by row, from 0, what is wrong with which file
record UnreadableFiles(Table table, SortedMap<Integer, Wrong> wrong) {
  private static final int SHOWN = 10;

  /// A file of a column of a kind and what is wrong with it, as in `is cut off`.
  record Wrong(String kind, String file, String why) {
    @Override
    public String toString() {
      return file + " " + why;
    }
  }

  /// Reads all files that a table names, whose columns are as in the schema; once, where they are
  /// kept.
  static UnreadableFiles of(Table table, Schema schema) {
    SortedMap<Integer, Wrong> wrong = new TreeMap<>();
    each(
        table,
        schema,
        (column, files) -> {
          Cells cells = table.cells(column.name());
          unreadable(table, column, cells, files)
              .forEach(
                  (row, why) ->
                      wrong.putIfAbsent(row, new Wrong(column.kind(), cells.text(row), why)));
        });
    return new UnreadableFiles(table, wrong);
  }

  /// Goes through the columns whose cells name files.
  private static void each(Table table, Schema schema, BiConsumer<Column, DecodedFiles> look) {
    for (Column column : schema.features()) {
      Kinds.feature(column.kind())
          .files(table.folder(), column.format())
          .ifPresent(files -> look.accept(column, files));
    }
  }

  private static Map<Integer, String> unreadable(
      Table table, Column column, Cells cells, DecodedFiles files) {
    List<@Nullable String> names =
        IntStream.range(0, cells.size())
            .<@Nullable String>mapToObj(row -> cells.isMissing(row) ? null : cells.text(row))
            .toList();
    return table
        .folder()
        .found(
            "unreadable " + column.name() + " " + column.format(), () -> files.unreadable(names));
  }

  int[] without(int[] rows) {
    int[] readable = IntStream.of(rows).filter(row -> !wrong.containsKey(row)).toArray();
    if (readable.length == 0) {
      Path folder = table.folder().path();
      throw new DataException(
          table.name()
              + ": expected "
              + kinds()
              + "s that can be read"
              + (folder.toString().isEmpty() ? "" : " in " + folder.toAbsolutePath().normalize())
              + ", got none: "
              + list()
              + ". Give other files.");
    }
    return readable;
  }

  List<String> notes() {
    if (wrong.isEmpty()) {
      return List.of();
    }
    return List.of(
        (wrong.size() == 1
                ? "1 row whose " + kinds() + " cannot be read is left out: "
                : wrong.size() + " rows whose " + kinds() + "s cannot be read are left out: ")
            + list()
            + ".");
  }

  void refuse() {
    if (!wrong.isEmpty()) {
      throw new DataException(
          table.name()
              + ": expected "
              + kinds()
              + "s that can all be read, got "
              + wrong.size()
              + " that cannot: "
              + list()
              + ". Correct or remove them, or leave --strict out.");
    }
  }

  /// What cannot be read: `image`, `sound`, or `image or sound`.
  private String kinds() {
    return wrong.values().stream().map(Wrong::kind).distinct().collect(Collectors.joining(" or "));
  }

  private String list() {
    List<String> files = wrong.values().stream().map(Wrong::toString).distinct().toList();
    var shown = new ArrayList<>(files.subList(0, Math.min(SHOWN, files.size())));
    if (files.size() > SHOWN) {
      shown.add("and " + (files.size() - SHOWN) + " more");
    }
    return String.join(", ", shown);
  }

  /// Notes them, or refuses them all; and notes which others are brought to what training had.
  void look(Schema schema, Unseen unseen) {
    if (unseen.refuses()) {
      refuse();
    }
    unseen.note(notes());
    each(
        table,
        schema,
        (column, files) -> {
          Cells cells = table.cells(column.name());
          unseen.note(
              files.notes(
                  IntStream.range(0, cells.size())
                      .filter(row -> !cells.isMissing(row) && !wrong.containsKey(row))
                      .mapToObj(cells::text)
                      .toList()));
        });
  }
}
