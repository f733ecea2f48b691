package hebb.cli.plot;

import hebb.cli.plot.Mark.Box;
import hebb.cli.plot.Mark.Point;
import hebb.data.Table;
import hebb.data.Task;
import hebb.model.Model;
import hebb.model.PartReport;
import hebb.model.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a model of two columns of numbers says at each place of their plane: for classes the colours of their
/// probabilities, with a line where the likeliest class changes; for a quantity its value. Rows are drawn over it.
public final class BoundaryPlot {
  private static final int WIDTH = 820;
  private static final int HEIGHT = 620;
  private static final Box BOX = new Box(80, 70, 560, 480);
  private static final double LEGEND_LEFT = 662;
  private static final int MOST_LISTED = 16;
  private static final double LINE = 22;

  private final Model model;
  private final Plane plane;
  private final Optional<Sightings> rows;
  private final Panel panel;
  private final List<Mark> marks = new ArrayList<>();

  private BoundaryPlot(Model model, Plane plane, Optional<Sightings> rows) {
    this.model = model;
    this.plane = plane;
    this.rows = rows;
    this.panel =
        new Panel(
            BOX,
            rows.map(Sightings::x).orElseGet(() -> Plane.range(plane.x())),
            rows.map(Sightings::y).orElseGet(() -> Plane.range(plane.y())));
  }

  /// Whether a model can be drawn so: it predicts from two columns of numbers.
  public static boolean suits(Model model) {
    return Plane.of(model).isPresent();
  }

  /// Draws a model that suits.
  ///
  /// @param name what the model is called
  /// @param table rows to draw over it; their target may be left out
  /// @throws hebb.data.DataException if a column of the rows is missing or does not fit
  public static Picture of(Model model, String name, @Nullable Table table) {
    Plane plane = Plane.of(model).orElseThrow();
    Optional<Sightings> rows =
        Optional.ofNullable(table).map(given -> Sightings.of(given, plane, model.target()));
    return new BoundaryPlot(model, plane, rows).picture(name, table);
  }

  private Picture picture(String name, @Nullable Table table) {
    String title = name + ": " + model.target() + " by " + plane.x().column() + " and " + plane.y().column();
    text(BOX.left(), 32, title, 17, Palette.INK);
    text(BOX.left(), 54, subtitle(table), 13, Palette.QUIET);
    if (model.task() == Task.CLASSIFICATION) {
      classes();
    } else {
      quantity();
    }
    marks.addAll(panel.axes(plane.x().column(), plane.y().column()));
    return new Picture(WIDTH, HEIGHT, marks);
  }

  private String subtitle(@Nullable Table table) {
    if (table == null) {
      return "Drawn without rows: around the means of the training rows";
    }
    if (table.find(model.target()).isEmpty()) {
      return "On " + count(table.rows()) + " rows of " + table.name();
    }
    PartReport report = model.evaluate(table);
    String measure =
        model.task() == Task.CLASSIFICATION
            ? String.format(Locale.ROOT, "Accuracy %.2f %%", 100 * metric(report, "accuracy"))
            : String.format(Locale.ROOT, "R² %.3f", metric(report, "r2"));
    return measure + " on the " + count(report.rows()) + " rows of " + table.name();
  }

  private static double metric(PartReport report, String name) {
    return report.metrics().getOrDefault(name, Double.NaN);
  }

  private static String count(long rows) {
    return String.format(Locale.ROOT, "%,d", rows);
  }

  private void classes() {
    List<String> classes = model.classes();
    ClassField field = ClassField.of(model, plane, panel);
    marks.add(new Mark.Field(BOX, field.raster()));
    marks.addAll(field.boundaries());
    boolean wrong = false;
    boolean unknown = false;
    for (Sightings.Sighting row : rows.map(Sightings::points).orElse(List.of())) {
      int label = classes.indexOf(row.target());
      boolean missed = label >= 0 && !plane.predict(model, row.x(), row.y()).toString().equals(row.target());
      wrong |= missed;
      unknown |= label < 0;
      marks.add(Marker.of(panel.at(row.x(), row.y()), label, missed ? Palette.INK : Palette.WHITE));
    }
    legend(missed(drawn), unknown(drawn));
  }

  private void quantity() {
    int side = ClassField.SIDE;
    double[][] values = new double[side][side];
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        double value = number(ClassField.x(panel, column), ClassField.y(panel, row));
        values[row][column] = value;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    var scale = new Scale(low, high);
    var raster = new Raster(side, side);
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        raster.set(column, row, Palette.mix(Palette.ramp(scale.share(values[row][column])), Palette.WHITE, 0.25));
      }
    }
    marks.add(new Mark.Field(BOX, raster));
    for (Sightings.Sighting row : rows.map(Sightings::points).orElse(List.of())) {
      marks.add(new Mark.Dot(panel.at(row.x(), row.y()), 3.5, fill(scale, row.target()), Palette.WHITE));
    }
    double top = legend(model.target());
    var bar = new Raster(1, 100);
    for (int i = 0; i < 100; i++) {
      bar.set(0, i, Palette.ramp(1 - i / 99.0));
    }
    var box = new Box(LEGEND_LEFT, top, 18, 220);
    marks.add(new Mark.Field(box, bar));
    for (double tick : scale.ticks(5)) {
      double y = box.bottom() - scale.share(tick) * box.height();
      marks.add(new Mark.Text(new Point(box.right() + 8, y + 4), scale.label(tick, 5), 12, Palette.QUIET, Mark.Anchor.START));
    }
  }

  private static int fill(Scale scale, String target) {
    try {
      return Palette.ramp(scale.share(Double.parseDouble(target)));
    } catch (NumberFormatException e) {
      return Palette.QUIET;
    }
  }

  private double number(double across, double up) {
    return plane.predict(model, across, up) instanceof Prediction.OfNumber number ? number.value() : Double.NaN;
  }

  /// The heading of the legend; returns where its first line goes.
  private double legend(String title) {
    marks.add(new Mark.Text(new Point(LEGEND_LEFT, BOX.top() + 12), shortened(title), 13, Palette.QUIET, Mark.Anchor.START));
    return BOX.top() + 12 + LINE;
  }

  private static Mark.Text text(double x, double y, String text, double size) {
    return new Mark.Text(new Point(x, y), text, size, Palette.INK, Mark.Anchor.START);
  }

  private static String shortened(String label) {
    return label.length() <= 17 ? label : label.substring(0, 15) + "...";
  }
}
