package hebb.graph;

import hebb.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A handle on a node of a graph, with the maths that users write: `x.matmul(w).plus(b).tanh()`.
/// Methods of two values broadcast by NumPy's rules. Axes may be negative: `-1` is the last.
public record Value(Graph graph, Node node) {
  /// The sizes of the axes.
  public Shape shape() {
    return node.shape();
  }

  /// `a + b`.
  public Value plus(Value b) {
    return zip(Binary.ADD, b);
  }

  /// `a + number`.
  public Value plus(double number) {
    return plus(graph.constant(number));
  }

  /// `a - b`.
  public Value minus(Value b) {
    return zip(Binary.SUBTRACT, b);
  }

  /// `a - number`.
  public Value minus(double number) {
    return minus(graph.constant(number));
  }

  /// `a b`, element by element.
  public Value times(Value b) {
    return zip(Binary.MULTIPLY, b);
  }

  /// `a number`.
  public Value times(double number) {
    return times(graph.constant(number));
  }

  /// `a / b`, element by element.
  public Value dividedBy(Value b) {
    return zip(Binary.DIVIDE, b);
  }

  /// `a / number`.
  public Value dividedBy(double number) {
    return dividedBy(graph.constant(number));
  }

  /// The larger of both; the gradient of a tie goes to `a`.
  public Value max(Value b) {
    return zip(Binary.MAX, b);
  }

  /// The smaller of both; the gradient of a tie goes to `a`.
  public Value min(Value b) {
    return zip(Binary.MIN, b);
  }

  /// 1 where `a > b`, else 0.
  public Value greaterThan(Value b) {
    return zip(Binary.GREATER, b);
  }

  /// 1 where `a > number`, else 0.
  public Value greaterThan(double number) {
    return greaterThan(graph.constant(number));
  }

  /// 1 where `a = b`, else 0.
  public Value equalTo(Value b) {
    return zip(Binary.EQUAL, b);
  }

  /// `this != 0 ? a : b`, element by element.
  public Value select(Value a, Value b) {
    Shape common =
        Shapes.broadcast(
            Shapes.broadcast(shape(), a.shape(), graph.path()), b.shape(), graph.path());
    List<Node> inputs =
        List.of(broadcastTo(common).node, a.broadcastTo(common).node, b.broadcastTo(common).node);
    return graph.add(new Op.Select(), inputs);
  }

  /// `this != 0 ? a : b` with a number for `a`.
  public Value select(double a, Value b) {
    return select(graph.constant(a), b);
  }

  /// `this != 0 ? a : b` with a number for `b`.
  public Value select(Value a, double b) {
    return select(a, graph.constant(b));
  }

  /// `-x`.
  public Value negate() {
    return map(Unary.NEGATE);
  }

  /// `|x|`.
  public Value abs() {
    return map(Unary.ABS);
  }

  /// -1, 0 or 1.
  public Value sign() {
    return map(Unary.SIGN);
  }

  /// `x^2`.
  public Value square() {
    return map(Unary.SQUARE);
  }

  /// The square root.
  public Value sqrt() {
    return map(Unary.SQRT);
  }

  /// `1 / x`.
  public Value reciprocal() {
    return map(Unary.RECIPROCAL);
  }

  /// `e^x`.
  public Value exp() {
    return map(Unary.EXP);
  }

  /// `e^x - 1`, exact near 0.
  public Value expm1() {
    return map(Unary.EXPM1);
  }

  /// The natural logarithm.
  public Value log() {
    return map(Unary.LOG);
  }

  /// `log(1 + x)`, exact near 0.
  public Value log1p() {
    return map(Unary.LOG1P);
  }

  /// The hyperbolic tangent.
  public Value tanh() {
    return map(Unary.TANH);
  }

  /// `1 / (1 + e^-x)`.
  public Value sigmoid() {
    return map(Unary.SIGMOID);
  }

  /// `log(1 + e^x)`, without overflow.
  public Value softplus() {
    return map(Unary.SOFTPLUS);
  }

  /// `max(0, x)`.
  public Value relu() {
    return map(Unary.RELU);
  }

  /// 1 where `x > 0`, else 0.
  public Value step() {
    return map(Unary.STEP);
  }

