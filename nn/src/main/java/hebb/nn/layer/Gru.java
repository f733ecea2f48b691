package hebb.nn.layer;

import hebb.autodiff.Scan;
import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.init.Initializer;
import java.util.List;

/// A gated recurrent unit (Cho et al. 2014, as in cuDNN): gates `r z n = x W + b` of the inputs and
/// `h U` of the state, `r = sigmoid(r_x + r_h)`, `z = sigmoid(z_x + z_h)`, `n = tanh(n_x + r (n_h +
/// b_n))`, `h <- n + z (h - n)`. `[batch, steps, channels] -> [batch, units]`, or `[batch, steps,
/// units]` with `sequence`. Parameters: `weight [channels, 3 units]`, `recurrent_weight [units, 3
/// units]`, `bias [3 units]`, in the order of the gates, and `recurrent_bias [units]`, `b_n`.
///
/// @param sequence whether all states are given, not the last one alone; false unless said
/// @param dropout the share of channels that are left out in training, the same at all steps of a
///   row; 0 unless said, in `[0, 1)`
/// @param clip what states are held to after each step, from `-clip` to `clip`; 0, no limit, unless
///   said
/// @param weights the first weights of inputs, Xavier uniform unless said
/// @param recurrent the first weights of states, orthogonal unless said
public record Gru(
    int units,
    boolean sequence,
    double dropout,
    double clip,
    Initializer weights,
    Initializer recurrent,
    Initializer bias)
    implements Recurrent {
  /// At least one unit, and numbers in range.
  public Gru {
    Recurrent.check("gru", units, dropout, clip);
  }

  /// Without dropout and limit, the last state alone.
  public static Gru of(int units) {
    return new Gru(
        units,
        false,
        0,
        0,
        new Initializer.XavierUniform(),
        new Initializer.Orthogonal(),
        new Initializer.Zeros());
  }

  /// The same that gives all states.
  public Gru withSequence() {
    return new Gru(units, true, dropout, clip, weights, recurrent, bias);
  }

  @Override
  public int gates() {
    return 3;
  }

  @Override
  public int states() {
    return 1;
  }

  @Override
  public void addWholes(Context context, Scan scan) {
    scan.whole(context.bias("recurrent_bias", units, bias));
  }

  @Override
  public List<Value> next(Scan.At at, Value x, Value sums) {
    Value h = at.carry(0);
    Value both = x.slice(1, 0, 2 * units).plus(sums.slice(1, 0, 2 * units)).sigmoid();
    Value r = both.slice(1, 0, units);
    Value z = both.slice(1, units, 2 * units);
    Value own = sums.slice(1, 2 * units, 3 * units).plus(at.whole(1));
    Value n = x.slice(1, 2 * units, 3 * units).plus(r.times(own)).tanh();
    return List.of(n.plus(z.times(h.minus(n))));
  }
}
