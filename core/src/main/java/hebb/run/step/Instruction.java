package hebb.run.step;

import hebb.graph.Binary;
import hebb.graph.RandomKey;
import hebb.graph.Reduction;
import hebb.graph.Unary;
import hebb.kernel.Kernels;
import java.util.Arrays;
import java.util.Locale;

/// What a [FusedElementwise] does with one block. `wide` instructions work on all elements of a
/// block, the others on one element for each of its rows.
public sealed interface Instruction {
  /// Works on the block that `at` stands at.
  void run(Memory memory, Scratch at);

  /// Prepares for a part.
  default void begin(Memory memory, Scratch at) {}

  /// Ends a part.
  default void end(Memory memory, Scratch at) {}

  /// Whether it joins the rows of a part to one result, which then depends on how parts are cut.
  default boolean sums() {
    return false;
  }

  /// An estimate of the work on one element, in elementary operations.
  default int work() {
    return 1;
  }

  /// The number of the buffer it writes to.
  int buffer();

  /// Its name, for people.
  String name();

  /// An instruction whose result goes to an operand.
  sealed interface Writing extends Instruction {
    /// Where the result goes.
    Operand to();

    @Override
    default int buffer() {
      return to().buffer();
    }
  }

  /// `to = f(a)`.
  record Map(Unary function, Operand to, Operand a, boolean wide) implements Writing {
    @Override
    public void run(Memory memory, Scratch at) {
      memory.kernels.unary(
          function,
          a.array(memory, at),
          a.at(memory, at),
          to.array(memory, at),
          to.at(memory, at),
          at.count(wide));
    }

    @Override
    public int work() {
      return function.isCostly() ? 8 : 1;
    }

    @Override
    public String name() {
      return lower(function);
    }
  }

  /// `to = f(a, b)`.
  record Zip(Binary function, Operand to, Operand a, Operand b, boolean wide) implements Writing {
    @Override
    public void run(Memory memory, Scratch at) {
      memory.kernels.binary(
          function,
          a.array(memory, at),
          a.at(memory, at),
          b.array(memory, at),
          b.at(memory, at),
          to.array(memory, at),
          to.at(memory, at),
          at.count(wide));
    }

    @Override
    public String name() {
      return lower(function);
    }
  }

  /// `to = f(a, b)` with one number `b`.
  record ZipRight(Binary function, Operand to, Operand a, Scalar b, boolean wide)
      implements Writing {
    @Override
    public void run(Memory memory, Scratch at) {
      memory.kernels.binary(
          function,
          a.array(memory, at),
          a.at(memory, at),
          b.of(memory),
          to.array(memory, at),
          to.at(memory, at),
          at.count(wide));
    }

    @Override
    public String name() {
      return lower(function);
    }
  }

  /// `to = f(a, b)` with one number `a`.
  record ZipLeft(Binary function, Operand to, Scalar a, Operand b, boolean wide)
      implements Writing {
    @Override
    public void run(Memory memory, Scratch at) {
      memory.kernels.binary(
          function,
          a.of(memory),
          b.array(memory, at),
          b.at(memory, at),
          to.array(memory, at),
          to.at(memory, at),
          at.count(wide));
    }

    @Override
    public String name() {
      return lower(function);
    }
  }

  /// `to = flush(a s + b t)`.
  record Mix(Operand to, Operand a, Scalar s, Operand b, Scalar t, float least, boolean wide)
      implements Writing {
    @Override
    public void run(Memory memory, Scratch at) {
      memory.kernels.mix(
          a.array(memory, at),
          a.at(memory, at),
          s.of(memory),
          b.array(memory, at),
          b.at(memory, at),
          t.of(memory),
          least,
          to.array(memory, at),
          to.at(memory, at),
          at.count(wide));
    }

    @Override
    public String name() {
      return "mix";
    }
  }

