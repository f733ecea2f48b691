package hebb.nn.layer;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.spec.Check;
import java.util.Optional;

/// Attention of several heads from the steps of one sequence to those of another: queries are
/// linear in the first, keys and values in the second. Parameters: `query/weight`, `key/weight`,
/// `value/weight`, `join/weight` and their biases.
///
/// @param heads which share the channels evenly
/// @param dropout the share of the weights of attention that are left out in training
public record CrossAttention(int heads, double dropout) {
  /// At least one head.
  public CrossAttention {
    Check.atLeast(1, "attention: heads", heads);
  }

  /// The layer's result for each step of the first: `[batch, to, channels]`.
  ///
  /// @param x `[batch, to, channels]`
  /// @param memory `[batch, from, ...]`
  /// @param mask which steps of the memory count, `[batch, from]`
  public Value apply(Context context, Value x, Value memory, Optional<Value> mask) {
    int n = x.shape().dim(2);
    Value q = Attending.heads(context, context.apply("query", Dense.of(n), x), heads);
    Value k = Attending.heads(context, context.apply("key", Dense.of(n), memory), heads);
    Value v = Attending.heads(context, context.apply("value", Dense.of(n), memory), heads);
    Value weights = Attending.weights(context, q, k, mask, false, dropout);
    context.attends(weights);
    return context.apply("join", Dense.of(n), Attending.joined(weights.matmul(v)));
  }
}
