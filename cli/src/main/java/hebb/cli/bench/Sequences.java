package hebb.cli.bench;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Network;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.layer.Dense;
import hebb.nn.layer.LayerNorm;
import hebb.tensor.Shape;

/// The nets over sequences that are measured, as functions of values: rows are `[steps, features]`.
final class Sequences {
  private static final int GATES = 4;

  private Sequences() {}

  /// The state after the last step of one LSTM layer (Hochreiter, Schmidhuber 1997; with forget
  /// gates by Gers et al. 2000), then a dense layer: `[batch, steps, features] -> [batch,
  /// outputs]`.
  ///
  /// `z = x_t Wx + h Wh + b` holds the gates i, f, g, o side by side; `c = sigmoid(f) c +
  /// sigmoid(i) tanh(g)`, `h = sigmoid(o) tanh(c)`, both 0 before the first step. Forget gates
  /// start open: 1 is added to their part of the bias.
  static Network lstm(int hidden, int outputs) {
    return Network.function(
        (context, x) ->
            context.apply(
                "output",
                Dense.of(outputs),
                context.apply("lstm", (inside, y) -> lastState(inside, y, hidden), x)));
  }

  private static Value lastState(Context context, Value x, int hidden) {
    int batch = x.shape().dim(0);
    int steps = x.shape().dim(1);
    int width = GATES * hidden;
    Value wx = context.weight("input", x.shape().dim(2), width, new Initializer.XavierUniform());
    Value wh = context.weight("state", hidden, width, new Initializer.XavierUniform());
    Value open = context.graph().constant(1).broadcastTo(Shape.of(hidden));
    Value b =
        context.bias("bias", width, new Initializer.Zeros()).plus(open.pad(0, hidden, 2 * hidden));
    // One product for the inputs of all steps: only the state's product has to wait for a step.
    Value inputs = x.permute(1, 0, 2).matmul(wx).plus(b);
    Value h = context.graph().constant(0).broadcastTo(Shape.of(batch, hidden));
    Value c = h;
    for (int t = 0; t < steps; t++) {
      Value z = inputs.slice(0, t, t + 1).reshape(batch, width).plus(h.matmul(wh));
      Value i = z.slice(1, 0, hidden).sigmoid();
      Value f = z.slice(1, hidden, 2 * hidden).sigmoid();
      Value g = z.slice(1, 2 * hidden, 3 * hidden).tanh();
      Value o = z.slice(1, 3 * hidden, width).sigmoid();
      c = f.times(c).plus(i.times(g));
      h = o.times(c.tanh());
    }
    return h;
  }

  /// One encoder layer of a transformer (Vaswani et al. 2017) in PyTorch's default form, the mean
  /// over the steps, then a dense layer: `[batch, steps, features] -> [batch, outputs]`.
  ///
  /// `y = norm(x + attention(x))`, `z = norm(y + relu(y W1 + b1) W2 + b2)`, without dropout.
  static Network encoder(int heads, int feedForward, int outputs) {
    return Network.function(
        (context, x) -> {
          int features = x.shape().dim(2);
          Value attended = attention(context, x, heads);
          Value y = context.apply("norm1", new LayerNorm(), x.plus(attended));
          Value wide = context.apply("wide", Dense.of(feedForward, Activation.Standard.RELU), y);
          Value narrow = context.apply("narrow", Dense.of(features), wide);
          Value z = context.apply("norm2", new LayerNorm(), y.plus(narrow));
          return context.apply("output", Dense.of(outputs), z.mean(1));
        });
  }

  /// For each head `softmax(q k' / sqrt(n)) v` with its own `n` columns of q, k and v; one product
  /// makes all three.
  private static Value attention(Context context, Value x, int heads) {
    int features = x.shape().dim(2);
    Value all = context.apply("attention", Dense.of(3 * features), x);
    double scale = 1 / Math.sqrt(features / (double) heads);
    Value q = heads(all.slice(2, 0, features).times(scale), heads);
    Value k = heads(all.slice(2, features, 2 * features), heads);
    Value v = heads(all.slice(2, 2 * features, 3 * features), heads);
    Value shares = Activation.Standard.SOFTMAX.apply(q.matmul(k.transpose()));
    Value joined = shares.matmul(v).permute(0, 2, 1, 3).reshape(x.shape());
    return context.apply("join", Dense.of(features), joined);
  }

  /// `[batch, steps, features] -> [batch, heads, steps, features / heads]`.
  private static Value heads(Value x, int heads) {
    Shape shape = x.shape();
    return x.reshape(shape.dim(0), shape.dim(1), heads, shape.dim(2) / heads).permute(0, 2, 1, 3);
  }
}
