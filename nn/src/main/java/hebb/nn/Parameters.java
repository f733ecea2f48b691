package hebb.nn;

import hebb.dataset.InputSpec;
import hebb.graph.Graph;
import hebb.graph.RandomKey;
import hebb.graph.ShapeException;
import hebb.graph.Variable;
import hebb.nn.init.Initializer;
import hebb.nn.spec.Names;
import hebb.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A network's parameters by path, as in `hidden1/weight`, in the order in which the network asks
/// for them. Their numbers live in variables: training moves them in place, loading fills them.
public final class Parameters {
  private record Entry(
      Variable variable, Role role, Initializer initializer, int fanIn, int fanOut) {}

  private final long seed;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private boolean complete;

  private Parameters(long seed) {
    this.seed = seed;
  }

  /// The parameters of a network for rows of a shape, with their first values by the seed. The
  /// value of each element depends on the seed, its path and its place alone.
  ///
  /// @throws ShapeException if the network does not fit the rows
  public static Parameters create(Network network, Shape row, long seed) {
    return create(network, List.of(InputSpec.features(row)), seed);
  }

  /// The parameters of a network for rows of inputs, with their first values by the seed.
  ///
  /// @throws ShapeException if the network does not fit the rows
  public static Parameters create(Network network, List<InputSpec> inputs, long seed) {
    Parameters parameters = open(seed);
    network.apply(Context.of(new Graph(), parameters, Mode.EVALUATION), inputs, 1);
    parameters.complete = true;
    for (Entry entry : parameters.entries.values()) {
      long key = RandomKey.of(seed, entry.variable.path(), "initial");
      float[] numbers = entry.variable.fetch();
      entry.initializer.fill(numbers, entry.fanIn, entry.fanOut, key);
      entry.variable.store(numbers);
    }
    return parameters;
  }

  /// Parameters that take up whatever is declared, as zeros.
  static Parameters open(long seed) {
    return new Parameters(seed);
  }

  /// The seed of their first values and of what is random in training.
  public long seed() {
    return seed;
  }

  /// All variables, in order.
  public List<Variable> variables() {
    return entries.values().stream().map(Entry::variable).toList();
  }

  /// The variables that training moves against their gradients, in order.
  public List<Variable> trained() {
    return entries.values().stream()
        .filter(e -> e.role != Role.STATISTIC)
        .map(Entry::variable)
        .toList();
  }

  /// The variables of one role, in order.
  public List<Variable> of(Role role) {
    return entries.values().stream().filter(e -> e.role == role).map(Entry::variable).toList();
  }

  /// The variable of a path.
  ///
  /// @throws IllegalArgumentException if there is none; the message lists those that there are
  public Variable get(String path) {
    return entry(path).variable;
  }

  /// What a variable is for.
  public Role role(Variable variable) {
    return entry(variable.path()).role;
  }

  /// What chose a variable's first values.
  public Initializer initializer(Variable variable) {
    return entry(variable.path()).initializer;
  }

  /// How many numbers are trained.
  public long count() {
    return trained().stream().mapToLong(variable -> variable.shape().size()).sum();
  }

  Variable declare(
      String path, Shape shape, Role role, Initializer initializer, int fanIn, int fanOut) {
    if (!complete) {
      entries.computeIfAbsent(
          path, p -> new Entry(Variable.zeros(p, shape), role, initializer, fanIn, fanOut));
    }
    Variable variable = get(path);
    if (!variable.shape().equals(shape)) {
      throw new ShapeException(
          path,
          "parameter: expected shape "
              + variable.shape()
              + " as before, got "
              + shape
              + ". Rows must keep their shape.");
    }
    return variable;
  }

  private Entry entry(String path) {
    Entry entry = entries.get(path);
    if (entry == null) {
      throw Names.unknown("parameter", path, entries.keySet());
    }
    return entry;
  }
}
