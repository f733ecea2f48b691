package hebb.nn.layer;

import hebb.autodiff.Scan;
import hebb.graph.Value;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import java.util.List;

/// A recurrent layer (Elman 1990): `h <- activation(x W + h U + b)`, `[batch, steps, channels] ->
/// [batch, units]`, or `[batch, steps, units]` with `sequence`. Parameters: `weight [channels,
/// units]`, `recurrent_weight [units, units]`, `bias [units]`.
///
/// @param activation tanh unless said
/// @param sequence whether all states are given, not the last one alone; false unless said
/// @param dropout the share of channels that are left out in training, the same at all steps of a
///   row; 0 unless said, in `[0, 1)`
/// @param clip what states are held to after each step, from `-clip` to `clip`; 0, no limit, unless
///   said
/// @param weights the first weights of inputs, Xavier uniform unless said
/// @param recurrent the first weights of states, orthogonal unless said
public record Rnn(
    int units,
    Activation activation,
    boolean sequence,
    double dropout,
    double clip,
    Initializer weights,
    Initializer recurrent,
    Initializer bias)
    implements Recurrent {
  /// At least one unit, and numbers in range.
  public Rnn {
    Recurrent.check("rnn", units, dropout, clip);
  }

  /// Without dropout and limit, the last state alone.
  public static Rnn of(int units) {
    return new Rnn(
        units,
        Activation.Standard.TANH,
        false,
        0,
        0,
        new Initializer.XavierUniform(),
        new Initializer.Orthogonal(),
        new Initializer.Zeros());
  }

  /// The same that gives all states.
  public Rnn withSequence() {
    return new Rnn(units, activation, true, dropout, clip, weights, recurrent, bias);
  }

  @Override
  public int gates() {
    return 1;
  }

  @Override
  public int states() {
    return 1;
  }

  @Override
  public List<Value> next(Scan.At at, Value x, Value sums) {
    return List.of(activation.apply(x.plus(sums)));
  }
}
