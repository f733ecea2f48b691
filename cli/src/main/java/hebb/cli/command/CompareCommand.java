package hebb.cli.command;

import hebb.cli.help.HelpText;
import hebb.cli.option.ExitCode;
import hebb.cli.option.ReadingFlags;
import hebb.cli.option.UsageException;
import hebb.cli.output.JsonText;
import hebb.cli.output.Layout;
import hebb.cli.output.Session;
import hebb.cli.plot.ComparedCurves;
import hebb.cli.plot.Picture;
import hebb.cli.runs.Comparison;
import hebb.cli.runs.ComparisonText;
import hebb.cli.runs.Run;
import hebb.data.DataException;
import hebb.data.Task;
import hebb.model.Model;
import hebb.model.PartReport;
import hebb.model.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hebb compare`: runs beside each other.
@Command(
    name = "compare",
    description =
        "Shows runs beside each other: options that differ, curves, results, and how far they differ"
            + " from the first, with an interval over seeds or over the rows of a test.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./hebb compare adam.hebb sgd.hebb -o curves.png",
      "  ./hebb compare adam.hebb sgd.hebb --data test.csv --json",
    })
public final class CompareCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description =
          "Two or more models or logs; those that differ by their seed alone are taken together.")
  private List<Path> places = List.of();

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "Measure the models on these rows, - for standard input, and compare them row by row.")
  private @Nullable String data;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "For --data: the labels (idx) of images (idx).")
  private @Nullable Path labels;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Draw the curves into a file too: a name that ends in .png or .svg.")
  private @Nullable Path out;

  @Option(
      names = "--json",
      description = "Write one JSON object to standard output and nothing else there.")
  private boolean json;

  @Mixin private final ReadingFlags files = new ReadingFlags();

  public CompareCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Picture.Format format = out == null ? null : PictureFile.format(out);
    if (places.size() < 2 || new HashSet<>(places).size() < places.size()) {
      throw new UsageException(
          "compare: expected two or more runs, each once, got "
              + String.join(", ", places.stream().map(Path::toString).toList())
              + ". Name models or logs.");
    }
    List<Run> runs = places.stream().map(Run::read).toList();
    Comparison comparison;
    try (StandardInput input = StandardInput.of(data == null ? "" : data)) {
      comparison = data == null ? Comparison.of(runs) : measured(runs, input.place());
    }
    if (out != null && format != null) {
      draw(comparison, format, out);
    }
    if (json) {
      session.out().println(JsonText.of(ComparisonText.json(comparison)));
      return ExitCode.DONE;
    }
    ComparisonText.print(
        session.out(),
        comparison,
        data == null ? null : StandardInput.said(data),
        HelpText.width(System.getenv("COLUMNS")),
        HelpText.isUnicode());
    if (out != null) {
      Layout.entry(session.out(), "Picture", out.toString());
    }
    return ExitCode.DONE;
  }

  private void draw(Comparison comparison, Picture.Format format, Path file) throws IOException {
    for (Path place : places) {
      Destination.refuseOnto(file, place);
    }
    ComparedCurves curves =
        comparison
            .curves()
            .orElseThrow(
                () ->
                    new DataException(
                        "-o: expected runs with logs to draw, got none that has one. Leave it"
                            + " out."));
    PictureFile.write(curves.picture(), format, file);
  }

  /// Models measured on the same rows.
  private Comparison measured(List<Run> runs, String source) {
    Map<Run, PartReport> reports = new HashMap<>();
    Map<Run, double[]> errors = new HashMap<>();
    Set<String> said = new LinkedHashSet<>();
    runs.forEach(CompareCommand::requireRows);
    for (Run run : runs) {
      Model model = Objects.requireNonNull(run.model());
      switch (DataSource.read(model, source, labels, files.options())) {
        case DataSource.Rows rows -> {
          noteTrained(run, model, rows.table().name(), rows.table().sha256(), said);
          reports.put(run, model.evaluate(rows.table()));
          errors.put(run, model.errors(rows.table()));
        }
        case DataSource.Pictures pictures -> {
          noteTrained(run, model, pictures.images().name(), pictures.images().sha256(), said);
          reports.put(run, model.evaluate(pictures.images()));
          errors.put(run, model.errors(pictures.images()));
        }
      }
    }
    return Comparison.of(
        runs, run -> Objects.requireNonNull(reports.get(run)).metrics(), errors, List.copyOf(said));
  }

  /// Rows that a model was trained on flatter it.
  private static void noteTrained(Run run, Model model, String name, String sha, Set<String> said) {
    Provenance own = model.provenance();
    if (sha.isEmpty()
        ? own.sha256().isEmpty() && own.data().equals(name)
        : own.sha256().equals(sha)) {
      said.add(run.file() + " was trained on rows of " + name + ", so its measures are too good.");
    }
  }

  private static void requireRows(Run run) {
    Model model = run.model();
    if (model == null) {
      throw new UsageException(
          "--data: expected models to measure, got the log " + run.file() + ". Name its model.");
    }
    List<Task> byRow = List.of(Task.CLASSIFICATION, Task.REGRESSION, Task.AUTOENCODER);
    if (!byRow.contains(model.task())
        || model.targets().size() > 1
        || !model.options().columns().weight().isEmpty()) {
      throw new UsageException(
          "--data: expected models of one class or quantity, or autoencoders, without weights of"
              + " rows, got "
              + run.file()
              + ". Leave --data out: their own measures are compared.");
    }
  }
}
