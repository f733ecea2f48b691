package hebb.diagnose;

import hebb.graph.Variable;
import hebb.nn.Parameters;
import hebb.nn.Role;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Units that are the same, bit by bit: their weights are.
final class Alike {
  /// Weights are columns of units.
  private static final int MATRIX = 2;

  private Alike() {}

  /// By path of a weight, all but that of the output: the share of its units that are as others
  /// are, 1 where all are the same.
  static Map<String, Double> shares(Parameters parameters) {
    Map<String, Double> shares = new LinkedHashMap<>();
    List<Variable> weights = parameters.of(Role.WEIGHT);
    for (Variable weight : weights.subList(0, Math.max(0, weights.size() - 1))) {
      int units = weight.shape().rank() < MATRIX ? 1 : weight.shape().dim(-1);
      if (units > 1) {
        shares.put(weight.path(), (units - distinct(weight.fetch(), units)) / (units - 1.0));
      }
    }
    return shares;
  }

  /// By sums that differ where columns do, but for chance.
  private static int distinct(float[] numbers, int units) {
    long[] hashes = new long[units];
    for (int i = 0; i < numbers.length; i++) {
      int unit = i % units;
      hashes[unit] = (hashes[unit] + Float.floatToIntBits(numbers[i])) * 0x9E3779B97F4A7C15L;
    }
    Set<Long> distinct = new HashSet<>();
    Arrays.stream(hashes).forEach(distinct::add);
    return distinct.size();
  }
}
