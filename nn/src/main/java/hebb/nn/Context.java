package hebb.nn;

import hebb.dataset.InputSpec;
import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.RandomKey;
import hebb.graph.ShapeException;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.nn.init.Initializer;
import hebb.nn.optim.Variables;
import hebb.nn.spec.Names;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Where a layer is built: the graph, the mode, the path, and the parameters of that path.
public final class Context {
  private static final int MOST_LAYERS = 10_000;

  private final Graph graph;
  private final Parameters parameters;
  private final Mode mode;
  private final String path;
  private final Shared shared;
  private final Rows rows;

  /// What the contexts of one graph gather.
  private static final class Shared {
    final List<Value> penalties = new ArrayList<>();
    final Map<String, UnaryOperator<Value>> constraints = new LinkedHashMap<>();
    final Map<Variable, Value> moved = new HashMap<>();

    /// How long rows are after layers that change it.
    final Map<Node, Value> lengths = new HashMap<>();

    int layers;

    final List<Applied> applied = new ArrayList<>();

    @Nullable Second second;

    /// What goes on from step to step where a sequence is made one step at a time.
    @Nullable Stepping stepping;

    /// What layers know at the end of a batch that the next one goes on from.
    @Nullable Carried carried;

    /// Whether attention turns queries and keys by their step.
    boolean rotates;

    /// How much attention a decoder pays to what, by path.
    final Map<String, Value> attention = new LinkedHashMap<>();
  }

  /// Which rows and which of their values count; null where all do.
  ///
  /// @param count how many rows, a scalar
  /// @param lengths `[batch]`
  /// @param steps the most that a row has
  /// @param indices how many there are of the input that layers begin with; 0 if that is none
  /// @param memory what a decoder sees of its encoder
  /// @param allStates whether recurrent layers give all of their states in any case
  private record Rows(
      @Nullable Value count,
      @Nullable Value lengths,
      int steps,
      int indices,
      @Nullable Memory memory,
      boolean allStates) {
    static final Rows ALL = of(null);

    static Rows of(@Nullable Value count) {
      return new Rows(count, null, 0, 0, null, false);
    }
  }

  private Context(
      Graph graph, Parameters parameters, Mode mode, String path, Shared shared, Rows rows) {
    this.graph = graph;
    this.parameters = parameters;
    this.mode = mode;
    this.path = path;
    this.shared = shared;
    this.rows = rows;
  }

  /// The outermost context of a graph.
  public static Context of(Graph graph, Parameters parameters, Mode mode) {
    return new Context(graph, parameters, mode, "", new Shared(), Rows.ALL);
  }

  /// The outermost context of a graph whose last rows may be no rows of the data.
  ///
  /// @param rows how many of the first ones are, a scalar
  public static Context of(Graph graph, Parameters parameters, Mode mode, Value rows) {
    return new Context(graph, parameters, mode, "", new Shared(), Rows.of(rows));
  }

  /// The outermost context of a graph that makes one step of a sequence, which layers remember
  /// between runs.
  ///
  /// @param stepping what they remember, and where
  public static Context stepping(Graph graph, Parameters parameters, Stepping stepping) {
    Context context = of(graph, parameters, Mode.EVALUATION);
    context.shared.stepping = stepping;
    return context;
  }

  /// A sequence that is made one step at a time.
  ///
  /// @param states what layers remember, by path
  /// @param position the number of the step from 0, a scalar
  /// @param most how many steps there can be
  /// @param names the names of the variables that layers remember in, which are added here
  public record Stepping(Variables states, Value position, int most, List<String> names) {}

  /// What a layer remembers from the steps before; empty where whole sequences are seen at once.
  public Optional<Stepping> stepping() {
    return Optional.ofNullable(shared.stepping);
  }

  /// What this layer remembers under a name, 0 before the first step.
  public Value remembered(String name, Shape shape) {
    return graph.parameter(memory(name, shape));
  }

  /// What this layer remembers after this step.
  public void remember(String name, Value next) {
    graph.assign(memory(name, next.shape()), next);
  }

