package hebb.train;

import hebb.dataset.InputSpec;
import hebb.graph.Graph;
import hebb.nn.Context;
import hebb.nn.Mode;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.tensor.Shape;
import java.util.List;

/// The lengths that programs are made for where rows vary in length: a batch runs in the shortest
/// that holds its longest row. What follows a row's last step changes no bit of what is evaluated,
/// so the choice changes time alone.
final class Lengths {
  private static final int SHORTEST = 8;

  private Lengths() {}

  /// Whether programs for shorter rows can be made: an input varies, and no parameter depends on
  /// the length, as the weights behind `flatten` do.
  static boolean vary(Network network, Parameters parameters, List<InputSpec> inputs) {
    if (inputs.stream().noneMatch(InputSpec::varies)) {
      return false;
    }
    try {
      Context context = Context.of(new Graph(), parameters, Mode.EVALUATION);
      network.apply(context, cut(inputs, SHORTEST), 1);
      return network.outputShape(cut(inputs, SHORTEST)).equals(network.outputShape(inputs));
    } catch (IllegalArgumentException | IllegalStateException e) {
      return false;
    }
  }

  /// The least of 8, 12, 16, 24, 32, 48 and so on that is not below a length.
  static int rounded(int length) {
    int rounded = SHORTEST;
    while (rounded < length) {
      boolean power = Integer.bitCount(rounded) == 1;
      rounded = power ? rounded + rounded / 2 : rounded / 3 * 4;
    }
    return rounded;
  }

  /// The inputs with at most so many steps.
  static List<InputSpec> cut(List<InputSpec> inputs, int steps) {
    return inputs.stream()
        .map(
            input -> {
              Shape row = input.row();
              return input.varies() && row.dim(0) > steps
                  ? new InputSpec(
                      input.name(), row.with(0, steps), input.type(), input.indices(), true)
                  : input;
            })
        .toList();
  }

  /// The longest of some rows, each the numbers of its inputs one after the other.
  static int longest(List<InputSpec> inputs, float[] rows, int from, int count) {
    int longest = 0;
    int at = from;
    for (int r = 0; r < count; r++) {
      for (int i = 0; i < inputs.size(); i++) {
        InputSpec input = inputs.get(i);
        longest = input.varies() ? Math.max(longest, (int) rows[at]) : longest;
        at += input.size();
      }
    }
    return longest;
  }
}
