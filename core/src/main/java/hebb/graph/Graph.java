package hebb.graph;

import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A computation: nodes in topological order, equal ones stored once, shapes checked as they are
/// added. It is built through [Value], belongs to one thread while it is built, and has sizes fixed
/// for one batch.
public final class Graph {
  private record Key(Op op, List<Node> inputs, Shape shape, DType type) {}

  /// The contents of a constant, compared by their bits.
  private static final class Data {
    final double[] numbers;

    Data(double[] numbers) {
      this.numbers = numbers;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Data that && Arrays.equals(numbers, that.numbers);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(numbers);
    }
  }

  private final List<Node> nodes = new ArrayList<>();
  private final Map<Key, Node> interned = new HashMap<>();
  private final List<double[]> constants = new ArrayList<>();
  private final Map<Data, Integer> constantIds = new HashMap<>();
  private final Map<String, Value> outputs = new LinkedHashMap<>();
  private final Map<String, Value> outputsView = Collections.unmodifiableMap(outputs);
  private final Map<Variable, Value> assigns = new LinkedHashMap<>();
  private String path = "";

  /// An empty graph.
  public Graph() {}

  /// A float32 value that is fed at each run.
  public Value input(String name, Shape shape) {
    return add(new Op.Input(name), List.of(), shape, DType.F32);
  }

  /// Labels or indices that are fed at each run, as whole numbers.
  public Value indices(String name, Shape shape) {
    return add(new Op.Input(name), List.of(), shape, DType.I32);
  }

  /// A variable's value at the start of the step.
  public Value parameter(Variable variable) {
    return add(new Op.Parameter(variable), List.of(), variable.shape(), DType.F32);
  }

  /// A constant number.
  public Value constant(double number) {
    return constant(Shape.SCALAR, number);
  }

  /// A constant of the tensor's present contents.
  public Value constant(Tensor tensor) {
    double[] numbers = new double[tensor.data().length];
    Arrays.setAll(numbers, i -> tensor.data()[i]);
    return constant(tensor.shape(), numbers);
  }

  /// A constant in double precision; the reference reads it as it is, the kernels as float32.
  public Value constant(Shape shape, double... numbers) {
    if (numbers.length != shape.size()) {
      throw new ShapeException(
          path,
          "constant: expected "
              + shape.size()
              + " numbers for shape "
              + shape
              + ", got "
              + numbers.length
              + ".");
    }
    int id = constantIds.computeIfAbsent(new Data(numbers.clone()), data -> keep(data.numbers));
    return add(new Op.Constant(id), List.of(), shape, DType.F32);
  }

  /// Uniform numbers in [0, 1), new at each step, a function of the key, the step and the element's
  /// index alone.
  public Value random(long key, Shape shape) {
    return add(new Op.Random(key), List.of(), shape, DType.F32);
  }

  /// Names a value as a result of the graph.
  public void output(String name, Value value) {
    outputs.put(name, value);
  }

  /// Gives a variable its next value, which it takes at the end of the step. Each variable has one
  /// next value.
  public void assign(Variable variable, Value value) {
    if (!variable.shape().equals(value.shape())) {
      throw new ShapeException(
          variable.path(),
          "assign: expected a value of shape " + variable.shape() + ", got " + value.shape() + ".");
    }
    if (assigns.containsKey(variable)) {
      throw new IllegalStateException(
          "assign: expected one next value for " + variable + ", got a second.");
    }
    assigns.put(
        variable, add(new Op.Assign(variable), List.of(value.node()), variable.shape(), DType.F32));
  }

  /// All nodes, inputs before those who use them.
  public List<Node> nodes() {
    return Collections.unmodifiableList(nodes);
  }

  /// The named results.
  public Map<String, Value> outputs() {
    return outputsView;
  }

  /// The assigns of the step, by variable.
  public Map<Variable, Value> assigns() {
    return Collections.unmodifiableMap(assigns);
  }

  /// The data of a constant; not a copy.
  public double[] constantData(Op.Constant constant) {
    return constants.get(constant.id());
  }

  /// The path that new nodes are marked with, for messages.
  public String path() {
    return path;
  }

  /// Marks new nodes with the path of the layer that makes them.
  public void setPath(String path) {
    this.path = path;
  }

  /// Adds a node, or finds the equal one that is there already. The op's own shape rule says the
  /// shape.
  public Value add(Op op, List<Node> inputs) {
    return add(op, inputs, Shapes.infer(op, inputs, path), Shapes.type(op, inputs));
  }

  private Value add(Op op, List<Node> inputs, Shape shape, DType type) {
    Node node =
        interned.computeIfAbsent(
            new Key(op, inputs, shape, type),
            key -> {
              Node fresh = new Node(nodes.size(), op, inputs, shape, type, path);
              nodes.add(fresh);
              return fresh;
            });
    return new Value(this, node);
  }

  private int keep(double[] numbers) {
    constants.add(numbers);
    return constants.size() - 1;
  }

  /// Copies a node of another graph into this one over the given inputs (for compiler passes).
  public Value copy(Graph from, Node node, List<Node> inputs) {
    String outer = path;
    path = node.path();
    try {
      return node.op() instanceof Op.Constant constant
          ? constant(node.shape(), from.constantData(constant))
          : add(node.op(), inputs, node.shape(), node.type());
    } finally {
      path = outer;
    }
  }

  /// Records an assign that was copied with [#copy].
  public void keepAssign(Variable variable, Value assign) {
    assigns.put(variable, assign);
  }

  /// The graph as text, one node a line.
  @Override
  public String toString() {
    return GraphPrinter.print(this);
  }
}
