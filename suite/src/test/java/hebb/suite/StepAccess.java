package hebb.suite;

import hebb.kernel.ConvShape;
import hebb.kernel.Kernels;
import hebb.kernel.MatMulShape;
import hebb.kernel.PoolShape;
import hebb.run.Program;
import hebb.run.step.ArgMax;
import hebb.run.step.BatchMatMul;
import hebb.run.step.BlockMatMul;
import hebb.run.step.ColumnSplit;
import hebb.run.step.ConvWeights;
import hebb.run.step.Copy;
import hebb.run.step.FusedElementwise;
import hebb.run.step.FusedMatMul;
import hebb.run.step.Gather;
import hebb.run.step.Instruction;
import hebb.run.step.JoinBlocks;
import hebb.run.step.MaxPool;
import hebb.run.step.MaxUnpool;
import hebb.run.step.Operand;
import hebb.run.step.PickLargest;
import hebb.run.step.Place;
import hebb.run.step.ReduceAxis;
import hebb.run.step.ReducePartials;
import hebb.run.step.Scalar;
import hebb.run.step.Scan;
import hebb.run.step.ScatterAdd;
import hebb.run.step.Step;
import hebb.run.step.StridedRows;
import hebb.run.step.UpdateRows;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What a step reads and writes, element by element, as another back end would find it: from what
/// steps and instructions say of themselves alone.
final class StepAccess {
  /// The elements of each buffer that are read; below 0, of scratch memory.
  final Map<Integer, BitSet> reads = new TreeMap<>();

  /// The elements of each buffer that are written.
  final Map<Integer, BitSet> writes = new TreeMap<>();

  /// The kinds of steps and instructions that were met.
  final Set<Class<?>> kinds = new HashSet<>();

  private StepAccess() {}

  static StepAccess of(Step step) {
    StepAccess access = new StepAccess();
    access.step(step);
    return access;
  }

  private void step(Step step) {
    kinds.add(step.getClass());
    switch (step) {
      case ArgMax s -> {
        read(s.from(), s.rows() * s.cols());
        write(s.to(), s.rows());
      }
      case BatchMatMul s -> {
        for (int i = 0; i < s.c().count(); i++) {
          operands(s.shape(), s.a().place(i), s.b().place(i));
          matrix(writes, s.c().place(i), s.shape().m(), s.shape().n(), s.shape().rowC());
        }
      }
      case BlockMatMul s -> {
        operands(s.shape(), s.a(), s.b());
        write(s.partials(), s.shape().blocks() * s.shape().m() * s.shape().n());
      }
      case ColumnSplit s -> s.factors().forEach(this::factor);
      case ConvWeights s -> {
        ConvShape shape = s.kernel().shape();
        read(s.x(), shape.pixels());
        read(s.g(), shape.m() * shape.n());
        write(s.blocks(), s.kernel().blocks() * shape.weights());
      }
      case Copy s -> copy(s);
      case FusedMatMul s -> fused(s);
      case Gather s -> {
        read(s.table(), s.size() * s.row());
        read(s.indices(), s.count());
        write(s.to(), s.count() * s.row());
      }
      case JoinBlocks s -> {
        int size = s.blocks() * s.rows() * s.cols();
        read(s.partials(), size);
        write(s.partials(), size);
        matrix(writes, s.to(), s.rows(), s.cols(), s.distance());
      }
      case MaxPool s -> {
        read(s.x(), pixels(s.shape()));
        write(s.to(), windows(s.shape()));
      }
      case MaxUnpool s -> {
        read(s.x(), pixels(s.shape()));
        read(s.largest(), windows(s.shape()));
        read(s.g(), windows(s.shape()));
        write(s.to(), pixels(s.shape()));
      }
      case PickLargest s -> {
        read(s.x(), pixels(s.shape()));
        read(s.values(), pixels(s.shape()));
        write(s.to(), windows(s.shape()));
      }
      case ReduceAxis s -> {
        read(s.from(), s.outer() * s.n() * s.inner());
        write(s.to(), s.outer() * s.inner());
      }
      case ReducePartials s -> {
        read(s.partials(), s.count() * s.cols());
        write(s.result(), s.cols());
      }
      case Scan s -> scan(s);
      case ScatterAdd s -> {
        read(s.indices(), s.count());
        read(s.rows(), s.count() * s.row());
        write(s.to(), s.size() * s.row());
        if (s.bare()) {
          read(s.to(), s.size() * s.row());
        }
      }
      case UpdateRows s -> {
        read(s.indices(), s.count());
        read(s.gradients(), s.loop().rows() * s.loop().cols());
        write(s.gradients(), s.loop().rows() * s.loop().cols());
        for (int row = 0; row < s.loop().rows(); row++) {
          At at = new At();
          at.origin = row;
          at.from = row;
          at.to = row + 1;
          loop(s.loop(), at);
        }
      }
    }
  }

