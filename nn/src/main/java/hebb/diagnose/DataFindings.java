package hebb.diagnose;

import hebb.train.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What is found in rows before a network has seen them, in the words of a diagnosis.
public final class DataFindings {
  private DataFindings() {}

  /// Where rows are met again.
  public enum Again {
    /// In the rows for validation or a test: those that training has seen.
    IN_OTHER_ROWS,
    /// Among themselves: copies, of which a split puts some into both parts.
    IN_THE_SAME_ROWS
  }

  /// Rows that are met again, if they are many.
  ///
  /// @param where the file of the other rows; empty for the same ones
  /// @param share of the rows, from 0 to 1
  /// @param continuous whether a column has so many different values that equal rows are no chance
  public static Optional<Finding> duplicateRows(
      Again again, String where, double share, boolean continuous) {
    return DuplicateRows.of(again, where, share, continuous);
  }

  /// The rarest class of rows, if it is rare.
  ///
  /// @param target the column of the classes
  /// @param share of the rows that are of it
  /// @param classes how many there are
  public static Optional<Finding> rareClass(String target, double share, int classes) {
    return Imbalance.before(target, share, classes);
  }

  /// The most harmful first, of those the causes.
  public static List<Finding> ranked(List<Finding> findings) {
    List<String> order = Diagnosis.ids();
    return findings.stream()
        .sorted(
            Comparator.comparing(Finding::severity)
                .thenComparingInt(finding -> order.indexOf(finding.id())))
        .toList();
  }
}
