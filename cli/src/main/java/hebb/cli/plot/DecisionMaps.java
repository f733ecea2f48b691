package hebb.cli.plot;

import hebb.cli.plot.Sightings.Sighting;
import hebb.data.Task;
import hebb.data.table.Table;
import hebb.model.Model;
import hebb.model.Prediction;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// What the snapshots of a training predict over the plane of their two columns of numbers, on a
/// grid, for a page that draws it:
///
/// ```
/// {"target":"colour","x":"x1","y":"x2","xRange":[-4,4],"yRange":[-4,4],"side":48,
///  "classes":["blue","red"],"rows":[[0.3,-1.2,1],...],"frames":[{"epoch":0,"cells":"..."},...]}
/// ```
///
/// Rows of the grid from the top, in Base64: of classes a byte each for the index of the likeliest,
/// then a byte each for its probability, 255 for 1; of a quantity a byte each for where it lies in
/// the range of the last frame and the rows, which `range` has in place of `classes`. A row's third
/// number is its class, -1 where that is not known, or its place in the range, 0 to 1.
public final class DecisionMaps {
  private static final int SIDE = 48;
  private static final int MOST_CLASSES = 256;
  private static final int MOST_ROWS = 600;
  private static final double BYTE = 255;

  private final Plane plane;
  private final Model model;
  private final Scale across;
  private final Scale up;
  private final List<Sighting> rows;

  private DecisionMaps(Model model, Plane plane, Optional<Sightings> seen) {
    this.model = model;
    this.plane = plane;
    this.across = seen.map(Sightings::x).orElseGet(() -> Plane.range(plane.x()));
    this.up = seen.map(Sightings::y).orElseGet(() -> Plane.range(plane.y()));
    this.rows = seen.map(Sightings::points).orElse(List.of());
  }

  /// Whether a model can be drawn so: it predicts one class or quantity from two columns of
  /// numbers.
  public static boolean suit(Model model) {
    return BoundaryPlot.suits(model)
        && (model.task() == Task.REGRESSION
            || model.task() == Task.CLASSIFICATION && model.classes().size() <= MOST_CLASSES);
  }

  /// The maps of models that suit.
  ///
  /// @param models by epoch, all of one training, at least one
  /// @param table rows to draw over them
  /// @throws hebb.data.DataException if a column of the rows is missing or does not fit
  public static Map<String, Object> of(SortedMap<Integer, Model> models, Optional<Table> table) {
    Model last = Objects.requireNonNull(models.get(models.lastKey()));
    Plane plane = Plane.of(last).orElseThrow();
    Optional<Sightings> seen = table.map(given -> Sightings.of(given, plane, last.target()));
    return new DecisionMaps(last, plane, seen).all(models);
  }

  private Map<String, Object> all(SortedMap<Integer, Model> models) {
    var map = new LinkedHashMap<String, Object>();
    map.put("target", model.target());
    map.put("x", plane.x().column());
    map.put("y", plane.y().column());
    map.put("xRange", List.of(across.low(), across.high()));
    map.put("yRange", List.of(up.low(), up.high()));
    map.put("side", SIDE);
    var frames = new ArrayList<Map<String, Object>>();
    if (model.task() == Task.CLASSIFICATION) {
      List<String> classes = model.classes();
      map.put("classes", classes);
      map.put("rows", rows(row -> classes.indexOf(row.target())));
      models.forEach((epoch, one) -> frames.add(frame(epoch, classes(one))));
    } else {
      Scale range = range();
      map.put("range", List.of(range.low(), range.high()));
      map.put("rows", rows(row -> range.share(number(row.target()))));
      models.forEach((epoch, one) -> frames.add(frame(epoch, quantities(one, range))));
    }
    map.put("frames", frames);
    return map;
  }

  private List<List<Double>> rows(ToDoubleFunction<Sighting> third) {
    int every = Math.ceilDiv(Math.max(1, rows.size()), MOST_ROWS);
    return Stream.iterate(0, i -> i < rows.size(), i -> i + every)
        .map(rows::get)
        .map(row -> List.of(row.x(), row.y(), third.applyAsDouble(row)))
        .filter(row -> row.stream().allMatch(Double::isFinite))
        .toList();
  }

  private static Map<String, Object> frame(int epoch, byte[] cells) {
    return Map.of("epoch", epoch, "cells", Base64.getEncoder().encodeToString(cells));
  }

  private Prediction at(Model one, int cell) {
    int row = cell / SIDE;
    double x = across.at((cell - row * SIDE + 0.5) / SIDE);
    double y = up.at(1 - (row + 0.5) / SIDE);
    return plane.predict(one, x, y);
  }

  private byte[] classes(Model one) {
    List<String> names = model.classes();
    byte[] cells = new byte[2 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      if (at(one, i) instanceof Prediction.OfClass label) {
        cells[i] = (byte) names.indexOf(label.label());
        double sure = label.probabilities().getOrDefault(label.label(), 0.0);
        cells[SIDE * SIDE + i] = (byte) Math.round(BYTE * sure);
      }
    }
    return cells;
  }

  private byte[] quantities(Model one, Scale range) {
    byte[] cells = new byte[SIDE * SIDE];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = (byte) Math.round(BYTE * Math.clamp(range.share(value(at(one, i))), 0, 1));
    }
    return cells;
  }

  /// Of the last predictions and the rows.
  private Scale range() {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < SIDE * SIDE; i++) {
      double value = value(at(model, i));
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    for (Sighting row : rows) {
      double value = number(row.target());
      low = value < low ? value : low;
      high = value > high ? value : high;
    }
    return new Scale(low, high);
  }

  private static double value(Prediction prediction) {
    return prediction instanceof Prediction.OfNumber number ? number.value() : 0;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