  /// What the bodies read and write, row by row and step by step of time; their working memory is
  /// written and read.
  private void scan(Scan scan) {
    Scan.Loop loop = scan.loop();
    int row = 0;
    int arena = 0;
    for (Scan.Body body : scan.bodies()) {
      StepAccess inner = new StepAccess();
      body.steps().forEach(inner::step);
      kinds.addAll(inner.kinds);
      for (Scan.First first : loop.firsts()) {
        read(first.from().plus(row * first.perRow()), body.rows() * first.perRow());
        write(first.to().plus(row * first.perRow()), body.rows() * first.perRow());
      }
      for (Scan.Binding binding : body.bindings()) {
        for (int t = 0; t < loop.steps(); t++) {
          Place place = binding.place().plus(row * binding.perRow() + t * binding.perStep());
          moved(inner.reads, binding.number(), reads, place);
          moved(inner.writes, binding.number(), writes, place);
        }
      }
      moved(inner.reads, Program.ARENA, reads, loop.arena().plus(arena));
      moved(inner.writes, Program.ARENA, writes, loop.arena().plus(arena));
      row += body.rows();
      arena += body.arena();
    }
  }

  private static void moved(
      Map<Integer, BitSet> from, int number, Map<Integer, BitSet> into, Place place) {
    BitSet elements = from.getOrDefault(number, new BitSet());
    elements.stream().forEach(element -> mark(into, place.plus(element), 1));
  }

  private void copy(Copy copy) {
    write(copy.cleared(), copy.zeros());
    int[] dims = copy.dims();
    int[] fromStrides = copy.fromStrides();
    int[] toStrides = copy.toStrides();
    int size = 1;
    for (int dim : dims) {
      size *= dim;
    }
    for (int i = 0; i < size; i++) {
      int from = 0;
      int to = 0;
      int rest = i;
      for (int axis = dims.length - 1; axis >= 0; axis--) {
        from += rest % dims[axis] * fromStrides[axis];
        to += rest % dims[axis] * toStrides[axis];
        rest /= dims[axis];
      }
      read(copy.from().plus(from), 1);
      write(copy.to().plus(to), 1);
    }
  }

  private void operands(MatMulShape shape, Place a, Place b) {
    int m = shape.m();
    int n = shape.n();
    int k = shape.k();
    matrix(reads, a, shape.transposeA() ? k : m, shape.transposeA() ? m : k, shape.rowA());
    matrix(reads, b, shape.transposeB() ? n : k, shape.transposeB() ? k : n, shape.rowB());
  }

  private static void matrix(
      Map<Integer, BitSet> set, Place place, int rows, int cols, int rowStride) {
    for (int row = 0; row < rows; row++) {
      mark(set, place.plus(row * rowStride), cols);
    }
  }

