package hebb.nn.layer;

import hebb.graph.Graph;
import hebb.graph.ShapeException;
import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.activation.Activation;
import hebb.tensor.Shape;
import java.util.Optional;

/// What layers have in common that attend to the steps of a sequence.
public final class Attending {
  /// The longest sequence, whose matrix of scores is whole in memory.
  private static final int LONGEST = 1024;

  /// Far below every score: its share is exactly 0.
  private static final double NEVER = -1e30;

  private Attending() {}

  /// The input, if it is a sequence that is not too long.
  static Value check(Context context, String layer, Value x) {
    if (x.shape().rank() != 3) {
      throw noSequence(context, layer, x);
    }
    int steps = x.shape().dim(1);
    if (steps > LONGEST) {
      throw new ShapeException(
          context.path(),
          layer
              + ": expected at most "
              + LONGEST
              + " steps, got "
              + steps
              + ", whose scores take "
              + 4L * steps * steps / 1_000_000
              + " MB for each row and head. Shorten the rows, by --max-length or a conv1d with a stride.");
    }
    return x;
  }

  /// The sentence for what is no sequence.
  static ShapeException noSequence(Context context, String layer, Value x) {
    return new ShapeException(
        context.path(),
        layer
            + ": expected a sequence [batch, steps, channels], got "
            + x.shape()
            + ". Give the layer before it sequence=true, leave out flatten and pooling, or begin with"
            + " an embedding if rows are texts.");
  }

  /// `[batch, steps, channels] -> [batch, heads, steps, channels / heads]`.
  public static Value heads(Context context, Value x, int heads) {
    Shape shape = x.shape();
    if (shape.dim(2) % heads != 0) {
      throw new ShapeException(
          context.path(),
          "attention: expected channels that "
              + heads
              + " heads share evenly, got "
              + shape.dim(2)
              + ".");
    }
    return x.reshape(shape.dim(0), shape.dim(1), heads, shape.dim(2) / heads).permute(0, 2, 1, 3);
  }

  /// `[batch, heads, steps, n] -> [batch, steps, heads n]`.
  public static Value joined(Value x) {
    Shape shape = x.shape();
    return x.permute(0, 2, 1, 3).reshape(shape.dim(0), shape.dim(2), shape.dim(1) * shape.dim(3));
  }

  /// `softmax(q k' / sqrt(n)) v` of each head (Vaswani et al. 2017): `q [batch, heads, to, n]`, `k`
  /// and `v [batch, heads, from, n] -> [batch, heads, to, n]`.
  ///
  /// @param mask which of the keys count, `[batch, from]`; empty for all
  /// @param causal whether a step sees itself and earlier ones alone
  /// @param dropout the share of the weights that are left out in training
  public static Value dot(
      Context context,
      Value q,
      Value k,
      Value v,
      Optional<Value> mask,
      boolean causal,
      double dropout) {
    return weights(context, q, k, mask, causal, dropout).matmul(v);
  }

  /// The weights `softmax(q k' / sqrt(n))` of [#dot], `[batch, heads, to, from]`.
  static Value weights(
      Context context, Value q, Value k, Optional<Value> mask, boolean causal, double dropout) {
    int n = q.shape().dim(3);
    Value scores = q.times(1 / Math.sqrt(n)).matmul(k.transpose());
    return shares(context, masked(scores, mask, causal), dropout);
  }

  /// The scores `[batch, heads, to, from]` of what is seen; those of other keys are far below.
  static Value masked(Value scores, Optional<Value> mask, boolean causal) {
    Graph graph = scores.graph();
    Value seen = scores;
    if (causal) {
      int to = scores.shape().dim(2);
      int from = scores.shape().dim(3);
      double[] later = new double[to * from];
      for (int i = 0; i < later.length; i++) {
        later[i] = i % from - (from - to) > i / from ? NEVER : 0;
      }
      seen = seen.plus(graph.constant(Shape.of(to, from), later));
    }
    if (mask.isPresent()) {
      Value keys = mask.get();
      Value far = keys.minus(1).times(-NEVER);
      seen = seen.plus(far.reshape(keys.shape().dim(0), 1, 1, keys.shape().dim(1)));
    }
    return seen;
  }

  /// The softmax over the last axis, in training with dropout.
  static Value shares(Context context, Value scores, double dropout) {
    return Dropout.dropped(
        context, "attention", dropout, Activation.Standard.SOFTMAX.apply(scores));
  }

  /// Which steps of a sequence count, `[batch, steps]`; empty where all do.
  static Optional<Value> keys(Context context, Value x) {
    return context.lengths(x).map(lengths -> context.stepMask(x));
  }
}
