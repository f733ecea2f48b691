package hebb.data.schema;

import hebb.data.DataException;
import hebb.data.Names;
import hebb.data.kind.ColumnCode;
import hebb.data.kind.FeatureEncoder;
import hebb.data.table.Cell;
import hebb.data.table.Cells;
import hebb.data.table.Numbers;
import hebb.data.table.ReadOptions;
import hebb.data.table.Span;
import hebb.data.table.Table;
import hebb.data.table.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns rows into numbers for a network, and targets too, as it was learned from the training
/// part. Columns are found by name; others that a table has are passed over. Immutable and safe to
/// share among threads.
public final class Encoder {
  private static final int BLOCK = 128;

  private final Encoding encoding;
  private final FeatureEncoder[] encoders;
  private final int[] offsets;
  private final List<Feature> features;
  private final TargetEncoder target;

  /// An encoder of what was learned before.
  public Encoder(Encoding encoding) {
    this.encoding = encoding;
    this.encoders =
        encoding.columns().stream().map(FeatureEncoder::of).toArray(FeatureEncoder[]::new);
    this.offsets = new int[encoders.length];
    var named = new ArrayList<Feature>();
    for (int i = 0; i < encoders.length; i++) {
      String column = encoding.columns().get(i).column();
      offsets[i] = named.size();
      encoders[i].names().forEach(name -> named.add(new Feature(name, column)));
    }
    this.features = List.copyOf(named);
    this.target = TargetEncoder.of(encoding.target());
  }

  /// Learns from some rows of a table. Only they are looked at: means, medians, kinds and classes
  /// are theirs.
  ///
  /// @param rows the training part, all with a value of the target
  public static Encoder learn(Table table, Schema schema, int[] rows) {
    return new Encoder(Encoding.learn(table, schema, rows));
  }

  /// What was learned, as data that can be stored.
  public Encoding encoding() {
    return encoding;
  }

  /// The features in the order in which they are written.
  public List<Feature> features() {
    return features;
  }

  /// How many features there are.
  public int width() {
    return features.size();
  }

  /// How the target becomes a number.
  public TargetCode target() {
    return encoding.target();
  }

  /// How to read a file for this encoder: kinds are kept as they are written, and the columns'
  /// names tell a header.
  public ReadOptions readOptions(ReadOptions given) {
    var text = new ArrayList<String>();
    var names = new ArrayList<String>();
    for (ColumnCode code : encoding.columns()) {
      names.add(code.column());
      if (code instanceof ColumnCode.Categorical) {
        text.add(code.column());
      }
    }
    if (target instanceof TargetEncoder.ClassIndex classes && !classes.numbers()) {
      text.add(target().column());
    }
    return given.withText(text).withExpected(names);
  }

  /// Writes the features of some rows of a table: `out` is `[rows, width]`.
  ///
  /// @throws DataException if a column is not there or a cell does not fit its column
  public void encode(Table table, int[] rows, float[] out) {
    encode(table.name(), cells(table), rows, 0, rows.length, out);
  }

  /// Writes the targets of some rows of a table: the index of a class, or a standardised number.
  ///
  /// @throws DataException if the column is not there or a cell is missing or does not fit
  public void encodeTargets(Table table, int[] rows, float[] out) {
    encodeTargets(table.name(), table.cells(target().column()), rows, 0, rows.length, out);
  }

  /// Writes the features of one row given by its columns' names. Values are numbers, texts,
  /// booleans, or null where there is none.
  ///
  /// @throws DataException if a column is not there or a value does not fit its column
  public void encode(Map<String, ? extends @Nullable Object> row, float[] out) {
    Arrays.fill(out, 0, width(), 0f);
    for (int i = 0; i < encoders.length; i++) {
      String column = encoding.columns().get(i).column();
      Object value = row.get(column);
      if (value == null && !row.containsKey(column)) {
        throw new DataException(Names.missing("row", column, row.keySet()));
      }
      boolean fits =
          value instanceof Number number
              ? writeNumber(i, number.doubleValue(), out)
              : writeText(i, value == null ? "" : value.toString(), out, 0);
      if (!fits) {
        throw unfit("row", column, encoders[i].expected(), String.valueOf(value));
      }
    }
  }