  private void factor(FusedMatMul.Factor factor) {
    boolean isNear = factor.c().buffer() < 0;
    switch (factor.shape()) {
      case MatMulShape shape -> {
        operands(shape, factor.a(), factor.b());
        if (!isNear) {
          matrix(writes, factor.c(), shape.m(), shape.n(), shape.rowC());
        }
      }
      case ConvShape shape -> {
        read(factor.a(), shape.pixels());
        read(factor.b(), shape.weights());
        write(factor.c(), isNear ? 0 : shape.m() * shape.n());
      }
    }
  }

  private static int pixels(PoolShape shape) {
    return shape.images() * shape.rows() * shape.columns() * shape.channels();
  }

  private static int windows(PoolShape shape) {
    return shape.images() * shape.height() * shape.width() * shape.channels();
  }

  private void fused(FusedMatMul step) {
    step.factors().forEach(this::factor);
    int together = step.together();
    for (int part = 0; part < step.parts(); part++) {
      At at = new At();
      at.part = part;
      at.origin = firstRow(step, part - part % together);
      at.from = firstRow(step, part);
      at.to = firstRow(step, part + 1);
      for (FusedMatMul.Factor factor : step.factors()) {
        if (factor.c().buffer() < 0) {
          int n = factor.shape().n();
          write(factor.c().plus((at.from - at.origin) * n), (at.to - at.from) * n);
        }
      }
      FusedElementwise loop = step.loop();
      if (loop != null) {
        loop(loop, at);
      }
    }
  }

  private static int firstRow(FusedMatMul step, int part) {
    return FusedElementwise.firstRow(step.rows(), step.parts(), part);
  }

  /// Where a loop stands.
  private static final class At {
    int part;
    int from;
    int to;
    int origin;
    int row;
    int height;
    int line;
    int col;
    int width;
  }

  private void loop(FusedElementwise loop, At at) {
    for (FusedElementwise.Fill fill : loop.fills()) {
      read(fill.from(), 1);
      write(new Place(Operand.SCRATCH, fill.scratch()), fill.count());
    }
    for (FusedElementwise.Repeat repeat : loop.repeats()) {
      read(repeat.from(), repeat.cols());
      write(new Place(Operand.SCRATCH, repeat.scratch()), repeat.times() * repeat.cols());
    }
    for (Instruction instruction : loop.body()) {
      kinds.add(instruction.getClass());
      switch (instruction) {
        case Instruction.ReduceAll all -> write(all.result().plus(at.part), 1);
        case Instruction.ReduceColumn column ->
            write(column.result().plus(at.part * loop.cols()), loop.cols());
        case Instruction.Writing other -> {}
        case Instruction.Store other -> {}
      }
    }
    for (at.row = at.from; at.row < at.to; at.row += at.height) {
      at.height = Math.min(loop.block().rows(), at.to - at.row);
      for (at.col = 0; at.col < loop.cols(); at.col += at.width) {
        at.width = Math.min(loop.block().cols(), loop.cols() - at.col);
        loop.body().forEach(instruction -> instruction(instruction, at));
      }
    }
  }

  private void instruction(Instruction instruction, At at) {
    switch (instruction) {
      case Instruction.Map i -> elementwise(at, i.wide(), i.to(), i.a());
      case Instruction.Zip i -> elementwise(at, i.wide(), i.to(), i.a(), i.b());
      case Instruction.ZipRight i -> {
        elementwise(at, i.wide(), i.to(), i.a());
        numbers(i.b());
      }
      case Instruction.ZipLeft i -> {
        elementwise(at, i.wide(), i.to(), i.b());
        numbers(i.a());
      }
      case Instruction.Mix i -> mix(i, at);
      case Instruction.MixSquare i -> mixSquare(i, at);
      case Instruction.Adapt i -> adapt(i, at);
      case Instruction.MixAndAdapt i -> {
        mix(i.mix(), at);
        mixSquare(i.square(), at);
        adapt(i.adapt(), at);
      }
      case Instruction.Select i -> elementwise(at, i.wide(), i.to(), i.c(), i.a(), i.b());
      case Instruction.Move i -> elementwise(at, i.wide(), i.to(), i.a());
      case Instruction.ByRows i -> byRows(i, at);
      case Instruction.Load i -> {
        rows(reads, i.from(), at, i.wide());
        elementwise(at, i.wide(), i.to());
      }
      case Instruction.Store i -> {
        operand(reads, i.from(), at, i.wide());
        rows(writes, i.to(), at, i.wide());
      }
      case Instruction.Expand i -> {
        operand(reads, i.a(), at, false);
        operand(writes, i.to(), at, true);
      }
      case Instruction.Random i -> elementwise(at, i.wide(), i.to());
      case Instruction.ReduceRow i -> {
        operand(reads, i.a(), at, true);
        operand(writes, i.to(), at, false);
      }
      case Instruction.ReduceAll i -> {
        operand(reads, i.a(), at, i.wide());
        write(new Place(Operand.SCRATCH, i.lanes()), Kernels.LANES);
      }
      case Instruction.ReduceColumn i -> operand(reads, i.a(), at, true);
    }
  }

