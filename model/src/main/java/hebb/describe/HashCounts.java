package hebb.describe;

import java.util.Arrays;

/// How often each of many 64-bit hashes comes, in arrays: open addressing.
final class HashCounts {
  private final long[] hashes;
  private final int[] first;
  private final int[] counts;

  /// Counts the hashes of rows.
  HashCounts(long[] rows) {
    int slots = Integer.highestOneBit(Math.max(8, rows.length) - 1) << 2;
    hashes = new long[slots];
    first = new int[slots];
    counts = new int[slots];
    Arrays.fill(first, -1);
    for (int row = 0; row < rows.length; row++) {
      int slot = slot(rows[row]);
      if (first[slot] < 0) {
        hashes[slot] = rows[row];
        first[slot] = row;
      }
      counts[slot]++;
    }
  }

  /// Where a hash is, or would be.
  private int slot(long hash) {
    int mask = hashes.length - 1;
    int at = (int) RowHashes.mix(hash, 1) & mask;
    while (first[at] >= 0 && hashes[at] != hash) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /// How often a hash comes.
  int count(long hash) {
    return counts[slot(hash)];
  }

  /// The first row of a hash that is there.
  int first(long hash) {
    return first[slot(hash)];
  }

  /// The first row of each different hash, in no order.
  int[] firsts() {
    return Arrays.stream(first).filter(row -> row >= 0).toArray();
  }
}
