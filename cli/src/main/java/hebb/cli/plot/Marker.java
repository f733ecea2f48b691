package hebb.cli.plot;

import hebb.cli.plot.Mark.Dot;
import hebb.cli.plot.Mark.Point;
import hebb.cli.plot.Mark.Polygon;
import java.util.List;

/// The mark of a row: a colour and a form for each class, so that colour is never needed alone.
final class Marker {
  private Marker() {}

  /// A mark.
  ///
  /// @param label the index of the class; below 0 where it is not known
  static Mark of(Point at, int label, int edge) {
    int fill = label < 0 ? Palette.QUIET : Palette.ofClass(label);
    double x = at.x();
    double y = at.y();
    return switch (label < 0 ? 0 : label % 4) {
      case 1 ->
          polygon(
              fill,
              edge,
              new Point(x, y - 4.4),
              new Point(x + 4.2, y + 3.1),
              new Point(x - 4.2, y + 3.1));
      case 2 -> polygon(fill, edge, corners(at, 3.2));
      case 3 ->
          polygon(
              fill,
              edge,
              new Point(x, y - 4.5),
              new Point(x + 4.5, y),
              new Point(x, y + 4.5),
              new Point(x - 4.5, y));
      default -> new Dot(at, 3.6, fill, edge);
    };
  }

  private static Point[] corners(Point at, double r) {
    double x = at.x();
    double y = at.y();
    return new Point[] {
      new Point(x - r, y - r),
      new Point(x + r, y - r),
      new Point(x + r, y + r),
      new Point(x - r, y + r)
    };
  }

  private static Mark polygon(int fill, int edge, Point... corners) {
    return new Polygon(List.of(corners), fill, edge);
  }
}
