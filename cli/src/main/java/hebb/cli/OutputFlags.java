package hebb.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What `train` is told about what it writes.
final class OutputFlags {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The model (the data's name with .hebb, in this folder).")
  @Nullable Path out;

  @Option(names = "--force", description = "Replace a file that is there.")
  boolean force;

  @Option(
      names = "--resume",
      description =
          "Go on from the checkpoint beside the model, with the same data and options; epochs and"
              + " patience may differ.")
  boolean resume;

  @Option(
      names = "--json",
      description = "Write one JSON object to standard output and nothing else there.")
  boolean json;

  @Option(names = "--quiet", description = "Write nothing but warnings and errors (and JSON).")
  boolean quiet;

  @Option(
      names = "--dry-run",
      description = "Show what the columns are taken for and the network, and stop.")
  boolean dryRun;
}
