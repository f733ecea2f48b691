package hebb.check;

import hebb.graph.Binary;
import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Reduction;
import hebb.graph.Unary;
import hebb.graph.Value;
import hebb.graph.Window;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// On which side of its kinks a function is: where its maxima, comparisons and sizes change over.
/// At two places of the same sides it is smooth in between.
final class Kinks {
  private Kinks() {}

  /// Values that tell the sides of all kinks that a scalar goes through. What gradients take for a
  /// constant has none.
  static List<Value> sides(Value value) {
    Set<Node> used = new HashSet<>();
    used.add(value.node());
    List<Value> sides = new ArrayList<>();
    List<Node> nodes = List.copyOf(value.graph().nodes());
    for (Node node : nodes.reversed()) {
      if (used.contains(node) && !(node.op() instanceof Op.Detach)) {
        used.addAll(node.inputs());
        Value side = side(value.graph(), node);
        if (side != null) {
          sides.add(side);
        }
      }
    }
    return sides.reversed();
  }

  private static @Nullable Value side(Graph graph, Node node) {
    return switch (node.op()) {
      case Op.Map(Unary f) -> side(f, new Value(graph, node.input()));
      case Op.Zip(Binary f) -> side(f, graph, node);
      case Op.Select() -> new Value(graph, node.input(0)).equalTo(graph.constant(0));
      case Op.Reduce(Reduction r, int from, int to) -> {
        Value x = new Value(graph, node.input());
        int[] axes = IntStream.range(from, to).toArray();
        yield r == Reduction.MAX ? x.equalTo(x.maxKeep(axes)) : null;
      }
      case Op.ArgMax() -> new Value(graph, node);
      case Op.Input _, Op.Parameter _, Op.Constant _, Op.Random _, Op.Detach _ -> null;
      case Op.Reshape _, Op.Permute _, Op.Broadcast _, Op.Slice _, Op.Pad _, Op.Concat _ -> null;
      case Op.MaxPool(Window window) -> largest(graph, node.input(), window);
      case Op.MaxUnpool(Window window) -> largest(graph, node.input(), window);
      case Op.Gather _, Op.ScatterAdd _, Op.MatMul _, Op.Assign _ -> null;
      case Op.Conv _, Op.ConvInput _, Op.ConvWeights _ -> null;
      case Op.Scan _, Op.ScanPart _ -> null;
    };
  }

  /// The numbers of the windows whose largest is at a place, added up.
  private static Value largest(Graph graph, Node images, Window window) {
    Value x = new Value(graph, images);
    Value largest = x.maxPool(window);
    Shape shape = largest.shape();
    Value numbers =
        graph.constant(shape, IntStream.range(0, shape.size()).mapToDouble(i -> i + 1).toArray());
    return graph.add(new Op.MaxUnpool(window), List.of(images, largest.node(), numbers.node()));
  }

  private static @Nullable Value side(Unary f, Value x) {
    return switch (f) {
      case ABS, SIGN, RELU, STEP -> x.sign();
      case NEGATE, SQUARE, SQRT, RECIPROCAL, EXP, EXPM1, LOG, LOG1P -> null;
      case TANH, SIGMOID, SOFTPLUS, ERF, FLUSH -> null;
    };
  }

  private static @Nullable Value side(Binary f, Graph graph, Node node) {
    return switch (f) {
      case MAX, MIN ->
          new Value(graph, node.input(0)).minus(new Value(graph, node.input(1))).sign();
      case GREATER, EQUAL -> new Value(graph, node);
      case ADD, SUBTRACT, MULTIPLY, DIVIDE -> null;
    };
  }
}
