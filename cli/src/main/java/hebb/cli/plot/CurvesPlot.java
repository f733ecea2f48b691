package hebb.cli.plot;

import hebb.cli.plot.EpochCurve.At;
import hebb.cli.plot.Mark.Anchor;
import hebb.cli.plot.Mark.Box;
import hebb.cli.plot.Mark.Dash;
import hebb.cli.plot.Mark.Line;
import hebb.cli.plot.Mark.Point;
import hebb.cli.plot.Mark.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// How training went: the loss of the training and validation parts by epoch, and a metric of the
/// validation part below.
public final class CurvesPlot {
  private static final int WIDTH = 820;
  private static final double LEFT = 80;
  private static final double ACROSS = 690;
  private static final double UPPER = 300;
  private static final double LOWER = 200;

  private final List<Mark> marks = new ArrayList<>();
  private final EpochCurve epochs;
  private final int kept;

  private CurvesPlot(EpochCurve epochs, int kept) {
    this.epochs = epochs;
    this.kept = kept;
  }

  /// Draws an epoch log.
  ///
  /// @param name what the model is called
  /// @param log the epoch log
  /// @param kept the epoch whose weights the model has
  /// @throws hebb.data.DataException if the log is missing or damaged
  public static Picture of(String name, Path log, int kept) {
    return new CurvesPlot(EpochCurve.read(log), kept).picture(name);
  }

  private Picture picture(String name) {
    marks.add(
        new Text(new Point(LEFT, 32), name + ": how it learned", 17, Palette.INK, Anchor.START));
    String told = "Weights of epoch " + kept + " of " + epochs.last() + " are kept";
    marks.add(new Text(new Point(LEFT, 54), told, 13, Palette.QUIET, Anchor.START));
    List<At> training = epochs.curve("/loss");
    List<At> validation = epochs.curve("/validationLoss");
    var upper = new Box(LEFT, 70, ACROSS, UPPER);
    var ofTraining = new Curve("training", training, Palette.BLUE);
    draw(
        upper, "loss", List.of(ofTraining, new Curve("validation", validation, Palette.VERMILION)));
    String metric = epochs.metric();
    List<At> measured = metric.isEmpty() ? List.of() : epochs.curve("/validation/" + metric);
    if (measured.isEmpty()) {
      return new Picture(WIDTH, (int) upper.bottom() + 60, marks);
    }
    var lower = new Box(LEFT, upper.bottom() + 70, ACROSS, LOWER);
    draw(lower, metric, List.of(new Curve("validation", measured, Palette.VERMILION)));
    return new Picture(WIDTH, (int) lower.bottom() + 60, marks);
  }

  private record Curve(String name, List<At> points, int colour) {}

  private void draw(Box box, String title, List<Curve> given) {
    List<Curve> curves = given.stream().filter(curve -> !curve.points().isEmpty()).toList();
    var panel =
        new Panel(box, new Scale(Math.min(1, epochs.last() - 1), epochs.last()), range(curves));
    marks.addAll(panel.grid());
    Point top = panel.at(kept, panel.y().high());
    marks.add(
        new Line(List.of(panel.at(kept, panel.y().low()), top), Palette.GREEN, 1.5, Dash.DASHED));
    for (Curve curve : curves) {
      List<Point> points =
          curve.points().stream().map(at -> panel.at(at.epoch(), at.value())).toList();
      marks.add(new Line(points, curve.colour(), 2, Dash.SOLID));
      curve.points().stream()
          .filter(at -> at.epoch() == kept)
          .forEach(
              at ->
                  marks.add(
                      new Mark.Dot(
                          panel.at(at.epoch(), at.value()), 4, curve.colour(), Palette.WHITE)));
    }
    marks.addAll(panel.axes("epoch", title));
    legend(box, curves);
  }

  /// From 0 where that wastes little of the room.
  private static Scale range(List<Curve> curves) {
    Stream<At> all = curves.stream().flatMap(curve -> curve.points().stream());
    double[] values = all.mapToDouble(At::value).sorted().toArray();
    if (values.length == 0) {
      return new Scale(0, 1);
    }
    double low = values[0];
    double high = values[values.length - 1];
    Scale scale = new Scale(low, high).wider(0.05);
    return low >= 0 && low < 0.4 * high ? new Scale(0, scale.high()) : scale;
  }

  /// In one line above the box, from its right end.
  private void legend(Box box, List<Curve> curves) {
    double x = box.right() - 100 * (curves.size() + 1);
    double y = box.top() - 10;
    for (Curve curve : curves) {
      entry(x, y, curve.name(), curve.colour(), Dash.SOLID);
      x += 100;
    }
    entry(x, y, "best epoch", Palette.GREEN, Dash.DASHED);
  }

  private void entry(double x, double y, String name, int colour, Dash dash) {
    marks.add(new Line(List.of(new Point(x, y - 4), new Point(x + 22, y - 4)), colour, 2, dash));
    marks.add(new Text(new Point(x + 28, y), name, 12, Palette.INK, Anchor.START));
  }
}
