package hebb.cli.plot;

import hebb.cli.plot.Mark.Line;
import hebb.cli.plot.Mark.Point;
import hebb.model.Model;
import hebb.model.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/// The probabilities of the classes on a grid over a panel.
final class ClassField {
  /// Rows and columns of the grid.
  static final int SIDE = 200;

  private final Panel panel;
  private final double[][][] probabilities;

  private ClassField(Panel panel, double[][][] probabilities) {
    this.panel = panel;
    this.probabilities = probabilities;
  }

  /// Asks a model at each place of the grid.
  static ClassField of(Model model, Plane plane, Panel panel) {
    List<String> classes = model.classes();
    double[][][] probabilities = new double[classes.size()][SIDE][SIDE];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        Prediction prediction = plane.predict(model, x(panel, column), y(panel, row));
        Map<String, Double> given =
            prediction instanceof Prediction.OfClass label ? label.probabilities() : Map.of();
        for (int c = 0; c < classes.size(); c++) {
          probabilities[c][row][column] = given.getOrDefault(classes.get(c), 0.0);
        }
      }
    }
    return new ClassField(panel, probabilities);
  }

  /// Two classes, by the probability of the second at each place.
  static ClassField of(DoubleBinaryOperator second, Panel panel) {
    double[][][] probabilities = new double[2][SIDE][SIDE];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        double p = second.applyAsDouble(x(panel, column), y(panel, row));
        probabilities[0][row][column] = 1 - p;
        probabilities[1][row][column] = p;
      }
    }
    return new ClassField(panel, probabilities);
  }

  /// The number on the horizontal axis in the middle of a column.
  static double x(Panel panel, double column) {
    return panel.x().at((column + 0.5) / SIDE);
  }

  /// The number on the vertical axis in the middle of a row; row 0 is the top.
  static double y(Panel panel, double row) {
    return panel.y().at(1 - (row + 0.5) / SIDE);
  }

  /// The classes' soft colours mixed by their probabilities.
  Raster raster() {
    var raster = new Raster(SIDE, SIDE);
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        raster.set(column, row, colour(row, column));
      }
    }
    return raster;
  }

  private int colour(int row, int column) {
    int mixed = 0;
    double weight = 0;
    for (int c = 0; c < probabilities.length; c++) {
      double p = probabilities[c][row][column];
      int own = Palette.soft(Palette.ofClass(c));
      weight += p;
      mixed = weight == 0 ? own : Palette.mix(mixed, own, p / weight);
    }
    return mixed;
  }

  /// The lines on which the likeliest class changes.
  List<Mark> boundaries() {
    var lines = new ArrayList<Mark>();
    int drawn = probabilities.length == 2 ? 1 : probabilities.length;
    for (int c = 0; c < drawn; c++) {
      for (List<Point> line : Contour.of(lead(c))) {
        lines.add(
            new Line(line.stream().map(this::place).toList(), Palette.INK, 1.4, Mark.Dash.SOLID));
      }
    }
    return lines;
  }

  /// By how much a class is likelier than the best of the others.
  private double[][] lead(int label) {
    double[][] lead = new double[SIDE][SIDE];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        double other = 0;
        for (int c = 0; c < probabilities.length; c++) {
          other = c == label ? other : Math.max(other, probabilities[c][row][column]);
        }
        lead[row][column] = probabilities[label][row][column] - other;
      }
    }
    return lead;
  }

  private Point place(Point onGrid) {
    return panel.at(x(panel, onGrid.x()), y(panel, onGrid.y()));
  }
}
