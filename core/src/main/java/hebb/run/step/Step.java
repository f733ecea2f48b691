package hebb.run.step;

/// A piece of a program: work over planned memory, cut into parts by its sizes alone, so that the
/// number of threads changes nothing but time.
public sealed interface Step
    permits ArgMax, Combine, Copy, Gather, ReduceAxis, ScatterAdd, Tile, BatchProduct {
  /// Into how many independent parts the work is cut; at least 1.
  int parts();

  /// An estimate of the whole work, in elementary operations (a fused multiply-add counts as a
  /// quarter).
  long work();

  /// Floats of private memory that a thread needs to run parts.
  int scratch();

  /// Does parts `[from, to)` with the memory of one workspace and the private memory of one thread.
  void run(Memory memory, Scratch scratch, int from, int to);

  /// What it does, in a line.
  String describe();
}
