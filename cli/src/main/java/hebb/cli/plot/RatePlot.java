package hebb.cli.plot;

import hebb.cli.plot.Mark.Anchor;
import hebb.cli.plot.Mark.Box;
import hebb.cli.plot.Mark.Dash;
import hebb.cli.plot.Mark.Line;
import hebb.cli.plot.Mark.Point;
import hebb.cli.plot.Mark.Text;
import hebb.train.LearningRateCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The loss over a rising learning rate, both as text for a terminal and as a picture.
public final class RatePlot {
  private static final int WIDTH = 820;
  private static final int HEIGHT = 430;
  private static final Box BOX = new Box(80, 70, 690, 300);
  private static final double ABOVE = 1.15;

  private final double[] rates;
  private final double[] losses;
  private final LearningRateCurve curve;

  /// A curve of two points at least.
  public RatePlot(LearningRateCurve curve) {
    this.curve = curve;
    rates = curve.points().stream().mapToDouble(point -> Math.log10(point.rate())).toArray();
    double[] all = curve.points().stream().mapToDouble(LearningRateCurve.Point::smoothed).toArray();
    losses = Arrays.copyOf(all, all.length);
    int lowest = 0;
    for (int i = 0; i < all.length; i++) {
      lowest = all[i] < all[lowest] ? i : lowest;
    }
    double most = ABOVE * Arrays.stream(all, 0, lowest + 1).max().orElse(1);
    Arrays.setAll(losses, i -> all[i] <= most ? all[i] : Double.NaN);
  }

  /// Lines for a terminal.
  ///
  /// @param width letters that a line may have
  public List<String> text(int width, boolean unicode) {
    return TextPlot.curves(rates[0], rates[rates.length - 1], List.of(losses), width, unicode);
  }

  /// A picture with the rate that is suggested.
  public Picture picture(String title) {
    double[] known = Arrays.stream(losses).filter(Double::isFinite).sorted().toArray();
    var panel =
        new Panel(
            BOX,
            new Scale(rates[0], rates[rates.length - 1]),
            new Scale(known[0], known[known.length - 1]).wider(0.05));
    var marks = new ArrayList<Mark>(panel.grid());
    marks.add(new Text(new Point(BOX.left(), 32), title, 17, Palette.INK, Anchor.START));
    curve
        .suggestion()
        .ifPresent(
            rate -> {
              double at = Math.log10(rate);
              Point low = panel.at(at, panel.y().low());
              marks.add(
                  new Line(
                      List.of(low, panel.at(at, panel.y().high())),
                      Palette.GREEN,
                      1.5,
                      Dash.DASHED));
              marks.add(
                  new Text(
                      new Point(BOX.left(), 54),
                      "dashed: the learning rate that is suggested",
                      13,
                      Palette.QUIET,
                      Anchor.START));
            });
    var points = new ArrayList<Point>();
    for (int i = 0; i < losses.length; i++) {
      if (Double.isFinite(losses[i])) {
        points.add(panel.at(rates[i], losses[i]));
      }
    }
    marks.add(new Line(points, Palette.BLUE, 2, Dash.SOLID));
    marks.addAll(panel.axes("logarithm of the learning rate to base 10", "loss, smoothed"));
    return new Picture(WIDTH, HEIGHT, marks);
  }
}
