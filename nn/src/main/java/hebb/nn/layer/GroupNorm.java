package hebb.nn.layer;

import hebb.graph.ShapeException;
import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.spec.Check;
import hebb.tensor.Shape;

/// Gives groups of neighbouring channels of each row mean 0 and variance 1, over all places, then
/// scales and shifts each channel (Wu, He 2018): as [LayerNorm], over the places and the channels
/// of a group. Shapes `[batch, ..., channels]`. Parameters: `scale [channels]`, 1 at first, and
/// `bias [channels]`, neither penalised. A row does not depend on its batch.
///
/// @param groups how many; they divide the channels
/// @param epsilon 1e-5 unless said; above 0
public record GroupNorm(int groups, double epsilon) implements Layer {
  /// At least one group and an epsilon above 0.
  public GroupNorm {
    Check.atLeast(1, "group_norm: groups", groups);
    Check.positive("group_norm: epsilon", epsilon);
  }

  /// With epsilon 1e-5.
  public static GroupNorm of(int groups) {
    return new GroupNorm(groups, 1e-5);
  }

  /// @throws ShapeException if the groups do not divide the channels
  @Override
  public Value apply(Context context, Value x) {
    Shape shape = x.shape();
    int channels = shape.dim(-1);
    if (shape.rank() < 2 || channels % groups != 0) {
      throw new ShapeException(
          context.path(),
          "group_norm: expected [batch, ..., channels] with channels that "
              + groups
              + " divides, got "
              + shape
              + ".");
    }
    int places = shape.range(1, shape.rank() - 1).size();
    Value grouped = x.reshape(shape.dim(0), places, groups, channels / groups);
    Value normal = LayerNorm.normalised(grouped, epsilon, 1, 3).reshape(shape);
    return normal.times(LayerNorm.scale(context, x)).plus(LayerNorm.bias(context, x));
  }

  @Override
  public String stem() {
    return "norm";
  }
}
