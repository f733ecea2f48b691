package hebb.nn.layer;

import hebb.graph.ShapeException;
import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.spec.Check;
import hebb.tensor.Shape;

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
      q = Positions.rotated(context, q);
      k = Positions.rotated(context, k);
    }
    if (context.stepping().isPresent()) {
      Value step = remembered(context, q, k, v);
      return context.apply("join", Dense.of(n), Attending.joined(step));
    }
    Value read = Attending.dot(context, q, k, v, Attending.keys(context, x), causal, dropout);
    return context.apply("join", Dense.of(n), Attending.joined(read));
  }

  /// The step's query sees the keys and values of the steps before it and its own.
  private Value remembered(Context context, Value q, Value k, Value v) {
    Context.Stepping stepping = context.stepping().orElseThrow();
    if (!causal) {
      throw new ShapeException(
          context.path(),
          "generation: expected attention that sees earlier steps alone, got another. Say causal=true.");
    }
    int most = stepping.most();
    Value places = context.counting(most);
    Value now = places.equalTo(stepping.position()).reshape(1, 1, most, 1);
    Value keys = kept(context, "keys", k, now, most);
    Value values = kept(context, "values", v, now, most);
    Value later = places.greaterThan(stepping.position()).times(-1e30);
    Value scores = q.times(1 / Math.sqrt(q.shape().dim(3))).matmul(keys.transpose());
    Value seen = scores.plus(later);
    return Attending.shares(context, seen, 0).matmul(values);
  }

  private static Value kept(Context context, String name, Value step, Value now, int most) {
    Shape all = step.shape().with(2, most);
    Value before = context.remembered(name, all);
    Value next = now.broadcastTo(all).select(step.broadcastTo(all), before);
    context.remember(name, next);
    return next;
  }

  @Override
  public String stem() {
    return "attention";
  }
}
