package hebb.cli.command;

import hebb.cli.option.ExitCode;
import hebb.cli.option.ReadingFlags;
import hebb.cli.option.UnseenFlags;
import hebb.cli.option.UsageException;
import hebb.cli.output.JsonText;
import hebb.cli.output.Layout;
import hebb.cli.output.Numbers;
import hebb.cli.output.ProgressLine;
import hebb.cli.output.Session;
import hebb.data.DataException;
import hebb.data.Task;
import hebb.data.kind.Column;
import hebb.data.kind.ShapedCode;
import hebb.data.schema.Unseen;
import hebb.data.table.ReadOptions;
import hebb.model.AtomicFiles;
import hebb.model.Forecast;
import hebb.model.Input;
import hebb.model.Model;
import hebb.model.Watcher;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hebb predict`: the rows of a file with what a model says about them.
@Command(
    name = "predict",
    description = {
      "Writes the rows of a file with a column prediction and, for classes, a column"
          + " probability_CLASS for each; for an autoencoder with a column reconstruction_error.",
      "A forecast goes on from the last row instead: a row for each step, with its time, its"
          + " prediction and the ends of intervals of 80 and 95 %%.",
      "--text predicts one text: its translation, or what a model of texts alone says of it.",
      "Rows are taken one by one: memory does not grow with the file.",
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./hebb predict iris.hebb more-iris.csv",
      "  ./hebb predict iris.hebb more-iris.csv -o predicted.csv",
    })
public final class PredictCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
  private Path file = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "DATA",
      description =
          "A file with the model's columns (the target may be left out), series (.ts), images, sounds"
              + " or texts (files, a folder), images (idx), demo:NAME, or - for standard input.")
  private List<String> data = List.of();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Where to write, whole or not at all (standard output).")
  private @Nullable Path out;

  @Mixin private final ReadingFlags files = new ReadingFlags();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where to write, as JSON, which cells are not as those of the training data.")
  private @Nullable Path report;

  @Option(
      names = "--augment",
      paramLabel = "N",
      description =
          "Predict the mean over each image and N copies of it, changed as in training (by light if"
              + " training changed none).")
  private @Nullable Integer augment;

  @Option(
      names = "--beam",
      paramLabel = "N",
      description =
          "Translate by a beam search over the N likeliest beginnings (1: the likeliest token at each"
              + " step).")
  private @Nullable Integer beam;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "Predict one text, in place of DATA, and write its prediction alone.")
  private @Nullable String text;

  @Mixin private final UnseenFlags cells = new UnseenFlags();

  public PredictCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    refuseTogether();
    try (StandardInput input = StandardInput.of(data)) {
      return predict(input.places());
    }
  }

  private int predict(List<String> places) throws IOException {
    ReadOptions reading = files.options();
    Model model = augmented(Model.load(file));
    Unseen unseen = cells.unseen();
    if (report != null) {
      refuseReport(report);
      for (String each : places) {
        Destination.refuseOnto(report, Path.of(each));
      }
      Destination.refuseOnto(report, file, model.provenance());
    }
    long rows = 1;
    if (text != null) {
      session.out().println(one(model, text, unseen));
    } else {
      rows = written(model, places, reading, unseen);
    }
    if (out != null) {
      session
          .out()
          .println("Wrote " + Numbers.count(rows, "row") + " with predictions to " + out + ".");
    }
    UnseenFlags.print(unseen, session.err());
    if (report != null) {
      write(report, rows, unseen);
    }
    return ExitCode.DONE;
  }

  private long written(Model model, List<String> places, ReadOptions reading, Unseen unseen)
      throws IOException {
    var line = new ProgressLine(session.err(), session.terminal(), "texts are translated");
    if (model.task() == Task.TRANSLATE) {
      model.watch(watcher(line));
    }
    try {
      return Destination.write(
          session,
          out,
          file,
          model.provenance(),
          places,
          stream -> predict(model, places, reading, stream, unseen));
    } finally {
      line.clear();
    }
  }

  /// Counts the texts of all calls; ends where the thread is interrupted.
  private Watcher watcher(ProgressLine line) {
    var before = new AtomicLong();
    return (done, all) -> {
      if (Thread.currentThread().isInterrupted()) {
        throw new UncheckedIOException(
            "interrupted; nothing was written to " + out + ".", new InterruptedIOException());
      }
      line.at(before.get() + done);
      before.addAndGet(done == all ? all : 0);
    };
  }

  private static void write(Path report, long rows, Unseen unseen) {
    var object = new LinkedHashMap<String, Object>();
    object.put("rows", rows);
    object.put("unseen", UnseenFlags.json(unseen));
    byte[] json = (JsonText.of(object) + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(report, stream -> stream.write(json));
  }

  private void refuseTogether() {
    if (text == null && data.isEmpty()) {
      throw new UsageException(
          "predict: expected DATA, got nothing in its place. Name a file, or give --text.");
    }
    if (text != null && (!data.isEmpty() || out != null)) {
      throw new UsageException(
          "predict: expected --text alone, got "
              + (!data.isEmpty() ? "DATA" : "--out")
              + " beside it. Leave one out.");
    }
  }

  private static String one(Model model, String text, Unseen unseen) {
    if (model.task() == Task.TRANSLATE) {
      return model.translate(text, unseen);
    }
    if (!model.takesTexts()) {
      throw new DataException(
          "--text: expected a model of texts, got one of "
              + taken(model)
              + ". "
              + (model.task() == Task.LANGUAGE
                  ? "Use generate."
                  : "Give DATA, such as a file, instead."));
    }
    return model.predict(text, unseen).toString();
  }

  /// What a model takes, as in `sounds` or `the columns 'review', 'age'`.
  private static String taken(Model model) {
    Optional<String> files =
        model.fileColumn().flatMap(ShapedCode::files).map(type -> type.column() + "s");
    return switch (model.input()) {
      case Input.OfForecast _ -> "forecasts";
      case Input.OfLanguage _ -> "a language";
      case Input.OfImages _ -> "images";
      case Input.OfTranslation _ -> "translations";
      case Input.OfTable table ->
          files.orElseGet(
              () -> {
                List<Column> columns = table.schema().features();
                return (columns.size() == 1 ? "the column " : "the columns ")
                    + Layout.some(
                        columns.stream()
                            .map(each -> "'" + each.name() + "' (" + each.kind() + ")")
                            .toList());
              });
    };
  }

  private Model augmented(Model model) {
    Model wide = beam == null ? model : model.withBeam(beam);
    return augment == null ? wide : wide.averaging(augment);
  }

  private static long predict(
      Model model, List<String> data, ReadOptions reading, OutputStream to, Unseen unseen)
      throws IOException {
    String first = data.getFirst();
    boolean demo = DataSource.isDemo(first);
    Optional<DataSource> files = demo ? Optional.empty() : DataSource.files(model, data);
    if (files.isEmpty() && DataSource.isFile(first) && isByRows(model)) {
      return model.predict(Path.of(first), reading, to, unseen);
    }
    return switch (files.orElseGet(() -> DataSource.read(model, first, null, reading))) {
      case DataSource.Rows rows when model.task() == Task.FORECAST -> {
        unseen.note(rows.table().notes());
        Forecast next = model.forecast(rows.table());
        next.write(to);
        yield next.steps();
      }
      case DataSource.Rows rows -> {
        unseen.note(rows.table().notes());
        yield model.predict(rows.table(), to, unseen);
      }
      case DataSource.Pictures pictures -> {
        unseen.note(model.notesOn(pictures.images()));
        yield model.predict(pictures.images(), to);
      }
    };
  }

  /// Whether a file is gone through row by row.
  private static boolean isByRows(Model model) {
    return model.input() instanceof Input.OfTable || model.input() instanceof Input.OfTranslation;
  }

  /// A report must not take the place of the predictions, and must have a folder before they are
  /// made.
  private void refuseReport(Path place) {
    if (out != null
        && place.toAbsolutePath().normalize().equals(out.toAbsolutePath().normalize())) {
      throw new UsageException(
          "--report: expected another file than --out, got " + place + " for both. Name another.");
    }
    Path folder = place.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new DataException(
          place + ": expected a folder that exists, got none at " + folder + ". Make it first.");
    }
  }
}
