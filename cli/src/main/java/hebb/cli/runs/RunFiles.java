package hebb.cli.runs;

import hebb.data.DataException;
import hebb.model.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/// The runs under a folder.
///
/// @param runs those that could be read
/// @param unreadable sentences on the others
public record RunFiles(List<Run> runs, List<String> unreadable) {
  private static final String MODEL = ".hebb";

  /// The snapshots of one run.
  private static final String RECORD = ".record";

  /// Reads all models and logs under a folder; snapshots within a run are not runs.
  ///
  /// @param watcher told how many of all are read
  /// @throws DataException if there is no such folder, or no run in it
  public static RunFiles under(Path folder, BiConsumer<Integer, Integer> watcher) {
    if (!Files.isDirectory(folder)) {
      throw new DataException(
          folder
              + ": expected a folder of runs, got "
              + (Files.exists(folder) ? "a file. hebb inspect shows a model." : "none there."));
    }
    List<Path> files = List.copyOf(files(folder));
    if (files.isEmpty()) {
      throw new DataException(
          folder
              + ": expected models (.hebb) or logs (.log.jsonl) in the folder, got none. Train one,"
              + " or name another folder.");
    }
    List<Run> runs = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      try {
        runs.add(Run.read(files.get(i)));
      } catch (DataException | ModelException | UncheckedIOException e) {
        unreadable.add(e.getMessage());
      }
      watcher.accept(i + 1, files.size());
    }
    return new RunFiles(runs, unreadable);
  }

  /// Each model, and each log without one.
  private static Set<Path> files(Path folder) {
    Set<Path> models = new LinkedHashSet<>();
    List<Path> logs = new ArrayList<>();
    var visitor =
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
            String name = String.valueOf(at.getFileName());
            boolean hidden = name.startsWith(".") && name.length() > 2 && !at.equals(folder);
            return hidden || name.endsWith(RECORD)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = String.valueOf(file.getFileName());
            if (name.endsWith(MODEL)) {
              models.add(file);
            } else if (name.endsWith(Run.LOG)) {
              logs.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException problem) {
            return FileVisitResult.CONTINUE;
          }
        };
    try {
      Files.walkFileTree(folder, visitor);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": could not be read (" + e.getMessage() + ").", e);
    }
    logs.stream().filter(log -> !models.contains(Run.model(log))).forEach(models::add);
    return models;
  }
}
