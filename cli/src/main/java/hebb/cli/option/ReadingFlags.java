package hebb.cli.option;

import hebb.data.table.ReadOptions;
import picocli.CommandLine.Option;

/// How files of rows are read, where that is not left to be recognised.
public final class ReadingFlags {
  @Option(
      names = "--header",
      paramLabel = "yes|no|auto",
      description =
          "Whether the first line names the columns; without it they are c1, c2, ... (auto:"
              + " recognised)")
  private String header = "auto";

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      description =
          "What stands between two cells: a character, tab, or space for any number of blanks"
              + " (auto).")
  private String delimiter = "auto";

  /// The same for a reader.
  public ReadOptions options() {
    return Values.reading(header, delimiter);
  }
}
