package hebb.model;

/// What tells the rows of one file from others.
///
/// @param name what the data is called
/// @param rows how many there are
/// @param fingerprint the SHA-256 of the file, or of the rows where there is no file
/// @param read how the file was read, as in `header, ','`; empty where there is no file of rows
public record DataPart(String name, int rows, String fingerprint, String read) {
  /// As in `iris.csv (150 rows, SHA-256 4f1ac93e...)`.
  @Override
  public String toString() {
    String digits = fingerprint.substring(0, Math.min(12, fingerprint.length()));
    return name
        + " ("
        + rows
        + " rows, SHA-256 "
        + digits
        + "..."
        + (read.isEmpty() ? "" : ", " + read)
        + ")";
  }
}
