package hebb.data.schema;

import hebb.data.kind.CellEncoder;
import hebb.data.kind.Fit;
import hebb.data.table.Cells;
import hebb.data.table.Texts;
import org.jspecify.annotations.Nullable;

/// The features of each distinct text of a column, so that texts which come again are read once.
final class CodedColumn {
  private static final int WIDEST = 32;
  private static final int ROWS_A_TEXT = 4;

  private final Texts texts;
  private final int width;
  private final float[] features;
  private final Fit[] fits;

  private CodedColumn(Texts texts, CellEncoder encoder, int width) {
    this.texts = texts;
    this.width = width;
    int distinct = texts.dictionary().size();
    this.features = new float[distinct * width];
    this.fits = new Fit[distinct];
    for (int code = 0; code < distinct; code++) {
      fits[code] = encoder.text(texts.dictionary().get(code), features, code * width);
    }
  }

  /// Null where it would not pay for so many rows: for numbers, many features, or texts that hardly
  /// come again.
  static @Nullable CodedColumn of(Cells cells, CellEncoder encoder, int width, int rows) {
    return cells instanceof Texts texts
            && width <= WIDEST
            && texts.dictionary().size() <= rows / ROWS_A_TEXT
        ? new CodedColumn(texts, encoder, width)
        : null;
  }

  /// Writes the features of a row that has a value.
  Fit write(int row, float[] out, int at) {
    int code = texts.code(row);
    for (int i = 0; i < width; i++) {
      out[at + i] = features[code * width + i];
    }
    return fits[code];
  }
}
