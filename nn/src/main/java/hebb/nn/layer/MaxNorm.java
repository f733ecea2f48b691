package hebb.nn.layer;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.spec.Check;
import java.util.List;
import java.util.stream.IntStream;

/// Layers whose weights stay short (Srebro et al. 2005; Srivastava et al. 2014, with dropout):
/// after each step, what goes into a unit is scaled to a Euclidean norm of at most `limit`, `w
/// min(1, limit / |w|)` for each column of `[..., in, units]`. Biases and scales stay as they are.
/// Any shape. Parameters: those of the layers, under their names.
///
/// @param limit 3 to 4 is usual; above 0
public record MaxNorm(double limit, List<Network.Entry> layers) implements Layer {
  /// A limit above 0 and at least one layer; the list is copied.
  public MaxNorm {
    Check.positive("max_norm: limit", limit);
    layers = Network.atLeastOne("max_norm", layers);
  }

  /// Layers in order, named by what they are: `hidden1`, `hidden2`, `dropout1` and so on.
  public static MaxNorm of(double limit, Layer... layers) {
    return new MaxNorm(limit, Network.inside(layers));
  }

  @Override
  public Value apply(Context context, Value x) {
    context.constrain(this::limited);
    return new Network(layers).apply(context, x);
  }

  private Value limited(Value w) {
    int[] in = IntStream.range(0, w.shape().rank() - 1).toArray();
    Value norm = w.square().sumKeep(in).sqrt();
    Value one = w.graph().constant(1);
    return w.times(one.min(w.graph().constant(limit).dividedBy(norm)));
  }

  @Override
  public String stem() {
    return "max_norm";
  }
}