  private Variable memory(String name, Shape shape) {
    Stepping stepping = stepping().orElseThrow();
    String full = path + "/" + name;
    if (!stepping.names.contains(full)) {
      stepping.names.add(full);
    }
    return stepping.states.get(full, shape, 0);
  }

  /// What recurrent layers know at the end of a batch of training that the next one goes on from.
  ///
  /// @param states the variables that hold it, by path
  /// @param begins a scalar, 1 for a batch that goes on from none
  private record Carried(Variables states, Value begins) {}

  /// Has recurrent layers go on from batch to batch.
  ///
  /// @param states where they keep what they know, added here
  /// @param begins a scalar, 1 for a batch that goes on from none
  public void carry(Variables states, Value begins) {
    shared.carried = new Carried(states, begins);
  }

  /// What this layer carried out of the batch before, or the first value where this batch goes on
  /// from none.
  public Value carried(String name, Value first) {
    Carried carried = shared.carried;
    if (carried == null) {
      return first;
    }
    Value before = graph.parameter(carried.states.get(carriedPath(name), first.shape(), 0));
    Value begins = carried.begins.greaterThan(graph.constant(0));
    return begins.broadcastTo(first.shape()).select(first, before);
  }

  /// What this layer carries on into the next batch.
  public void carryOn(String name, Value last) {
    Carried carried = shared.carried;
    if (carried != null) {
      graph.assign(carried.states.get(carriedPath(name), last.shape(), 0), last);
    }
  }

  private String carriedPath(String name) {
    return "carried/" + path + "/" + name;
  }

  /// The context of the layers that an input goes through alone.
  Context forInput(InputSpec input, int batch) {
    Value lengths = input.varies() ? graph.input(input.lengths(), Shape.of(batch)) : null;
    int steps = input.varies() ? input.row().dim(0) : 0;
    return with(new Rows(rows.count, lengths, steps, input.indices(), rows.memory, rows.allStates));
  }

  private Context with(Rows own) {
    return new Context(graph, parameters, mode, path, shared, own);
  }

  /// The states of an encoder, `[batch, from, channels]`, and which of them count, `[batch, from]`.
  public record Memory(Value states, Optional<Value> mask) {}

  /// The other input of a layer that takes two.
  public record Second(Value value, InputSpec spec) {}

  /// The other input of a layer that takes two.
  public Optional<Second> second() {
    return Optional.ofNullable(shared.second);
  }

  void setSecond(Second second) {
    shared.second = second;
  }

  /// The context of layers between an encoder and its decoder, or inside one.
  public Context insideSeq2Seq() {
    return with(new Rows(rows.count, rows.lengths, rows.steps, rows.indices, rows.memory, true));
  }

  /// The context of the decoder of an encoder, whose positions do not turn what the decoder attends
  /// by.
  ///
  /// @param previous the input that it goes over
  public Context forDecoder(InputSpec previous, Memory memory) {
    shared.rotates = false;
    int batch = memory.states.shape().dim(0);
    Context own = stepping().isPresent() ? this : forInput(previous, batch);
    return own.with(
        new Rows(rows.count, own.rows.lengths, own.rows.steps, previous.indices(), memory, true));
  }

  /// What a decoder sees of its encoder; empty elsewhere.
  public Optional<Memory> memory() {
    return Optional.ofNullable(rows.memory);
  }

