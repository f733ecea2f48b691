package hebb.trace;

import hebb.graph.Op;
import hebb.graph.Value;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A tensor of a trace: its name, the formula that made it, its numbers in double precision and
/// those of the compiled program in float32.
///
/// Vectors are columns and weights are `[out, in]`, as a course writes them. Indices of numbers
/// count from 0 in the library's own order; labels count from 1 in the order that is shown.
public final class TracedTensor {
  /// How a tensor is shown.
  enum View {
    /// The last axis downwards, places beside each other: `[n, places]`.
    COLUMNS,
    /// Weights `[in, out]` of the library as `[out, in]`.
    WEIGHT,
    /// The values of one row in their own shape.
    ROW,
    /// A parameter in its own shape.
    WHOLE
  }

  /// The sum that a number is.
  @FunctionalInterface
  interface Opening {
    List<Term> terms(int index);
  }

  private final String name;
  private final String formula;
  private final View view;
  private final Value value;
  private final Shape shape;
  private final int size;
  private final int down;
  private double[] numbers = {};
  private float[] compiled = {};
  private @Nullable Opening opening;

  TracedTensor(String name, String formula, View view, Value value) {
    this.name = name;
    this.formula = formula;
    this.view = view;
    this.value = value;
    Shape whole = value.shape();
    this.size = whole.size();
    this.down = whole.rank() == 0 ? 1 : Math.max(1, whole.dim(-1));
    this.shape =
        switch (view) {
          case COLUMNS, WEIGHT -> Shape.of(down, size / down);
          case ROW -> whole.range(Math.min(1, whole.rank()), whole.rank());
          case WHOLE -> whole;
        };
  }

  TracedTensor opens(@Nullable Opening newOpening) {
    opening = newOpening;
    return this;
  }

  void fill(double[] newNumbers, float[] newCompiled) {
    numbers = newNumbers;
    compiled = newCompiled;
  }

  Value graphValue() {
    return value;
  }

  /// As in `Z1`, or `batch_norm1/scale` for parameters of layers other than dense ones.
  public String name() {
    return name;
  }

  /// As in `Z1 = W1 A0 + b1`.
  public String formula() {
    return formula;
  }

  /// As it is shown: `[out, in]` of weights, `[n, 1]` of a vector, else the shape of one row.
  public Shape shape() {
    return shape;
  }

  private boolean isTurned() {
    return view == View.COLUMNS || view == View.WEIGHT;
  }

  View view() {
    return view;
  }

  /// How many numbers there are.
  public int size() {
    return size;
  }

  /// A number in double precision.
  public double at(int index) {
    return numbers[index];
  }

  /// The same number as the compiled program has it.
  public float compiled(int index) {
    return compiled[index];
  }

  /// The index of a number by its place in [#shape], counted from 0, row by row.
  public int index(int place) {
    if (!isTurned()) {
      return place;
    }
    int across = size / down;
    return place % across * down + place / across;
  }

  /// The place of a number, the other way round.
  public int place(int index) {
    if (!isTurned()) {
      return index;
    }
    int across = size / down;
    return index % down * across + index / down;
  }

  /// Whether a number's label has its row alone, since there is one column.
  public boolean isColumn() {
    return view == View.COLUMNS && size == down;
  }

  /// A number's name, as in `Z1[2]` or `W1[2,1]`; the tensor's where it has one number and no axes.
  public String label(int index) {
    if (!isTurned()) {
      StringBuilder places = new StringBuilder();
      int rest = index;
      for (int axis = shape.rank() - 1; axis >= 0; axis--) {
        places.insert(0, "," + (rest % shape.dim(axis) + 1));
        rest /= shape.dim(axis);
      }
      return places.isEmpty() ? name : name + "[" + places.substring(1) + "]";
    }
    int row = index % down + 1;
    return name + "[" + row + (isColumn() ? "" : "," + (index / down + 1)) + "]";
  }

  /// Whether it is a parameter of the network.
  public boolean isParameter() {
    return value.node().op() instanceof Op.Parameter;
  }

  /// Whether the sum that each number is can be asked for.
  public boolean isOpen() {
    return opening != null;
  }

  /// The sum that a number is; empty for what is given, and for what is made tensor by tensor.
  public List<Term> terms(int index) {
    return opening == null ? List.of() : opening.terms(index);
  }

  /// The sum that a number is in at most so many terms: the largest ones, and the rest as one.
  public List<Term> terms(int index, int most) {
    List<Term> all = terms(index);
    if (all.size() <= most) {
      return all;
    }
    List<Term> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparingDouble((Term term) -> -Math.abs(term.value())));
    double rest = sorted.subList(most, all.size()).stream().mapToDouble(Term::value).sum();
    List<Term> some = new ArrayList<>(sorted.subList(0, most));
    some.add(Term.of(Term.Factor.made(rest, "the other " + (all.size() - most) + " terms")));
    return some;
  }

  /// The largest difference between a float32 number and its number in double precision.
  public double difference() {
    return IntStream.range(0, size())
        .mapToDouble(i -> Math.abs(numbers[i] - compiled[i]))
        .max()
        .orElse(0);
  }

  /// Least, mean and greatest number; empty where there is none.
  public Optional<Summary> summary() {
    return size() == 0
        ? Optional.empty()
        : Optional.of(
            new Summary(
                IntStream.range(0, size()).mapToDouble(this::at).min().orElseThrow(),
                IntStream.range(0, size()).mapToDouble(this::at).average().orElseThrow(),
                IntStream.range(0, size()).mapToDouble(this::at).max().orElseThrow()));
  }

  /// What many numbers are like.
  public record Summary(double least, double mean, double greatest) {}

  /// The places in [#shape] of at most so many numbers: all of them, or those that are farthest
  /// from 0, that first.
  public int[] shown(int most) {
    if (size <= most) {
      return IntStream.range(0, size).toArray();
    }
    double[] far = IntStream.range(0, size).mapToDouble(i -> Math.abs(numbers[i])).toArray();
    double[] sorted = far.clone();
    Arrays.sort(sorted);
    double least = sorted[size - most];
    return IntStream.range(0, size)
        .filter(place -> !(far[index(place)] < least))
        .boxed()
        .sorted(Comparator.comparingDouble(place -> -far[index(place)]))
        .limit(most)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /// As in `Z1 [4, 1]`.
  @Override
  public String toString() {
    return name + " " + shape();
  }
}
