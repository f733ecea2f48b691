package hebb.nn.layer;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Network;
import java.util.List;

/// A recurrent layer in both directions of time, each with parameters of its own (Schuster, Paliwal
/// 1997), one result behind the other: `[batch, steps, channels] -> [batch, 2 units]`, or `[batch,
/// steps, 2 units]` where the layer gives all states. Parameters: those of the layer under
/// `forward` and `backward`.
///
/// @param layers one layer, `rnn`, `lstm` or `gru`
public record Bidirectional(List<Network.Entry> layers) implements Layer {
  /// One recurrent layer; the list is copied.
  public Bidirectional {
    layers = List.copyOf(layers);
    if (layers.size() != 1 || !(layers.getFirst().layer() instanceof Recurrent)) {
      throw new IllegalArgumentException(
          "bidirectional: expected one layer, rnn, lstm or gru, got "
              + layers.stream().map(entry -> Layers.kind(entry.layer())).toList()
              + ".");
    }
  }

  /// A recurrent layer in both directions.
  public static Bidirectional of(Layer layer) {
    return new Bidirectional(Network.inside(layer));
  }

  @Override
  public Value apply(Context context, Value x) {
    Recurrent layer = (Recurrent) layers.getFirst().layer();
    Value forward = context.apply("forward", (own, in) -> layer.through(own, in, false), x);
    Value backward = context.apply("backward", (own, in) -> layer.through(own, in, true), x);
    return Value.concat(-1, List.of(forward, backward));
  }

  @Override
  public String stem() {
    return "bidirectional";
  }
}
