package hebb.cli.plot;

import hebb.cli.plot.Mark.Anchor;
import hebb.cli.plot.Mark.Box;
import hebb.cli.plot.Mark.Dash;
import hebb.cli.plot.Mark.Line;
import hebb.cli.plot.Mark.Point;
import hebb.cli.plot.Mark.Text;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// A picture of several drawings side by side under one title: curves, maps of two classes, and
/// weights as images.
public final class Figure {
  private static final double TOP = 106;
  private static final double HEIGHT = 300;
  private static final double LEFT = 24;
  private static final double AXIS = 80;
  private static final double GAP = 28;
  private static final double CURVES = 400;
  private static final double LEGEND = 128;
  private static final int MOST_POINTS = 250;
  private static final double ROOM = 0.05;

  private final String title;
  private final String told;
  private final List<Mark> marks = new ArrayList<>();
  private double right = LEFT;

  /// An empty figure.
  ///
  /// @param told what stands below the title
  public Figure(String title, String told) {
    this.title = title;
    this.told = told;
  }

  /// A named curve; where `y` is not finite there is a gap at its end.
  ///
  /// @param x from left to right
  /// @param y as many
  public record Curve(String name, List<Double> x, List<Double> y) {
    /// Copies the lists.
    public Curve {
      x = List.copyOf(x);
      y = List.copyOf(y);
    }

    /// A curve over `0, 1, 2, ...`
    public static Curve of(String name, List<Double> y) {
      return new Curve(name, IntStream.range(0, y.size()).mapToObj(i -> (double) i).toList(), y);
    }

    /// The same with the logarithms to base 10 of its heights.
    public Curve log10() {
      return new Curve(name, x, y.stream().map(Math::log10).toList());
    }

    /// Some of its points, evenly spread, the last one among them.
    private List<Point> points(Panel panel) {
      int count = Math.min(MOST_POINTS, y.size());
      return IntStream.range(0, count)
          .map(i -> count == 1 ? 0 : (int) ((long) i * (y.size() - 1) / (count - 1)))
          .filter(i -> Double.isFinite(y.get(i)))
          .mapToObj(
              i -> panel.at(x.get(i), Math.clamp(y.get(i), panel.y().low(), panel.y().high())))
          .toList();
    }
  }

  /// Rows of two numbers and a class, 0 or 1.
  ///
  /// @param features `[rows, 2]`
  /// @param targets `[rows, 1]`
  public record Points(Tensor features, Tensor targets) {
    private Scale axis(int column) {
      float[] data = features.data();
      double[] all =
          IntStream.range(0, data.length / 2).mapToDouble(i -> data[2 * i + column]).toArray();
      return range(Arrays.stream(all)).wider(ROOM);
    }
  }

  /// Adds curves with their names beside them.
  public Figure curves(String heading, String across, String up, List<Curve> curves) {
    return curves(
        heading,
        across,
        up,
        curves,
        range(curves.stream().flatMap(c -> c.y().stream()).mapToDouble(y -> y)).wider(ROOM));
  }

  /// Adds curves within a range of heights; what lies outside is drawn at its edge.
  public Figure curves(
      String heading, String across, String up, List<Curve> curves, double low, double high) {
    return curves(heading, across, up, curves, new Scale(low, high));
  }

  private Figure curves(
      String heading, String across, String up, List<Curve> curves, Scale heights) {
    Scale x = range(curves.stream().flatMap(c -> c.x().stream()).mapToDouble(v -> v));
    Panel panel = panel(heading, AXIS, CURVES, x, heights);
    marks.addAll(panel.grid());
    double y = TOP + 12;
    for (int i = 0; i < curves.size(); i++) {
      int colour = Palette.ofClass(i);
      List<Point> points = curves.get(i).points(panel);
      if (!points.isEmpty()) {
        // Those behind are wider, so that curves that coincide are all seen.
        marks.add(new Line(points, colour, 1.6 + 0.5 * (curves.size() - 1 - i), Dash.SOLID));
      }
      marks.add(
          Line.solid(colour, 2.5, new Point(right + 10, y - 4), new Point(right + 28, y - 4)));
      marks.add(text(right + 34, y, curves.get(i).name(), 12, Palette.INK));
      y += 20;
    }
    marks.addAll(panel.axes(across, up));
    right += LEGEND;
    return this;
  }

  /// Adds a map of the plane: how likely the second class is at each place, where both are as
  /// likely, and the rows.
  ///
  /// @param second the probability of the class 1 at a place
  public Figure map(String heading, Points points, DoubleBinaryOperator second) {
    Panel panel = panel(heading, AXIS, HEIGHT, points.axis(0), points.axis(1));
    ClassField field = ClassField.of(second, panel);
    marks.add(new Mark.Field(panel.box(), field.raster()));
    marks.addAll(field.boundaries());
    float[] data = points.features.data();
    for (int row = 0; row < points.targets.data().length; row++) {
      Point at = panel.at(data[2 * row], data[2 * row + 1]);
      marks.add(Marker.of(at, (int) points.targets.data()[row], Palette.WHITE));
    }
    marks.addAll(panel.axes("x1", "x2"));
    return this;
  }

  /// Adds the weights of units as images in a grid, see [FiltersPlot].
  ///
  /// @param shape of an image
  /// @param weights `[pixels, units]`
  public Figure filters(String heading, Shape shape, Tensor weights) {
    double left = right + GAP;
    Mark.Field grid = FiltersPlot.grid(shape, weights, new Point(left, TOP));
    double scale = HEIGHT / grid.box().height();
    var box = new Box(left, TOP, grid.box().width() * scale, HEIGHT);
    heading(heading, left);
    marks.add(new Mark.Field(box, grid.raster()));
    right = box.right();
    return this;
  }

  /// The picture of what was added.
  public Picture picture() {
    List<Mark> all = new ArrayList<>();
    all.add(text(LEFT, 32, title, 17, Palette.INK));
    all.add(text(LEFT, 54, told, 13, Palette.QUIET));
    all.addAll(marks);
    return new Picture((int) Math.ceil(right + LEFT), (int) (TOP + HEIGHT + 60), all);
  }

  private Panel panel(String heading, double axis, double width, Scale x, Scale y) {
    double left = right + axis;
    heading(heading, left);
    right = left + width;
    return new Panel(new Box(left, TOP, width, HEIGHT), x, y);
  }

  private void heading(String heading, double left) {
    marks.add(text(left, TOP - 14, heading, 13, Palette.INK));
  }

  private static Scale range(DoubleStream values) {
    double[] finite = values.filter(Double::isFinite).toArray();
    return new Scale(Arrays.stream(finite).min().orElse(0), Arrays.stream(finite).max().orElse(1));
  }

  private static Mark text(double x, double y, String text, double size, int colour) {
    return new Text(new Point(x, y), text, size, colour, Anchor.START);
  }
}
