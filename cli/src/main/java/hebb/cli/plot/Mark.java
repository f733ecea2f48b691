package hebb.cli.plot;

import java.util.List;

/// Something drawn. Places are in points from the upper left corner, colours are `0xRRGGBB`.
sealed interface Mark {
  /// A place.
  record Point(double x, double y) {}

  /// An upright rectangle.
  record Box(double left, double top, double width, double height) {
    double right() {
      return left + width;
    }

    double bottom() {
      return top + height;
    }
  }

  /// How a line is drawn.
  enum Dash {
    /// Without gaps.
    SOLID,
    /// With gaps.
    DASHED
  }

  /// A line through points.
  record Line(List<Point> points, int colour, double width, Dash dash) implements Mark {
    /// Copies the list.
    public Line {
      points = List.copyOf(points);
    }

    static Line solid(int colour, double width, Point... points) {
      return new Line(List.of(points), colour, width, Dash.SOLID);
    }
  }

  /// A filled polygon with an edge.
  record Polygon(List<Point> corners, int fill, int edge) implements Mark {
    /// Copies the list.
    public Polygon {
      corners = List.copyOf(corners);
    }
  }

  /// A filled circle with an edge.
  record Dot(Point centre, double radius, int fill, int edge) implements Mark {}

  /// A raster stretched over a box, smoothly.
  record Field(Box box, Raster raster) implements Mark {}

  /// Which point of a text its place is.
  enum Anchor {
    /// Its left end.
    START,
    /// Its middle.
    MIDDLE,
    /// Its right end.
    END,
    /// Its middle, with the text read upwards.
    UPWARDS
  }

  /// A text on a base line.
  record Text(Point at, String text, double size, int colour, Anchor anchor) implements Mark {}
}
