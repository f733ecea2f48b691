package hebb.data.table;

import java.util.Arrays;

/// A column of numbers, kept as doubles in blocks. A missing value is NaN.
public final class Numbers implements Cells {
  private static final int BITS = 12;
  private static final int BLOCK = 1 << BITS;
  private static final int FIRST = 64;

  private double[][] blocks = {new double[FIRST]};
  private int size;
  private int missing;
  private final WordCounts missingWords = new WordCounts();

  Numbers() {}

  /// A column of the given numbers; NaN is a missing value.
  public static Numbers of(double... values) {
    var cells = new Numbers();
    for (double value : values) {
      cells.add(value);
    }
    return cells;
  }

  void add(double value) {
    int block = size >> BITS;
    int at = size & (BLOCK - 1);
    if (block == blocks.length) {
      blocks = Arrays.copyOf(blocks, block + 1);
      blocks[block] = new double[BLOCK];
    } else if (at == blocks[block].length) {
      blocks[block] = Arrays.copyOf(blocks[block], at * 2);
    }
    blocks[block][at] = value;
    size++;
    missing += Double.isNaN(value) ? 1 : 0;
  }

  void addMissing(CharSequence word) {
    if (!word.isEmpty()) {
      missingWords.add(word);
    }
    add(Double.NaN);
  }

  /// The number in a row; NaN where it is missing.
  public double get(int row) {
    return blocks[row >> BITS][row & (BLOCK - 1)];
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean isMissing(int row) {
    return Double.isNaN(get(row));
  }

  @Override
  public int missing() {
    return missing;
  }

  @Override
  public WordCounts missingWords() {
    return missingWords;
  }

  @Override
  public String text(int row) {
    return isMissing(row) ? "" : Cell.text(get(row));
  }
}
