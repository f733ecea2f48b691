package hebb.nn.loss;

import hebb.graph.ShapeException;
import hebb.graph.Value;
import hebb.nn.activation.Activation;
import hebb.tensor.Shape;
import java.util.stream.IntStream;

/// The formulas that take more than a line, and losses of a network's inside.
public final class Losses {
  private Losses() {}

  /// The cost of a layer whose mean activity over the batch should be `rho`: `sum_j rho log(rho /
  /// m_j) + (1 - rho) log((1 - rho) / (1 - m_j))`, with `m` the mean over rows (Ng 2011). The
  /// activations `[batch, units]` must lie between 0 and 1.
  public static Value sparsity(Value activations, double rho) {
    Value m = activations.mean(0);
    Value cost = m.log().times(-rho).minus(m.negate().log1p().times(1 - rho));
    double entropy = rho * Math.log(rho) + (1 - rho) * Math.log(1 - rho);
    return cost.plus(entropy).sum();
  }

  static Value difference(Value output, Value target) {
    return output.minus(like(output, target));
  }

  /// `log(1 + e^z) - y z`, which neither overflows nor takes the logarithm of 0.
  static Value binaryCrossEntropy(Value z, Value y) {
    return z.softplus().minus(like(z, y).times(z));
  }

  private static Value like(Value output, Value target) {
    if (!output.shape().equals(target.shape())) {
      throw new ShapeException(
          output.graph().path(),
          "loss: expected a target "
              + output.shape()
              + " like the output, got "
              + target.shape()
              + ".");
    }
    return target;
  }

  static Value halfSquared(Value output, Value target) {
    return difference(output, target).square().times(0.5);
  }

  static Value softmaxCrossEntropy(Value logits, Value target) {
    Value logP = Activation.Standard.LOG_SOFTMAX.apply(logits);
    return probabilities(target, logits.shape()).times(logP).negate();
  }

  static Value softmaxHalfSquared(Value logits, Value target) {
    return halfSquared(
        Activation.Standard.SOFTMAX.apply(logits), probabilities(target, logits.shape()));
  }

  /// Class indices `[..., 1]` become rows of zeros with a 1 at the class; probabilities stay.
  private static Value probabilities(Value target, Shape shape) {
    if (target.shape().equals(shape)) {
      return target;
    }
    if (!target.shape().equals(shape.with(-1, 1))) {
      throw new ShapeException(
          target.graph().path(),
          "loss: expected class indices "
              + shape.with(-1, 1)
              + " or probabilities "
              + shape
              + ", got "
              + target.shape()
              + ".");
    }
    int classes = shape.dim(-1);
    Value index =
        target
            .graph()
            .constant(Shape.of(classes), IntStream.range(0, classes).asDoubleStream().toArray());
    return index.equalTo(target);
  }
}
