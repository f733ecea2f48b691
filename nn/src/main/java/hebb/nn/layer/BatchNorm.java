package hebb.nn.layer;

import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Mode;
import hebb.nn.Role;
import hebb.nn.init.Initializer;
import hebb.nn.spec.Check;
import hebb.tensor.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Gives each feature mean 0 and variance 1 over the batch, then scales and shifts it (Ioffe,
/// Szegedy 2015): `(x - mean) / sqrt(variance + epsilon) scale + bias`, over all axes of `[batch,
/// ..., features]` but the last. Parameters: `scale [features]`, 1 at first, and `bias [features]`,
/// neither penalised; statistics: `running_mean [features]`, 0 at first, and `running_variance
/// [features]`, 1 at first.
///
/// Training takes mean and variance of the batch, the variance divided by its `n` rows and places,
/// and moves the statistics, `r <- decay r + (1 - decay) b`, by a variance divided by `n - 1` (as
/// PyTorch does). Evaluation takes the statistics: a row does not depend on its batch. So does a
/// batch of a single row and place in training, which has no variance; it moves nothing.
///
/// @param decay how much of the statistics stays at each step, .9 unless said; in `[0, 1)`
/// @param epsilon 1e-5 unless said; above 0
public record BatchNorm(double decay, double epsilon) implements Layer {
  /// Numbers in range.
  public BatchNorm {
    Check.fraction("batch_norm: decay", decay);
    Check.positive("batch_norm: epsilon", epsilon);
  }

  /// With decay .9 and epsilon 1e-5.
  public BatchNorm() {
    this(0.9, 1e-5);
  }

  @Override
  public Value apply(Context context, Value x) {
    Value mean = statistic(context, "running_mean", x, new Initializer.Zeros());
    Value variance = statistic(context, "running_variance", x, new Initializer.Constant());
    if (context.mode() == Mode.TRAINING) {
      Batch batch = Batch.of(context, x);
      Value n = batch.count;
      Value unbiased = batch.variance.times(n).dividedBy(n.minus(1).max(x.graph().constant(1)));
      context.move("running_mean", batch.orAlone(moved(mean, batch.mean), mean));
      context.move("running_variance", batch.orAlone(moved(variance, unbiased), variance));
      mean = batch.orAlone(batch.mean, mean);
      variance = batch.orAlone(batch.variance, variance);
    }
    Value factor = LayerNorm.scale(context, x).dividedBy(variance.plus(epsilon).sqrt());
    return x.minus(mean).times(factor).plus(LayerNorm.bias(context, x));
  }

  /// What a batch says of each feature.
  ///
  /// @param count how many rows and places count, a scalar
  private record Batch(Value count, Value mean, Value variance) {
    static Batch of(Context context, Value x) {
      Shape shape = x.shape();
      int last = shape.rank() - 1;
      int[] all = IntStream.range(0, last).toArray();
      if (context.rows().isEmpty() && context.lengths(x).isEmpty()) {
        Value mean = x.mean(all);
        Value count = x.graph().constant(shape.range(0, last).size());
        return new Batch(count, mean, x.minus(mean).square().mean(all));
      }
      boolean steps = context.lengths(x).isPresent();
      Value mask = steps ? context.stepMask(x) : context.rowMask(shape.dim(0));
      int places = shape.range(mask.shape().rank(), last).size();
      Value count = mask.sum().times(places);
      int[] ones = new int[shape.rank() - mask.shape().rank()];
      Arrays.fill(ones, 1);
      Value counts = mask.reshape(mask.shape().plus(Shape.of(ones)));
      Value mean = x.times(counts).sum(all).dividedBy(count);
      Value squares = x.minus(mean).square().times(counts);
      return new Batch(count, mean, squares.sum(all).dividedBy(count));
    }

    /// The second where there is a single row and place.
    Value orAlone(Value many, Value alone) {
      return count.greaterThan(1).select(many, alone);
    }
  }

  private Value moved(Value running, Value batch) {
    return running.times(decay).plus(batch.times(1 - decay));
  }

  private static Value statistic(Context context, String name, Value x, Initializer first) {
    int n = x.shape().dim(-1);
    return context.parameter(name, Shape.of(n), Role.STATISTIC, first, n, n);
  }

  @Override
  public String stem() {
    return "norm";
  }
}