  /// The features of one row given by its columns' names.
  ///
  /// @throws DataException if a column is not there or a value does not fit its column
  public float[] encode(Map<String, ? extends @Nullable Object> row) {
    float[] out = new float[width()];
    encode(row, out);
    return out;
  }

  /// An encoder of rows as they stand in a file, found by the columns' names.
  ///
  /// @param source what the file is called in messages
  /// @param columns the file's columns
  /// @throws DataException if a column is not there
  public RowEncoder rowEncoder(String source, List<String> columns) {
    int[] places = new int[encoders.length];
    for (int i = 0; i < places.length; i++) {
      String column = encoding.columns().get(i).column();
      places[i] = columns.indexOf(column);
      if (places[i] < 0) {
        throw new DataException(Names.missing(source, column, columns));
      }
    }
    return new RowEncoder(this, source, places);
  }

  void encodeFields(String source, long row, int[] places, List<String> fields, float[] out) {
    Arrays.fill(out, 0, width(), 0f);
    for (int i = 0; i < encoders.length; i++) {
      String field = fields.get(places[i]);
      if (!writeText(i, field, out, 0)) {
        throw unfit(
            source + ", row " + row,
            encoding.columns().get(i).column(),
            encoders[i].expected(),
            field);
      }
    }
  }

  private boolean writeNumber(int i, double value, float[] out) {
    if (Double.isNaN(value)) {
      encoders[i].missing(out, offsets[i]);
      return true;
    }
    return encoders[i].number(value, out, offsets[i]);
  }

  private boolean writeText(int i, String text, float[] out, int start) {
    String trimmed = Span.trim(text);
    if (Cell.isMissing(trimmed)) {
      encoders[i].missing(out, start + offsets[i]);
      return true;
    }
    return encoders[i].text(trimmed, out, start + offsets[i]);
  }

  /// The cells of the columns that are encoded.
  Cells[] cells(Table table) {
    return encoding.columns().stream()
        .map(code -> table.cells(code.column()))
        .toArray(Cells[]::new);
  }

  /// Writes rows `rows[from]` to `rows[from + count - 1]`, a block of rows at a time, column by
  /// column.
  void encode(String source, Cells[] cells, int[] rows, int from, int count, float[] out) {
    int width = width();
    Arrays.fill(out, 0, count * width, 0f);
    for (int start = 0; start < count; start += BLOCK) {
      int end = Math.min(count, start + BLOCK);
      for (int i = 0; i < cells.length; i++) {
        FeatureEncoder encoder = encoders[i];
        Cells column = cells[i];
        for (int r = start; r < end; r++) {
          int row = rows[from + r];
          int at = r * width + offsets[i];
          if (column.isMissing(row)) {
            encoder.missing(out, at);
          } else if (!write(encoder, column, row, out, at)) {
            throw unfit(
                source + ", row " + (row + 1),
                encoding.columns().get(i).column(),
                encoder.expected(),
                column.text(row));
          }
        }
      }
    }
  }

  private static boolean write(FeatureEncoder encoder, Cells column, int row, float[] out, int at) {
    return switch (column) {
      case Numbers numbers -> encoder.number(numbers.get(row), out, at);
      case Texts texts -> encoder.text(texts.text(row), out, at);
    };
  }

  void encodeTargets(String source, Cells cells, int[] rows, int from, int count, float[] out) {
    for (int r = 0; r < count; r++) {
      int row = rows[from + r];
      double value = cells.isMissing(row) ? Double.NaN : target.of(cells.text(row));
      if (Double.isNaN(value)) {
        String got = cells.isMissing(row) ? "nothing" : cells.text(row);
        throw unfit(source + ", row " + (row + 1), target().column(), target.expected(), got);
      }
      out[r] = (float) value;
    }
  }

  private static DataException unfit(String place, String column, String expected, String got) {
    return new DataException(
        place
            + ", column "
            + DataException.quote(column)
            + ": expected "
            + expected
            + ", got "
            + DataException.quote(got)
            + ". Correct the cell.");
  }
}
