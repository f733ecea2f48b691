package hebb.nn.layer;

import hebb.graph.ShapeException;
import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Role;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.spec.Names;
import hebb.tensor.Shape;
import java.util.List;
import java.util.Optional;

/// Attention of a decoder to the states of its encoder, inside [Seq2Seq]: for each step a mean `c`
/// of the encoder's states, weighted by how well they suit it, and then `tanh([x c] W + b)` (Luong
/// et al. 2015). `[batch, steps, channels] -> [batch, steps, channels]`.
///
/// The weights are the softmax of `v tanh(x Q + s K)` (`additive`, Bahdanau et al. 2015) or of `x Q
/// (s K)' / sqrt(channels)` (`dot`). Parameters: `query [channels, channels]`, `key [states,
/// channels]`, for additive `score [channels]`, and those of `join`.
///
/// @param type `dot` unless said, or `additive`
public record Attention(String type) implements Layer {
  private static final List<String> TYPES = List.of("dot", "additive");

  /// A known type.
  public Attention {
    if (!TYPES.contains(type)) {
      throw Names.unknown("attention: kind", type, TYPES);
    }
  }

  /// By products.
  public Attention() {
    this("dot");
  }

  @Override
  public Value apply(Context context, Value input) {
    Value x = Attending.check(context, "attention", input);
    Context.Memory memory =
        context
            .memory()
            .orElseThrow(
                () ->
                    new ShapeException(
                        context.path(),
                        "attention: expected an encoder to attend to, got none. Put it into the decoder of seq2seq(encoder; decoder), or take multi_head_attention(heads)."));
    int n = x.shape().dim(2);
    Value states = memory.states();
    Initializer xavier = new Initializer.XavierUniform();
    Value query = x.matmul(context.weight("query", n, n, xavier));
    Value key = states.matmul(context.weight("key", states.shape().dim(2), n, xavier));
    Value read;
    if (type.equals("additive")) {
      Value score = context.parameter("score", Shape.of(n), Role.WEIGHT, xavier, n, 1);
      Value weights = weights(query, key, score, memory.mask());
      context.attends(weights);
      read = weights.matmul(states);
    } else {
      Value weights =
          Attending.weights(context, query.expand(1), key.expand(1), memory.mask(), false, 0);
      context.attends(weights);
      read = Attending.joined(weights.matmul(states.expand(1)));
    }
    Value joined = context.apply("join", Dense.of(n), Value.concat(-1, List.of(x, read)));
    return joined.tanh();
  }

  /// Weighted means of values: `softmax(v tanh(q + k)) values`.
  ///
  /// @param query `[batch, to, n]`
  /// @param key `[batch, from, n]`
  /// @param score `[n]`
  /// @param values `[batch, from, ...]`
  /// @param mask which of the keys count, `[batch, from]`
  public static Value additive(
      Value query, Value key, Value score, Value values, Optional<Value> mask) {
    return weights(query, key, score, mask).matmul(values);
  }

  /// The weights of [#additive], `[batch, to, from]`.
  private static Value weights(Value query, Value key, Value score, Optional<Value> mask) {
    Value scores = query.expand(2).plus(key.expand(1)).tanh().times(score).sum(-1);
    Value seen = Attending.masked(scores.expand(1), mask, false);
    Shape shape = scores.shape();
    return Activation.Standard.SOFTMAX.apply(seen).reshape(shape);
  }

  @Override
  public String stem() {
    return "attention";
  }
}
