package hebb.train;

import hebb.backend.Execution;
import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Feeds programs with the batches of a dataset, in an order: each batch to the program for its
/// longest row.
final class Feed {
  /// A program for rows of a length, and where it reads.
  private static final class Target {
    final Execution execution;
    final Rows rows;
    final float[] targets;
    final float[] weights;

    Target(Execution execution, Rows rows) {
      this.execution = execution;
      this.rows = rows;
      this.targets = execution.input(StepGraph.TARGETS);
      this.weights =
          execution.hasInput(StepGraph.WEIGHTS) ? execution.input(StepGraph.WEIGHTS) : new float[0];
    }
  }

  private Dataset data;
  private final int batch;
  private final boolean varies;
  private final IntFunction<Execution> programs;
  private final Map<Integer, Target> byLength = new TreeMap<>();
  private final ReadAhead ahead;
  private float[] targets = new float[0];
  private float[] weights = new float[0];
  private float[] rows = new float[0];
  private @Nullable Target now;
  private int[] order = new int[0];

  /// For programs of at most `batch` rows.
  ///
  /// @param varies whether programs for shorter rows can be made
  /// @param programs makes the program for rows of at most so many steps
  Feed(Dataset data, int batch, boolean varies, IntFunction<Execution> programs) {
    this.data = data;
    this.batch = batch;
    this.varies = varies;
    this.programs = programs;
    this.ahead = new ReadAhead(data, batch);
    if (varies) {
      rows = new float[Math.multiplyExact(batch, data.width())];
      targets = new float[batch * data.targets().size()];
      weights = new float[data.weighted() ? batch : 0];
    } else {
      now = target(Integer.MAX_VALUE);
      rows = now.rows.array();
      targets = now.targets;
      weights = now.weights.length > 0 ? now.weights : new float[data.weighted() ? batch : 0];
    }
  }

  private Target target(int steps) {
    Execution execution = programs.apply(steps);
    List<InputSpec> inputs = Lengths.cut(data.inputs(), steps);
    return new Target(execution, new Rows(data.inputs(), inputs, batch, execution, rows));
  }

  /// The program of the batch that was put last.
  Execution execution() {
    return Objects.requireNonNull(now).execution;
  }

  /// Begins with the first batch of an order, which may not change until the last one.
  ///
  /// @param rows the dataset, or what it is in an epoch
  void start(int[] newOrder, Dataset rows) {
    order = newOrder;
    data = rows;
    if (data.readsAhead()) {
      ahead.start(newOrder, data);
    }
  }

  /// Puts the batch of that index into its program; where rows are read ahead, one after the other.
  /// Returns how many rows it has; zeros follow them.
  int next(int index) {
    int from = index * batch;
    int count = Math.min(batch, order.length - from);
    if (data.readsAhead()) {
      ahead.take(count, rows, targets);
    } else {
      data.read(order, from, count, rows, targets);
    }
    Arrays.fill(targets, count * data.targets().size(), targets.length, 0);
    for (int r = 0; r < weights.length; r++) {
      weights[r] = r < count ? (float) data.weight(order[from + r]) : 0;
    }
    Target target = varies ? byLength(count) : Objects.requireNonNull(now);
    now = target;
    target.rows.put(count);
    if (varies) {
      int row = targets.length / batch;
      int cut = target.targets.length / batch;
      for (int r = 0; r < batch; r++) {
        System.arraycopy(targets, r * row, target.targets, r * cut, cut);
      }
      System.arraycopy(
          weights, 0, target.weights, 0, Math.min(weights.length, target.weights.length));
    }
    return count;
  }

  private Target byLength(int count) {
    int length = Lengths.rounded(Lengths.longest(data.inputs(), rows, 0, count));
    Target known = byLength.get(length);
    if (known == null) {
      known = target(length);
      byLength.put(length, known);
    }
    return known;
  }

  /// The numbers of the rows that were put last, one row after the other.
  float[] rows() {
    return rows;
  }

  /// Their targets.
  float[] targets() {
    return targets;
  }

  /// How much they count; empty where all count alike.
  float[] weights() {
    return weights;
  }

  /// Ends reading ahead.
  void end() {
    ahead.cancel();
  }
}
