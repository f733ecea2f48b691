package hebb.describe;

import hebb.data.RandomStream;
import hebb.data.Task;
import hebb.describe.ColumnDescription.Alone;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How well one column tells the target: by the mean, or the most frequent class, of the rows with
/// about the same value. Each of five parts of the rows is predicted from the other four. Looks at
/// 100,000 rows at most, at equal distances.
final class OneColumn {
  private static final int MOST_ROWS = 100_000;
  private static final int FEWEST_ROWS = 30;
  private static final int PARTS = 5;
  private static final int MOST_BINS = 256;

  /// Many bins are noise where a column tells little.
  private static final int FEW_BINS = 10;

  private static final int ROWS_PER_BIN = 20;

  /// Rows of a bin where each row must count.
  private static final int FINE = 5;

  private static final int MOST_CATEGORIES = 1000;
  private static final int MOST_CLASSES = 200;

  /// Of an AUC. What is below it, or above by less than some standard errors, counts as it.
  private static final double CHANCE = 0.5;

  /// Of noise in 400 or 1,000 rows, 3 of 1,000 columns or so have more, whatever is rare.
  private static final double STANDARD_ERRORS = 3.5;

  /// As many rows of the mean of all stand beside those of a value.
  private static final double PRIOR = 1;

  private final String name;
  private final boolean classes;
  private final int[] rows;
  private final int[] parts;
  private final double[] targets;
  private final int width;

  private OneColumn(ColumnCells target, Task task, int[] known) {
    this.name = target.column().name();
    this.classes = task == Task.CLASSIFICATION;
    this.rows = Arrays.stream(Pairs.spread(known.length, MOST_ROWS)).map(i -> known[i]).toArray();
    new RandomStream(42, "describe").shuffle(rows);
    Map<Integer, Integer> places = new HashMap<>();
    this.targets =
        IntStream.of(rows)
            .mapToDouble(
                row -> {
                  if (!classes) {
                    return target.number(row);
                  }
                  int code = target.code(row);
                  places.putIfAbsent(code, places.size());
                  return places.getOrDefault(code, 0);
                })
            .toArray();
    this.width = classes ? places.size() : 1;
    this.parts = new int[rows.length];
    int[] next = new int[width];
    for (int i = 0; i < rows.length; i++) {
      parts[i] = next[classes ? (int) targets[i] : 0]++ % PARTS;
    }
  }

  /// What measures columns; nothing where rows are too few, or classes too many, to tell.
  ///
  /// @param known the rows that have a target
  static Optional<OneColumn> of(ColumnCells target, Task task, int[] known) {
    OneColumn one = new OneColumn(target, task, known);
    boolean some = one.rows.length >= FEWEST_ROWS && one.width <= MOST_CLASSES;
    return some && (task == Task.REGRESSION || one.width > 1) ? Optional.of(one) : Optional.empty();
  }

  /// The score of a column; nothing for texts, images and the like.
  Optional<Alone> score(ColumnCells column) {
    boolean lengths = column.isNumbers() && !column.isQuantity();
    if (lengths || column.column().kind().equals("image")) {
      return Optional.empty();
    }
    return column.isNumbers()
        ? Stream.of(FEW_BINS, MOST_BINS)
            .map(most -> score(bins(column, ROWS_PER_BIN, most)))
            .max(Comparator.comparingDouble(Alone::score))
        : Optional.of(score(categories(column)));
  }

  /// How much of what the best guess without looking gets wrong a column gets right: of classes, of
  /// the rows whose class it is not; of a quantity r2. The bins of numbers are fine enough for a
  /// border between two classes, and a quantity is told by those of the rows beside.
  double share(ColumnCells column) {
    if (column.isNumbers() && !classes) {
      return besides(column);
    }
    int[] groups = column.isNumbers() ? bins(column, FINE, rows.length) : categories(column);
    int count = Arrays.stream(groups).max().orElse(0) + 1;
    if (!classes) {
      return share(groups, count);
    }
    int[][] counts = new int[count * PARTS][width];
    int[] all = counts(groups, counts);
    double guess = Arrays.stream(all).max().orElse(0) / (double) rows.length;
    return guess == 1 ? 0 : 1 - (1 - accuracy(counts, shares(counts, all))) / (1 - guess);
  }

