package hebb.data.kind;

/// What is known of one column of a table.
///
/// @param name its name
/// @param kind what it is taken for
/// @param reason why it is skipped, as in `one distinct value per row`; empty for other kinds
/// @param missing how many rows have no value
/// @param summary what it holds, to be read: `4.3 to 7.9`, or its most frequent values with their
///   shares
public record Column(String name, Kind kind, String reason, int missing, String summary) {
  /// This column as one that is not used.
  public Column skipped(String why) {
    return new Column(name, Kind.SKIPPED, why, missing, summary);
  }
}
