package hebb.graph;

import hebb.tensor.Shape;
import java.util.List;

/// The interpreter for shapes and types: what an op makes of its inputs' shapes, or a
/// [ShapeException] that says why not.
public final class Shapes {
  private Shapes() {}

  /// NumPy's broadcasting: axes are aligned at the end, and sizes must be equal or 1.
  public static Shape broadcast(Shape a, Shape b, String path) {
    int rank = Math.max(a.rank(), b.rank());
    int[] dims = new int[rank];
    for (int i = 1; i <= rank; i++) {
      int x = i <= a.rank() ? a.dim(-i) : 1;
      int y = i <= b.rank() ? b.dim(-i) : 1;
      if (x != y && x != 1 && y != 1) {
        throw new ShapeException(
            path,
            "broadcast: expected sizes that are equal or 1 from the last axis on, got "
                + a
                + " and "
                + b
                + ".");
      }
      dims[rank - i] = x == 1 ? y : x;
    }
    return Shape.of(dims);
  }

  static DType type(Op op, List<Node> inputs) {
    return switch (op) {
      case Op.ArgMax() -> DType.I32;
      case Op.Reshape(var shape) -> inputs.getFirst().type();
      case Op.Permute(var order) -> inputs.getFirst().type();
      case Op.Broadcast(var shape) -> inputs.getFirst().type();
      case Op.Slice slice -> inputs.getFirst().type();
      case Op.Pad pad -> inputs.getFirst().type();
      case Op.Concat(int axis) -> inputs.getFirst().type();
      case Op.Input(String name) -> DType.F32;
      case Op.Parameter(Variable variable) -> DType.F32;
      case Op.Constant(int id) -> DType.F32;
      case Op.Random(long key) -> DType.F32;
      case Op.Map(Unary f) -> DType.F32;
      case Op.Zip(Binary f) -> DType.F32;
      case Op.Detach() -> inputs.getFirst().type();
      case Op.Select() -> DType.F32;
      case Op.Reduce reduce -> DType.F32;
      case Op.Gather() -> DType.F32;
      case Op.ScatterAdd(int size) -> DType.F32;
      case Op.MatMul matmul -> DType.F32;
      case Op.Windowed windowed -> DType.F32;
      case Op.Scan scan -> DType.F32;
      case Op.ScanPart part -> DType.F32;
      case Op.Assign(Variable variable) -> DType.F32;
    };
  }

  static Shape infer(Op op, List<Node> inputs, String path) {
    return switch (op) {
      case Op.Input(String name) -> throw leaf(op);
      case Op.Parameter(Variable variable) -> throw leaf(op);
      case Op.Constant(int id) -> throw leaf(op);
      case Op.Random(long key) -> throw leaf(op);
      case Op.Map(Unary f) -> inputs.getFirst().shape();
      case Op.Zip(Binary f) -> same(op, inputs, path);
      case Op.Detach() -> shape(inputs);
      case Op.Select() -> same(op, inputs, path);
      case Op.Reduce(Reduction r, int from, int to) -> reduce(shape(inputs), from, to, path);
      case Op.ArgMax() -> argMax(shape(inputs), path);
      case Op.Reshape(Shape shape) -> reshape(shape(inputs), shape, path);
      case Op.Permute(List<Integer> order) -> permute(shape(inputs), order, path);
      case Op.Broadcast(Shape shape) -> broadcastTo(shape(inputs), shape, path);
      case Op.Slice(int axis, int from, int to) -> slice(shape(inputs), axis, from, to, path);
      case Op.Pad(int axis, int before, int after) ->
          shape(inputs).with(axis, before + shape(inputs).dim(axis) + after);
      case Op.Concat(int axis) -> concat(inputs, axis, path);
      case Op.Gather() -> gather(inputs.get(0).shape(), inputs.get(1).shape(), path);
      case Op.ScatterAdd(int size) ->
          scatterAdd(inputs.get(0).shape(), inputs.get(1).shape(), size, path);
      case Op.MatMul(boolean ta, boolean tb) ->
          matmul(inputs.get(0).shape(), inputs.get(1).shape(), ta, tb, path);
      case Op.Conv(Window window, int groups) ->
          WindowShapes.conv(inputs.get(0).shape(), inputs.get(1).shape(), window, groups, path);
      case Op.ConvInput conv ->
          WindowShapes.convInput(inputs.get(0).shape(), inputs.get(1).shape(), conv, path);
      case Op.ConvWeights(Window window, int groups) ->
          WindowShapes.convWeights(
              inputs.get(0).shape(), inputs.get(1).shape(), window, groups, path);
      case Op.MaxPool(Window window) ->
          WindowShapes.maxPool(inputs.get(0).shape(), inputs.get(1).shape(), window, path);
      case Op.MaxUnpool(Window window) ->
          WindowShapes.maxUnpool(
              inputs.get(0).shape(), inputs.get(1).shape(), inputs.get(2).shape(), window, path);
      case Op.Scan scan -> ScanShapes.scan(scan, inputs, path);
      case Op.ScanPart part -> ScanShapes.part(part, inputs.getFirst(), path);
      case Op.Assign(Variable variable) -> variable.shape();
    };
  }

  private static IllegalStateException leaf(Op op) {
    return new IllegalStateException(GraphPrinter.name(op) + " has no inputs: its shape is given.");
  }

