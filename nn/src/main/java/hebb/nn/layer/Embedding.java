package hebb.nn.layer;

import hebb.graph.DType;
import hebb.graph.ShapeException;
import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Role;
import hebb.nn.init.Initializer;
import hebb.nn.spec.Check;
import hebb.tensor.Shape;

/// A vector for each index, which is learned (Bengio et al. 2003): `[batch, ...] -> [batch, ...,
/// size]`. Parameter: `weight [count, size]`.
///
/// @param count how many indices there are, from 0 to one less
/// @param size the numbers of a vector
/// @param weights the first vectors, normal with deviation .02 unless said
public record Embedding(int count, int size, Initializer weights) implements Layer {
  /// At least one vector of at least one number.
  public Embedding {
    Check.atLeast(1, "embedding: count", count);
    Check.atLeast(1, "embedding: size", size);
  }

  /// With first vectors of deviation .02.
  public static Embedding of(int count, int size) {
    return new Embedding(count, size, new Initializer.Normal(0.02));
  }

  @Override
  public Value apply(Context context, Value x) {
    if (x.node().type() != DType.I32) {
      throw new ShapeException(
          context.path(),
          "embedding: expected indices, got numbers "
              + x.shape()
              + ". Put it first in the branch of an input of indices.");
    }
    return context
        .parameter("weight", Shape.of(count, size), Role.WEIGHT, weights, count, size)
        .gather(x);
  }

  @Override
  public String stem() {
    return "embedding";
  }
}
