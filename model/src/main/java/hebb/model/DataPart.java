package hebb.model;

/// What tells the rows of one file from others.
///
/// @param name what the data is called
/// @param rows how many there are
/// @param fingerprint the SHA-256 of the file, or of the rows where there is no file
public record DataPart(String name, int rows, String fingerprint) {
  /// As in `iris.csv (150 rows, SHA-256 4f1ac93e...)`.
  @Override
  public String toString() {
    String digits = fingerprint.substring(0, Math.min(12, fingerprint.length()));
    return name + " (" + rows + " rows, SHA-256 " + digits + "...)";
  }
}
