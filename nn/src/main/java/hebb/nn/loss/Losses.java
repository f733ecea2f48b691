package hebb.nn.loss;

import hebb.graph.ShapeException;
import hebb.graph.Value;
import hebb.nn.activation.Activation;
import hebb.tensor.Shape;
import java.util.stream.IntStream;

/// The formulas that take more than a line, and losses of a network's inside.
public final class Losses {
  /// A mean that float32 tells from 0, and from 1.
  private static final double LEAST = 1e-7;

  private Losses() {}

  /// The cost of a layer whose mean activity over the batch should be `rho`: `sum_j rho log(rho /
  /// m_j) + (1 - rho) log((1 - rho) / (1 - m_j))`, with `m` the mean over rows (Ng 2011), held
  /// between 1e-7 and 1 - 1e-7. The activations `[batch, units]` lie between 0 and 1.
  ///
  /// @param mask 1 for rows that count, 0 for others, `[batch]`
  public static Value sparsity(Value activations, Value mask, double rho) {
    Value counted = activations.times(mask.reshape(mask.shape().dim(0), 1));
    Value mean = counted.sum(0).dividedBy(mask.sum());
    Value m = mean.graph().constant(1 - LEAST).min(mean.graph().constant(LEAST).max(mean));
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

  /// `log cosh e = e + log(1 + e^-2e) - log 2`, which does not overflow.
  static Value logCosh(Value output, Value target) {
    Value e = difference(output, target);
    return e.plus(e.times(-2).softplus()).minus(Math.log(2));
  }

  static Value poisson(Value z, Value y) {
    return z.exp().minus(like(z, y).times(z));
  }

  static Value hinge(Value z, Value y) {
    Value side = like(z, y).times(2).minus(1);
    return side.times(z).negate().plus(1).relu();
  }

  /// With `log p = -softplus(-z)` and `log(1 - p) = -softplus(z)` no logarithm of 0 is taken.
  static Value binaryFocal(Value z, Value y, double gamma, double alpha) {
    Value low = z.softplus();
    Value high = z.negate().softplus();
    Value one = low.times(-gamma).exp().times(high).times(alpha);
    Value zero = high.times(-gamma).exp().times(low).times(1 - alpha);
    Value share = like(z, y);
    return share.times(one).plus(share.negate().plus(1).times(zero));
  }

  /// Where `p` is rounded to 1, `1 - p` counts as 2^-60: its logarithm is taken.
  static Value softmaxFocal(Value logits, Value target, double gamma) {
    Value p = Activation.Standard.SOFTMAX.apply(logits);
    Value missing = logits.graph().constant(0x1p-60).max(p.negate().plus(1));
    return missing.log().times(gamma).exp().times(softmaxCrossEntropy(logits, target));
  }

  static Value smoothedCrossEntropy(Value logits, Value target, double smoothing) {
    Value y = probabilities(target, logits.shape());
    Value smooth = y.times(1 - smoothing).plus(smoothing / logits.shape().dim(-1));
    return softmaxCrossEntropy(logits, smooth);
  }

  /// `y log y` is 0 where `y` is: the logarithm sees 2^-100 there.
  static Value divergence(Value logits, Value target) {
    Value y = probabilities(target, logits.shape());
    Value entropy = y.times(y.max(y.graph().constant(0x1p-100)).log());
    return entropy.plus(softmaxCrossEntropy(logits, y));
  }

  static Value softmaxCrossEntropy(Value logits, Value target) {
    Value logP = Activation.Standard.LOG_SOFTMAX.apply(logits);
    return probabilities(target, logits.shape()).times(logP).negate();
  }

  static Value tokenCrossEntropy(Value logits, Value target) {
    Shape shape = logits.shape();
    if (shape.rank() != 3 || !target.shape().equals(shape.range(0, 2))) {
      throw new ShapeException(
          target.graph().path(),
          "loss: expected logits [batch, steps, classes] and a class index for each step, got "
              + shape
              + " and "
              + target.shape()
              + ". Let the layers keep the steps, with sequence=true.");
    }
    int batch = shape.dim(0);
    Value costs =
        softmaxCrossEntropy(logits, target.expand(-1)).reshape(batch, shape.size() / batch);
    Value counted = target.greaterThan(target.graph().constant(-0.5)).sum(1);
    return costs.sum(1).dividedBy(counted.max(target.graph().constant(1)));
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
