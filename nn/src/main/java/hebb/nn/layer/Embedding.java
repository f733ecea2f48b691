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
/// @param size the numbers of a vector
/// @param count how many indices there are, from 0 to one less; 0, as it is unless said, for as
///   many as the input has
/// @param weights the first vectors, normal with deviation .02 unless said
/// @param padding an index whose vector is 0 and is not learned; -1 for none, as it is unless said
public record Embedding(int size, int count, Initializer weights, int padding) implements Layer {
  /// No padding.
  private static final int NONE = -1;

  /// At least one number, and padding that is an index or none.
  public Embedding {
    Check.atLeast(0, "embedding: count", count);
    Check.atLeast(1, "embedding: size", size);
    if (padding < NONE || count > 0 && padding >= count) {
      throw new IllegalArgumentException(
          "embedding: padding: expected an index"
              + (count > 0 ? " from 0 to " + (count - 1) : "")
              + ", or -1 for none, got "
              + padding
              + ".");
    }
  }

  /// For the indices of the input, with first vectors of deviation .02.
  public static Embedding of(int size) {
    return of(0, size);
  }

  /// For so many indices, with first vectors of deviation .02.
  public static Embedding of(int count, int size) {
    return new Embedding(size, count, new Initializer.Normal(0.02), NONE);
  }

  /// The same with an index whose vector is 0.
  public Embedding withPadding(int index) {
    return new Embedding(size, count, weights, index);
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
    if (count > 0 ? given > 0 && given != count : given == 0 || padding >= given) {
      throw new ShapeException(
          context.path(),
          given == 0
              ? "embedding: expected an input whose number of indices is known, got another. Say count."
              : "embedding: expected the "
                  + given
                  + " indices of the input, got "
                  + (count > 0 ? "a table of " + count : "padding " + padding)
                  + ". Make it as large as the input.");
    }
    int rows = count > 0 ? count : given;
    Shape table = Shape.of(rows, size);
    Value y = context.parameter("weight", table, Role.WEIGHT, weights, rows, size).gather(x);
    if (padding == NONE) {
      return y;
    }
    Value known = x.equalTo(x.graph().constant(padding)).negate().plus(1);
    return y.times(known.reshape(x.shape().plus(Shape.of(1))));
  }

  @Override
  public boolean takesIndices() {
    return true;
  }

  @Override
  public String stem() {
    return "embedding";
  }
}
