package hebb.cli.plot;

import hebb.data.DataException;
import hebb.data.table.Cells;
import hebb.data.table.Numbers;
import hebb.data.table.Table;
import java.util.ArrayList;
import java.util.List;

/// Rows of a table as points of a plane.
///
/// @param points those that are drawn: all, or some of very many
/// @param x the range of all rows
/// @param y the range of all rows
record Sightings(List<Sighting> points, Scale x, Scale y) {
  private static final int MOST = 2000;
  private static final double ROOM = 0.06;

  /// A row.
  ///
  /// @param target as it stands in the table; empty where it is not known
  record Sighting(double x, double y, String target) {}

  Sightings {
    points = List.copyOf(points);
  }

  /// The rows that have both numbers.
  ///
  /// @throws DataException if a column is not there or does not hold numbers, or no row has both
  static Sightings of(Table table, Plane plane, String target) {
    Numbers xs = numbers(table, plane.x().column());
    Numbers ys = numbers(table, plane.y().column());
    Cells targets = table.find(target).isPresent() ? table.cells(target) : null;
    var all = new ArrayList<Sighting>();
    double[] ends = {
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    for (int row = 0; row < table.rows(); row++) {
      if (!xs.isMissing(row) && !ys.isMissing(row)) {
        var seen = new Sighting(xs.get(row), ys.get(row), targets == null ? "" : targets.text(row));
        all.add(seen);
        ends[0] = Math.min(ends[0], seen.x());
        ends[1] = Math.max(ends[1], seen.x());
        ends[2] = Math.min(ends[2], seen.y());
        ends[3] = Math.max(ends[3], seen.y());
      }
    }
    if (all.isEmpty()) {
      throw new DataException(
          table.name()
              + ": expected rows with both '"
              + plane.x().column()
              + "' and '"
              + plane.y().column()
              + "', got none. Give other data.");
    }
    return new Sightings(
        some(all),
        new Scale(ends[0], ends[1]).wider(ROOM),
        new Scale(ends[2], ends[3]).wider(ROOM));
  }

  private static List<Sighting> some(List<Sighting> all) {
    if (all.size() <= MOST) {
      return all;
    }
    var some = new ArrayList<Sighting>();
    for (int i = 0; i < MOST; i++) {
      some.add(all.get((int) ((long) i * all.size() / MOST)));
    }
    return some;
  }

  private static Numbers numbers(Table table, String column) {
    if (table.cells(column) instanceof Numbers numbers) {
      return numbers;
    }
    throw new DataException(
        table.name()
            + ", column '"
            + column
            + "': expected numbers, got text. Correct the column.");
  }
}
