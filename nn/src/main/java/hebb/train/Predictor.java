package hebb.train;

import hebb.backend.Backend;
import hebb.backend.BackendChoice;
import hebb.backend.Executable;
import hebb.backend.Execution;
import hebb.dataset.InputSpec;
import hebb.graph.Graph;
import hebb.graph.ShapeException;
import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Mode;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Predicts with a network in evaluation mode. Any number of threads may call it at once; a call
/// allocates its answer and, once as many callers as there are have been seen, nothing else. A
/// row's prediction does not depend on the rows beside it.
///
/// The parameters are used as they are: they may not be trained meanwhile.
public final class Predictor {
  private static final int[] SIZES = {1, 16, 256};

  private final Shape row;
  private final Shape output;
  private final int width;
  private final List<InputSpec> inputs;
  private final boolean looks;
  private final boolean varies;
  private final Function<List<InputSpec>, List<Pool>> newPools;
  private final List<Pool> whole;
  private final Map<Integer, List<Pool>> byLength = new ConcurrentHashMap<>();

  /// A predictor for rows of inputs. A row is the numbers of its inputs one after the other.
  ///
  /// @param prediction what makes a prediction of the network's output, as in `loss.prediction()`
  /// @param threads how many threads share the work of one call, where it is worth it
  public Predictor(
      Network network,
      Parameters parameters,
      List<InputSpec> inputs,
      Activation prediction,
      int threads) {
    this(network, parameters, inputs, prediction, threads, BackendChoice.current().backend());
  }

  /// The same on a back end.
  public Predictor(
      Network network,
      Parameters parameters,
      List<InputSpec> inputs,
      Activation prediction,
      int threads,
      Backend backend) {
    this.inputs = List.copyOf(inputs);
    this.looks = inputs.stream().anyMatch(input -> input.varies() || input.indices() > 0);
    this.width = InputSpec.size(inputs);
    this.row =
        inputs.size() == 1 && !inputs.getFirst().varies()
            ? inputs.getFirst().row()
            : Shape.of(width);
    this.output = network.outputShape(inputs);
    this.varies = Lengths.vary(network, parameters, inputs);
    this.newPools =
        cut ->
            Arrays.stream(SIZES)
                .mapToObj(
                    rows ->
                        new Pool(
                            rows,
                            rows * output.size(),
                            this.inputs,
                            cut,
                            () ->
                                backend.compile(
                                    graph(network, parameters, cut, prediction, rows), threads)))
                .toList();
    this.whole = newPools.apply(this.inputs);
  }

  /// A predictor for rows of one input, `features`.
  public Predictor(
      Network network, Parameters parameters, Shape row, Activation prediction, int threads) {
    this(network, parameters, List.of(InputSpec.features(row)), prediction, threads);
  }

  /// The same, whose calls stay on the caller's thread.
  public Predictor(Network network, Parameters parameters, Shape row, Activation prediction) {
    this(network, parameters, row, prediction, 1);
  }

  private static Graph graph(
      Network network,
      Parameters parameters,
      List<InputSpec> inputs,
      Activation prediction,
      int rows) {
    Graph graph = new Graph();
    Value value = network.apply(Context.of(graph, parameters, Mode.EVALUATION), inputs, rows);
    graph.output("prediction", prediction.apply(value));
    return graph;
  }

  /// The shape of one row: that of the one input, or `[width]` where there are several.
  public Shape row() {
    return row;
  }

  /// The shape of one row's prediction.
  public Shape output() {
    return output;
  }

  /// The prediction of one row, given as its numbers in row-major order.
  ///
  /// @throws ShapeException if the row has another length
  public float[] predict(float[] features) {
    if (features.length != width) {
      throw new ShapeException(
          "",
          "predict: expected a row of " + width + " numbers, got " + features.length + " numbers.");
    }
    float[] into = new float[output.size()];
    predict(features, 1, into);
    return into;
  }

  /// The predictions of a batch: `[batch, ...row] -> [batch, ...output]`.
  public Tensor predict(Tensor batch) {
    int rows = batch.shape().rank() == 0 ? 0 : batch.shape().dim(0);
    Shape expected = Shape.of(rows).plus(row);
    if (!batch.shape().equals(expected)) {
      throw new ShapeException(
          "", "predict: expected " + expected + ", got " + batch.shape() + ".");
    }
    Tensor result = Tensor.of(Shape.of(rows).plus(output), new float[rows * output.size()]);
    predict(batch.data(), rows, result.data());
    return result;
  }

