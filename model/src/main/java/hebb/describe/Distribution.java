package hebb.describe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How often which values of a column come.
///
/// @param of what is counted: `value`, `date` (seconds since 1970), `words`, `characters`, `steps`,
///   `seconds` (of sounds), `size` (of images) or `category`
/// @param bins of numbers in their order; of categories the most frequent, at most 20
/// @param others how many rows have a category that is not among those
/// @param beyond how many of the rows in the first and the last bin lie outside them
public record Distribution(String of, List<Bin> bins, int others, int beyond) {
  private static final int BINS = 20;
  private static final int MOST_SHOWN = 20;
  private static final double FAR = 0.005;
  private static final double WIDER = 3;

  /// Copies the list.
  public Distribution {
    bins = List.copyOf(bins);
  }

  /// Values that are counted together.
  ///
  /// @param label of a category; empty for numbers
  /// @param low the least number that belongs in it; 0 for categories
  /// @param high where the next begins; of whole numbers with a bin each the same as `low`
  /// @param count how many rows
  public record Bin(String label, double low, double high, int count) {}

  /// The most frequent of some categories.
  static Distribution ofCategories(String of, List<Bin> all) {
    List<Bin> sorted =
        all.stream()
            .filter(bin -> bin.count() > 0)
            .sorted(Comparator.comparingInt(Bin::count).reversed().thenComparing(Bin::label))
            .toList();
    List<Bin> shown = sorted.subList(0, Math.min(MOST_SHOWN, sorted.size()));
    int others = sorted.subList(shown.size(), sorted.size()).stream().mapToInt(Bin::count).sum();
    return new Distribution(of, shown, others, 0);
  }

  /// Bins of equal width; of few whole numbers one for each. Where a few numbers lie very far out,
  /// the bins are for the rest, and the outermost take them too.
  ///
  /// @param sorted ascending, without NaN
  static Distribution ofNumbers(String of, double[] sorted) {
    if (sorted.length == 0) {
      return new Distribution(of, List.of(), 0, 0);
    }
    double low = sorted[0];
    double high = sorted[sorted.length - 1];
    double near = sorted[(int) (FAR * (sorted.length - 1))];
    double far = sorted[(int) Math.ceil((1 - FAR) * (sorted.length - 1))];
    if (far > near && high - low > WIDER * (far - near)) {
      low = near;
      high = far;
    }
    boolean whole = high - low < BINS && areWhole(sorted);
    int bins = low == high ? 1 : whole ? (int) (high - low) + 1 : BINS;
    double width = whole ? 1 : (high - low) / bins;
    int[] counts = new int[bins];
    int beyond = 0;
    for (double number : sorted) {
      counts[Math.clamp((long) (width == 0 ? 0 : (number - low) / width), 0, bins - 1)]++;
      beyond += number < low || number > high ? 1 : 0;
    }
    List<Bin> made = new ArrayList<>();
    for (int i = 0; i < bins; i++) {
      double from = low + i * width;
      double to = whole ? from : i == bins - 1 ? high : low + (i + 1) * width;
      made.add(new Bin("", from, to, counts[i]));
    }
    return new Distribution(of, made, 0, beyond);
  }

  private static boolean areWhole(double[] numbers) {
    for (double number : numbers) {
      if (number != Math.rint(number)) {
        return false;
      }
    }
    return true;
  }

  /// Whether categories are counted.
  public boolean isOfCategories() {
    return of.equals("category") || of.equals("size");
  }
}
