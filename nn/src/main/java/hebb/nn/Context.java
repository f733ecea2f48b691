package hebb.nn;

import hebb.graph.Graph;
import hebb.graph.RandomKey;
import hebb.graph.Value;
import hebb.nn.init.Initializer;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Where a layer is built: the graph, the mode, the path, and the parameters of that path.
public final class Context {
  private final Graph graph;
  private final Parameters parameters;
  private final Mode mode;
  private final String path;
  private final List<Value> penalties;

  private Context(
      Graph graph, Parameters parameters, Mode mode, String path, List<Value> penalties) {
    this.graph = graph;
    this.parameters = parameters;
    this.mode = mode;
    this.path = path;
    this.penalties = penalties;
  }

  /// The outermost context of a graph.
  public static Context of(Graph graph, Parameters parameters, Mode mode) {
    return new Context(graph, parameters, mode, "", new ArrayList<>());
  }

  /// The graph that is built.
  public Graph graph() {
    return graph;
  }

  /// What it is built for.
  public Mode mode() {
    return mode;
  }

  /// The layer's path, as in `hidden1`; empty for the network itself.
  public String path() {
    return path;
  }

  /// Applies a layer under a name below this path. Two layers of one name share their parameters.
  public Value apply(String name, Layer layer, Value input) {
    String below = path.isEmpty() || name.isEmpty() ? path + name : path + "/" + name;
    String outer = graph.path();
    graph.setPath(below);
    try {
      return layer.apply(new Context(graph, parameters, mode, below, penalties), input);
    } finally {
      graph.setPath(outer);
    }
  }

  /// A weight of shape `[in, out]`, whose fans are its sizes.
  public Value weight(String name, int in, int out, Initializer initializer) {
    return parameter(name, Shape.of(in, out), Role.WEIGHT, initializer, in, out);
  }

  /// A bias of shape `[out]`.
  public Value bias(String name, int out, Initializer initializer) {
    return parameter(name, Shape.of(out), Role.BIAS, initializer, 1, out);
  }

  /// A parameter of any shape and role; the fans are what the initialiser scales by.
  ///
  /// @throws hebb.graph.ShapeException if the path has a parameter of another shape
  public Value parameter(
      String name, Shape shape, Role role, Initializer initializer, int fanIn, int fanOut) {
    String full = path.isEmpty() ? name : path + "/" + name;
    return graph.parameter(parameters.declare(full, shape, role, initializer, fanIn, fanOut));
  }

  /// Gives a [Role#STATISTIC] parameter of this path its value after the step. Only in training.
  public void move(String name, Value next) {
    graph.assign(parameters.get(path.isEmpty() ? name : path + "/" + name), next);
  }

  /// Uniform numbers in `[0, 1)`, new at each step, a stream of their own for each path and
  /// purpose.
  public Value random(String purpose, Shape shape) {
    return graph.random(RandomKey.of(parameters.seed(), path, purpose), shape);
  }

  /// Normal numbers of mean 0 and deviation 1, as [#random] gives uniform ones.
  public Value normal(String purpose, Shape shape) {
    return NormalNumbers.of(random(purpose, shape));
  }

  /// Adds a scalar to what is made small in training; it is reported as `penalty`, apart from the
  /// loss.
  public void penalize(Value penalty) {
    penalties.add(penalty);
  }

  /// The sum of what layers have added by [#penalize], a scalar.
  public Value penalty() {
    return penalties.stream().reduce(Value::plus).orElseGet(() -> graph.constant(0));
  }
}
