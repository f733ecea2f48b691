package hebb.cli.plot;

import hebb.model.Model;
import hebb.model.Prediction;
import java.util.Arrays;

/// The predicted values of a quantity on a grid over a panel.
final class QuantityField {
  private static final double PALE = 0.25;

  private final double[][] values;
  private final Scale scale;

  private QuantityField(double[][] values) {
    this.values = values;
    double low = Arrays.stream(values).flatMapToDouble(Arrays::stream).min().orElse(0);
    double high = Arrays.stream(values).flatMapToDouble(Arrays::stream).max().orElse(1);
    this.scale = new Scale(low, high);
  }

  /// Asks a model at each place of the grid.
  static QuantityField of(Model model, Plane plane, Panel panel) {
    double[][] values = new double[ClassField.SIDE][ClassField.SIDE];
    for (int row = 0; row < values.length; row++) {
      for (int column = 0; column < values.length; column++) {
        Prediction prediction =
            plane.predict(model, ClassField.x(panel, column), ClassField.y(panel, row));
        values[row][column] = prediction instanceof Prediction.OfNumber number ? number.value() : 0;
      }
    }
    return new QuantityField(values);
  }

  /// From the lowest to the highest value.
  Scale scale() {
    return scale;
  }

  Raster raster() {
    var raster = new Raster(values.length, values.length);
    for (int row = 0; row < values.length; row++) {
      for (int column = 0; column < values.length; column++) {
        raster.set(
            column,
            row,
            Palette.mix(Palette.ramp(scale.share(values[row][column])), Palette.WHITE, PALE));
      }
    }
    return raster;
  }

  /// The colour of a value as it stands in a table; grey where there is none.
  int colour(String value) {
    try {
      return Palette.ramp(scale.share(Double.parseDouble(value)));
    } catch (NumberFormatException e) {
      return Palette.QUIET;
    }
  }
}