  /// `to = flush(a s + max(|b|, floor)^2 t)`.
  record MixSquare(
      Operand to, Operand a, Scalar s, Operand b, Scalar floor, Scalar t, float least, boolean wide)
      implements Writing {
    @Override
    public void run(Memory memory, Scratch at) {
      memory.kernels.mixSquare(
          a.array(memory, at),
          a.at(memory, at),
          s.of(memory),
          b.array(memory, at),
          b.at(memory, at),
          floor.of(memory),
          t.of(memory),
          least,
          to.array(memory, at),
          to.at(memory, at),
          at.count(wide));
    }

    @Override
    public String name() {
      return "mix_square";
    }
  }

  /// `to = w r - (a s) / (sqrt(b t) + epsilon)`.
  record Adapt(
      Operand to,
      Operand w,
      Scalar r,
      Operand a,
      Scalar s,
      Operand b,
      Scalar t,
      Scalar epsilon,
      boolean wide)
      implements Writing {
    @Override
    public void run(Memory memory, Scratch at) {
      memory.kernels.adapt(
          w.array(memory, at),
          w.at(memory, at),
          r.of(memory),
          a.array(memory, at),
          a.at(memory, at),
          s.of(memory),
          b.array(memory, at),
          b.at(memory, at),
          t.of(memory),
          epsilon.of(memory),
          to.array(memory, at),
          to.at(memory, at),
          at.count(wide));
    }

    @Override
    public String name() {
      return "adapt";
    }
  }

  /// `mix`, `square` and `adapt` in place, by [Kernels#mixAndAdapt]: the two running means and the
  /// step by them.
  record MixAndAdapt(Mix mix, MixSquare square, Adapt adapt) implements Writing {
    @Override
    public Operand to() {
      return adapt.to;
    }

    @Override
    public void run(Memory memory, Scratch at) {
      memory.kernels.mixAndAdapt(
          mix.to.array(memory, at),
          mix.to.at(memory, at),
          mix.s.of(memory),
          mix.t.of(memory),
          square.to.array(memory, at),
          square.to.at(memory, at),
          square.s.of(memory),
          square.floor.of(memory),
          square.t.of(memory),
          mix.b.array(memory, at),
          mix.b.at(memory, at),
          adapt.to.array(memory, at),
          adapt.to.at(memory, at),
          adapt.r.of(memory),
          adapt.s.of(memory),
          adapt.t.of(memory),
          adapt.epsilon.of(memory),
          at.count(adapt.wide));
    }

    @Override
    public String name() {
      return "mix_and_adapt";
    }
  }

  /// `to = c != 0 ? a : b`.
  record Select(Operand to, Operand c, Operand a, Operand b, boolean wide) implements Writing {
    @Override
    public void run(Memory memory, Scratch at) {
      memory.kernels.select(
          c.array(memory, at),
          c.at(memory, at),
          a.array(memory, at),
          a.at(memory, at),
          b.array(memory, at),
          b.at(memory, at),
          to.array(memory, at),
          to.at(memory, at),
          at.count(wide));
    }

    @Override
    public String name() {
      return "select";
    }
  }

  /// `to = a`.
  record Move(Operand to, Operand a, boolean wide) implements Writing {
    @Override
    public void run(Memory memory, Scratch at) {
      System.arraycopy(
          a.array(memory, at),
          a.at(memory, at),
          to.array(memory, at),
          to.at(memory, at),
          at.count(wide));
    }

    @Override
    public String name() {
      return "move";
    }
  }

  /// An elementwise instruction on one row of the block after another, as operands need whose rows
  /// lie apart.
  record ByRows(Writing inner) implements Writing {
    @Override
    public Operand to() {
      return inner.to();
    }

    @Override
    public void run(Memory memory, Scratch at) {
      int row = at.row;
      int height = at.height;
      at.height = 1;
      for (int line = 0; line < height; line++) {
        at.line = line;
        at.row = row + line;
        inner.run(memory, at);
      }
      at.line = 0;
      at.row = row;
      at.height = height;
    }

    @Override
    public String name() {
      return inner.name() + "_rows";
    }
  }

  /// `to` is a block of rows that lie anywhere.
  record Load(Operand to, StridedRows from, boolean wide) implements Writing {
    @Override
    public void run(Memory memory, Scratch at) {
      from.move(memory, at, to.array(memory, at), to.at(memory, at), wide, true);
    }

