package hebb.cli.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What `train` is told about where a run begins and who watches it.
public final class RunFlags {
  @Option(
      names = "--from",
      paramLabel = "MODEL",
      description =
          "Go on from a model, a checkpoint (MODEL.checkpoint) or the snapshot of an epoch"
              + " (MODEL@EPOCH), with the options changed that are given; the optimiser starts anew,"
              + " and the new model says what it came from.")
  public @Nullable String from;

  @Option(
      names = "--tensorboard",
      paramLabel = "DIR",
      description = "Write the numbers of each epoch for TensorBoard too, into a folder.")
  public @Nullable Path tensorboard;
}