  /// 0 where `|x|` is below [Unary#LEAST], else x.
  public Value flush() {
    return map(Unary.FLUSH);
  }

  /// The same value, which gradients take for a constant.
  public Value detach() {
    return graph.add(new Op.Detach(), List.of(node));
  }

  /// The error function.
  public Value erf() {
    return map(Unary.ERF);
  }

  /// The matrix product: `[..., m, k] x [..., k, n] -> [..., m, n]`. A single matrix `b` makes one
  /// product of all rows.
  public Value matmul(Value b) {
    int rank = shape().rank();
    if (rank > 2 && b.shape().rank() == 2) {
      Shape rows = shape().range(0, rank - 1);
      Value flat = reshape(rows.size(), shape().dim(-1)).matmul(b);
      return flat.reshape(rows.plus(Shape.of(b.shape().dim(1))));
    }
    return graph.add(new Op.MatMul(false, false), List.of(node, b.node));
  }

  /// The convolution of images `[n, h, w, c]` with weights `[rows, columns, c / groups, filters]`,
  /// without flip: `-> [n, h', w', filters]`. Padding is zeros.
  public Value conv(Value weights, Window window, int groups) {
    return graph.add(new Op.Conv(window, groups), List.of(node, weights.node));
  }

  /// The transposed convolution to images of the given height and width: what [#conv] of them with
  /// the same weights and window would be the gradient of. `[n, h', w', filters] -> [n, height,
  /// width, c]`.
  public Value transposedConv(Value weights, Window window, int groups, int height, int width) {
    return graph.add(new Op.ConvInput(window, groups, height, width), List.of(node, weights.node));
  }

  /// The largest of each window over images `[n, h, w, c]`, channel by channel; padding does not
  /// count. A tie's gradient goes to the first.
  public Value maxPool(Window window) {
    return graph.add(new Op.MaxPool(window), List.of(node, node));
  }

  /// The mean of each window over images `[n, h, w, c]`, channel by channel; padding does not
  /// count.
  public Value averagePool(Window window) {
    int channels = shape().dim(-1);
    Shape ones = Shape.of(window.rows().size(), window.columns().size(), 1, channels);
    double[] numbers = new double[ones.size()];
    Arrays.fill(numbers, 1);
    Value sum = conv(graph.constant(ones, numbers), window, channels);
    int width = sum.shape().dim(2);
    double[] shares = new double[sum.shape().dim(1) * width];
    for (int i = 0; i < shares.length; i++) {
      int rows = inside(window.rows(), i / width, shape().dim(1));
      shares[i] = 1.0 / Math.max(1, rows * inside(window.columns(), i % width, shape().dim(2)));
    }
    boolean alike = Arrays.stream(shares).allMatch(share -> share == shares[0]);
    return sum.times(
        alike
            ? graph.constant(shares[0])
            : graph.constant(Shape.of(shares.length / width, width, 1), shares));
  }

  /// How many places of a window are in an image.
  private static int inside(Window.Axis axis, int window, int length) {
    return (int)
        IntStream.range(0, axis.size())
            .map(place -> axis.at(window, place))
            .filter(at -> at >= 0 && at < length)
            .count();
  }

  /// The sum over axes, which disappear; over all of them if none is given.
  public Value sum(int... axes) {
    return reduce(Reduction.SUM, axes);
  }

  /// The mean over axes, which disappear; over all of them if none is given.
  public Value mean(int... axes) {
    Value sum = sum(axes);
    return sum.times(sum.shape().size() / (double) Math.max(1, shape().size()));
  }

  /// The largest element over axes, which disappear; over all of them if none is given. A tie's
  /// gradient goes to the first.
  public Value max(int... axes) {
    return reduce(Reduction.MAX, axes);
  }

  /// The sum over axes, which stay with size 1.
  public Value sumKeep(int... axes) {
    return reduceKeep(Reduction.SUM, axes);
  }

  /// The mean over axes, which stay with size 1.
  public Value meanKeep(int... axes) {
    Value sum = sumKeep(axes);
    return sum.times(sum.shape().size() / (double) Math.max(1, shape().size()));
  }

