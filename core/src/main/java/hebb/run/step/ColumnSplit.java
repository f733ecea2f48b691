package hebb.run.step;

import java.util.Arrays;
import java.util.List;

/// The products of a [FusedMatMul] cut by columns instead of rows: by rows, every thread would read
/// all of B for its few rows.
public final class ColumnSplit implements Step {
  private static final int TIMES_ROWS = 3;

  private final FusedMatMul.Factor[] factors;
  private final int cols;
  private final int together;

  ColumnSplit(FusedMatMul.Factor[] factors) {
    this.factors = factors;
    cols = factors[0].shape().n();
    together = factors[0].product().columnsTogether();
  }

  /// Whether products of so many rows can be cut by columns, all at the same ones and with results
  /// in memory that threads share, and are worth a second step for the loop: where B is much larger
  /// than A.
  static boolean pays(int rows, FusedMatMul.Factor... factors) {
    return factors.length > 0
        && pays(rows, factors[0].shape().n())
        && factors[0].product().columnsTogether() > 0
        && Arrays.stream(factors)
            .allMatch(
                f ->
                    f.c().buffer() >= 0
                        && f.shape().n() == factors[0].shape().n()
                        && f.product().columnsTogether() == factors[0].product().columnsTogether());
  }

  /// The products, all of as many columns.
  public List<FusedMatMul.Factor> factors() {
    return List.of(factors);
  }

  /// How many columns a part has, but for the last.
  public int together() {
    return together;
  }

  /// Whether the results of a product have a shape that is cut by columns.
  public static boolean pays(int rows, int cols) {
    return cols >= TIMES_ROWS * rows;
  }

  @Override
  public int parts() {
    return (cols + together - 1) / together;
  }

  @Override
  public int piece() {
    return 2;
  }

  @Override
  public long work() {
    return FusedMatMul.work(factors);
  }

  @Override
  public int scratch() {
    return FusedMatMul.scratch(factors);
  }

  @Override
  public void run(Memory memory, Scratch scratch, int from, int to) {
    for (FusedMatMul.Factor f : factors) {
      f.product()
          .columns(
              scratch.floats,
              from * together,
              Math.min(cols, to * together),
              memory.buffers[f.a().buffer()],
              memory.at(f.a()),
              memory.buffers[f.b().buffer()],
              memory.at(f.b()),
              memory.buffers[f.c().buffer()],
              memory.at(f.c()));
    }
  }

  @Override
  public String describe() {
    return FusedMatMul.describe(factors);
  }
}
