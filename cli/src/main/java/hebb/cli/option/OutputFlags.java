package hebb.cli.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What `train` is told about what it writes.
public final class OutputFlags {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The model (the data's name with .hebb, in this folder).")
  public @Nullable Path out;

  @Option(names = "--force", description = "Replace a file that is there.")
  public boolean force;

  @Option(
      names = "--resume",
      description =
          "Go on from the checkpoint beside the model, with the same data and options; epochs and"
              + " patience may differ.")
  public boolean resume;

  @Option(
      names = "--json",
      description = "Write one JSON object to standard output and nothing else there.")
  public boolean json;

  @Option(names = "--quiet", description = "Write nothing but warnings and errors (and JSON).")
  public boolean quiet;

  @Option(
      names = "--dry-run",
      description = "Show columns, network, and what training takes of memory and time, and stop.")
  public boolean dryRun;
}
