package hebb.describe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Finds pairs of columns of which one tells the other, on rows at equal distances: all where there
/// are at most 100,000, fewer where there are very many columns.
final class Pairs {
  /// From where on a pair is told: a tenth of what one says is not in the other.
  private static final double LIMIT = 0.95;

  private static final int MOST_ROWS = 100_000;
  private static final int FEWEST_ROWS = 30;
  private static final int LEAST_SAMPLE = 1000;
  private static final double MOST_PRODUCTS = 1e9;
  private static final int MOST_CATEGORIES = 1000;
  private static final int FEW_NUMBERS = 50;

  private final int[] rows;
  private final List<ColumnCells> numbers;
  private final List<ColumnCells> categories;

  private Pairs(List<ColumnCells> columns, int rows) {
    double pairs = columns.size() * (columns.size() - 1.0) / 2 + 1;
    int most = (int) Math.clamp(MOST_PRODUCTS / pairs, LEAST_SAMPLE, MOST_ROWS);
    this.rows = spread(rows, most);
    this.numbers = columns.stream().filter(ColumnCells::isQuantity).toList();
    this.categories =
        columns.stream()
            .filter(
                column ->
                    column.isNumbers()
                        ? column.measured().equals("value") && hasFewNumbers(column)
                        : column.labels().size() <= MOST_CATEGORIES
                            && 2 * column.labels().size() < rows)
            .toList();
  }

  /// At most so many rows at equal distances.
  static int[] spread(int rows, int most) {
    int count = Math.min(rows, most);
    return IntStream.range(0, count).map(i -> (int) ((long) i * rows / count)).toArray();
  }

  private boolean hasFewNumbers(ColumnCells column) {
    return Arrays.stream(rows).mapToDouble(column::number).distinct().limit(FEW_NUMBERS + 1).count()
            <= FEW_NUMBERS
        && column.labels().size() <= MOST_CATEGORIES;
  }

  /// The pairs among some columns, the strongest first.
  static List<Pair> of(List<ColumnCells> columns, int rows) {
    Pairs pairs = new Pairs(columns, rows);
    return rows < FEWEST_ROWS
        ? List.of()
        : Stream.concat(pairs.correlated().stream(), pairs.associated().stream())
            .filter(Pairs::isTold)
            .sorted(Comparator.comparingDouble(pair -> -Math.abs(pair.value())))
            .toList();
  }

  private static boolean isTold(Pair pair) {
    return Math.abs(pair.value()) >= LIMIT;
  }

  private List<Pair> correlated() {
    List<double[]> values = numbers.stream().map(this::centred).toList();
    return IntStream.range(0, values.size())
        .parallel()
        .boxed()
        .flatMap(
            i ->
                IntStream.range(i + 1, values.size())
                    .mapToObj(
                        j ->
                            new Pair(
                                numbers.get(i).column().name(),
                                numbers.get(j).column().name(),
                                "r",
                                correlation(values.get(i), values.get(j))))
                    .filter(Pairs::isTold))
        .toList();
  }

  /// Without its mean, so that sums of products keep their digits.
  private double[] centred(ColumnCells column) {
    double[] values = IntStream.of(rows).mapToDouble(column::number).toArray();
    double mean = Arrays.stream(values).filter(x -> !Double.isNaN(x)).average().orElse(0);
    Arrays.setAll(values, i -> values[i] - mean);
    return values;
  }

  /// Over the rows that have both values; 0 where these are few.
  private static double correlation(double[] a, double[] b) {
    int count = 0;
    double sumA = 0;
    double sumB = 0;
    double squaresA = 0;
    double squaresB = 0;
    double products = 0;
    for (int i = 0; i < a.length; i++) {
      double x = a[i];
      double y = b[i];
      if (!Double.isNaN(x) && !Double.isNaN(y)) {
        count++;
        sumA += x;
        sumB += y;
        squaresA += x * x;
        squaresB += y * y;
        products += x * y;
      }
    }
    double varianceA = squaresA - sumA * sumA / count;
    double varianceB = squaresB - sumB * sumB / count;
    double scale = Math.sqrt(varianceA * varianceB);
    return count < FEWEST_ROWS || !(scale > 0) ? 0 : (products - sumA * sumB / count) / scale;
  }

  /// Pairs of which one at least has categories: two columns of numbers are correlated or not.
  private List<Pair> associated() {
    List<Pair> found = new ArrayList<>();
    for (int i = 0; i < categories.size(); i++) {
      for (int j = i + 1; j < categories.size(); j++) {
        ColumnCells a = categories.get(i);
        ColumnCells b = categories.get(j);
        if (!a.isNumbers() || !b.isNumbers()) {
          found.add(new Pair(a.column().name(), b.column().name(), "v", association(a, b)));
        }
      }
    }
    return found;
  }

  private double association(ColumnCells a, ColumnCells b) {
    int width = b.labels().size();
    int[] counts = new int[a.labels().size() * width];
    int[] ofA = new int[a.labels().size()];
    int[] ofB = new int[width];
    int count = 0;
    for (int row : rows) {
      if (!a.isMissing(row) && !b.isMissing(row)) {
        int x = a.code(row);
        int y = b.code(row);
        counts[x * width + y]++;
        ofA[x]++;
        ofB[y]++;
        count++;
      }
    }
    double sum = 0;
    for (int x = 0; x < ofA.length; x++) {
      for (int y = 0; y < width; y++) {
        double own = counts[x * width + y];
        sum += own == 0 ? 0 : own * own / ((double) ofA[x] * ofB[y]);
      }
    }
    return count < FEWEST_ROWS ? 0 : unbiased(sum - 1, present(ofA), present(ofB), count);
  }

  private static int present(int[] counts) {
    return (int) Arrays.stream(counts).filter(count -> count > 0).count();
  }

  /// @param phi chi squared by the number of rows
  private static double unbiased(double phi, int a, int b, int count) {
    double less = Math.max(0, phi - (a - 1.0) * (b - 1.0) / (count - 1.0));
    double widthA = a - (a - 1.0) * (a - 1.0) / (count - 1.0);
    double widthB = b - (b - 1.0) * (b - 1.0) / (count - 1.0);
    double least = Math.min(widthA, widthB) - 1;
    return least <= 0 ? 0 : Math.min(1, Math.sqrt(less / least));
  }
}
