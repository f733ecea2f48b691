package hebb.data.schema;

import hebb.data.DataException;
import hebb.data.image.ImageFiles;
import hebb.data.image.ImageSize;
import hebb.data.kind.Column;
import hebb.data.kind.Image;
import hebb.data.table.Cells;
import hebb.data.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The rows of a table whose images cannot be read.
///
/// @param wrong by row, from 0, what is wrong with which file
record UnreadableImages(Table table, SortedMap<Integer, Wrong> wrong) {
  private static final int SHOWN = 10;

  /// A file and what is wrong with it, as in `is cut off`.
  record Wrong(String column, String file, String why) {
    @Override
    public String toString() {
      return file + " " + why;
    }
  }

  /// Reads all images of a table, whose columns are as in the schema; once, where they are kept.
  static UnreadableImages of(Table table, Schema schema) {
    SortedMap<Integer, Wrong> wrong = new TreeMap<>();
    for (Column column : schema.features()) {
      if (column.kind().equals(Image.NAME)) {
        Cells cells = table.cells(column.name());
        unreadable(table, column, cells)
            .forEach(
                (row, why) ->
                    wrong.putIfAbsent(row, new Wrong(column.name(), cells.text(row), why)));
      }
    }
    return new UnreadableImages(table, wrong);
  }

  private static Map<Integer, String> unreadable(Table table, Column column, Cells cells) {
    ImageFiles files = new ImageFiles(table.folder(), ImageSize.of(column.format(), List.of()));
    List<String> names = IntStream.range(0, cells.size()).mapToObj(cells::text).toList();
    return table
        .folder()
        .found(
            "unreadable " + column.name() + " " + column.format(), () -> files.unreadable(names));
  }

  int[] without(int[] rows) {
    int[] sound = IntStream.of(rows).filter(row -> !wrong.containsKey(row)).toArray();
    if (sound.length == 0) {
      throw new DataException(
          table.name()
              + ": expected images that can be read in "
              + table.folder().path().toAbsolutePath().normalize()
              + ", got none, such as "
              + wrong.get(wrong.firstKey())
              + ". Give other files, or leave the column out with --ignore.");
    }
    return sound;
  }

  List<String> notes() {
    if (wrong.isEmpty()) {
      return List.of();
    }
    return List.of(
        (wrong.size() == 1
                ? "1 row whose image cannot be read is left out: "
                : wrong.size() + " rows whose images cannot be read are left out: ")
            + list()
            + ".");
  }

  void refuse() {
    if (!wrong.isEmpty()) {
      throw new DataException(
          table.name()
              + ": expected images that can all be read, got "
              + wrong.size()
              + " that cannot: "
              + list()
              + ". Correct or remove them, or leave --strict out.");
    }
  }

  private String list() {
    var shown = new ArrayList<String>();
    wrong.values().stream().limit(SHOWN).map(Wrong::toString).forEach(shown::add);
    if (wrong.size() > SHOWN) {
      shown.add("and " + (wrong.size() - SHOWN) + " more");
    }
    return String.join(", ", shown);
  }

  void look(Unseen unseen) {
    wrong.forEach(
        (row, file) ->
            unseen.target(
                table.name(), row + 1L, file.column, "an image that can be read", file.toString()));
    unseen.note(notes());
  }
}
