package hebb.data.schema;

import hebb.dataset.InputSpec;
import java.util.Arrays;
import java.util.List;

/// Encoded rows with inputs whose length varies, as they are kept: of such an input its length and
/// as many values as that says, without the zeros behind them. Their lengths are known even where
/// the rows take too much memory to be kept. Filled by one thread, then read by any number.
final class PackedRows {
  private final List<InputSpec> inputs;
  private final int width;
  private final int most;
  private final int[] starts;
  private final int[] lengths;
  private float[] numbers = new float[0];
  private boolean whole = true;
  private int rows;

  /// For so many rows, of which at most so many numbers are kept.
  PackedRows(List<InputSpec> inputs, int rows, int most) {
    this.inputs = inputs;
    this.width = InputSpec.size(inputs);
    this.most = most;
    this.starts = new int[rows + 1];
    this.lengths = new int[rows];
  }

  /// Takes the next rows from dense ones.
  void add(float[] dense, int count) {
    for (int r = 0; r < count; r++) {
      int start = starts[rows];
      long end = (long) start + packed(dense, r * width);
      if (end > most) {
        whole = false;
        numbers = new float[0];
      }
      if (whole) {
        if (end > numbers.length) {
          numbers = Arrays.copyOf(numbers, (int) Math.min(most, end + end / 2));
        }
        starts[rows + 1] = (int) end;
        pack(dense, r * width, start);
      }
      rows++;
    }
  }

  /// How many numbers are kept of a dense row; notes its length, that of its longest input.
  private int packed(float[] dense, int from) {
    int size = 0;
    int at = from;
    for (int i = 0; i < inputs.size(); i++) {
      InputSpec input = inputs.get(i);
      size += kept(input, dense[at]);
      if (input.varies()) {
        lengths[rows] = Math.max(lengths[rows], (int) dense[at]);
      }
      at += input.size();
    }
    return size;
  }

  /// How many numbers of an input are kept, of which the first is given: its length if it varies.
  private static int kept(InputSpec input, float first) {
    return input.varies()
        ? 1 + ((int) first) * (input.row().size() / input.row().dim(0))
        : input.size();
  }

  private void pack(float[] dense, int from, int to) {
    int at = from;
    int into = to;
    for (int i = 0; i < inputs.size(); i++) {
      int size = kept(inputs.get(i), dense[at]);
      System.arraycopy(dense, at, numbers, into, size);
      at += inputs.get(i).size();
      into += size;
    }
  }

  /// Whether the rows are kept.
  boolean isWhole() {
    return whole;
  }

  /// How long a row is.
  int length(int row) {
    return lengths[row];
  }

  /// Writes a row, dense.
  void read(int row, float[] out, int to) {
    int at = starts[row];
    int into = to;
    for (int i = 0; i < inputs.size(); i++) {
      InputSpec input = inputs.get(i);
      int size = kept(input, numbers[at]);
      System.arraycopy(numbers, at, out, into, size);
      Arrays.fill(out, into + size, into + input.size(), 0);
      at += size;
      into += input.size();
    }
  }
}
