package hebb.nn.layer;

import hebb.graph.ShapeException;
import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Network;
import java.util.ArrayList;
import java.util.List;

/// Branches that all take the input, and their outputs one after the other along the last axis
/// (Szegedy et al. 2015): `[..., in] -> [..., out_1 + out_2 + ...]`. Parameters: those of the
/// branches, under `branch1`, `branch2` and so on. `identity` as a branch keeps the input.
public record Parallel(List<List<Network.Entry>> branches) implements Layer {
  /// At least one branch of at least one layer; the lists are copied.
  public Parallel {
    branches = branches.stream().map(branch -> Network.atLeastOne("parallel", branch)).toList();
    if (branches.isEmpty()) {
      throw new IllegalArgumentException("parallel: expected at least one branch, got none.");
    }
  }

  /// Branches of layers in order, named by what they are: `hidden1`, `dropout1` and so on.
  @SafeVarargs
  public static Parallel of(List<Layer>... branches) {
    List<List<Network.Entry>> inside = new ArrayList<>();
    for (List<Layer> branch : branches) {
      inside.add(Network.inside(branch.toArray(Layer[]::new)));
    }
    return new Parallel(inside);
  }

  /// @throws ShapeException if the branches' outputs differ in another axis than the last
  @Override
  public Value apply(Context context, Value x) {
    List<Value> outputs = new ArrayList<>();
    for (List<Network.Entry> branch : branches) {
      Value output = context.apply("branch" + (outputs.size() + 1), new Network(branch)::apply, x);
      Value first = outputs.isEmpty() ? output : outputs.getFirst();
      if (!output.shape().with(-1, 1).equals(first.shape().with(-1, 1))) {
        throw new ShapeException(
            context.path(),
            "parallel: expected branches that differ in the last axis alone, got "
                + first.shape()
                + " and "
                + output.shape()
                + ".");
      }
      outputs.add(output);
    }
    return Value.concat(-1, outputs);
  }

  @Override
  public String stem() {
    return "parallel";
  }
}
