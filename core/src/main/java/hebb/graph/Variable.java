package hebb.graph;

import hebb.tensor.Shape;
import java.util.function.IntFunction;

/// Named state that outlives a step: a parameter, an optimiser's moment, a running statistic, a
/// counter. A graph reads it with `Graph.parameter` and gives it its next value with
/// `Graph.assign`; all programs over it share its numbers.
///
/// The numbers are where the back end keeps them that ran with them last, which may be a device:
/// they come and go by copy, and not while a program runs that assigns them.
public final class Variable {
  /// Where the numbers of a variable are. A back end has a class of its own for its memory.
  public interface Storage {
    /// Copies all numbers out.
    void fetch(float[] into);

    /// Copies all numbers in.
    void store(float[] numbers);
  }

  private final String path;
  private final Shape shape;
  private volatile Storage storage;

  private Variable(String path, Shape shape, float[] numbers) {
    this.path = path;
    this.shape = shape;
    check("variable", numbers);
    this.storage = new Initial(numbers);
  }

  /// A variable of zeros.
  public static Variable zeros(String path, Shape shape) {
    return new Variable(path, shape, new float[shape.size()]);
  }

  /// A variable that begins with a copy of the given numbers, row-major.
  ///
  /// @throws ShapeException if they are not as many as the shape has
  public static Variable of(String path, Shape shape, float... numbers) {
    return new Variable(path, shape, numbers.clone());
  }

  /// Where it belongs, as in `hidden1/weight`.
  public String path() {
    return path;
  }

  /// The sizes of its axes.
  public Shape shape() {
    return shape;
  }

  /// Its numbers, row-major; a copy.
  public float[] fetch() {
    float[] numbers = new float[shape.size()];
    storage.fetch(numbers);
    return numbers;
  }

  /// Copies its numbers, row-major, into an array of just as many.
  ///
  /// @throws ShapeException if the array has another length
  public void fetch(float[] into) {
    check("fetch", into);
    storage.fetch(into);
  }

  /// Gives it other numbers, row-major, which are copied.
  ///
  /// @throws ShapeException if they are not as many as the shape has
  public void store(float... numbers) {
    check("store", numbers);
    storage.store(numbers);
  }

  /// For back ends: its numbers in memory of that class. They are moved there if they are
  /// elsewhere, and are at one place only.
  ///
  /// @param create makes memory for so many numbers
  public synchronized <S extends Storage> S storage(Class<S> type, IntFunction<S> create) {
    Storage present = storage;
    if (type.isInstance(present)) {
      return type.cast(present);
    }
    S own = create.apply(shape.size());
    own.store(fetch());
    storage = own;
    return own;
  }

  /// For back ends: whether its numbers are still where [#storage] has put them.
  public boolean isIn(Storage place) {
    return storage == place;
  }

  private void check(String what, float[] numbers) {
    if (numbers.length != shape.size()) {
      throw new ShapeException(
          path,
          what
              + ": expected "
              + shape.size()
              + " numbers for shape "
              + shape
              + ", got "
              + numbers.length
              + ".");
    }
  }

  /// As in `hidden1/weight[4, 8]`.
  @Override
  public String toString() {
    return path + shape;
  }

  /// Numbers that no back end has taken yet.
  private static final class Initial implements Storage {
    private final float[] numbers;

    Initial(float[] numbers) {
      this.numbers = numbers;
    }

    @Override
    public void fetch(float[] into) {
      System.arraycopy(numbers, 0, into, 0, numbers.length);
    }

    @Override
    public void store(float[] from) {
      System.arraycopy(from, 0, numbers, 0, numbers.length);
    }
  }
}
