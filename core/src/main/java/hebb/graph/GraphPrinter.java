package hebb.graph;

import java.util.stream.Collectors;

/// Writes a graph as text, one node a line.
public final class GraphPrinter {
  private GraphPrinter() {}

  /// All nodes in order, then the outputs.
  public static String print(Graph graph) {
    StringBuilder text = new StringBuilder();
    for (Node node : graph.nodes()) {
      text.append(line(node)).append('\n');
    }
    graph
        .outputs()
        .forEach(
            (name, value) ->
                text.append(name).append(" -> %").append(value.node().id()).append('\n'));
    return text.toString();
  }

  /// One node, as in `%7 = tanh %6 : [32, 64]`.
  static String line(Node node) {
    String inputs =
        node.inputs().stream().map(input -> " %" + input.id()).collect(Collectors.joining());
    String path = node.path().isEmpty() ? "" : "  # " + node.path();
    return "%" + node.id() + " = " + name(node.op()) + inputs + " : " + node.shape() + path;
  }

  /// An op with its configuration, as in `slice(axis 1, 0..4)`.
  public static String name(Op op) {
    return switch (op) {
      case Op.Input(String name) -> "input(" + name + ")";
      case Op.Parameter(Variable variable) -> "parameter(" + variable.path() + ")";
      case Op.Constant(int id) -> "constant(" + id + ")";
      case Op.Random(long key) -> "random(" + Long.toHexString(key) + ")";
      case Op.Map(Unary f) -> lower(f);
      case Op.Zip(Binary f) -> lower(f);
      case Op.Detach() -> "detach";
      case Op.Select() -> "select";
      case Op.Reduce(Reduction r, int from, int to) -> lower(r) + "(axes " + from + ".." + to + ")";
      case Op.ArgMax() -> "argmax";
      case Op.Reshape(var shape) -> "reshape";
      case Op.Permute(var order) -> "permute" + order;
      case Op.Broadcast(var shape) -> "broadcast";
      case Op.Slice(int axis, int from, int to) ->
          "slice(axis " + axis + ", " + from + ".." + to + ")";
      case Op.Pad(int axis, int before, int after) ->
          "pad(axis " + axis + ", " + before + " " + after + ")";
      case Op.Concat(int axis) -> "concat(axis " + axis + ")";
      case Op.Gather() -> "gather";
      case Op.ScatterAdd(int size) -> "scatter_add(" + size + ")";
      case Op.MatMul(boolean a, boolean b) -> "matmul" + (a ? "_t" : "_n") + (b ? "t" : "n");
      case Op.Conv(Window window, int groups) -> "conv(" + window + groups(groups) + ")";
      case Op.ConvInput(Window window, int groups, int height, int width) ->
          "conv_input(" + window + groups(groups) + ", to " + height + "x" + width + ")";
      case Op.ConvWeights(Window window, int groups) ->
          "conv_weights(" + window + groups(groups) + ")";
      case Op.Scan(ScanBody body, int steps, boolean reverse) ->
          "scan(" + steps + (reverse ? " steps, reverse)" : " steps)");
      case Op.ScanPart(ScanBody.Part part, int index) -> lower(part) + " " + index;
      case Op.MaxPool(Window window) -> "max_pool(" + window + ")";
      case Op.MaxUnpool(Window window) -> "max_unpool(" + window + ")";
      case Op.Assign(Variable variable) -> "assign(" + variable.path() + ")";
    };
  }

  private static String groups(int groups) {
    return groups == 1 ? "" : ", " + groups + " groups";
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT);
  }
}
