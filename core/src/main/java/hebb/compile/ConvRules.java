package hebb.compile;

import hebb.graph.Op;
import hebb.graph.Value;
import hebb.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules of [Simplify] for convolutions: one of single places is a product of all of them.
final class ConvRules {
  private final LayoutRules layout;
  private final MatMulRules products;

  ConvRules(LayoutRules layout, MatMulRules products) {
    this.layout = layout;
    this.products = products;
  }

  /// The product that a convolution of single places, or a gradient of one, is; null if it is none.
  @Nullable Value product(Op.Windowed op, List<Value> in, Shape shape) {
    Value product =
        switch (op) {
          case Op.Conv conv -> conv.groups() > 1 ? null : product(in, false, false);
          case Op.ConvInput conv -> conv.groups() > 1 ? null : product(in, false, true);
          case Op.ConvWeights conv -> conv.groups() > 1 ? null : product(in, true, false);
          case Op.MaxPool pool -> in.get(1);
          case Op.MaxUnpool pool -> in.get(2);
        };
    return product == null ? null : layout.reshape(product, shape);
  }

  private Value product(List<Value> in, boolean transposeA, boolean transposeB) {
    return products.matmul(matrix(in.get(0)), transposeA, matrix(in.get(1)), transposeB);
  }

  private Value matrix(Value x) {
    int columns = x.shape().dim(-1);
    return layout.reshape(x, Shape.of(x.shape().size() / Math.max(1, columns), columns));
  }
}
