package hebb.cli.plot;

import hebb.cli.plot.Mark.Anchor;
import hebb.cli.plot.Mark.Box;
import hebb.cli.plot.Mark.Line;
import hebb.cli.plot.Mark.Point;
import hebb.cli.plot.Mark.Text;
import java.util.ArrayList;
import java.util.List;

/// A box with two axes.
record Panel(Box box, Scale x, Scale y) {
  private static final int ACROSS = 8;
  private static final int UP = 6;
  private static final double SIZE = 12;
  private static final double TITLE = 13;
  private static final double WIDEST_DIGIT = 8;

  /// Where a pair of numbers lies.
  Point at(double across, double up) {
    return new Point(
        box.left() + x.share(across) * box.width(), box.bottom() - y.share(up) * box.height());
  }

  /// Whether a pair of numbers lies in the box.
  boolean holds(double across, double up) {
    return across >= x.low() && across <= x.high() && up >= y.low() && up <= y.high();
  }

  /// Fine lines at the ticks, to lie behind everything.
  List<Mark> grid() {
    var marks = new ArrayList<Mark>();
    for (double tick : x.ticks(ACROSS)) {
      marks.add(Line.solid(Palette.GRID, 1, at(tick, y.low()), at(tick, y.high())));
    }
    for (double tick : y.ticks(UP)) {
      marks.add(Line.solid(Palette.GRID, 1, at(x.low(), tick), at(x.high(), tick)));
    }
    return marks;
  }

  /// The frame, the ticks with their numbers, and what the axes are called.
  List<Mark> axes(String across, String up) {
    var marks = new ArrayList<Mark>();
    for (double tick : x.ticks(ACROSS)) {
      double at = at(tick, y.low()).x();
      marks.add(
          Line.solid(
              Palette.QUIET, 1, new Point(at, box.bottom()), new Point(at, box.bottom() + 4)));
      marks.add(text(at, box.bottom() + 18, x.label(tick, ACROSS), Anchor.MIDDLE));
    }
    for (double tick : y.ticks(UP)) {
      double at = at(x.low(), tick).y();
      marks.add(
          Line.solid(Palette.QUIET, 1, new Point(box.left() - 4, at), new Point(box.left(), at)));
      marks.add(text(box.left() - 8, at + 4, y.label(tick, UP), Anchor.END));
    }
    marks.add(
        Line.solid(
            Palette.QUIET,
            1,
            new Point(box.left(), box.top()),
            new Point(box.right(), box.top()),
            new Point(box.right(), box.bottom()),
            new Point(box.left(), box.bottom()),
            new Point(box.left(), box.top())));
    marks.add(title(box.left() + box.width() / 2, box.bottom() + 40, across, Anchor.MIDDLE));
    marks.add(
        title(
            box.left() - 20 - WIDEST_DIGIT * widest(),
            box.top() + box.height() / 2,
            up,
            Anchor.UPWARDS));
    return marks;
  }

  private int widest() {
    return y.ticks(UP).stream().mapToInt(tick -> y.label(tick, UP).length()).max().orElse(0);
  }

  private static Text text(double x, double y, String text, Anchor anchor) {
    return new Text(new Point(x, y), text, SIZE, Palette.QUIET, anchor);
  }

  private static Text title(double x, double y, String text, Anchor anchor) {
    return new Text(new Point(x, y), text, TITLE, Palette.INK, anchor);
  }
}
