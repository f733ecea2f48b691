package hebb.nn;

import hebb.dataset.InputSpec;
import hebb.graph.DType;
import hebb.graph.Graph;
import hebb.graph.ShapeException;
import hebb.graph.Value;
import hebb.nn.layer.NetworkText;
import hebb.nn.spec.Names;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Layers in order, each under its name: the configuration of a net, without its parameters. Any
/// function of values is a network of one layer (see [#function]).
///
/// A network of several inputs has a branch for some of them: layers of their own, whose paths
/// begin with `inputs/NAME`. What the branches give, and the inputs without one, become one vector
/// for each row, in the order of the inputs; then come the layers.
///
/// @param branches for inputs by name; those of indices need one
/// @param layers what all inputs go through together
public record Network(List<Branch> branches, List<Entry> layers) {
  private static final int NO_OUTPUT = -1;

  /// A layer and the path under which its parameters are.
  public record Entry(String name, Layer layer) {}

  /// The layers that one input goes through alone.
  ///
  /// @param input its name
  public record Branch(String input, List<Entry> layers) {
    /// Copies the list.
    public Branch {
      layers = List.copyOf(layers);
    }

    /// Layers named by what they are and counted.
    public static Branch of(String input, Layer... layers) {
      return new Branch(input, inside(layers));
    }
  }

  /// At least one layer, and no two branches of one input; the lists are copied.
  public Network {
    branches = List.copyOf(branches);
    layers = atLeastOne("network", layers);
    if (branches.stream().map(Branch::input).distinct().count() < branches.size()) {
      throw new IllegalArgumentException(
          "network: expected one branch for each input, got "
              + branches.stream().map(Branch::input).toList()
              + ".");
    }
  }

  /// A copy of a list of layers, for what holds layers and is called `what` in messages.
  ///
  /// @throws IllegalArgumentException if there are none
  public static List<Entry> atLeastOne(String what, List<Entry> layers) {
    if (layers.isEmpty()) {
      throw new IllegalArgumentException(what + ": expected at least one layer, got none.");
    }
    return List.copyOf(layers);
  }

  /// Layers of one input.
  public Network(List<Entry> layers) {
    this(List.of(), layers);
  }

  /// The same layers with branches.
  public Network withBranches(List<Branch> newBranches) {
    return new Network(newBranches, layers);
  }

  /// Layers in order, named by what they are: `hidden1`, `hidden2`, ... and `output` for the last
  /// of these; `dropout1`, `flatten1` and so on for the others.
  public static Network of(Layer... layers) {
    return new Network(named(List.of(layers), last("hidden", layers)));
  }

  /// Layers inside a layer, in order: named as in a network, but none is called `output`.
  public static List<Entry> inside(Layer... layers) {
    return named(List.of(layers), NO_OUTPUT);
  }

