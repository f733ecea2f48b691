package hebb.nn.layer;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.activation.Activation;
import hebb.nn.spec.Check;
import hebb.nn.spec.Names;
import java.util.List;

/// A block of a transformer (Vaswani et al. 2017): self-attention and then two dense layers, each
/// with a way around it and layer norm. With norm `pre`, `y = x + attention(norm1(x))`, `z = y +
/// dense(norm2(y))`, the stack wants a `layer_norm` at its end; with `post`, `y = norm1(x +
/// attention(x))`, `z = norm2(y + dense(y))`. `[batch, steps, channels] -> [batch, steps,
/// channels]`. Parameters: those of `attention`, `norm1`, `norm2`, `wide` and `narrow`. In the
/// decoder of [Seq2Seq] it attends to the encoder between the two halves: `cross`, `norm3`.
///
/// @param heads of attention, which share the channels evenly
/// @param feedForward units of the wide dense layer; 0, 4 for each channel, unless said
/// @param dropout in training, of what each half adds and of the weights of attention; .1 unless
///   said
/// @param norm `pre` unless said, or `post`
/// @param causal whether a step sees itself and earlier ones alone; false unless said
/// @param wideActivation of the wide layer; gelu unless said
public record Transformer(
    int heads,
    int feedForward,
    double dropout,
    String norm,
    boolean causal,
    Activation wideActivation)
    implements Layer {
  private static final List<String> NORMS = List.of("pre", "post");

  /// Numbers in range and a known norm.
  public Transformer {
    Check.atLeast(1, "transformer: heads", heads);
    Check.atLeast(0, "transformer: feed_forward", feedForward);
    Check.fraction("transformer: dropout", dropout);
    if (!NORMS.contains(norm)) {
      throw Names.unknown("transformer: norm", norm, NORMS);
    }
  }

  /// An encoder's block before whose halves the norms stand, with dropout .1.
  public static Transformer of(int heads) {
    return new Transformer(heads, 0, 0.1, "pre", false, Activation.Standard.GELU);
  }

  /// The same that sees earlier steps alone, a decoder's block.
  public Transformer withCausal() {
    return new Transformer(heads, feedForward, dropout, norm, true, wideActivation);
  }

  @Override
  public Value apply(Context context, Value input) {
    Value x = Attending.check(context, "transformer", input);
    boolean first = norm.equals("pre");
    LayerNorm normal = new LayerNorm();
    MultiHeadAttention attention = new MultiHeadAttention(heads, causal, dropout);
    Value seen = first ? context.apply("norm1", normal, x) : x;
    context.sameLengths(x, seen);
    Value y = x.plus(dropped(context, "dropout1", context.apply("attention", attention, seen)));
    y = first ? y : context.apply("norm1", normal, y);
    context.sameLengths(x, y);
    Context.Memory memory = context.memory().orElse(null);
    if (memory != null) {
      y = cross(context, memory, y, first);
    }
    Value z = y.plus(dropped(context, "dropout2", dense(context, first ? norm2(context, y) : y)));
    return first ? z : norm2(context, z);
  }

  /// In a decoder each step attends to its encoder too, with a norm and a way around it.
  private Value cross(Context context, Context.Memory memory, Value y, boolean first) {
    CrossAttention attention = new CrossAttention(heads, dropout);
    Value seen = first ? context.apply("norm3", new LayerNorm(), y) : y;
    Layer layer = (own, x) -> attention.apply(own, x, memory.states(), memory.mask());
    Value z = y.plus(dropped(context, "dropout3", context.apply("cross", layer, seen)));
    return first ? z : context.apply("norm3", new LayerNorm(), z);
  }

  private static Value norm2(Context context, Value x) {
    return context.apply("norm2", new LayerNorm(), x);
  }

  private Value dense(Context context, Value x) {
    int channels = x.shape().dim(2);
    int wide = feedForward == 0 ? 4 * channels : feedForward;
    Value inside = context.apply("wide", Dense.of(wide, wideActivation), x);
    return context.apply("narrow", Dense.of(channels), inside);
  }

  private Value dropped(Context context, String name, Value x) {
    return context.apply(name, new Dropout(dropout), x);
  }

  @Override
  public String stem() {
    return "transformer";
  }
}
