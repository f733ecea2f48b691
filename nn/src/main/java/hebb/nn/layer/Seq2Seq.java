package hebb.nn.layer;

import hebb.graph.ShapeException;
import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Network;
import java.util.List;

/// An encoder and a decoder (Sutskever et al. 2014): the first of a network of two inputs, a source
/// and what was said of it so far. The encoder makes states of the source; the decoder goes over
/// what was said, each step seeing the steps before it and the encoder: recurrent layers begin with
/// a state made of the encoder's, `attention` and `transformer` attend to them. `[batch, from],
/// [batch, to] -> [batch, to, channels]`. Recurrent layers inside give all states. Parameters:
/// those of the layers under `encoder` and `decoder`.
///
/// @param layers two lists: encoder; decoder
public record Seq2Seq(List<List<Network.Entry>> layers) implements Layer {
  /// Two lists of layers, which are copied.
  public Seq2Seq {
    layers = layers.stream().map(list -> Network.atLeastOne("seq2seq", list)).toList();
    if (layers.size() != 2) {
      throw new IllegalArgumentException(
          "seq2seq: expected two lists of layers, as in seq2seq(encoder; decoder), got "
              + layers.size()
              + ".");
    }
  }

  /// An encoder and a decoder.
  public static Seq2Seq of(List<Layer> encoder, List<Layer> decoder) {
    return new Seq2Seq(
        List.of(
            Network.inside(encoder.toArray(Layer[]::new)),
            Network.inside(decoder.toArray(Layer[]::new))));
  }

  @Override
  public Value apply(Context context, Value source) {
    Context.Second second =
        context
            .second()
            .orElseThrow(
                () ->
                    new ShapeException(
                        context.path(),
                        "seq2seq: expected a source and what was said of it, got one input. Train it with --task translate."));
    Context.Memory memory = encoded(context, source);
    return decoded(context.forDecoder(second.spec(), memory), second.value());
  }

  /// The states of the encoder.
  public Context.Memory encoded(Context context, Value source) {
    Network encoder = new Network(layers.getFirst());
    Context inside = context.insideSeq2Seq();
    Value states = inside.apply("encoder", encoder::apply, source);
    if (states.shape().rank() != 3) {
      throw new ShapeException(
          context.path(),
          "seq2seq: expected an encoder that gives a state for each step, got "
              + states.shape()
              + ". Leave out pooling and flatten.");
    }
    return new Context.Memory(states, Attending.keys(context, states));
  }

  /// What the decoder gives.
  ///
  /// @param context of [Context#forDecoder]
  public Value decoded(Context context, Value previous) {
    return context.apply("decoder", new Network(layers.getLast())::apply, previous);
  }

  @Override
  public boolean takesIndices() {
    return true;
  }

  @Override
  public boolean takesTwo() {
    return true;
  }

  @Override
  public String stem() {
    return "seq2seq";
  }
}
