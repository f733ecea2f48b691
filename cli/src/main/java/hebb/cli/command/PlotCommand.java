package hebb.cli.command;

import hebb.cli.option.ExitCode;
import hebb.cli.option.UsageException;
import hebb.cli.output.Numbers;
import hebb.cli.output.Session;
import hebb.cli.plot.BoundaryPlot;
import hebb.cli.plot.CurvesPlot;
import hebb.cli.plot.Picture;
import hebb.data.DataException;
import hebb.data.table.ReadOptions;
import hebb.data.table.Table;
import hebb.model.AtomicFiles;
import hebb.model.EpochLogFile;
import hebb.model.Model;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hebb plot`: a model as a picture.
@Command(
    name = "plot",
    description = {
      "Draws what a model predicts where, or how it learned, as PNG or SVG.",
      "A model of two columns of numbers becomes a map, with rows over it; any other its learning",
      "curves, from the epoch log beside it.",
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./hebb plot flower.hebb -o flower.png",
      "  ./hebb plot iris.hebb --curves -o iris.svg",
    })
public final class PlotCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
  private Path file = Path.of("");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DATA",
      description =
          "Rows to draw on the map: a file, or demo:NAME (for a model of a demo set, that set).")
  private @Nullable String data;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true,
      description = "Where to write, whole or not at all: a name that ends in .png or .svg.")
  private Path out = Path.of("");

  @Option(names = "--curves", description = "Draw the learning curves of any model.")
  private boolean curves;

  public PlotCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Picture.Format format =
        Picture.Format.of(out.toString())
            .orElseThrow(
                () ->
                    new UsageException(
                        "-o: expected a name that ends in .png or .svg, got '"
                            + out
                            + "'. Add one."));
    if (curves && data != null) {
      throw new UsageException("plot: expected DATA or --curves, got both. Leave one out.");
    }
    Model model = Model.load(file);
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
    Picture picture = map ? BoundaryPlot.of(model, name(), rows(model)) : curves(model);
    var bytes = new ByteArrayOutputStream();
    picture.write(format, bytes);
    AtomicFiles.write(out, bytes::writeTo);
    session
        .out()
        .println(
            "Wrote the " + (map ? "map" : "learning curves") + " of " + file + " to " + out + ".");
    return ExitCode.DONE;
  }

  private Picture curves(Model model) {
    return CurvesPlot.of(name(), EpochLogFile.beside(file).file(), model.results().keptEpoch());
  }

  /// The rows that were asked for, or those of the demo set that the model was trained on.
  private @Nullable Table rows(Model model) {
    String source = data != null ? data : model.provenance().data();
    if (data == null && !DataSource.isDemo(source)) {
      return null;
    }
    return switch (DataSource.read(model, source, null, ReadOptions.DEFAULTS)) {
      case DataSource.Rows rows -> rows.table();
      case DataSource.Pictures pictures ->
          throw new DataException(
              source + ": expected rows with the model's columns, got images. Name another file.");
    };
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