  private static Shape shape(List<Node> inputs) {
    return inputs.getFirst().shape();
  }

  private static Shape same(Op op, List<Node> inputs, String path) {
    Shape first = shape(inputs);
    for (Node input : inputs) {
      if (!input.shape().equals(first)) {
        throw new ShapeException(
            path,
            GraphPrinter.name(op)
                + ": expected inputs of one shape, got "
                + first
                + " and "
                + input.shape()
                + ".");
      }
    }
    return first;
  }

  private static Shape reduce(Shape shape, int from, int to, String path) {
    if (from < 0 || from > to || to > shape.rank()) {
      throw new ShapeException(
          path,
          "reduce: expected axes within 0.."
              + shape.rank()
              + ", got "
              + from
              + ".."
              + to
              + " for "
              + shape
              + ".");
    }
    Shape result = shape;
    for (int axis = from; axis < to; axis++) {
      result = result.with(axis, 1);
    }
    return result;
  }

  private static Shape argMax(Shape shape, String path) {
    if (shape.rank() == 0 || shape.dim(-1) == 0) {
      throw new ShapeException(
          path, "argmax: expected a last axis with elements, got " + shape + ".");
    }
    return shape.range(0, shape.rank() - 1);
  }

  private static Shape reshape(Shape from, Shape to, String path) {
    if (from.size() != to.size()) {
      throw new ShapeException(
          path,
          "reshape: expected a shape of "
              + from.size()
              + " elements, got "
              + to
              + " for "
              + from
              + ".");
    }
    return to;
  }

  private static Shape permute(Shape shape, List<Integer> order, String path) {
    int[] dims = new int[shape.rank()];
    boolean[] seen = new boolean[shape.rank()];
    boolean valid = order.size() == shape.rank();
    for (int i = 0; valid && i < dims.length; i++) {
      int axis = order.get(i);
      valid = axis >= 0 && axis < dims.length && !seen[axis];
      if (valid) {
        seen[axis] = true;
        dims[i] = shape.dim(axis);
      }
    }
    if (!valid) {
      throw new ShapeException(
          path, "permute: expected each axis of " + shape + " once, got " + order + ".");
    }
    return Shape.of(dims);
  }

  private static Shape broadcastTo(Shape from, Shape to, String path) {
    if (from.rank() > to.rank() || !broadcast(from, to, path).equals(to)) {
      throw new ShapeException(
          path,
          "broadcast: expected a shape that " + from + " can be repeated to, got " + to + ".");
    }
    return to;
  }

  private static Shape slice(Shape shape, int axis, int from, int to, String path) {
    int size = shape.dim(axis);
    if (from < 0 || from > to || to > size) {
      throw new ShapeException(
          path,
          "slice: expected a range within 0.."
              + size
              + " on axis "
              + axis
              + ", got "
              + from
              + ".."
              + to
              + ".");
    }
    return shape.with(axis, to - from);
  }

  private static Shape concat(List<Node> inputs, int axis, String path) {
    Shape first = shape(inputs);
    int total = 0;
    for (Node input : inputs) {
      if (input.shape().rank() != first.rank()
          || !input.shape().with(axis, 0).equals(first.with(axis, 0))) {
        throw new ShapeException(
            path,
            "concat: expected shapes that differ on axis "
                + axis
                + " only, got "
                + first
                + " and "
                + input.shape()
                + ".");
      }
      total += input.shape().dim(axis);
    }
    return first.with(axis, total);
  }

  private static Shape gather(Shape table, Shape indices, String path) {
    if (table.rank() == 0) {
      throw new ShapeException(path, "gather: expected a table [n, ...], got a single number.");
    }
    return indices.plus(table.range(1, table.rank()));
  }

  private static Shape scatterAdd(Shape indices, Shape rows, int size, String path) {
    if (rows.rank() < indices.rank() || !rows.range(0, indices.rank()).equals(indices)) {
      throw new ShapeException(
          path, "scatter_add: expected one row for each index " + indices + ", got " + rows + ".");
    }
    return Shape.of(size).plus(rows.range(indices.rank(), rows.rank()));
  }

  private static Shape matmul(
      Shape a, Shape b, boolean transposeA, boolean transposeB, String path) {
    if (a.rank() < 2 || b.rank() < 2) {
      throw new ShapeException(path, "matmul: expected two matrices, got " + a + " and " + b + ".");
    }
    int m = a.dim(transposeA ? -1 : -2);
    int k = a.dim(transposeA ? -2 : -1);
    int n = b.dim(transposeB ? -2 : -1);
    int kb = b.dim(transposeB ? -1 : -2);
    Shape batchA = a.range(0, a.rank() - 2);
    Shape batchB = b.range(0, b.rank() - 2);
    boolean batched = batchA.equals(batchB) || batchA.rank() == 0 || batchB.rank() == 0;
    if (k != kb || !batched) {
      throw new ShapeException(
          path,
          "matmul: expected [..., m, k] and [..., k, n], got "
              + a
              + (transposeA ? " transposed" : "")
              + " and "
              + b
              + (transposeB ? " transposed" : "")
              + ".");
    }
    return (batchA.rank() == 0 ? batchB : batchA).plus(Shape.of(m, n));
  }
}
