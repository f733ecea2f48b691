package hebb.cli.command;

import hebb.cli.option.ExitCode;
import hebb.cli.option.UnseenFlags;
import hebb.cli.option.UsageException;
import hebb.cli.option.Values;
import hebb.cli.output.Numbers;
import hebb.cli.output.PlanText;
import hebb.cli.output.Session;
import hebb.cli.plot.AttentionPlot;
import hebb.cli.plot.BoundaryPlot;
import hebb.cli.plot.ConfusionPlot;
import hebb.cli.plot.CurvesPlot;
import hebb.cli.plot.FiltersPlot;
import hebb.cli.plot.ImagesPlot;
import hebb.cli.plot.Picture;
import hebb.data.DataException;
import hebb.data.schema.Unseen;
import hebb.data.table.ReadOptions;
import hebb.model.AttentionWeights;
import hebb.model.ConfusionMatrix;
import hebb.model.LayerView;
import hebb.model.Mistakes;
import hebb.model.Model;
import hebb.model.PartReport;
import hebb.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hebb show`: a model as a picture.
@Command(
    name = "show",
    description = {
      "Draws what a model predicts where, how it learned, or what its units look for, as PNG or SVG.",
      "A model of two columns of numbers becomes a map, with rows over it; any other its learning",
      "curves, from the epoch log beside it.",
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./hebb show flower.hebb -o flower.png",
      "  ./hebb show digits.hebb --filters -o filters.png",
    })
public final class ShowCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
  private Path file = Path.of("");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DATA",
      description =
          "Rows to draw on the map: a file, - for standard input, or demo:NAME (for a model of a demo"
              + " set, that set).")
  private @Nullable String data;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true,
      description = "Where to write, whole or not at all: a name that ends in .png or .svg.")
  private Path out = Path.of("");

  @Option(names = "--curves", description = "Draw the learning curves of any model.")
  private boolean curves;

  @Option(
      names = "--mistakes",
      description = "Draw the images of DATA that the model takes for another class.")
  private boolean mistakes;

  @Option(
      names = "--confusion",
      description = "Draw how often each class of DATA is taken for which.")
  private boolean confusion;

  @Option(
      names = "--grad-cam",
      paramLabel = "IMAGE",
      description = "Draw where a layer looked for the likeliest classes of an image.")
  private @Nullable String gradCam;

  @Option(
      names = "--activations",
      paramLabel = "IMAGE",
      description = "Draw what a layer makes of an image, channel by channel.")
  private @Nullable String activations;

  @Option(
      names = "--attention",
      description = "Draw which tokens of --text the decoder attends to as it translates it.")
  private boolean attention;

  @Option(names = "--text", paramLabel = "TEXT", description = "The text of --attention.")
  private @Nullable String text;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "The labels (idx) of the images of DATA.")
  private @Nullable Path labels;

  @Option(
      names = "--filters",
      description =
          "Draw the kernels of a convolution, or the weights of a dense layer's units as pictures of"
              + " the inputs.")
  private boolean filters;

  @Option(
      names = "--layer",
      paramLabel = "PATH",
      description =
          "The layer of --filters, --activations, --grad-cam or --attention, as inspect shows it (of"
              + " --filters the first convolution, else the first dense layer; of --attention the"
              + " last of the decoder; of the others the last whose output is an image).")
  private @Nullable String layer;

  @Option(
      names = "--size",
      paramLabel = "HEIGHTxWIDTH",
      description = "What the rows of a table are pictures of, for --filters.")
  private @Nullable String size;

  public ShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Picture.Format format = PictureFile.format(out);
    refuseTogether();
    Model model = Model.load(file);
    if (attention) {
      AttentionWeights weights = model.attention(String.valueOf(text), Optional.ofNullable(layer));
      return write(AttentionPlot.of(weights, name()), "attention", format);
    }
    if (confusion) {
      return write(confusion(model), "confusion matrix", format);
    }
    if (mistakes || gradCam != null || activations != null) {
      return images(model, format);
    }
    if (filters) {
      return write(FiltersPlot.of(model, name(), layer, shape()), "filters", format);
    }
    boolean map = !curves && BoundaryPlot.suits(model);
    if (data != null && !map) {
      throw new DataException(
          file
              + ": expected a model of two columns of numbers and one target to draw "
              + data
              + " on, got one of "
              + inputs(model)
              + ". Leave DATA out to draw its learning curves.");
    }
    Picture picture =
        map
            ? BoundaryPlot.of(model, name(), DataSource.drawn(model, data).orElse(null))
            : curves(model);
    return write(picture, map ? "map" : "learning curves", format);
  }

  /// One picture is drawn, and told in one way.
  private void refuseTogether() {
    var asked = new ArrayList<String>();
    if (data != null && !mistakes && !confusion) {
      asked.add("DATA");
    }
    if (mistakes) {
      asked.add("--mistakes");
    }
    if (confusion) {
      asked.add("--confusion");
    }
    if (attention) {
      asked.add("--attention");
    }
    if (gradCam != null) {
      asked.add("--grad-cam");
    }
    if (activations != null) {
      asked.add("--activations");
    }
    if (curves) {
      asked.add("--curves");
    }
    if (filters) {
      asked.add("--filters");
    }
    if (asked.size() > 1) {
      throw new UsageException(
          "show: expected one of DATA, --curves, --filters, --mistakes, --confusion, --attention,"
              + " --grad-cam and --activations, got "
              + String.join(" and ", asked)
              + ". Leave one out.");
    }
    if (attention != (text != null)) {
      throw new UsageException(
          "show: expected --attention and --text TEXT together, got one alone. Add the other.");
    }
    boolean layers = filters || attention || gradCam != null || activations != null;
    if (!layers && layer != null || !filters && size != null) {
      throw new UsageException(
          "show: expected --filters"
              + (layer != null ? ", --activations or --grad-cam beside --layer" : " beside --size")
              + ", got it alone. Add --filters.");
    }
    if ((mistakes || confusion) && data == null) {
      throw new UsageException(
          "show: expected DATA beside --"
              + (mistakes ? "mistakes" : "confusion")
              + ", got none. Name rows or images with their classes.");
    }
  }

  private PartReport measured(Model model, String source) {
    var unseen = new Unseen();
    PartReport report =
        switch (DataSource.read(model, source, labels, ReadOptions.DEFAULTS)) {
          case DataSource.Rows rows -> {
            unseen.note(rows.table().notes());
            yield model.evaluate(rows.table(), unseen);
          }
          case DataSource.Pictures pictures -> {
            unseen.note(model.notesOn(pictures.images()));
            yield model.evaluate(pictures.images());
          }
        };
    UnseenFlags.print(unseen, session.err());
    return report;
  }

  private Picture confusion(Model model) throws IOException {
    String said = String.valueOf(data);
    PartReport report;
    try (StandardInput input = StandardInput.of(said)) {
      report = measured(model, input.place());
    }
    ConfusionMatrix matrix =
        report
            .confusion()
            .orElseThrow(
                () ->
                    new DataException(
                        file
                            + ": expected a model of one target of 2 to 100 classes, and rows of"
                            + " them, got "
                            + PlanText.target(model)
                            + ". Draw its learning curves with --curves."));
    return ConfusionPlot.of(
        matrix,
        name() + ": which class is taken for which",
        Numbers.count(report.rows(), "row")
            + " of "
            + StandardInput.said(said)
            + ", accuracy "
            + Numbers.percent(report.metrics().getOrDefault("accuracy", Double.NaN))
            + "; darker: more of the class");
  }

  private int images(Model model, Picture.Format format) throws IOException {
    if (mistakes) {
      return mistakes(model, format);
    }
    LayerView view = model.view(Optional.ofNullable(layer));
    var seen = new ShownImages(session, model);
    if (activations != null) {
      float[] row = seen.row(activations);
      return write(ImagesPlot.activations(model, name(), view, row), "activations", format);
    }
    float[] row = seen.row(String.valueOf(gradCam));
    return write(
        ImagesPlot.gradCam(model, name(), view, row, model.likeliest(row, 3)), "map", format);
  }

  private int mistakes(Model model, Picture.Format format) throws IOException {
    ShownImages.Named found;
    try (StandardInput input = StandardInput.of(String.valueOf(data))) {
      found = new ShownImages(session, model).mistakes(input.place(), labels);
    }
    Mistakes mistakes = found.mistakes();
    if (mistakes.count() == 0) {
      String rows = Numbers.count(mistakes.rows(), "row");
      session.out().println("No mistakes in " + rows + "; nothing is drawn.");
      return ExitCode.DONE;
    }
    write(ImagesPlot.mistakes(model, name(), mistakes, found.names()), "mistakes", format);
    found.print(session.out());
    return ExitCode.DONE;
  }

  private @Nullable Shape shape() {
    return size == null ? null : Values.size("--size", size);
  }

  private int write(Picture picture, String what, Picture.Format format) throws IOException {
    PictureFile.write(picture, format, out);
    session.out().println("Wrote the " + what + " of " + file + " to " + out + ".");
    return ExitCode.DONE;
  }

  private Picture curves(Model model) {
    return CurvesPlot.of(name(), LogBeside.of(file).file(), model.results().keptEpoch());
  }

  private String name() {
    return String.valueOf(file.getFileName());
  }

  private static String inputs(Model model) {
    long columns = model.columns().stream().filter(column -> isFeature(column.kind())).count();
    return columns == 0 ? "images" : Numbers.count(columns, "column");
  }

  private static boolean isFeature(String kind) {
    return !kind.equals("target") && !kind.equals("weight") && !kind.equals("skipped");
  }
}
