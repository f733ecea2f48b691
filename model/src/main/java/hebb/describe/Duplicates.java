package hebb.describe;

import java.util.Arrays;

/// Rows that are met again.
///
/// @param copies how many rows equal an earlier one in every cell
/// @param copied of these the row, from 1, that has most copies; 0 if there are none
/// @param same how many equal an earlier one in all that training uses, the target too: columns
///   that are left out do not count
/// @param contradicting how many rows equal another one in all that training uses, but have another
///   target: no network can be right on all of them
/// @param contradicted the first such row, from 1; 0 if there are none
public record Duplicates(int copies, int copied, int same, int contradicting, int contradicted) {

  /// @param whole the hashes of all cells
  /// @param features those of what a network sees
  /// @param used those of what it sees and is to say
  static Duplicates of(long[] whole, long[] features, long[] used) {
    HashCounts all = new HashCounts(whole);
    int copied = 0;
    int most = 1;
    for (int row : all.firsts()) {
      int count = all.count(whole[row]);
      if (count > most || (count == most && count > 1 && row + 1 < copied)) {
        most = count;
        copied = row + 1;
      }
    }
    HashCounts seen = new HashCounts(features);
    boolean[] differs = new boolean[features.length];
    for (int row = 0; row < features.length; row++) {
      int first = seen.first(features[row]);
      differs[first] |= used[row] != used[first];
    }
    int contradicting = 0;
    int contradicted = 0;
    for (int row = 0; row < features.length; row++) {
      if (differs[seen.first(features[row])]) {
        contradicting++;
        contradicted = contradicted == 0 ? row + 1 : contradicted;
      }
    }
    return new Duplicates(again(whole), copied, again(used), contradicting, contradicted);
  }

  /// How many of some hashes have come before.
  private static int again(long[] hashes) {
    long[] sorted = hashes.clone();
    Arrays.sort(sorted);
    int again = 0;
    for (int i = 1; i < sorted.length; i++) {
      again += sorted[i] == sorted[i - 1] ? 1 : 0;
    }
    return again;
  }
}
