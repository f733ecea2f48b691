package hebb.describe;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Columns that have no value in the same rows.
///
/// @param columns that have none, and all others have one; none for complete rows
/// @param rows how many rows are so
public record MissingPattern(List<String> columns, int rows) {
  /// Copies the list.
  public MissingPattern {
    columns = List.copyOf(columns);
  }

  /// The patterns of some columns, the most frequent first.
  static List<MissingPattern> of(List<ColumnCells> columns, int rows) {
    List<ColumnCells> some =
        columns.stream()
            .filter(column -> IntStream.range(0, rows).anyMatch(column::isMissing))
            .toList();
    long[] patterns = new long[rows];
    for (int c = 0; c < some.size(); c++) {
      long bits = RowHashes.mix(c, c);
      for (int row = 0; row < rows; row++) {
        patterns[row] ^= some.get(c).isMissing(row) ? bits : 0;
      }
    }
    HashCounts counts = new HashCounts(patterns);
    return Arrays.stream(counts.firsts())
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(row -> -counts.count(patterns[row]))
                .thenComparing(Comparator.naturalOrder()))
        .map(
            row ->
                new MissingPattern(
                    some.stream()
                        .filter(column -> column.isMissing(row))
                        .map(column -> column.column().name())
                        .toList(),
                    counts.count(patterns[row])))
        .toList();
  }
}
