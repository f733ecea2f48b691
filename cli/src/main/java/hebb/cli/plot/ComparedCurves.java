package hebb.cli.plot;

import hebb.cli.plot.EpochCurve.At;
import hebb.cli.plot.Mark.Anchor;
import hebb.cli.plot.Mark.Box;
import hebb.cli.plot.Mark.Dash;
import hebb.cli.plot.Mark.Line;
import hebb.cli.plot.Mark.Point;
import hebb.cli.plot.Mark.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The losses of several runs by epoch, as text for a terminal and as a picture.
///
/// @param what is drawn, as in `validation loss`
/// @param curves at least one, each of at least one point
public record ComparedCurves(String what, List<Curve> curves) {
  private static final int WIDTH = 820;
  private static final Box BOX = new Box(80, 60, 690, 330);
  private static final double LINE = 20;
  private static final int STEPS = 240;

  /// Copies the list.
  public ComparedCurves {
    curves = List.copyOf(curves);
  }

  /// A run.
  ///
  /// @param group runs of one group have one colour and one letter, from 0
  /// @param name what its group is called
  public record Curve(int group, String name, List<At> points) {
    /// The letter of its group: A, B and so on.
    char letter() {
      return (char) ('A' + group % 26);
    }
  }

  private double last() {
    return curves.stream().mapToDouble(curve -> curve.points().getLast().epoch()).max().orElse(1);
  }

  /// Lines for a terminal.
  ///
  /// @param width letters that a line may have
  public List<String> text(int width, boolean unicode) {
    return TextPlot.lettered(
        1,
        Math.max(2, last()),
        curves.stream().map(this::even).toList(),
        curves.stream().map(Curve::letter).toList(),
        width,
        unicode);
  }

  /// The values at even distances from epoch 1 to the last of all, on straight lines between
  /// epochs.
  private double[] even(Curve curve) {
    double[] values = new double[STEPS];
    double end = curve.points().getLast().epoch();
    int[] next = {0};
    Arrays.setAll(
        values,
        i -> {
          double epoch = 1 + (Math.max(2, last()) - 1) * i / (STEPS - 1);
          while (next[0] + 1 < curve.points().size()
              && curve.points().get(next[0] + 1).epoch() <= epoch) {
            next[0]++;
          }
          At at = curve.points().get(next[0]);
          At after = curve.points().get(Math.min(next[0] + 1, curve.points().size() - 1));
          if (epoch < at.epoch() || epoch > end + 1e-9) {
            return Double.NaN;
          }
          double share = after == at ? 0 : (epoch - at.epoch()) / (after.epoch() - at.epoch());
          return at.value() + share * (after.value() - at.value());
        });
    return values;
  }

  /// A picture with a line for each group below it.
  public Picture picture() {
    double[] all =
        curves.stream()
            .flatMap(curve -> curve.points().stream())
            .mapToDouble(At::value)
            .sorted()
            .toArray();
    var panel =
        new Panel(
            BOX,
            new Scale(1, Math.max(2, last())),
            new Scale(all[0], all[all.length - 1]).wider(0.05));
    List<Mark> marks = new ArrayList<>(panel.grid());
    marks.add(new Text(new Point(BOX.left(), 36), "Runs: " + what, 17, Palette.INK, Anchor.START));
    double y = BOX.bottom() + 70;
    Set<Integer> named = new HashSet<>();
    for (Curve curve : curves) {
      int colour = Palette.ofClass(curve.group());
      marks.add(
          new Line(
              curve.points().stream().map(at -> panel.at(at.epoch(), at.value())).toList(),
              colour,
              2,
              Dash.SOLID));
      if (named.add(curve.group())) {
        marks.add(
            Line.solid(colour, 2, new Point(BOX.left(), y - 4), new Point(BOX.left() + 22, y - 4)));
        marks.add(
            new Text(
                new Point(BOX.left() + 30, y),
                curve.letter() + "  " + curve.name(),
                12,
                Palette.INK,
                Anchor.START));
        y += LINE;
      }
    }
    marks.addAll(panel.axes("epoch", what));
    return new Picture(WIDTH, (int) y, marks);
  }
}
