package hebb.compile;

import hebb.graph.Graph;
import hebb.graph.Op;
import hebb.graph.Value;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules of [Simplify] for products: transposes are taken into them, leading axes that only one
/// operand has are rows, and sums of short products are one long one.
final class MatMulRules {
  private final Graph to;
  private final LayoutRules layout;

  MatMulRules(Graph to, LayoutRules layout) {
    this.to = to;
    this.layout = layout;
  }

  Value matmul(Value a, boolean ta, Value b, boolean tb) {
    if (movesLast(a)) {
      return matmul(swapped(a), !ta, b, tb);
    }
    if (movesLast(b)) {
      return matmul(a, ta, swapped(b), !tb);
    }
    if (a.shape().rank() > 2 && b.shape().rank() == 2 && !ta) {
      Shape leading = a.shape().range(0, a.shape().rank() - 1);
      Value rows = layout.reshape(a, Shape.of(leading.size(), a.shape().dim(-1)));
      Value product = matmul(rows, false, b, tb);
      return layout.reshape(product, leading.plus(Shape.of(product.shape().dim(-1))));
    }
    return to.add(new Op.MatMul(ta, tb), List.of(a.node(), b.node()));
  }

  private Value input(Value x) {
    return new Value(to, x.node().input());
  }

  /// The sum of two products of few steps each, as the steps of a recurrent net add to the gradient
  /// of a weight: one product of all their steps, where these are fewer numbers than the result.
  /// Backward passes come from the last step, so that the first is put in front.
  @Nullable Value joined(Value a, Value b) {
    if (!isShort(a) || !isShort(b)) {
      return null;
    }
    Value left = layout.concat(0, List.of(operand(b, 0), operand(a, 0)));
    Value right = layout.concat(0, List.of(operand(b, 1), operand(a, 1)));
    return to.add(new Op.MatMul(true, false), List.of(left.node(), right.node()));
  }

  private Value operand(Value product, int i) {
    return new Value(to, product.node().input(i));
  }

  private static boolean isShort(Value x) {
    if (!(x.node().op() instanceof Op.MatMul(boolean ta, boolean tb))
        || !ta
        || tb
        || x.shape().rank() != 2
        || x.node().input(0).shape().rank() != 2) {
      return false;
    }
    Shape rows = x.node().input(0).shape();
    int parts = x.node().input(0).op() instanceof Op.Concat ? x.node().input(0).inputs().size() : 1;
    long m = x.shape().dim(0);
    long n = x.shape().dim(1);
    return rows.dim(0) / parts * (m + n) <= m * n;
  }

  /// A product whose last two axes are exchanged afterwards is that of its operands in the other
  /// order; null if it is not one, or axes are moved in another way.
  @Nullable Value permuted(Value x, List<Integer> order) {
    int rank = order.size();
    if (!(x.node().op() instanceof Op.MatMul(boolean ta, boolean tb))
        || order.get(rank - 2) != rank - 1) {
      return null;
    }
    List<Integer> other = new ArrayList<>(order);
    other.replaceAll(axis -> axis == rank - 1 ? rank - 2 : axis == rank - 2 ? rank - 1 : axis);
    return layout.permute(matmul(operand(x, 1), !tb, operand(x, 0), !ta), other);
  }

  /// Whether the last axis of a value was moved to be the last but one: the product takes it where
  /// it was.
  private static boolean movesLast(Value x) {
    return x.node().op() instanceof Op.Permute(List<Integer> order)
        && order.size() >= 2
        && order.get(order.size() - 2) == order.size() - 1;
  }

  /// A value with moved axes, the last two exchanged.
  private Value swapped(Value x) {
    if (!(x.node().op() instanceof Op.Permute(List<Integer> order))) {
      throw new IllegalStateException("matmul: expected moved axes, got " + x.node());
    }
    List<Integer> other = new ArrayList<>(order);
    Collections.swap(other, order.size() - 2, order.size() - 1);
    return layout.permute(input(x), other);
  }
}
