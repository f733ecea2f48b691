package hebb.cli.command;

import hebb.cli.option.ExitCode;
import hebb.cli.option.UsageException;
import hebb.cli.output.EpochLines;
import hebb.cli.output.Session;
import hebb.cli.plot.DecisionMaps;
import hebb.cli.story.Story;
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
    Optional<Table> rows =
        model.isPresent() && DecisionMaps.suit(model.get())
            ? DataSource.drawn(model.get(), data)
            : Optional.empty();
    byte[] page =
        new Story(title, lines, record, model)
            .page(rows, what -> session.err().println("hebb: this epoch is left out: " + what));
    AtomicFiles.write(out, stream -> stream.write(page));
    session.out().println("Wrote the story of " + file + " to " + out + ".");
    return ExitCode.DONE;
  }

  /// The place of the model that a log belongs to, whether it is there or not.
  private static Path modelOf(Path log) {
    String name = String.valueOf(log.getFileName()).replaceAll("(\\.log)?\\.jsonl$", "");
    return log.resolveSibling(name + ".hebb");
  }
}