  /// Whether recurrent layers give all of their states in any case.
  public boolean allStates() {
    return rows.allStates;
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
  ///
  /// @throws ShapeException if the layer does not fit the input
  /// @throws IllegalArgumentException if there are more than 10,000 layers
  public Value apply(String name, Layer layer, Value input) {
    String below = path.isEmpty() || name.isEmpty() ? path + name : path + "/" + name;
    if (++shared.layers > MOST_LAYERS) {
      throw new IllegalArgumentException(
          "network: expected at most " + MOST_LAYERS + " layers, got more (in " + below + ").");
    }
    String outer = graph.path();
    graph.setPath(below);
    try {
      Value y = layer.apply(new Context(graph, parameters, mode, below, shared, rows), input);
      shared.applied.add(new Applied(below, layer, input, y));
      Value lengths = shared.lengths.get(input.node());
      if (lengths != null && y.shape().rank() > 2 && y.shape().dim(1) == input.shape().dim(1)) {
        shared.lengths.putIfAbsent(y.node(), lengths);
      }
      return y;
    } finally {
      graph.setPath(outer);
    }
  }

  /// A layer, and what it made of what.
  public record Applied(String path, Layer layer, Value input, Value output) {}

  /// The layers that were applied, those inside a layer before it.
  public List<Applied> applied() {
    return Collections.unmodifiableList(shared.applied);
  }

  /// How many rows of the batch are rows of the data, a scalar: a smaller batch is filled up with
  /// rows that count for nothing. Empty where all count.
  public Optional<Value> rows() {
    return Optional.ofNullable(rows.count);
  }

  /// How long each row is, `[batch]`, for layers that an input goes through whose length varies;
  /// empty where all rows are alike.
  public Optional<Value> lengths() {
    return Optional.ofNullable(rows.lengths);
  }

  /// How many steps each row has of values `[batch, steps, ...]`, `[batch]`; empty where all have
  /// all.
  public Optional<Value> lengths(Value x) {
    Value own = shared.lengths.get(x.node());
    boolean asInput = x.shape().rank() > 2 && x.shape().dim(1) == rows.steps;
    return own != null ? Optional.of(own) : asInput ? lengths() : Optional.empty();
  }

  /// Says how many steps each row has of what a layer gives that changes their number.
  ///
  /// @param lengths `[batch]`
  public void setLengths(Value x, Value lengths) {
    shared.lengths.put(x.node(), lengths);
  }

  /// Says that a value has the steps of another one.
  public void sameLengths(Value x, Value y) {
    Value lengths = shared.lengths.get(x.node());
    if (lengths != null) {
      shared.lengths.put(y.node(), lengths);
    }
  }

  /// Says how much attention this layer of a decoder pays to each step of its encoder.
  ///
  /// @param weights that add up to 1, `[batch, ...heads, to, from]`
  public void attends(Value weights) {
    shared.attention.put(path, weights);
  }

  /// What [#attends] was told, by the layer's path in the order of the layers.
  public Map<String, Value> attention() {
    return Collections.unmodifiableMap(shared.attention);
  }

  /// Whether attention turns queries and keys by their step.
  public boolean rotates() {
    return shared.rotates;
  }

  /// Has attention turn queries and keys by their step from here on.
  public void rotate() {
    shared.rotates = true;
  }

  /// A parameter `[steps, channels]` of values `[batch, steps, channels]`: its first steps, where
  /// there are fewer than it was declared for.
  public Value firstOf(String name, Value x) {
    int steps = x.shape().dim(1);
    int channels = x.shape().dim(2);
    String full = path.isEmpty() ? name : path + "/" + name;
    int all = parameters.has(full) ? Math.max(steps, parameters.get(full).shape().dim(0)) : steps;
    return parameter(
            name, Shape.of(all, channels), Role.WEIGHT, new Initializer.Normal(0.02), all, channels)
        .slice(0, 0, steps);
  }

  /// All steps of a parameter that [#firstOf] has declared.
  public Value allOf(String name, Value x) {
    return graph.parameter(parameters.get(path.isEmpty() ? name : path + "/" + name));
  }

  /// What counts of values `[batch, steps, ...]`: 1 for a step of a row of the data, 0 for what
  /// comes after a row's last one, `[batch, steps]`.
  public Value stepMask(Value x) {
    return mask(x.shape().dim(0), x.shape().dim(1), lengths(x));
  }

  /// How many indices the input has that the layers of this branch go through; 0 if it has none, or
  /// that is not known.
  public int indices() {
    return rows.indices;
  }

  /// What counts: 1 for rows of the data, 0 for others, `[batch]`.
  public Value rowMask(int batch) {
    return rows()
        .map(count -> count.greaterThan(counting(batch)))
        .orElseGet(() -> graph.constant(1).broadcastTo(Shape.of(batch)));
  }

  /// What counts of values `[batch, steps, ...]`: 1 for a step of a row of the data, 0 for what
  /// comes after a row's last one, `[batch, steps]`.
  public Value stepMask(int batch, int steps) {
    return mask(batch, steps, lengths());
  }

  private Value mask(int batch, int steps, Optional<Value> lengths) {
    Value mask = rowMask(batch).reshape(batch, 1).broadcastTo(Shape.of(batch, steps));
    return lengths
        .map(length -> length.reshape(batch, 1).greaterThan(counting(steps)).times(mask))
        .orElse(mask);
  }

  /// `0, 1, 2, ...`
  public Value counting(int size) {
    return graph.constant(Shape.of(size), IntStream.range(0, size).asDoubleStream().toArray());
  }

  /// A weight of shape `[in, out]`, whose fans are its sizes.
  ///
  /// @throws IllegalArgumentException if it has more than 2^31 - 1 numbers
  public Value weight(String name, int in, int out, Initializer initializer) {
    if ((long) in * out > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          path
              + ": expected a weight of at most 2147483647 numbers, got ["
              + in
              + ", "
              + out
              + "]. Use smaller layers.");
    }
    return parameter(name, Shape.of(in, out), Role.WEIGHT, initializer, in, out);
  }

