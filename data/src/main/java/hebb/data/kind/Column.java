package hebb.data.kind;

/// What is known of one column of a table.
///
/// @param name its name
/// @param kind the name of the kind it is taken for, as in `numeric`
/// @param format how its cells are read, in a form of the kind's own; empty where there is one way
/// @param reason why it is skipped, as in `one distinct value per row`; empty for other kinds
/// @param missing how many rows have no value
/// @param summary what it holds, to be read: `4.3 to 7.9`, or its most frequent values with their
///   shares
public record Column(
    String name, String kind, String format, String reason, int missing, String summary) {
  /// Whether a network gets nothing of it.
  public boolean skipped() {
    return !reason.isEmpty();
  }
}
