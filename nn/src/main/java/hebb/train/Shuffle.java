package hebb.train;

import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.graph.RandomKey;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// The order of rows in an epoch: the shuffle of Fisher and Yates, by a counter keyed by the seed
/// and the epoch.
final class Shuffle {
  /// How many batches are sorted by length together: enough to be alike inside, few enough to
  /// differ from epoch to epoch.
  private static final int SORTED = 50;

  private Shuffle() {}

  /// Fills `order` with the rows of the data in the order of that epoch; where their length varies,
  /// in batches of rows of like length, and where rows go on from one to the next, each beside the
  /// one before it.
  static void epoch(int[] order, Dataset data, int batch, long seed, int epoch) {
    if (data.continues()) {
      inStreams(order, batch);
      return;
    }
    order(order, seed, epoch);
    List<InputSpec> inputs = data.inputs();
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).varies()) {
        byLength(order, seed, epoch, batch, data::length);
        return;
      }
    }
  }

  /// Fills `order` with `0 ... n - 1` in the order of that epoch.
  static void order(int[] order, long seed, int epoch) {
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    shuffle(order, order.length, 1, RandomKey.at(RandomKey.of(seed, "", "shuffle"), epoch));
  }

  /// Cuts the rows into as many streams as a batch has places, and lays them side by side: what
  /// comes after a row has its place in the next batch. Rows that fill no batch stay at the end.
  static void inStreams(int[] order, int batch) {
    int steps = order.length / batch;
    for (int i = 0; i < order.length; i++) {
      int step = i / batch;
      order[i] = step < steps ? i % batch * steps + step : i;
    }
  }

  /// Makes batches of rows of like length out of a shuffled order: sorts the rows of some batches
  /// at a time by length, and shuffles the batches. Rows that fill no batch stay at the end.
  static void byLength(int[] order, long seed, int epoch, int batch, IntUnaryOperator length) {
    int full = order.length / batch * batch;
    for (int from = 0; from < full; from += SORTED * batch) {
      int to = Math.min(full, from + SORTED * batch);
      long[] keys = new long[to - from];
      for (int i = from; i < to; i++) {
        keys[i - from] = (long) length.applyAsInt(order[i]) << Integer.SIZE | i;
      }
      Arrays.sort(keys);
      int[] sorted = Arrays.stream(keys).mapToInt(key -> order[(int) key]).toArray();
      System.arraycopy(sorted, 0, order, from, sorted.length);
    }
    shuffle(order, full / batch, batch, RandomKey.at(RandomKey.of(seed, "", "batches"), epoch));
  }

  /// Exchanges blocks of equal size.
  private static void shuffle(int[] order, int blocks, int size, long key) {
    for (int i = blocks - 1; i > 0; i--) {
      int j = (int) Math.unsignedMultiplyHigh(RandomKey.at(key, i), i + 1L);
      for (int k = 0; k < size; k++) {
        int held = order[i * size + k];
        order[i * size + k] = order[j * size + k];
        order[j * size + k] = held;
      }
    }
  }
}
