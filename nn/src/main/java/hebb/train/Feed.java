package hebb.train;

import hebb.backend.Execution;
import hebb.dataset.Dataset;
import java.util.Arrays;

/// Feeds a program with the batches of a dataset, in an order.
final class Feed {
  private Dataset data;
  private final int batch;
  private final Rows rows;
  private final float[] targets;
  private final float[] weights;
  private final ReadAhead ahead;
  private int[] order = new int[0];

  /// For a program of at most `batch` rows.
  Feed(Dataset data, int batch, Execution execution) {
    this.data = data;
    this.batch = batch;
    this.rows = new Rows(data.inputs(), batch, execution);
    this.targets = execution.input(StepGraph.TARGETS);
    this.weights =
        execution.hasInput(StepGraph.WEIGHTS)
            ? execution.input(StepGraph.WEIGHTS)
            : new float[data.weighted() ? batch : 0];
    this.ahead = new ReadAhead(data, batch);
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

  /// Puts the batch of that index into the program; where rows are read ahead, one after the other.
  /// Returns how many rows it has; zeros follow them.
  int next(int index) {
    int from = index * batch;
    int count = Math.min(batch, order.length - from);
    if (data.readsAhead()) {
      ahead.take(count, rows.array(), targets);
    } else {
      data.read(order, from, count, rows.array(), targets);
    }
    rows.put(count);
    Arrays.fill(targets, count * data.targets().size(), targets.length, 0);
    for (int r = 0; r < weights.length; r++) {
      weights[r] = r < count ? (float) data.weight(order[from + r]) : 0;
    }
    return count;
  }

  /// The numbers of the rows that were put last, one row after the other.
  float[] rows() {
    return rows.array();
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
