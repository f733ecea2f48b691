package hebb.data.demo;

import hebb.data.DataException;
import hebb.data.Names;
import hebb.data.RandomStream;
import hebb.data.image.Images;
import hebb.data.table.Cells;
import hebb.data.table.Numbers;
import hebb.data.table.Table;
import hebb.data.table.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Sets to play with that need no file: the same seed gives the same rows on every machine. All but
/// the digits and the dates are points of a plane, `x1` and `x2`, in two classes.
public enum Demo {
  /// Red and blue petals of a flower, as in the deep-learning course of Andrew Ng (2017).
  FLOWER(400, "colour", "red", "blue") {
    @Override
    void point(RandomStream random, int label, double t, double[] xy) {
      double angle = 3.12 * (label + t) + 0.2 * random.normal();
      double radius = 4 * StrictMath.sin(4 * angle) + 0.2 * random.normal();
      xy[0] = radius * StrictMath.sin(angle);
      xy[1] = radius * StrictMath.cos(angle);
    }
  },

  /// Two half circles that reach into each other.
  MOONS(400, "moon", "upper", "lower") {
    @Override
    void point(RandomStream random, int label, double t, double[] xy) {
      double angle = StrictMath.PI * t;
      double x = StrictMath.cos(angle);
      double y = StrictMath.sin(angle);
      xy[0] = (label == 0 ? x : 1 - x) + 0.15 * random.normal();
      xy[1] = (label == 0 ? y : 0.5 - y) + 0.15 * random.normal();
    }
  },

  /// Two spirals wound into each other.
  SPIRALS(600, "arm", "first", "second") {
    @Override
    void point(RandomStream random, int label, double t, double[] xy) {
      double radius = 0.3 + 3 * StrictMath.sqrt(t);
      double angle = 2.5 * radius + StrictMath.PI * label;
      xy[0] = radius * StrictMath.cos(angle) + 0.1 * random.normal();
      xy[1] = radius * StrictMath.sin(angle) + 0.1 * random.normal();
    }
  },

  /// A ring around a ring.
  CIRCLES(400, "ring", "outer", "inner") {
    @Override
    void point(RandomStream random, int label, double t, double[] xy) {
      double radius = (label == 0 ? 1 : 0.5) + 0.08 * random.normal();
      xy[0] = radius * StrictMath.cos(2 * StrictMath.PI * t);
      xy[1] = radius * StrictMath.sin(2 * StrictMath.PI * t);
    }
  },

  /// Pictures of 28 x 28 pixels of handwritten digits, drawn as strokes.
  DIGITS(4000, "digit", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9") {
    @Override
    void point(RandomStream random, int label, double t, double[] xy) {
      throw new IllegalStateException("digits: are pictures, not points.");
    }
  },

  /// Days written in many ways, to be translated to ISO 8601, as in `2024-03-05`.
  DATES(10_000, DateSpellings.ISO) {
    @Override
    void point(RandomStream random, int label, double t, double[] xy) {
      throw new IllegalStateException("dates: are texts, not points.");
    }
  };

  /// What a demo set is named by where a file could stand: `demo:flower`.
  public static final String PREFIX = "demo:";

  private static final int MOST_ROWS = 1_000_000;
  private static final double DECIMALS = 1e6;

  private final int rows;
  private final String target;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> classes;

  Demo(int rows, String target, String... classes) {
    this.rows = rows;
    this.target = target;
    this.classes = List.of(classes);
  }

  /// Finds a set by its name, with or without `demo:`.
  ///
  /// @throws DataException if there is none, with the nearest name
  public static Demo of(String name) {
    String plain = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    List<String> known = Arrays.stream(values()).map(Demo::plainName).toList();
    int at = known.indexOf(plain);
    if (at < 0) {
      String near =
          Names.nearest(plain, known).map(n -> " Did you mean " + PREFIX + n + "?").orElse("");
      throw new DataException(
          PREFIX
              + plain
              + ": expected one of "
              + String.join(", ", known)
              + ", got "
              + DataException.quote(plain)
              + "."
              + near);
    }
    return values()[at];
  }