  /// The largest element over axes, which stay with size 1.
  public Value maxKeep(int... axes) {
    return reduceKeep(Reduction.MAX, axes);
  }

  /// The index of the largest element along the last axis, which disappears; the first of equals.
  public Value argMax() {
    return graph.add(new Op.ArgMax(), List.of(node));
  }

  /// The same elements under another shape.
  public Value reshape(int... dims) {
    return reshape(Shape.of(dims));
  }

  /// The same elements under another shape.
  public Value reshape(Shape shape) {
    return shape.equals(shape()) ? this : graph.add(new Op.Reshape(shape), List.of(node));
  }

  /// Axes in another order.
  public Value permute(Integer... order) {
    return permute(List.of(order));
  }

  /// Axes in another order.
  public Value permute(List<Integer> order) {
    return graph.add(new Op.Permute(order), List.of(node));
  }

  /// The last two axes exchanged.
  public Value transpose() {
    int rank = shape().rank();
    if (rank < 2) {
      throw new ShapeException(
          graph.path(), "transpose: expected at least two axes, got " + shape() + ".");
    }
    List<Integer> order =
        IntStream.range(0, rank).map(i -> i < rank - 2 ? i : 2 * rank - 3 - i).boxed().toList();
    return permute(order);
  }

  /// Repeated up to a shape, by NumPy's rules.
  public Value broadcastTo(Shape shape) {
    return shape.equals(shape()) ? this : graph.add(new Op.Broadcast(shape), List.of(node));
  }

  /// Elements `[from, to)` of one axis.
  public Value slice(int axis, int from, int to) {
    return graph.add(new Op.Slice(shape().axis(axis), from, to), List.of(node));
  }

  /// Zeros before and after one axis.
  public Value pad(int axis, int before, int after) {
    return graph.add(new Op.Pad(shape().axis(axis), before, after), List.of(node));
  }

  /// Values one after the other along an axis.
  public static Value concat(int axis, List<Value> values) {
    Value first = values.getFirst();
    return first.graph.add(
        new Op.Concat(first.shape().axis(axis)), values.stream().map(Value::node).toList());
  }

  /// Rows of this table `[n, ...row]` by index: `[...] -> [..., ...row]`.
  public Value gather(Value indices) {
    return graph.add(new Op.Gather(), List.of(node, indices.node));
  }

  /// An axis of size 1 at the given place.
  public Value expand(int axis) {
    int at = axis < 0 ? axis + shape().rank() + 1 : axis;
    return reshape(shape().range(0, at).plus(Shape.of(1)).plus(shape().range(at, shape().rank())));
  }

  /// As in `%7 = tanh %6 : [32, 64]`.
  @Override
  public String toString() {
    return node.toString();
  }

  /// An elementwise function of this value.
  public Value map(Unary function) {
    return graph.add(new Op.Map(function), List.of(node));
  }

  /// An elementwise function of this value and another, broadcast to one shape.
  public Value zip(Binary function, Value b) {
    Shape common = Shapes.broadcast(shape(), b.shape(), graph.path());
    return graph.add(
        new Op.Zip(function), List.of(broadcastTo(common).node, b.broadcastTo(common).node));
  }

  private Value reduce(Reduction reduction, int... axes) {
    boolean[] gone = selected(axes);
    int[] dims =
        IntStream.range(0, gone.length).filter(i -> !gone[i]).map(i -> shape().dim(i)).toArray();
    return reduceKeep(reduction, axes).reshape(dims);
  }

  private Value reduceKeep(Reduction reduction, int... axes) {
    boolean[] gone = selected(axes);
    Value result = this;
    for (int to = gone.length; to > 0; to--) {
      if (gone[to - 1]) {
        int from = to - 1;
        while (from > 0 && gone[from - 1]) {
          from--;
        }
        result = graph.add(new Op.Reduce(reduction, from, to), List.of(result.node));
        to = from + 1;
      }
    }
    return result;
  }

  private boolean[] selected(int... axes) {
    boolean[] selected = new boolean[shape().rank()];
    if (axes.length == 0) {
      Arrays.fill(selected, true);
    }
    for (int axis : axes) {
      selected[shape().axis(axis)] = true;
    }
    return selected;
  }
}
