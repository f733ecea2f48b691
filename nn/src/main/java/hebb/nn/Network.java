package hebb.nn;

import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Layers in order, each under its name: the configuration of a net, without its parameters. Any
/// function of values is a network of one layer (see [#function]).
public record Network(List<Entry> layers) {
  private static final int NO_OUTPUT = -1;

  /// A layer and the path under which its parameters are.
  public record Entry(String name, Layer layer) {}

  /// At least one layer; the list is copied.
  public Network {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("network: expected at least one layer, got none.");
    }
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

  /// The output of all layers for an input `[batch, ...]`.
  public Value apply(Context context, Value input) {
    Value value = input;
    for (Entry entry : layers) {
      value = context.apply(entry.name, entry.layer, value);
    }
    return value;
  }

  /// The shape of one row's output, as in `[3]`.
  ///
  /// @throws hebb.graph.ShapeException if a layer does not fit what comes before it
  public Shape outputShape(Shape row) {
    return shapes(row).getLast();
  }

  /// The shape of one row after each layer.
  public List<Shape> shapes(Shape row) {
    Context context = Context.of(new Graph(), Parameters.open(0), Mode.EVALUATION);
    Value value = context.graph().input("features", Shape.of(1).plus(row));
    List<Shape> shapes = new ArrayList<>();
    for (Entry entry : layers) {
      value = context.apply(entry.name, entry.layer, value);
      shapes.add(value.shape().range(1, value.shape().rank()));
    }
    return shapes;
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
