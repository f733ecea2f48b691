package hebb.diagnose;

import hebb.graph.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How training moves: what single steps do to the weights, looked at after steps 1, 2, 4, 8 and so
/// on, and how high the loss gets.
final class Moves {
  /// More numbers are not copied for it.
  private static final long MOST_NUMBERS = 4_000_000;

  /// So many batches are one measurement of the loss.
  private static final int WINDOW = 4;

  private final List<Variable> weights = new ArrayList<>();
  private final List<float[]> before = new ArrayList<>();
  private final List<float[]> after = new ArrayList<>();
  private final List<Double> norms = new ArrayList<>();
  private final List<Double> ratios = new ArrayList<>();
  private final double[] window = new double[WINDOW];
  private long steps;
  private long taken = -1;
  private double peak;

  /// @param all weights that training moves
  Moves(List<Variable> all) {
    long numbers = 0;
    for (Variable weight : all) {
      if (numbers + weight.shape().size() <= MOST_NUMBERS) {
        numbers += weight.shape().size();
        weights.add(weight);
        float[] first = weight.fetch();
        before.add(first);
        norms.add(norm(first));
        after.add(new float[weight.shape().size()]);
      }
    }
  }

  /// After a step.
  void step(float loss) {
    window[(int) (steps % WINDOW)] = loss;
    steps++;
    if (steps > WINDOW) {
      double sum = 0;
      for (double each : window) {
        sum += each;
      }
      peak = Math.max(peak, sum / WINDOW);
    } else if (steps > 1 && !(loss <= peak)) {
      // The first batch meets the first weights; after it a single one counts a quarter.
      peak = Math.max(peak, loss / WINDOW);
    }
    if (steps == taken + 1) {
      ratios.add(ratio());
    }
    if (Long.bitCount(steps) == 1) {
      fetch(before);
      taken = steps;
    }
  }

  private void fetch(List<float[]> into) {
    for (int i = 0; i < weights.size(); i++) {
      weights.get(i).fetch(into.get(i));
    }
  }

  /// The median over weights of the step's norm against the weight's; NaN without weights.
  private double ratio() {
    fetch(after);
    double[] each = new double[weights.size()];
    for (int i = 0; i < each.length; i++) {
      double moved = 0;
      double size = 0;
      float[] old = before.get(i);
      float[] now = after.get(i);
      for (int k = 0; k < old.length; k++) {
        double step = now[k] - old[k];
        moved += step * step;
        size += (double) old[k] * old[k];
      }
      each[i] = size == 0 ? 0 : Math.sqrt(moved / size);
    }
    Arrays.sort(each);
    return each.length == 0 ? Double.NaN : each[each.length / 2];
  }

  private static double norm(float[] numbers) {
    double squares = 0;
    for (float number : numbers) {
      squares += (double) number * number;
    }
    return Math.sqrt(squares);
  }

  /// How many there were.
  long steps() {
    return steps;
  }

  /// The norm of weights as they are against what it was at first, the largest over weights.
  double kept() {
    fetch(after);
    double most = 0;
    for (int i = 0; i < weights.size(); i++) {
      most = Math.max(most, norms.get(i) == 0 ? 1 : norm(after.get(i)) / norms.get(i));
    }
    return weights.isEmpty() ? 1 : most;
  }

  /// The largest move of a step against the weights; NaN if none was seen.
  double largest() {
    return ratios.stream().mapToDouble(d -> d).max().orElse(Double.NaN);
  }

  /// About how far all steps together may have moved weights: each counts as the last that was
  /// looked at before it. NaN if none was.
  double all() {
    double sum = ratios.isEmpty() ? Double.NaN : 0;
    for (int i = 0; i < ratios.size(); i++) {
      long from = i == 0 ? 0 : 1L << i;
      long to = i + 1 == ratios.size() ? steps : 1L << (i + 1);
      sum += ratios.get(i) * (to - from);
    }
    return sum;
  }

  /// The largest once training has settled a little: from the third that was looked at.
  double settled() {
    return ratios.stream().skip(2).mapToDouble(d -> d).max().orElse(Double.NaN);
  }

  /// The highest mean loss of four batches.
  double peak() {
    return peak;
  }
}
