package hebb.nn.layer;

import hebb.autodiff.Scan;
import hebb.graph.Value;
import hebb.nn.init.Initializer;
import java.util.List;

/// Long short-term memory (Hochreiter, Schmidhuber 1997; Gers et al. 2000): gates `i f g o = x W +
/// h U + b`, `c <- sigmoid(f) c + sigmoid(i) tanh(g)`, `h <- sigmoid(o) tanh(c)`. `[batch, steps,
/// channels] -> [batch, units]`, or `[batch, steps, units]` with `sequence`. Parameters: `weight
/// [channels, 4 units]`, `recurrent_weight [units, 4 units]`, `bias [4 units]`, in the order of the
/// gates.
///
/// @param sequence whether all states are given, not the last one alone; false unless said
/// @param dropout the share of channels that are left out in training, the same at all steps of a
///   row; 0 unless said, in `[0, 1)`
/// @param clip what states are held to after each step, from `-clip` to `clip`; 0, no limit, unless
///   said
/// @param weights the first weights of inputs, Xavier uniform unless said
/// @param recurrent the first weights of states, orthogonal unless said
/// @param bias the first biases, 1 for the forget gate and 0 for the others unless said
public record Lstm(
    int units,
    boolean sequence,
    double dropout,
    double clip,
    Initializer weights,
    Initializer recurrent,
    Initializer bias)
    implements Recurrent {
  /// At least one unit, and numbers in range.
  public Lstm {
    Recurrent.check("lstm", units, dropout, clip);
  }

  /// Without dropout and limit, the last state alone.
  public static Lstm of(int units) {
    return new Lstm(
        units,
        false,
        0,
        0,
        new Initializer.XavierUniform(),
        new Initializer.Orthogonal(),
        new Initializer.ForgetBias());
  }

  /// The same that gives all states.
  public Lstm withSequence() {
    return new Lstm(units, true, dropout, clip, weights, recurrent, bias);
  }

  @Override
  public int gates() {
    return 4;
  }

  @Override
  public int states() {
    return 2;
  }

  @Override
  public List<Value> next(Scan.At at, Value x, Value sums) {
    Value z = x.plus(sums);
    Value i = z.slice(1, 0, units).sigmoid();
    Value f = z.slice(1, units, 2 * units).sigmoid();
    Value g = z.slice(1, 2 * units, 3 * units).tanh();
    Value o = z.slice(1, 3 * units, 4 * units).sigmoid();
    Value c = f.times(at.carry(1)).plus(i.times(g));
    return List.of(o.times(c.tanh()), c);
  }
}
