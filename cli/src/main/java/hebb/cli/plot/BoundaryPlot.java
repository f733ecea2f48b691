package hebb.cli.plot;

import hebb.cli.plot.Mark.Box;
import hebb.cli.plot.Mark.Point;
import hebb.cli.plot.Sightings.Sighting;
import hebb.data.Task;
import hebb.data.table.Table;
import hebb.model.Model;
import hebb.model.PartReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a model of two columns of numbers says at each place of their plane: for classes the
/// colours of their probabilities, with a line where the likeliest class changes; for a quantity
/// its value. Rows are drawn over it.
public final class BoundaryPlot {
  private static final int WIDTH = 820;
  private static final int HEIGHT = 620;
  private static final Box BOX = new Box(80, 70, 560, 480);
  private static final Point LEGEND = new Point(662, 70);
  private static final int MOST_LISTED = 16;

  private final Model model;
  private final Plane plane;
  private final List<Sighting> rows;
  private final Panel panel;
  private final List<Mark> marks = new ArrayList<>();

  private BoundaryPlot(Model model, Plane plane, Optional<Sightings> seen) {
    this.model = model;
    this.plane = plane;
    this.rows = seen.map(Sightings::points).orElse(List.of());
    this.panel =
        new Panel(
            BOX,
            seen.map(Sightings::x).orElseGet(() -> Plane.range(plane.x())),
            seen.map(Sightings::y).orElseGet(() -> Plane.range(plane.y())));
  }

  /// Whether a model can be drawn so: it predicts from two columns of numbers.
  public static boolean suits(Model model) {
    return model.targets().size() == 1 && Plane.of(model).isPresent();
  }

  /// Draws a model that suits.
  ///
  /// @param name what the model is called
  /// @param table rows to draw over it; their target may be left out
  /// @throws hebb.data.DataException if a column of the rows is missing or does not fit
  public static Picture of(Model model, String name, @Nullable Table table) {
    Plane plane = Plane.of(model).orElseThrow();
    Optional<Sightings> seen =
        Optional.ofNullable(table).map(given -> Sightings.of(given, plane, model.target()));
    return new BoundaryPlot(model, plane, seen).picture(name, table);
  }

  private Picture picture(String name, @Nullable Table table) {
    String columns = plane.x().column() + " and " + plane.y().column();
    text(32, name + ": " + model.target() + " by " + columns, 17, Palette.INK);
    text(54, subtitle(table), 13, Palette.QUIET);
    var legend = new Legend(LEGEND, model.target());
    if (model.task() == Task.CLASSIFICATION) {
      classes(legend);
    } else {
      quantity(legend);
    }
    marks.addAll(legend.marks());
    marks.addAll(panel.axes(plane.x().column(), plane.y().column()));
    return new Picture(WIDTH, HEIGHT, marks);
  }

  private void text(double y, String text, double size, int colour) {
    marks.add(new Mark.Text(new Point(BOX.left(), y), text, size, colour, Mark.Anchor.START));
  }

  private String subtitle(@Nullable Table table) {
    if (table == null) {
      return "Without rows: the plane around the means of the training rows";
    }
    if (table.find(model.target()).isEmpty()) {
      return String.format(Locale.ROOT, "%,d rows of %s", table.rows(), table.name());
    }
    PartReport report = model.evaluate(table);
    String measure =
        model.task() == Task.CLASSIFICATION
            ? String.format(Locale.ROOT, "Accuracy %.2f %%", 100 * metric(report, "accuracy"))
            : String.format(Locale.ROOT, "R² %.3f", metric(report, "r2"));
    return String.format(
        Locale.ROOT, "%s on the %,d rows of %s", measure, report.rows(), table.name());
  }

  private static double metric(PartReport report, String name) {
    return report.metrics().getOrDefault(name, Double.NaN);
  }

  private void classes(Legend legend) {
    ClassField field = ClassField.of(model, plane, panel);
    marks.add(new Mark.Field(BOX, field.raster()));
    marks.addAll(field.boundaries());
    List<String> classes = model.classes();
    boolean wrong = false;
    boolean unknown = false;
    for (Sighting row : rows) {
      int label = classes.indexOf(row.target());
      boolean missed =
          label >= 0 && !row.target().equals(plane.predict(model, row.x(), row.y()).toString());
      wrong |= missed;
      unknown |= label < 0;
      marks.add(Marker.of(panel.at(row.x(), row.y()), label, missed ? Palette.INK : Palette.WHITE));
    }
    for (int label = 0; label < Math.min(classes.size(), MOST_LISTED); label++) {
      legend.entry(label, classes.get(label));
    }
    if (classes.size() > MOST_LISTED) {
      legend.more(classes.size() - MOST_LISTED);
    }
    if (unknown) {
      legend.entry(-1, "not known");
    }
    if (wrong) {
      legend.wrong();
    }
  }

  private void quantity(Legend legend) {
    QuantityField field = QuantityField.of(model, plane, panel);
    marks.add(new Mark.Field(BOX, field.raster()));
    for (Sighting row : rows) {
      marks.add(
          new Mark.Dot(panel.at(row.x(), row.y()), 3.5, field.colour(row.target()), Palette.WHITE));
    }
    legend.bar(field.scale());
  }
}
