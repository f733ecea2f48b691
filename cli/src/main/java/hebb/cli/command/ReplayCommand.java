package hebb.cli.command;

import hebb.cli.option.ExitCode;
import hebb.cli.option.UsageException;
import hebb.cli.output.EpochLines;
import hebb.cli.output.Session;
import hebb.cli.plot.DecisionMaps;
import hebb.cli.story.Story;
import hebb.data.DataException;
import hebb.data.table.ReadOptions;
import hebb.data.table.Table;
import hebb.model.AtomicFiles;
import hebb.model.EpochLogFile;
import hebb.model.Model;
import hebb.model.RecordFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hebb replay`: a training as a page.
@Command(
    name = "replay",
    description = {
      "Writes one page that tells a training from its epoch log, with a slider through its epochs:",
      "losses, findings and, where it was recorded (train --record), its layers and, of two columns",
      "of numbers, what was predicted where. The page needs no network.",
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./hebb replay flower.hebb -o story.html",
      "  ./hebb replay flower.log.jsonl -o story.html",
    })
public final class ReplayCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "MODEL|LOG",
      description = "A model file, whose log lies beside it, or a log.")
  private Path file = Path.of("");

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true,
      description = "Where to write, whole or not at all: a name that ends in .html.")
  private Path out = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "Rows to draw on the decision map: a file, - for standard input, or demo:NAME (for a model"
              + " of a demo set, that set).")
  private @Nullable String data;

  public ReplayCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".html")) {
      throw new UsageException(
          "-o: expected a name that ends in .html, got '" + out + "'. Add that.");
    }
    boolean isLog = EpochLogFile.isLog(file);
    Optional<Model> model = isLog ? Optional.empty() : Optional.of(Model.load(file));
    EpochLogFile log = isLog ? EpochLogFile.at(file) : LogBeside.of(file);
    model.ifPresent(of -> log.requireOf(of.results()));
    RecordFolder record = RecordFolder.beside(isLog ? modelOf(file) : file);
    EpochLines lines = EpochLines.read(log.file());
    String title = String.valueOf(file.getFileName());
    Optional<Table> rows = model.isEmpty() ? Optional.empty() : rows(model.get());
    byte[] page = new Story(title, lines, record, model).page(rows);
    AtomicFiles.write(out, stream -> stream.write(page));
    session.out().println("Wrote the story of " + file + " to " + out + ".");
    return ExitCode.DONE;
  }

  /// The place of the model that a log belongs to, whether it is there or not.
  private static Path modelOf(Path log) {
    String name = String.valueOf(log.getFileName()).replaceAll("(\\.log)?\\.jsonl$", "");
    return log.resolveSibling(name + ".hebb");
  }

  /// The rows that were asked for, or those of the demo set that the model was trained on.
  private Optional<Table> rows(Model model) throws IOException {
    String source = data != null ? data : model.provenance().data();
    if (!DecisionMaps.suit(model) || data == null && !DataSource.isDemo(source)) {
      return Optional.empty();
    }
    try (StandardInput input = StandardInput.of(source)) {
      return switch (DataSource.read(model, input.place(), null, ReadOptions.DEFAULTS)) {
        case DataSource.Rows rows -> Optional.of(rows.table());
        case DataSource.Pictures pictures ->
            throw new DataException(
                source
                    + ": expected rows with the model's columns, got images. Name another file.");
      };
    }
  }
}
