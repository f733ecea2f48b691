package hebb.cli.command;

import hebb.cli.option.ExitCode;
import hebb.cli.option.ReadingFlags;
import hebb.cli.option.UnseenFlags;
import hebb.cli.option.Values;
import hebb.cli.output.JsonText;
import hebb.cli.output.Layout;
import hebb.cli.output.PlanText;
import hebb.cli.output.ProgressLine;
import hebb.cli.output.ResultsText;
import hebb.cli.output.Session;
import hebb.data.Task;
import hebb.data.language.Corpus;
import hebb.data.schema.Unseen;
import hebb.data.table.ReadOptions;
import hebb.metric.Metric;
import hebb.model.Model;
import hebb.model.PartReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hebb evaluate`: how good a model is on data whose target is known.
@Command(
    name = "evaluate",
    description = "Measures a model on data whose target is known.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./hebb evaluate iris.hebb more-iris.csv",
      "  ./hebb evaluate mnist.hebb test-images.gz --labels test-labels.gz --json",
    })
public final class EvaluateCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
  private Path file = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      description =
          "A file with the model's columns and its target, series (.ts), a folder of images, sounds or"
              + " texts by class, the text of a language, images (idx) with --labels, demo:NAME, or"
              + " - for standard input.")
  private String data = "";

  @Option(names = "--labels", paramLabel = "FILE", description = "The labels (idx) of the images.")
  private @Nullable Path labels;

  @Mixin private final ReadingFlags files = new ReadingFlags();

  @Option(
      names = "--json",
      description = "Write one JSON object to standard output and nothing else there.")
  private boolean json;

  @Option(
      names = "--metrics",
      paramLabel = "NAME,...",
      description = "Further measures, as in roc_auc,recall(class=1): those of --monitor.")
  private String metrics = "";

  @Option(
      names = "--beam",
      paramLabel = "N",
      description = "Translate by a beam search over the N likeliest beginnings (1).")
  private @Nullable Integer beam;

  @Mixin private final UnseenFlags cells = new UnseenFlags();

  public EvaluateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    try (StandardInput input = StandardInput.of(data)) {
      return evaluate(input.place());
    }
  }

  private int evaluate(String place) {
    ReadOptions reading = files.options();
    Model loaded = Model.load(file);
    Model model = beam == null ? loaded : loaded.withBeam(beam);
    List<Metric> measures = Values.metrics(metrics);
    Unseen unseen = cells.unseen();
    String measured = data;
    var line = new ProgressLine(session.err(), session.terminal(), "texts are translated");
    if (model.task() == Task.TRANSLATE) {
      model.watch(line::at);
    }
    PartReport report =
        model.task() == Task.LANGUAGE
            ? evaluate(model, Corpus.read(Path.of(place)), unseen, measures)
            : switch (DataSource.read(model, place, labels, reading)) {
              case DataSource.Rows rows -> {
                measured = Files.isDirectory(Path.of(data)) ? rows.table().name() : data;
                unseen.note(rows.table().notes());
                note(model, measured, rows.table().sha256(), unseen);
                yield model.evaluate(rows.table(), unseen, measures);
              }
              case DataSource.Pictures pictures -> {
                measured = Files.isDirectory(Path.of(data)) ? pictures.images().name() : data;
                note(model, measured, pictures.images().sha256(), unseen);
                yield model.evaluate(pictures.images(), measures);
              }
            };
    line.clear();
    UnseenFlags.print(unseen, session.err());
    if (json) {
      var object = new LinkedHashMap<String, Object>();
      object.put("rows", report.rows());
      object.put("metrics", JsonText.metrics(report));
      if (model.task() == Task.TRANSLATE) {
        object.put("baseline", JsonText.finite(report.baseline()));
      }
      object.put("unknownClass", report.unknownClass());
      object.put("unseen", UnseenFlags.json(unseen));
      object.put("notes", unseen.notes());
      session.out().println(JsonText.of(object));
      return ExitCode.DONE;
    }
    Layout.entry(session.out(), "Model", file.toString());
    Layout.entry(session.out(), "Target", PlanText.target(model));
    Layout.entry(session.out(), "Data", measured);
    session.out().println();
    ResultsText.print(session.out(), model.task(), Map.of("all rows", report));
    return ExitCode.DONE;
  }

  private static PartReport evaluate(
      Model model, Corpus text, Unseen unseen, List<Metric> measures) {
    note(model, text.name(), text.sha256(), unseen);
    return model.evaluate(text, unseen, measures);
  }

  private static void note(Model model, String name, String sha256, Unseen unseen) {
    model.provenance().note(name, sha256).ifPresent(note -> unseen.note(List.of(note)));
  }
}
