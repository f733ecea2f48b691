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
import java.util.function.BiConsumer;

/// A network's parameters by path, as in `hidden1/weight`, in the order in which the network asks
/// for them. Their numbers live in variables: training moves them in place, loading fills them.
public final class Parameters {
  private record Entry(
      Variable variable, Role role, Initializer initializer, int fanIn, int fanOut) {}

  private final long seed;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final BiConsumer<String, Shape> admission;
  private boolean complete;

  private Parameters(long seed, BiConsumer<String, Shape> admission) {
    this.seed = seed;
    this.admission = admission;
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
  /// @throws IllegalArgumentException if there is no memory for them
  public static Parameters create(Network network, List<InputSpec> inputs, long seed) {
    return create(network, inputs, seed, new Memory(1));
  }

  /// The same for training, which takes weights, their gradients, two moments and a running mean,
  /// and copies to go back to: ten numbers for each.
  ///
  /// @throws ShapeException if the network does not fit the rows
  /// @throws IllegalArgumentException if there is no memory for that
  public static Parameters toTrain(Network network, List<InputSpec> inputs, long seed) {
    return create(network, inputs, seed, new Memory(10));
  }

  /// The same, each of which is looked at by its path and shape before it is made.
  ///
  /// @param admission throws what is wrong with it
  /// @throws ShapeException if the network does not fit the rows
  public static Parameters create(
      Network network, List<InputSpec> inputs, long seed, BiConsumer<String, Shape> admission) {
    Parameters parameters = new Parameters(seed, admission);
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
    return new Parameters(seed, new Memory(1));
  }

  /// Admits what fits in memory so many times.
  private static final class Memory implements BiConsumer<String, Shape> {
    private final long most;
    private long numbers;

    Memory(int copies) {
      most = Runtime.getRuntime().maxMemory() / Float.BYTES / copies;
    }

    @Override
    public void accept(String path, Shape shape) {
      numbers += shape.size();
      if (numbers > most) {
        throw new IllegalArgumentException(
            path
                + ": expected a network of at most "
                + most
                + " parameters, for which there is memory, got "
                + numbers
                + " up to this one, which is "
                + shape
                + ". Use smaller layers or a larger heap (-Xmx).");
      }
    }
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

  boolean has(String path) {
    return entries.containsKey(path);
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
    if (!complete && !entries.containsKey(path)) {
      admission.accept(path, shape);
      entries.put(path, new Entry(Variable.zeros(path, shape), role, initializer, fanIn, fanOut));
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