    @Override
    public String name() {
      return "load";
    }
  }

  /// A block goes to rows that lie anywhere.
  record Store(StridedRows to, Operand from, boolean wide) implements Instruction {
    @Override
    public void run(Memory memory, Scratch at) {
      to.move(memory, at, from.array(memory, at), from.at(memory, at), wide, false);
    }

    @Override
    public int buffer() {
      return to.place().buffer();
    }

    @Override
    public String name() {
      return "store";
    }
  }

  /// Each row of `to` is filled with the row's element of `a`.
  record Expand(Operand to, Operand a) implements Writing {
    @Override
    public void run(Memory memory, Scratch at) {
      float[] x = a.array(memory, at);
      float[] y = to.array(memory, at);
      int xo = a.at(memory, at);
      int yo = to.at(memory, at);
      for (int r = 0; r < at.height; r++) {
        Arrays.fill(y, yo + r * at.width, yo + (r + 1) * at.width, x[xo + r]);
      }
    }

    @Override
    public String name() {
      return "expand";
    }
  }

  /// Uniform numbers in [0, 1).
  record Random(long key, Operand to, boolean wide) implements Writing {
    @Override
    public void run(Memory memory, Scratch at) {
      long first = wide ? (long) at.row * at.cols + at.col : at.row;
      memory.kernels.uniform(
          RandomKey.at(key, memory.step),
          first,
          to.array(memory, at),
          to.at(memory, at),
          at.count(wide));
    }

    @Override
    public String name() {
      return "random";
    }
  }

  /// One number for each row: the reduction of the row's elements.
  record ReduceRow(Reduction reduction, Operand to, Operand a) implements Writing {
    @Override
    public void run(Memory memory, Scratch at) {
      memory.kernels.reduceRows(
          reduction,
          a.array(memory, at),
          a.at(memory, at),
          at.height,
          at.width,
          to.array(memory, at),
          to.at(memory, at));
    }

    @Override
    public String name() {
      return "row_" + lower(reduction);
    }
  }

  /// Adds the block to 16 running lanes of scratch memory; the part's result goes to its place in
  /// `result`.
  record ReduceAll(Reduction reduction, int lanes, Operand a, boolean wide, Place result)
      implements Instruction {
    @Override
    public void begin(Memory memory, Scratch at) {
      Arrays.fill(at.floats, lanes, lanes + Kernels.LANES, (float) reduction.identity());
    }

    @Override
    public void run(Memory memory, Scratch at) {
      int before = wide ? (at.row - at.first) * at.cols + at.col : at.row - at.first;
      memory.kernels.reduceLanes(
          reduction,
          a.array(memory, at),
          a.at(memory, at),
          at.count(wide),
          before & (Kernels.LANES - 1),
          at.floats,
          lanes);
    }

    @Override
    public void end(Memory memory, Scratch at) {
      memory.buffers[result.buffer()][memory.at(result) + at.part] =
          Kernels.fold(reduction, at.floats, lanes);
    }

    @Override
    public boolean sums() {
      return true;
    }

    @Override
    public int buffer() {
      return result.buffer();
    }

    @Override
    public String name() {
      return "all_" + lower(reduction);
    }
  }

  /// Adds the block's rows to the part's running row in `result`.
  record ReduceColumn(Reduction reduction, Operand a, Place result) implements Instruction {
    @Override
    public void begin(Memory memory, Scratch at) {
      int from = memory.at(result) + at.part * at.cols;
      Arrays.fill(
          memory.buffers[result.buffer()], from, from + at.cols, (float) reduction.identity());
    }

    @Override
    public void run(Memory memory, Scratch at) {
      memory.kernels.reduceColumns(
          reduction,
          a.array(memory, at),
          a.at(memory, at),
          at.height,
          at.width,
          memory.buffers[result.buffer()],
          memory.at(result) + at.part * at.cols + at.col);
    }

    @Override
    public boolean sums() {
      return true;
    }

    @Override
    public int buffer() {
      return result.buffer();
    }

    @Override
    public String name() {
      return "column_" + lower(reduction);
    }
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
