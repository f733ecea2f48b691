package hebb.data.schema;

import hebb.data.DataException;
import hebb.data.image.ImageFiles;
import hebb.data.image.ImageHeader;
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

  /// Notes them, or refuses them all; and notes which others are brought to the size of training.
  void look(Schema schema, Unseen unseen) {
    if (unseen.refuses()) {
      refuse();
    }
    unseen.note(notes());
    for (Column column : schema.features()) {
      if (column.kind().equals(Image.NAME)) {
        unseen.note(resized(column));
      }
    }
  }

  private List<String> resized(Column column) {
    ImageSize size = ImageSize.of(column.format(), List.of());
    Cells cells = table.cells(column.name());
    List<String> names =
        IntStream.range(0, cells.size())
            .filter(row -> !cells.isMissing(row) && !wrong.containsKey(row))
            .mapToObj(cells::text)
            .toList();
    List<ImageHeader> others =
        ImageFiles.headers(table.folder(), names).stream()
            .filter(
                image -> image.shownHeight() != size.height() || image.shownWidth() != size.width())
            .toList();
    if (others.isEmpty()) {
      return List.of();
    }
    ImageHeader first = others.getFirst();
    return List.of(
        (others.size() == 1 ? "1 image is" : others.size() + " images are")
            + " brought to the size of training, "
            + size
            + ", as one of "
            + first.shownHeight()
            + "x"
            + first.shownWidth()
            + ".");
  }
}
