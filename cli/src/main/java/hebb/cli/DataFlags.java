package hebb.cli;

import hebb.data.ReadOptions.Header;
import hebb.data.Task;
import hebb.model.TrainOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What `train` is told about its data.
final class DataFlags {
  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description = "The column to predict: a name, a number from 1, or last. Needed for files of rows.")
  @Nullable String target;

  @Option(names = "--task", paramLabel = "TASK", description = "auto (told from the target), classification, regression.")
  String task = "auto";

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "The labels (idx) of the images; makes DATA a file of images (idx).")
  @Nullable Path labels;

  @Option(names = "--validation", paramLabel = "FILE", description = "Rows for early stopping, in place of a split.")
  @Nullable Path validation;

  @Option(names = "--validation-labels", paramLabel = "FILE", description = "Their labels, if they are images.")
  @Nullable Path validationLabels;

  @Option(names = "--test", paramLabel = "FILE", description = "Rows for a last look, in place of a split.")
  @Nullable Path test;

  @Option(names = "--test-labels", paramLabel = "FILE", description = "Their labels, if they are images.")
  @Nullable Path testLabels;

  @Option(names = "--validation-split", paramLabel = "SHARE", description = "Share of rows for early stopping (.1).")
  @Nullable Double validationSplit;

  @Option(names = "--test-split", paramLabel = "SHARE", description = "Share of rows for a last look (0).")
  @Nullable Double testSplit;

  @Option(names = "--ignore", paramLabel = "COL,...", description = "Columns that are not used.")
  String ignore = "";

  @Option(names = "--categorical", paramLabel = "COL,...", description = "Columns whose numbers stand for kinds.")
  String categorical = "";

  @Option(names = "--numeric", paramLabel = "COL,...", description = "Columns that are quantities in any case.")
  String numeric = "";

  @Option(
      names = "--header",
      paramLabel = "yes|no|auto",
      description = "Whether the first line names the columns; without it they are c1, c2, ... (auto: recognised)")
  String header = "auto";

  Header header() {
    return Values.constant("--header", header, Header.class);
  }

  TrainOptions applyTo(TrainOptions defaults) {
    TrainOptions options = defaults;
    if (target != null) {
      options = options.withTarget(target);
    }
    if (!task.equals("auto")) {
      options = options.withTask(Values.constant("--task", task, TaskName.class).task);
    }
    if (validationSplit != null) {
      options = options.withValidationSplit(validationSplit);
    }
    if (testSplit != null) {
      options = options.withTestSplit(testSplit);
    }
    return options
        .withIgnore(Values.list(ignore))
        .withCategorical(Values.list(categorical))
        .withNumeric(Values.list(numeric));
  }

  private enum TaskName {
    AUTO(null),
    CLASSIFICATION(Task.CLASSIFICATION),
    REGRESSION(Task.REGRESSION);

    private final @Nullable Task task;

    TaskName(@Nullable Task task) {
      this.task = task;
    }
  }
}
