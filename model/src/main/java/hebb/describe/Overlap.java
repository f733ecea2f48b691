package hebb.describe;

/// Rows that are in two files.
///
/// @param file the other file
/// @param rows how many it has
/// @param same how many of these are in the data too, in all that training uses
/// @param withTarget whether the target was compared too: not where the other file has none
public record Overlap(String file, int rows, int same, boolean withTarget) {
  /// @param data what tells the rows of the data
  /// @param others what tells those of the other file
  static Overlap of(String file, long[] data, long[] others, boolean withTarget) {
    HashCounts known = new HashCounts(data);
    int same = 0;
    for (long hash : others) {
      same += known.count(hash) > 0 ? 1 : 0;
    }
    return new Overlap(file, others.length, same, withTarget);
  }
}
