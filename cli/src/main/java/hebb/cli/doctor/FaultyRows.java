package hebb.cli.doctor;

import hebb.data.RandomStream;
import hebb.data.image.Images;
import hebb.data.series.SeriesText;
import hebb.data.table.Cells;
import hebb.data.table.Numbers;
import hebb.data.table.Table;
import hebb.data.table.Texts;
import hebb.dataset.Dataset;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// Rows by seed for [IndependentFaultyCases], of other kinds than those of [FaultyData].
final class FaultyRows {
  private static final long SEED = 3;
  private static final int SIDE = 12;
  private static final List<String> GOOD = List.of("great", "lovely", "funny", "warm", "brilliant");
  private static final List<String> BAD = List.of("dull", "awful", "boring", "cold", "terrible");
  private static final List<String> NEUTRAL =
      List.of("the", "film", "story", "of", "people", "in", "a", "town", "with", "long", "days");

  private FaultyRows() {}

  /// Fills the features of a row and tells its target.
  private interface Row {
    double fill(double[] x, RandomStream random);
  }

  private static FaultyData rows(String name, int rows, int features, Row row) {
    var random = new RandomStream(SEED, name);
    double[][] columns = new double[features][rows];
    double[] targets = new double[rows];
    double[] x = new double[features];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < features; c++) {
        x[c] = random.normal();
      }
      targets[r] = row.fill(x, random);
      for (int c = 0; c < features; c++) {
        columns[c][r] = x[c];
      }
    }
    return new FaultyData(columns, targets);
  }

  /// A quantity of ten features, five of which it does not depend on (Friedman 1991).
  static FaultyData friedman(int rows, double noise) {
    return rows(
        "friedman",
        rows,
        10,
        (x, random) -> {
          for (int c = 0; c < x.length; c++) {
            x[c] = random.uniform();
          }
          double middle = x[2] - 0.5;
          double wave = 10 * StrictMath.sin(StrictMath.PI * x[0] * x[1]);
          return wave + 20 * middle * middle + 10 * x[3] + 5 * x[4] + noise * random.normal();
        });
  }

  /// The black and white squares of a board of 4 by 4.
  static FaultyData checkers(int rows) {
    return rows(
        "checkers",
        rows,
        2,
        (x, random) -> {
          x[0] = random.uniform(-2, 2);
          x[1] = random.uniform(-2, 2);
          return Math.floorMod((int) (Math.floor(x[0]) + Math.floor(x[1])), 2);
        });
  }

  /// Three classes by the distance from the middle of a space of five dimensions.
  static FaultyData shells(int rows) {
    return rows(
        "shells",
        rows,
        5,
        (x, _) -> {
          double square = 0;
          for (double each : x) {
            square += each * each;
          }
          return square < 3.2 ? 0 : square < 5.6 ? 1 : 2;
        });
  }

  /// Two classes on the sides of a plane with a gap between them.
  static FaultyData sides(int rows) {
    return rows(
        "sides",
        rows,
        4,
        (x, _) -> {
          double side = x[0] + x[1] > 0 ? 1 : 0;
          x[0] += 2 * side - 1;
          return side;
        });
  }

  /// A few rows of many features, of which three tell something of the class.
  static FaultyData wide(int rows) {
    return rows(
        "wide", rows, 40, (x, random) -> x[0] + x[1] - x[2] + 1.5 * random.normal() > 0 ? 1 : 0);
  }

  /// A class that one feature tells but for one row of 20.
  static FaultyData strong(int rows) {
    return rows(
        "strong", rows, 5, (x, random) -> random.uniform() < 0.05 == x[0] + 0.2 > 0 ? 0 : 1);
  }

  /// A class of its own share, `distance` deviations from the others in each of five features.
  static FaultyData fraud(int rows, int oneOf, double distance) {
    return rows(
        "fraud",
        rows,
        5,
        (x, random) -> {
          double rare = random.below(oneOf) == 0 ? 1 : 0;
          for (int c = 0; c < x.length; c++) {
            x[c] += rare * distance;
          }
          return rare;
        });
  }

  /// Three classes of 92, 7.6 and .4 %; the rarest is among the others.
  static FaultyData grades(int rows) {
    return rows(
        "grades",
        rows,
        4,
        (x, random) -> {
          double share = random.uniform();
          double grade = share < 0.004 ? 2 : share < 0.08 ? 1 : 0;
          x[0] += grade == 1 ? 3 : 0;
          x[1] += grade == 2 ? 0.8 : 0;
          return grade;
        });
  }

  /// Heads and tails that no feature tells.
  static FaultyData coins(int rows) {
    return rows("coins", rows, 8, (_, random) -> random.below(2));
  }

  /// A quantity of eight features of which `share` deviations come from two of them.
  static FaultyData faint(int rows, double share) {
    return rows(
        "faint", rows, 8, (x, random) -> share * (x[0] - x[1]) + (1 - share) * random.normal());
  }

  /// What houses cost: area, rooms, year and distance in their own units, the price in hundreds of
  /// thousands.
  static FaultyData houses(int rows) {
    return rows(
        "houses",
        rows,
        4,
        (x, random) -> {
          x[0] = 100 + 30 * x[0];
          x[1] = 1 + Math.rint(x[0] / 30 + random.uniform());
          x[2] = 1900 + 120 * random.uniform();
          x[3] = 30 * random.uniform();
          double value =
              3000 * x[0] + 1500 * (x[2] - 1900) - 4000 * x[3] + 20_000 * random.normal();
          return Math.max(40_000, value);
        });
  }

  /// How often something was seen: some hundreds of times.
  static FaultyData counts(int rows) {
    return rows(
        "counts",
        rows,
        3,
        (x, random) -> Math.rint(300 * StrictMath.exp(0.4 * x[0]) + 15 * random.uniform()));
  }

  /// Twelve columns that six hidden ones make.
  static FaultyData mixtures(int rows) {
    var random = new RandomStream(SEED, "mixing");
    double[] mixing = IntStream.range(0, 72).mapToDouble(_ -> random.normal()).toArray();
    return rows(
        "mixtures",
        rows,
        12,
        (x, noise) -> {
          double[] hidden = Arrays.copyOf(x, 6);
          for (int c = 0; c < 12; c++) {
            x[c] = 0.1 * noise.normal();
            for (int h = 0; h < 6; h++) {
              x[c] += mixing[6 * c + h] * hidden[h];
            }
          }
          return 0;
        });
  }

  /// Customers of whom some leave; plan, age, fee and calls tell which.
  static Table customers(int rows, boolean leftAfter) {
    var random = new RandomStream(SEED, "customers");
    var plans = new String[rows];
    var left = new String[rows];
    double[][] numbers = new double[4][rows];
    for (int r = 0; r < rows; r++) {
      int plan = random.below(3);
      numbers[0][r] = 18 + random.below(60);
      numbers[1][r] = 10 + 10 * plan + 5 * random.uniform();
      numbers[2][r] = random.below(8);
      double z =
          0.7 * numbers[2][r] - 0.06 * (numbers[0][r] - 45) - plan - 1 + 0.7 * random.normal();
      plans[r] = List.of("basic", "plus", "family").get(plan);
      left[r] = z > 0 ? "yes" : "no";
      numbers[3][r] = z > 0 ? 1 + random.below(365) : Double.NaN;
    }
    var names = new ArrayList<>(List.of("plan", "age", "fee", "calls"));
    var cells = new ArrayList<Cells>(List.of(Texts.of(plans)));
    for (int c = 0; c < (leftAfter ? 4 : 3); c++) {
      cells.add(Numbers.of(numbers[c]));
    }
    if (leftAfter) {
      names.add("days_until_end");
    }
    names.add("left");
    cells.add(Texts.of(left));
    return Table.of("customers", names, cells);
  }

  /// Three columns of three categories each: most rows are there many times, as they must be.
  static Table levels(int rows) {
    var random = new RandomStream(SEED, "levels");
    var cells = new String[4][rows];
    for (int r = 0; r < rows; r++) {
      int score = 0;
      for (int c = 0; c < 3; c++) {
        int level = random.below(3);
        score += level;
        cells[c][r] = List.of("low", "middle", "high").get(level);
      }
      cells[3][r] = score + 1.5 * random.normal() > 3 ? "yes" : "no";
    }
    return Table.of(
        "levels",
        List.of("price", "care", "size", "sold"),
        IntStream.range(0, 4).mapToObj(c -> Texts.of(cells[c])).toList());
  }

  /// Texts of twelve words whose mood is the class, for a share `flipped` the other one.
  static Table reviews(int rows, double flipped) {
    var random = new RandomStream(SEED, "reviews");
    return labelled(
        "review",
        rows,
        r -> {
          boolean good = r % 2 == 0;
          var words = new ArrayList<String>();
          for (int w = 0; w < 12; w++) {
            List<String> from = w % 4 != 1 ? NEUTRAL : good ? GOOD : BAD;
            words.add(from.get(random.below(from.size())));
          }
          boolean said = random.uniform() < flipped ? !good : good;
          return new String[] {String.join(" ", words), said ? "good" : "bad"};
        });
  }

  /// Texts of twelve words, of which the class is whether "sun" comes before "rain".
  static Table weather(int rows) {
    var random = new RandomStream(SEED, "weather");
    return labelled(
        "weather",
        rows,
        r -> {
          int first = random.below(11);
          int second = first + 1 + random.below(11 - first);
          var words = new ArrayList<String>();
          for (int w = 0; w < 12; w++) {
            words.add(NEUTRAL.get(random.below(NEUTRAL.size())));
          }
          words.set(r % 2 == 0 ? first : second, "sun");
          words.set(r % 2 == 0 ? second : first, "rain");
          return new String[] {String.join(" ", words), r % 2 == 0 ? "worse" : "better"};
        });
  }

  /// Noisy waves of 40 steps, slow, middling or fast.
  static Table tones(int rows) {
    var random = new RandomStream(SEED, "tones");
    return labelled(
        "wave",
        rows,
        r -> {
          double phase = random.uniform(0, 6);
          double speed = List.of(0.2, 0.6, 1.4).get(r % 3);
          String wave = series(40, t -> StrictMath.sin(phase + speed * t) + 0.3 * random.normal());
          return new String[] {wave, List.of("slow", "middling", "fast").get(r % 3)};
        });
  }

  /// Noise whose first step is the class.
  static Table memory(int rows, int steps) {
    var random = new RandomStream(SEED, "memory");
    return labelled(
        "noise",
        rows,
        r -> {
          double first = (r % 2 == 0 ? 1 : -1) * (1 + random.uniform());
          String noise = series(steps, t -> t == 0 ? first : random.normal());
          return new String[] {noise, r % 2 == 0 ? "up" : "down"};
        });
  }

  private static String series(int steps, IntToDoubleFunction value) {
    float[][] series = new float[steps][1];
    for (int t = 0; t < steps; t++) {
      series[t][0] = (float) value.applyAsDouble(t);
    }
    return SeriesText.of(series);
  }

  private static Table labelled(String name, int rows, IntFunction<String[]> row) {
    var cells = new String[2][rows];
    for (int r = 0; r < rows; r++) {
      String[] each = row.apply(r);
      cells[0][r] = each[0];
      cells[1][r] = each[1];
    }
    return Table.of(
        name + "s", List.of(name, "class"), List.of(Texts.of(cells[0]), Texts.of(cells[1])));
  }

  /// Prices around 50,000 over 30 steps, of which the class says whether the last is above the
  /// first.
  static Dataset prices(int rows, long seed) {
    var random = new RandomStream(seed, "prices");
    int steps = 30;
    float[] features = new float[rows * steps];
    float[] goals = new float[rows];
    for (int r = 0; r < rows; r++) {
      double price = 50_000;
      for (int t = 0; t < steps; t++) {
        price += 100 * random.normal();
        features[r * steps + t] = (float) price;
      }
      goals[r] = features[(r + 1) * steps - 1] > features[r * steps] ? 1 : 0;
    }
    return Dataset.of(
        Tensor.of(Shape.of(rows, steps, 1), features), Tensor.of(Shape.of(rows, 1), goals));
  }

  /// Pictures of 12 by 12 pixels with a bar that lies, stands or leans, on noise; with `shuffled`
  /// the classes are drawn.
  static Images bars(int rows, boolean shuffled) {
    var random = new RandomStream(SEED, "bars");
    byte[] pixels = new byte[rows * SIDE * SIDE];
    byte[] labels = new byte[rows];
    for (int r = 0; r < rows; r++) {
      int kind = r % 3;
      int place = random.below(SIDE);
      for (int i = 0; i < SIDE * SIDE; i++) {
        int y = i / SIDE;
        int x = i % SIDE;
        boolean bar = (kind == 0 ? y : kind == 1 ? x : (x + y) % SIDE) == place;
        pixels[r * SIDE * SIDE + i] = (byte) ((bar ? 180 : 0) + random.below(70));
      }
      labels[r] = (byte) (shuffled ? random.below(3) : kind);
    }
    return Images.of("bars", Shape.of(SIDE, SIDE, 1), pixels, labels, List.of("0", "1", "2"));
  }

  /// The pixels of [#bars] as numbers from 0 to 255.
  static FaultyData pixels(int rows) {
    Images bars = bars(rows, false);
    double[][] columns = new double[SIDE * SIDE][rows];
    double[] targets = new double[rows];
    for (int r = 0; r < rows; r++) {
      byte[] levels = bars.pixels(r).levels();
      for (int c = 0; c < levels.length; c++) {
        columns[c][r] = levels[c] & 0xff;
      }
      targets[r] = bars.target(r);
    }
    return new FaultyData(columns, targets);
  }

  /// A table with columns that are 0 but for one row.
  static Table marked(Table table) {
    Table marked = table;
    for (int mark = 0; mark < 8; mark++) {
      double[] column = new double[table.rows()];
      column[7 * mark] = 1;
      marked = with(marked, "mark" + mark, Numbers.of(column));
    }
    return marked;
  }

  /// A table with one more column in front.
  static Table with(Table table, String name, Cells added) {
    var names = new ArrayList<>(table.columns());
    var cells = new ArrayList<>(IntStream.range(0, names.size()).mapToObj(table::cells).toList());
    names.add(0, name);
    cells.add(0, added);
    return Table.of(table.name(), names, cells);
  }
}