  /// A parameter that an earlier layer has declared, to be used again.
  ///
  /// @param name as in `hidden1/weight`, looked for beside this layer, then beside the layers that
  ///   hold it, the nearest first
  /// @throws IllegalArgumentException if there is none; the message lists those that there are
  public Value earlier(String name) {
    String outer = path;
    while (!outer.isEmpty()) {
      outer = outer.substring(0, Math.max(0, outer.lastIndexOf('/')));
      String full = outer.isEmpty() ? name : outer + "/" + name;
      if (parameters.has(full)) {
        return graph.parameter(parameters.get(full));
      }
    }
    List<String> known = parameters.variables().stream().map(Variable::path).toList();
    if (known.isEmpty()) {
      throw new IllegalArgumentException(
          path + ": expected an earlier layer with " + name + ", got none before this one.");
    }
    throw Names.unknown(path + ": parameter of an earlier layer", name, known);
  }

  /// A bias of shape `[out]`.
  public Value bias(String name, int out, Initializer initializer) {
    return parameter(name, Shape.of(out), Role.BIAS, initializer, 1, out);
  }

  /// A parameter of any shape and role; the fans are what the initialiser scales by.
  ///
  /// @throws ShapeException if the path has a parameter of another shape
  public Value parameter(
      String name, Shape shape, Role role, Initializer initializer, int fanIn, int fanOut) {
    String full = path.isEmpty() ? name : path + "/" + name;
    return graph.parameter(parameters.declare(full, shape, role, initializer, fanIn, fanOut));
  }

  /// The weights at this path and below it, as far as they are declared.
  public List<Value> weights() {
    return parameters.of(Role.WEIGHT).stream()
        .filter(weight -> weight.path().startsWith(path + "/"))
        .map(graph::parameter)
        .toList();
  }

  /// Gives a [Role#STATISTIC] parameter of this path its value after the step. Only in training.
  public void move(String name, Value next) {
    Variable statistic = parameters.get(path.isEmpty() ? name : path + "/" + name);
    graph.assign(statistic, next);
    shared.moved.put(statistic, next);
  }

  /// The value of a statistic after the step: what [#move] gave it, else what it is.
  public Value moved(Variable statistic) {
    Value next = shared.moved.get(statistic);
    return next == null ? graph.parameter(statistic) : next;
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
    shared.penalties.add(penalty);
  }

  /// The sum of what layers have added by [#penalize], a scalar.
  public Value penalty() {
    return shared.penalties.stream().reduce(Value::plus).orElseGet(() -> graph.constant(0));
  }

  /// Changes the weights at this path and below it after each step of training, before they are
  /// averaged: those of [Role#WEIGHT], each by itself.
  public void constrain(UnaryOperator<Value> rule) {
    shared.constraints.put(path + "/", rule);
  }

  /// The next value of a weight, as the constraints of its layers change it.
  public Value constrained(Variable weight, Value next) {
    Value value = next;
    for (Map.Entry<String, UnaryOperator<Value>> rule : shared.constraints.entrySet()) {
      if (parameters.role(weight) == Role.WEIGHT && weight.path().startsWith(rule.getKey())) {
        value = rule.getValue().apply(value);
      }
    }
    return value;
  }
}
