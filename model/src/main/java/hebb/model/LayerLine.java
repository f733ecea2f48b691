package hebb.model;

import hebb.dataset.InputSpec;
import hebb.graph.Variable;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Dropout;
import hebb.nn.layer.Embedding;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// A layer of a network, to be read.
///
/// @param name its path
/// @param layer what it is, as in `dense relu, he_normal`
/// @param output the shape of one row after it
/// @param parameters how many numbers it trains
public record LayerLine(String name, String layer, Shape output, long parameters) {
  static List<LayerLine> of(Network network, Parameters parameters, List<InputSpec> inputs) {
    List<Shape> shapes = network.shapes(inputs);
    List<Network.Entry> entries = network.entries();
    List<LayerLine> lines = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      Network.Entry entry = entries.get(i);
      long count =
          parameters.trained().stream()
              .filter(slot -> isIn(slot.path(), entry.name()))
              .map(Variable::shape)
              .mapToLong(Shape::size)
              .sum();
      lines.add(new LayerLine(entry.name(), line(entry), shapes.get(i), count));
    }
    return List.copyOf(lines);
  }

  private static boolean isIn(String path, String layer) {
    return layer.isEmpty() || path.startsWith(layer + "/");
  }

  private static String line(Network.Entry entry) {
    return switch (entry.layer()) {
      case Dense dense when dense.activation() == Activation.Standard.IDENTITY ->
          "dense, " + dense.weights().spec();
      case Dense dense -> "dense " + dense.activation().spec() + ", " + dense.weights().spec();
      case Dropout dropout -> "dropout " + dropout.rate();
      case Embedding e ->
          "embedding" + (e.count() > 0 ? " of " + e.count() : "") + ", " + e.weights().spec();
      default -> text(List.of(entry));
    };
  }

  /// The text of layers; of one's own that are not registered there is none.
  static String text(List<Network.Entry> layers) {
    try {
      return new Network(layers).text();
    } catch (IllegalArgumentException e) {
      return "layers that are not registered";
    }
  }
}