  /// Predicts the first `rows` of dense rows into an array, dense and from its start.
  ///
  /// @throws ShapeException if the arrays are too short for so many rows
  public void predict(float[] features, int rows, float[] into) {
    if (features.length < (long) rows * width) {
      throw new ShapeException(
          "",
          "predict: expected "
              + rows
              + " rows of "
              + width
              + " numbers, got "
              + features.length
              + " numbers.");
    }
    if (into.length < (long) rows * output.size()) {
      throw new ShapeException(
          "",
          "predict: expected room for "
              + rows
              + " rows of "
              + output.size()
              + " numbers, got "
              + into.length
              + ".");
    }
    if (looks) {
      RowCheck.lookAtIndices(inputs, features, 0, rows);
    }
    for (int from = 0; from < rows; ) {
      Pool pool = pool(features, from * width, rows - from);
      int count = Math.min(pool.rows, rows - from);
      pool.run(
          features,
          from * width,
          count,
          count * width,
          into,
          from * output.size(),
          count * output.size());
      from += count;
    }
  }

  /// The smallest program that takes all rows, else the largest; for their lengths.
  private Pool pool(float[] features, int from, int rows) {
    int size = 0;
    while (size < SIZES.length - 1 && rows > SIZES[size]) {
      size++;
    }
    if (!varies) {
      return whole.get(size);
    }
    int count = Math.min(rows, SIZES[size]);
    int length = Lengths.rounded(Lengths.longest(inputs, features, from, count));
    return byLength
        .computeIfAbsent(length, steps -> newPools.apply(Lengths.cut(inputs, steps)))
        .get(size);
  }

  /// A program for one number of rows, and memory for those who run it at the same time.
  private static final class Pool {
    private static final class Place {
      final Execution execution;
      final Rows rows;
      final float[] prediction;

      Place(
          Executable executable,
          List<InputSpec> inputs,
          List<InputSpec> cut,
          int most,
          int outputs) {
        execution = executable.newExecution();
        rows = new Rows(inputs, cut, most, execution, new float[0]);
        prediction = new float[outputs];
      }
    }

    private static final int PLACES = 64;

    final int rows;
    private final int outputs;
    private final List<InputSpec> inputs;
    private final List<InputSpec> cut;
    private final Supplier<Executable> compiler;
    private final AtomicReferenceArray<@Nullable Place> free = new AtomicReferenceArray<>(PLACES);
    private volatile @Nullable Executable executable;

    Pool(
        int rows,
        int outputs,
        List<InputSpec> inputs,
        List<InputSpec> cut,
        Supplier<Executable> compiler) {
      this.inputs = inputs;
      this.cut = cut;
      this.rows = rows;
      this.outputs = outputs;
      this.compiler = compiler;
    }

    /// Runs the program on some rows of `length` numbers together.
    void run(
        float[] features, int from, int some, int length, float[] into, int offset, int count) {
      Place place = take(executable());
      System.arraycopy(features, from, place.rows.array(), 0, length);
      place.rows.put(some);
      place.execution.run(0);
      place.execution.read("prediction", place.prediction, 0);
      System.arraycopy(place.prediction, 0, into, offset, count);
      give(place);
    }

    private Executable executable() {
      Executable present = executable;
      return present != null ? present : compile();
    }

    private synchronized Executable compile() {
      Executable present = executable;
      if (present == null) {
        present = compiler.get();
        executable = present;
      }
      return present;
    }

    private Place take(Executable compiled) {
      for (int i = 0; i < PLACES; i++) {
        Place place = free.get(i) == null ? null : free.getAndSet(i, null);
        if (place != null) {
          return place;
        }
      }
      return new Place(compiled, inputs, cut, rows, outputs);
    }

    private void give(Place place) {
      for (int i = 0; i < PLACES; i++) {
        if (free.get(i) == null && free.compareAndSet(i, null, place)) {
          return;
        }
      }
    }
  }
}
