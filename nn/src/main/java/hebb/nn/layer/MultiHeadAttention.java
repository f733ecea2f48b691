package hebb.nn.layer;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.spec.Check;

/// Self-attention of several heads (Vaswani et al. 2017): each step attends to the steps of its
/// row, `softmax(q k' / sqrt(n)) v` for each head's own `n` channels of `q`, `k` and `v`, which are
/// linear in the input, and then a linear layer. `[batch, steps, channels] -> [batch, steps,
/// channels]`, at most 1,024 steps. Parameters: `qkv/weight [channels, 3 channels]`, `qkv/bias`,
/// `join/weight [channels, channels]`, `join/bias`. Steps after a row's last one are not seen.
///
/// @param heads which share the channels evenly
/// @param causal whether a step sees itself and earlier ones alone; false unless said
/// @param dropout the share of the weights of attention that are left out in training; 0 unless
///   said, in `[0, 1)`
public record MultiHeadAttention(int heads, boolean causal, double dropout) implements Layer {
  /// At least one head, and a rate in range.
  public MultiHeadAttention {
    Check.atLeast(1, "multi_head_attention: heads", heads);
    Check.fraction("multi_head_attention: dropout", dropout);
  }

  /// All steps seen, without dropout.
  public static MultiHeadAttention of(int heads) {
    return new MultiHeadAttention(heads, false, 0);
  }

  @Override
  public Value apply(Context context, Value input) {
    Value x = Attending.check(context, "multi_head_attention", input);
    int n = x.shape().dim(2);
    Value all = context.apply("qkv", Dense.of(3 * n), x);
    Value q = Attending.heads(context, all.slice(2, 0, n), heads);
    Value k = Attending.heads(context, all.slice(2, n, 2 * n), heads);
    Value v = Attending.heads(context, all.slice(2, 2 * n, 3 * n), heads);
    if (context.rotates()) {
      q = Positions.rotated(q);
      k = Positions.rotated(k);
    }
    Value read = Attending.dot(context, q, k, v, Attending.keys(context, x), causal, dropout);
    return context.apply("join", Dense.of(n), Attending.joined(read));
  }

  @Override
  public String stem() {
    return "attention";
  }
}