  private void byRows(Instruction.ByRows rows, At at) {
    kinds.add(rows.inner().getClass());
    int row = at.row;
    int height = at.height;
    at.height = 1;
    for (int line = 0; line < height; line++) {
      at.line = line;
      at.row = row + line;
      instruction(rows.inner(), at);
    }
    at.line = 0;
    at.row = row;
    at.height = height;
  }

  private void mix(Instruction.Mix mix, At at) {
    elementwise(at, mix.wide(), mix.to(), mix.a(), mix.b());
    numbers(mix.s(), mix.t());
  }

  private void mixSquare(Instruction.MixSquare mix, At at) {
    elementwise(at, mix.wide(), mix.to(), mix.a(), mix.b());
    numbers(mix.s(), mix.floor(), mix.t());
  }

  private void adapt(Instruction.Adapt adapt, At at) {
    elementwise(at, adapt.wide(), adapt.to(), adapt.w(), adapt.a(), adapt.b());
    numbers(adapt.r(), adapt.s(), adapt.t(), adapt.epsilon());
  }

  private void elementwise(At at, boolean wide, Operand to, Operand... from) {
    for (Operand operand : from) {
      operand(reads, operand, at, wide);
    }
    operand(writes, to, at, wide);
  }

  private void numbers(Scalar... scalars) {
    for (Scalar scalar : scalars) {
      read(scalar.place(), 1);
    }
  }

  private static void operand(Map<Integer, BitSet> set, Operand operand, At at, boolean wide) {
    int count = wide ? at.height * at.width : at.height;
    int row = operand.buffer() < 0 ? at.row - at.origin : at.row;
    boolean temporary = operand.buffer() < 0 && operand.rowStride() == 0;
    int offset =
        temporary ? at.line * at.width : row * operand.rowStride() + at.col * operand.colStride();
    mark(set, new Place(operand.buffer(), operand.offset() + offset), count);
  }

  private static void rows(Map<Integer, BitSet> set, StridedRows rows, At at, boolean wide) {
    int[] dims = rows.dims();
    int[] strides = rows.strides();
    int first = rows.place().buffer() < 0 ? at.row - at.origin : at.row;
    int width = wide && rows.columnStride() == 1 ? at.width : 1;
    for (int r = first; r < first + at.height; r++) {
      int offset = wide ? at.col * rows.columnStride() : 0;
      int rest = r;
      for (int axis = dims.length - 1; axis >= 0; axis--) {
        offset += (axis == 0 ? rest : rest % dims[axis]) * strides[axis];
        rest /= dims[axis];
      }
      mark(set, rows.place().plus(offset), width);
    }
  }

  private void read(Place place, int count) {
    mark(reads, place, count);
  }

  private void write(Place place, int count) {
    mark(writes, place, count);
  }

  private static void mark(Map<Integer, BitSet> set, Place place, int count) {
    set.computeIfAbsent(place.buffer(), b -> new BitSet())
        .set(place.offset(), place.offset() + count);
  }
}
