package hebb.cli.plot;

import hebb.cli.plot.Mark.Anchor;
import hebb.cli.plot.Mark.Box;
import hebb.cli.plot.Mark.Dot;
import hebb.cli.plot.Mark.Field;
import hebb.cli.plot.Mark.Point;
import hebb.cli.plot.Mark.Text;
import java.util.ArrayList;
import java.util.List;

/// What colours and forms stand for, in a column of its own.
final class Legend {
  private static final double LINE = 22;
  private static final int LONGEST = 17;
  private static final int STEPS = 100;
  private static final int TICKS = 5;
  private static final Box BAR = new Box(0, 0, 18, 220);

  private final List<Mark> marks = new ArrayList<>();
  private final double left;
  private double y;

  /// A legend with a heading whose upper left corner is given.
  Legend(Point corner, String heading) {
    this.left = corner.x();
    this.y = corner.y() + 12;
    line(heading, 0, 13, Palette.QUIET);
  }

  List<Mark> marks() {
    return marks;
  }

  /// A class and its mark; below 0 for rows of which it is not known.
  void entry(int label, String name) {
    marks.add(Marker.of(new Point(left + 7, y - 4), label, Palette.WHITE));
    line(name, 20, 13, Palette.INK);
  }

  /// That there are more classes than are listed.
  void more(int classes) {
    line("and " + classes + " more", 20, 13, Palette.QUIET);
  }

  /// The colours of a range of numbers.
  void bar(Scale scale) {
    var raster = new Raster(1, STEPS);
    for (int i = 0; i < STEPS; i++) {
      raster.set(0, i, Palette.ramp(1 - i / (STEPS - 1.0)));
    }
    var box = new Box(left, y - 8, BAR.width(), BAR.height());
    marks.add(new Field(box, raster));
    for (double tick : scale.ticks(TICKS)) {
      var at = new Point(box.right() + 8, box.bottom() - scale.share(tick) * box.height() + 4);
      marks.add(new Text(at, scale.label(tick, TICKS), 12, Palette.QUIET, Anchor.START));
    }
    y = box.bottom() + LINE;
  }

  /// The dark edge of rows that are predicted as another class.
  void wrong() {
    marks.add(new Dot(new Point(left + 7, y - 4), 3.6, Palette.WHITE, Palette.INK));
    line("predicted wrongly", 20, 13, Palette.INK);
  }

  private void line(String text, double indent, double size, int colour) {
    String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST - 2) + "...";
    marks.add(new Text(new Point(left + indent, y), shown, size, colour, Anchor.START));
    y += LINE;
  }
}