  /// Layers named by what they are and counted; the one at `output` is called so.
  private static List<Entry> named(List<Layer> layers, int output) {
    List<Entry> entries = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      String stem = layers.get(i).stem();
      String name = i == output ? "output" : stem + counts.merge(stem, 1, Integer::sum);
      entries.add(new Entry(name, layers.get(i)));
    }
    return entries;
  }

  /// Any function of values as a network; its parameters have the paths that it gives them.
  public static Network function(Layer function) {
    return new Network(List.of(new Entry("", function)));
  }

  /// The network of a text, as in `dense(64) batch_norm relu dropout(0.2) dense(3)`, with the names
  /// of [#of]: see [NetworkText].
  ///
  /// @throws IllegalArgumentException if the text is wrong; the message says at which character
  public static Network parse(String text) {
    return NetworkText.parse(text);
  }

  /// The text of the layers, which [#parse] reads; branches, and names that were chosen by hand,
  /// are not in it.
  ///
  /// @throws IllegalArgumentException if a layer is not known by name
  public String text() {
    return NetworkText.of(layers);
  }

  /// The layers from the first to one of them, with the branches.
  ///
  /// @param name of the last one
  /// @throws IllegalArgumentException if there is none of that name; the message lists those that
  ///   there are
  public Network upTo(String name) {
    List<String> names = layers.stream().map(Entry::name).toList();
    int last = names.indexOf(name);
    if (last < 0) {
      throw Names.unknown("layer", name, names);
    }
    return new Network(branches, layers.subList(0, last + 1));
  }

  /// The output of all layers for an input `[batch, ...]`.
  public Value apply(Context context, Value input) {
    return through(layers, context, input, value -> {});
  }

  /// The output of all layers for so many rows of inputs, which become inputs of the graph.
  ///
  /// @throws ShapeException if a layer does not fit what comes before it
  /// @throws IllegalArgumentException if there is a branch for no input, or none for indices
  public Value apply(Context context, List<InputSpec> inputs, int batch) {
    return outputs(context, inputs, batch).getLast();
  }

  /// The outputs of each layer in the order of [#entries], the last one that of the network, for so
  /// many rows of inputs.
  ///
  /// @throws ShapeException if a layer does not fit what comes before it
  public List<Value> outputs(Context context, List<InputSpec> inputs, int batch) {
    List<Value> outputs = new ArrayList<>();
    boolean two = layers.getFirst().layer.takesTwo() && inputs.size() == 2;
    Value joined =
        two ? both(context, inputs, batch) : joined(context, inputs, batch, outputs::add);
    boolean alone = two || inputs.size() == 1 && branches.isEmpty();
    Context own = alone ? context.forInput(inputs.getFirst(), batch) : context;
    through(layers, own, joined, outputs::add);
    return outputs;
  }

  /// The shape of one row's output, as in `[3]`.
  ///
  /// @throws ShapeException if a layer does not fit what comes before it
  public Shape outputShape(Shape row) {
    return outputShape(List.of(InputSpec.features(row)));
  }

  /// The shape of one row's output, as in `[3]`.
  ///
  /// @throws ShapeException if a layer does not fit what comes before it
  public Shape outputShape(List<InputSpec> inputs) {
    return shapes(inputs).getLast();
  }

  /// The shape of one row after each layer: those of the branches, then those that follow.
  public List<Shape> shapes(List<InputSpec> inputs) {
    Context context = Context.of(new Graph(), Parameters.open(0), Mode.EVALUATION);
    return outputs(context, inputs, 1).stream()
        .map(value -> value.shape().range(1, value.shape().rank()))
        .toList();
  }

  /// The layers by path, in the order of [#shapes].
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Branch branch : branches) {
      for (Entry entry : branch.layers) {
        entries.add(new Entry(path(branch.input) + "/" + entry.name, entry.layer));
      }
    }
    entries.addAll(layers);
    return entries;
  }

  private static String path(String input) {
    return "inputs/" + input;
  }

  private static Value through(
      List<Entry> layers, Context context, Value input, Consumer<Value> seen) {
    Value value = input;
    for (Entry entry : layers) {
      value = context.apply(entry.name, entry.layer, value);
      seen.accept(value);
    }
    return value;
  }

  /// The first of two inputs; the second is for the first layer.
  private static Value both(Context context, List<InputSpec> inputs, int batch) {
    InputSpec second = inputs.getLast();
    context.setSecond(new Context.Second(second.in(context.graph(), batch), second));
    return inputs.getFirst().in(context.graph(), batch);
  }

  /// One input as it is, several as one vector for each row.
  private Value joined(Context context, List<InputSpec> inputs, int batch, Consumer<Value> seen) {
    List<String> names = inputs.stream().map(InputSpec::name).toList();
    for (Branch branch : branches) {
      if (!names.contains(branch.input)) {
        throw Names.unknown("input", branch.input, names);
      }
    }
    Map<String, Value> values = new HashMap<>();
    for (InputSpec input : inputs) {
      values.put(input.name(), input.in(context.graph(), batch));
    }
    for (Branch branch : branches) {
      InputSpec input = inputs.get(names.indexOf(branch.input));
      Context inside = context.forInput(input, batch);
      Layer layer = (below, value) -> through(branch.layers, below, value, seen);
      values.compute(branch.input, (name, x) -> inside.apply(path(name), layer, nonNull(x)));
    }
    List<Value> joined = new ArrayList<>();
    for (InputSpec input : inputs) {
      Value value = nonNull(values.get(input.name()));
      boolean embedded = inputs.size() == 1 && layers.getFirst().layer.takesIndices();
      if (input.indices() > 0 && value.node().type() == DType.I32 && !embedded) {
        throw new IllegalArgumentException(
            "network: expected a branch for "
                + input
                + ", got none. Give it one that begins with an embedding.");
      }
      joined.add(inputs.size() == 1 ? value : flat(value));
    }
    return joined.size() == 1 ? joined.getFirst() : Value.concat(-1, joined);
  }

  private static Value nonNull(@Nullable Value value) {
    return Objects.requireNonNull(value);
  }

  private static Value flat(Value value) {
    Shape shape = value.shape();
    return value.reshape(shape.dim(0), shape.range(1, shape.rank()).size());
  }

  private static int last(String stem, Layer... layers) {
    for (int i = layers.length - 1; i >= 0; i--) {
      if (layers[i].stem().equals(stem)) {
        return i;
      }
    }
    return NO_OUTPUT;
  }
}