  /// Von Neumann's ratio: of rows that follow each other by a number, the squared difference of the
  /// targets is twice the variance if it tells nothing, and next to 0 if it tells all.
  private double besides(ColumnCells column) {
    int[] order =
        IntStream.range(0, rows.length)
            .filter(i -> !Double.isNaN(column.number(rows[i])))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> column.number(rows[i])))
            .mapToInt(i -> i)
            .toArray();
    if (order.length < rows.length / 2) {
      return 0;
    }
    double mean = IntStream.of(order).mapToDouble(i -> targets[i]).average().orElse(0);
    double differences = 0;
    double variance = 0;
    for (int i = 0; i < order.length; i++) {
      double step = i == 0 ? 0 : targets[order[i]] - targets[order[i - 1]];
      differences += step * step;
      variance += (targets[order[i]] - mean) * (targets[order[i]] - mean);
    }
    return variance == 0 ? 0 : 1 - differences / (2 * variance);
  }

  private Alone score(int[] groups) {
    int count = Arrays.stream(groups).max().orElse(0) + 1;
    return classes
        ? ofClasses(groups, count)
        : new Alone(name, "r2", Math.max(0, r2(groups, count, 0)), 0);
  }

  /// The r2 of a quantity by categories, of rows whose category is often enough there to tell
  /// anything, if they are most.
  private double share(int[] groups, int count) {
    int[] sizes = new int[count];
    IntStream.of(groups).forEach(group -> sizes[group]++);
    long often = IntStream.of(groups).filter(group -> sizes[group] > FINE).count();
    return often * 2 > groups.length ? r2(groups, count, FINE) : 0;
  }

  /// The bin of each row, from 1: with about as many rows each, but equal numbers in one; 0 for
  /// missing.
  private int[] bins(ColumnCells column, int each, int most) {
    double[] sorted =
        IntStream.of(rows)
            .mapToDouble(column::number)
            .filter(number -> !Double.isNaN(number))
            .sorted()
            .toArray();
    int bins = Math.clamp(sorted.length / each, 2, most);
    double[] distinct = Arrays.stream(sorted).distinct().limit(most + 1L).toArray();
    double[] edges =
        distinct.length <= bins
            ? distinct
            : IntStream.range(0, bins)
                .mapToDouble(i -> sorted[(int) ((long) i * sorted.length / bins)])
                .distinct()
                .toArray();
    return IntStream.of(rows)
        .map(
            row -> {
              double number = column.number(row);
              int at = Arrays.binarySearch(edges, number);
              return Double.isNaN(number) ? 0 : at >= 0 ? at + 1 : -at - 1;
            })
        .toArray();
  }

  /// The category of each row, from 1; beyond the most frequent ones all others in one; 0 for
  /// missing.
  private int[] categories(ColumnCells column) {
    Map<Integer, Integer> counts = new HashMap<>();
    IntStream.of(rows).forEach(row -> counts.merge(column.code(row), 1, Integer::sum));
    counts.remove(-1);
    List<Integer> most =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_CATEGORIES)
            .map(Map.Entry::getKey)
            .toList();
    Map<Integer, Integer> places = new HashMap<>();
    places.put(-1, 0);
    most.forEach(code -> places.put(code, places.size()));
    return IntStream.of(rows)
        .map(row -> places.getOrDefault(column.code(row), MOST_CATEGORIES + 1))
        .toArray();
  }

  /// Of rows in groups of more than so many.
  private double r2(int[] groups, int count, int fewest) {
    double mean = Arrays.stream(targets).average().orElse(0);
    double[] sums = new double[count * PARTS];
    int[] known = new int[count * PARTS];
    for (int i = 0; i < rows.length; i++) {
      sums[groups[i] * PARTS + parts[i]] += targets[i] - mean;
      known[groups[i] * PARTS + parts[i]]++;
    }
    double error = 0;
    double variance = 0;
    for (int i = 0; i < rows.length; i++) {
      double sum = 0;
      double others = PRIOR;
      for (int part = 0; part < PARTS; part++) {
        sum += part == parts[i] ? 0 : sums[groups[i] * PARTS + part];
        others += part == parts[i] ? 0 : known[groups[i] * PARTS + part];
      }
      if (others <= fewest) {
        continue;
      }
      double deviation = targets[i] - mean;
      error += (deviation - sum / others) * (deviation - sum / others);
      variance += deviation * deviation;
    }
    return variance == 0 ? 0 : 1 - error / variance;
  }

  private Alone ofClasses(int[] groups, int count) {
    int[][] counts = new int[count * PARTS][width];
    int[] all = counts(groups, counts);
    double[][] shares = shares(counts, all);
    int most = Arrays.stream(all).max().orElse(0);
    return width == 2
        ? new Alone(name, "auc", beyondChance(auc(counts, shares), all), CHANCE)
        : new Alone(name, "accuracy", accuracy(counts, shares), (double) most / rows.length);
  }

  /// The standard error of an AUC of noise: sqrt((m + n + 1) / (12 m n)) (Mann and Whitney 1947).
  private static double beyondChance(double auc, int[] all) {
    double error = Math.sqrt((all[0] + all[1] + 1.0) / (12.0 * all[0] * all[1]));
    return auc < CHANCE + STANDARD_ERRORS * error ? CHANCE : auc;
  }

  /// Counts classes by group and part, and gives those of all rows.
  private int[] counts(int[] groups, int[][] counts) {
    int[] all = new int[width];
    for (int i = 0; i < rows.length; i++) {
      counts[groups[i] * PARTS + parts[i]][(int) targets[i]]++;
      all[(int) targets[i]]++;
    }
    return all;
  }

  private double[][] shares(int[][] counts, int[] all) {
    double[][] shares = new double[counts.length][];
    Arrays.setAll(shares, i -> shares(counts, all, i / PARTS, i % PARTS));
    return shares;
  }

  /// The share of each class in a group, by the parts but one.
  private double[] shares(int[][] counts, int[] all, int group, int without) {
    double[] shares = new double[width];
    double sum = 0;
    for (int c = 0; c < width; c++) {
      shares[c] = PRIOR * all[c] / rows.length;
      for (int part = 0; part < PARTS; part++) {
        shares[c] += part == without ? 0 : counts[group * PARTS + part][c];
      }
      sum += shares[c];
    }
    for (int c = 0; c < width; c++) {
      shares[c] /= sum;
    }
    return shares;
  }

  private double accuracy(int[][] counts, double[][] shares) {
    long right = 0;
    for (int i = 0; i < counts.length; i++) {
      int best = 0;
      for (int c = 1; c < width; c++) {
        best = shares[i][c] > shares[i][best] ? c : best;
      }
      right += counts[i][best];
    }
    return (double) right / rows.length;
  }

  /// The mean over the parts, since what is said of a part depends on which rows the others have.
  private static double auc(int[][] counts, double[][] shares) {
    return IntStream.range(0, PARTS)
        .mapToDouble(part -> auc(counts, shares, part))
        .filter(auc -> !Double.isNaN(auc))
        .average()
        .orElse(CHANCE);
  }

  /// The share of pairs of a row of each class that are in the right order; equal ones count half.
  private static double auc(int[][] counts, double[][] shares, int part) {
    List<Integer> order =
        IntStream.range(0, counts.length)
            .filter(i -> i % PARTS == part)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> shares[i][1]))
            .toList();
    double below = 0;
    double right = 0;
    double positive = 0;
    for (int from = 0; from < order.size(); ) {
      int to = from;
      long zeros = 0;
      long ones = 0;
      double share = shares[order.get(from)][1];
      while (to < order.size() && shares[order.get(to)][1] == share) {
        zeros += counts[order.get(to)][0];
        ones += counts[order.get(to)][1];
        to++;
      }
      right += ones * (below + zeros / 2.0);
      below += zeros;
      positive += ones;
      from = to;
    }
    return right / (below * positive);
  }
}
