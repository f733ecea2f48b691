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
/// @param padding an index whose vector is 0 and is not learned; -1 for none, as it is unless said
public record Embedding(int count, int size, Initializer weights, int padding) implements Layer {
  /// No padding.
  private static final int NONE = -1;

  /// At least one vector of at least one number, and padding that is an index or none.
  public Embedding {
    Check.atLeast(1, "embedding: count", count);
    Check.atLeast(1, "embedding: size", size);
    if (padding < NONE || padding >= count) {
      throw new IllegalArgumentException(
          "embedding: padding: expected an index from 0 to "
              + (count - 1)
              + ", or -1 for none, got "
              + padding
              + ".");
    }
  }

  /// With first vectors of deviation .02.
  public static Embedding of(int count, int size) {
    return new Embedding(count, size, new Initializer.Normal(0.02), NONE);
  }

  /// The same with an index whose vector is 0.
  public Embedding withPadding(int index) {
    return new Embedding(count, size, weights, index);
  }

  @Override
  public Value apply(Context context, Value x) {
    if (x.node().type() != DType.I32) {
      throw new ShapeException(
          context.path(),
          "embedding: expected indices, got numbers "
              + x.shape()
              + ". Put it first in the branch of an input of indices; columns of a table have one by --embed.");
    }
    int given = context.indices();
    if (given > 0 && given != count) {
      throw new ShapeException(
          context.path(),
          "embedding: expected the "
              + given
              + " indices of the input, got a table of "
              + count
              + ". Make it as large as the input.");
    }
    Shape table = Shape.of(count, size);
    Value y = context.parameter("weight", table, Role.WEIGHT, weights, count, size).gather(x);
    if (padding == NONE) {
      return y;
    }
    Value known = x.equalTo(x.graph().constant(padding)).negate().plus(1);
    return y.times(known.reshape(x.shape().plus(Shape.of(1))));
  }

  @Override
  public String stem() {
    return "embedding";
  }
}
