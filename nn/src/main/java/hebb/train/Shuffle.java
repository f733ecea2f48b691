package hebb.train;

import hebb.graph.RandomKey;

/// The order of rows in an epoch: the shuffle of Fisher and Yates, by a counter keyed by the seed
/// and the epoch.
final class Shuffle {
  private Shuffle() {}

  /// Fills `order` with `0 ... n - 1` in the order of that epoch.
  static void order(int[] order, long seed, int epoch) {
    long key = RandomKey.at(RandomKey.of(seed, "", "shuffle"), epoch);
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    for (int i = order.length - 1; i > 0; i--) {
      int j = (int) Math.unsignedMultiplyHigh(RandomKey.at(key, i), i + 1L);
      int held = order[i];
      order[i] = order[j];
      order[j] = held;
    }
  }
}
