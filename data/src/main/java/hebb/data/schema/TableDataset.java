package hebb.data.schema;

import hebb.data.table.Cells;
import hebb.data.table.Table;
import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Encoded rows of a table, with targets `[targets]`, each the index of a class or a standardised
/// number. Encoded once and kept, if that takes at most a quarter of the heap, else each time they
/// are read; so are images, whose levels the table's [folder][hebb.data.table.Folder] keeps. What
/// varies in length is kept without the zeros behind it.
public final class TableDataset implements Dataset {
  private static final int LOOKED = 1 << 20;

  private final Encoder encoder;
  private final String source;
  private final Cells[] cells;
  private final int[] rows;
  private final int width;
  private final float[] targets;
  private final float[] kept;
  private final @Nullable PackedRows packed;

  private TableDataset(Encoder encoder, Table table, int[] rows, Unseen unseen) {
    this.encoder = encoder.in(table.folder());
    this.source = table.name();
    this.rows = rows.clone();
    this.width = encoder.targets().size();
    this.targets = new float[Math.multiplyExact(rows.length, width)];
    encoder.encodeTargets(table, rows, targets);
    int most =
        (int) Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 4 / Float.BYTES);
    long size = (long) rows.length * encoder.width();
    boolean images = !encoder.images().isEmpty();
    boolean varies = inputs().stream().anyMatch(InputSpec::varies);
    boolean dense = !images && !varies && size <= most;
    this.kept = new float[dense ? (int) size : 0];
    this.packed = varies ? new PackedRows(inputs(), rows.length, images ? 0 : most) : null;
    Cells[] columns = encoder.cells(table);
    if (dense) {
      this.encoder.encode(source, columns, rows, 0, rows.length, kept, unseen);
    } else {
      look(columns, unseen);
    }
    this.cells = readsAhead() ? columns : new Cells[0];
    unseen.rows(rows.length);
  }

  /// Some rows of a table.
  ///
  /// @throws DataException if a column is not there or a cell does not fit
  public static TableDataset of(Encoder encoder, Table table, int[] rows) {
    return of(encoder, table, rows, new Unseen());
  }

  /// Some rows of a table, of which cells that are not as in training are counted.
  ///
  /// @throws DataException if a column is not there, a target does not fit or a cell is refused
  public static TableDataset of(Encoder encoder, Table table, int[] rows, Unseen unseen) {
    return new TableDataset(encoder, table, rows, unseen);
  }

  /// Goes through the rows in blocks, counts, and keeps them packed where that is worth it.
  private void look(Cells[] columns, Unseen unseen) {
    int most = Math.clamp(LOOKED / encoder.width(), 1, rows.length);
    float[] block = new float[most * encoder.width()];
    for (int from = 0; from < rows.length; from += most) {
      int count = Math.min(most, rows.length - from);
      encoder.encode(source, columns, rows, from, count, block, unseen);
      if (packed != null) {
        packed.add(block, count);
      }
    }
  }

  @Override
  public int rows() {
    return rows.length;
  }

  @Override
  public List<InputSpec> inputs() {
    return encoder.inputs();
  }

  @Override
  public boolean readsAhead() {
    return kept.length == 0 && (packed == null || !packed.isWhole());
  }

  @Override
  public int length(int row) {
    return packed == null ? 0 : packed.length(row);
  }

  @Override
  public Shape targets() {
    return Shape.of(width);
  }

  @Override
  public void read(int[] order, int from, int count, float[] features, float[] targetsOut) {
    int numbers = encoder.width();
    for (int i = 0; i < count; i++) {
      int row = order[from + i];
      for (int t = 0; t < width; t++) {
        targetsOut[i * width + t] = targets[row * width + t];
      }
      if (kept.length > 0) {
        System.arraycopy(kept, row * numbers, features, i * numbers, numbers);
      } else if (packed != null && packed.isWhole()) {
        packed.read(row, features, i * numbers);
      }
    }
    if (readsAhead()) {
      int[] picked = new int[count];
      for (int i = 0; i < count; i++) {
        picked[i] = rows[order[from + i]];
      }
      encoder.encode(source, cells, picked, 0, count, features, new Unseen());
    }
  }
}
