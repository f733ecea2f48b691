package hebb.run.step;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A piece of a program: work over planned memory, cut into parts by its sizes alone, so that the
/// number of threads changes nothing but time.
public sealed interface Step
    permits ArgMax,
        BatchMatMul,
        BlockMatMul,
        ColumnSplit,
        ConvWeights,
        Copy,
        FusedMatMul,
        Gather,
        JoinBlocks,
        MaxPool,
        MaxUnpool,
        PickLargest,
        ReduceAxis,
        ReducePartials,
        Scan,
        ScatterAdd,
        UpdateRows {
  /// Into how many independent parts the work is cut; at least 1.
  int parts();

  /// How many parts a thread had better take at once: fewer cost more, more leave others waiting
  /// for it where processors are not equally fast.
  default int piece() {
    return 1;
  }

  /// An estimate of the whole work, in elementary operations (a fused multiply-add counts as a
  /// quarter).
  long work();

  /// Floats of private memory that a thread needs to run parts.
  int scratch();

  /// Does parts `[from, to)` with the memory of one workspace and the private memory of one thread.
  void run(Memory memory, Scratch scratch, int from, int to);

  /// What so many threads do of it first: all of it, unless [#second] is left.
  default Step first(int threads) {
    return this;
  }

  /// What is left to do when all threads are done with [#first].
  default @Nullable Step second(int threads) {
    return null;
  }

  /// All that [#first] and [#second] may give but itself.
  default List<Step> forms() {
    return List.of();
  }

  /// What it does, in a line.
  String describe();
}