  private String plainName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Its name, as in `demo:flower`.
  public String title() {
    return PREFIX + plainName();
  }

  /// How many rows it has unless said.
  public int defaultRows() {
    return rows;
  }

  /// The column to predict, the last one.
  public String target() {
    return target;
  }

  /// Whether the rows are pictures.
  public boolean isImages() {
    return this == DIGITS;
  }

  /// Whether the rows are texts to be translated.
  public boolean isTranslation() {
    return this == DATES;
  }

  /// Makes the set as a table; pictures have a column for each pixel, from 0 to 255. Classes have
  /// equally many rows, one more for the first if need be, in random order.
  ///
  /// @param count how many rows, from 2 to 1,000,000
  /// @param seed the seed
  public Table table(int count, long seed) {
    if (isTranslation()) {
      requireRows(count);
      return DateSpellings.table(title(), count, seed);
    }
    int[] labels = labels(count, seed);
    return isImages() ? pixels(labels, seed) : points(labels, seed);
  }

  /// Makes the pictures.
  ///
  /// @param count how many, from 2 to 1,000,000
  /// @param seed the seed
  /// @throws DataException if this set is not of pictures
  public Images images(int count, long seed) {
    if (!isImages()) {
      throw new DataException(
          title() + ": expected a set of pictures, got points. Use " + DIGITS.title() + ".");
    }
    return DigitStrokes.images(title(), labels(count, seed), classes, seed);
  }

  /// Sets `xy` to a point of a class; `t` goes from 0 to 1 over the points of the class.
  abstract void point(RandomStream random, int label, double t, double[] xy);

  private Table points(int[] labels, long seed) {
    var random = new RandomStream(seed, title());
    double[][] columns = new double[2][labels.length];
    int[] met = new int[classes.size()];
    int ofClass = (labels.length + 1) / 2;
    double[] xy = new double[2];
    for (int row = 0; row < labels.length; row++) {
      double t = (double) met[labels[row]]++ / Math.max(1, ofClass - 1);
      point(random, labels[row], t, xy);
      columns[0][row] = Math.rint(xy[0] * DECIMALS) / DECIMALS;
      columns[1][row] = Math.rint(xy[1] * DECIMALS) / DECIMALS;
    }
    Texts texts = Texts.of(Arrays.stream(labels).mapToObj(classes::get).toArray(String[]::new));
    return Table.of(
        title(),
        List.of("x1", "x2", target),
        List.of(Numbers.of(columns[0]), Numbers.of(columns[1]), texts));
  }

  private Table pixels(int[] labels, long seed) {
    byte[] pixels = DigitStrokes.pixels(labels, seed);
    int side = DigitStrokes.SIDE;
    List<String> names =
        IntStream.rangeClosed(0, side * side)
            .mapToObj(i -> i == side * side ? target : "pixel_" + i / side + "_" + i % side)
            .toList();
    List<Cells> cells =
        IntStream.rangeClosed(0, side * side)
            .<Cells>mapToObj(
                i ->
                    Numbers.of(
                        IntStream.range(0, labels.length)
                            .mapToDouble(
                                row ->
                                    i == side * side
                                        ? labels[row]
                                        : pixels[row * side * side + i] & 0xff)
                            .toArray()))
            .toList();
    return Table.of(title(), names, cells);
  }

  private void requireRows(int count) {
    if (count < 2 || count > MOST_ROWS) {
      throw new DataException(
          title() + ": expected 2 to " + MOST_ROWS + " rows, got " + count + ". Ask for others.");
    }
  }

  private int[] labels(int count, long seed) {
    requireRows(count);
    int[] labels = IntStream.range(0, count).map(i -> i % classes.size()).toArray();
    new RandomStream(seed, title() + " order").shuffle(labels);
    return labels;
  }
}
