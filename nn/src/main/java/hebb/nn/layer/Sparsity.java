package hebb.nn.layer;

import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.ShapeException;
import hebb.graph.Unary;
import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Mode;
import hebb.nn.loss.Losses;
import hebb.nn.spec.Check;

/// Passes the outputs of a sigmoid on, `[batch, units]`, and in training adds `beta sum_j (rho
/// log(rho / m_j) + (1 - rho) log((1 - rho) / (1 - m_j)))` to what is made small, with `m_j` the
/// mean activity of unit `j` over the rows of the batch: each unit is to be active for few rows (Ng
/// 2011, sparse autoencoder). In evaluation it does nothing.
///
/// The mean over a batch of few rows is a rough one: give batches of hundreds of rows, or all.
///
/// @param rho the mean activity that is aimed at, .01 unless said; above 0 and below 1
/// @param beta how much it counts, 3 unless said; 0 or more
public record Sparsity(double rho, double beta) implements Layer {
  /// Numbers in range.
  public Sparsity {
    Check.inside("sparsity: rho", rho);
    Check.notNegative("sparsity: beta", beta);
  }

  /// With a mean activity of .01 that counts 3 times.
  public Sparsity() {
    this(0.01, 3);
  }

  @Override
  public Value apply(Context context, Value x) {
    if (x.shape().rank() != 2 || !isSigmoid(x.node())) {
      throw new ShapeException(
          context.path(),
          "sparsity: expected the outputs of a sigmoid, [batch, units] between 0 and 1, got "
              + x.shape()
              + " of something else. Put it right behind one, as in dense(25) sigmoid sparsity.");
    }
    if (context.mode() == Mode.TRAINING && beta > 0) {
      context.penalize(Losses.sparsity(x, context.rowMask(x.shape().dim(0)), rho).times(beta));
    }
    return x;
  }

  private static boolean isSigmoid(Node node) {
    return node.op() instanceof Op.Map(Unary function) && function == Unary.SIGMOID;
  }

  @Override
  public String stem() {
    return "sparsity";
  }
}
