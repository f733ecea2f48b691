package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hebb.autodiff.Autodiff;
import hebb.compile.CompileOptions;
import hebb.compile.CompileOptions.Fusion;
import hebb.compile.Compiler;
import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.graph.Window;
import hebb.kernel.ScalarKernels;
import hebb.run.Program;
import hebb.run.Reference;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Graphs of ops drawn at random, mostly such as move elements: what is compiled equals what is
/// interpreted, and fusion, threads and the order within a stage change no bit.
class RandomGraphTest {
  private static final int GRAPHS = Integer.getInteger("hebb.graphs", 150);
  private static final long SEED = Long.getLong("hebb.graphs.seed", 1);

  @Test
  void compiledEqualsInterpreted() {
    for (int i = 0; i < GRAPHS; i++) {
      long seed = SEED * 1_000_003 + i;
      Graph graph = graph(new Random(seed));
      Map<String, double[]> inputs = Steps.randomInputs(graph, -1, 1, seed);
      CompileOptions scalar = CompileOptions.standard().withKernels(new ScalarKernels());
      Program program = Compiler.compile(graph, scalar);
      Map<String, float[]> got = Steps.run(program, 1, inputs);
      String what = "seed " + seed + "\n" + graph + "\n" + program;
      new Reference(graph)
          .run(inputs, 1)
          .forEach((name, numbers) -> close(name + ", " + what, got.get(name), numbers));
      same("unfused, " + what, got, Steps.run(graph, scalar.withFusion(Fusion.OFF), 1, inputs));
      same("stages reversed, " + what, got, Steps.run(program.reversed(), 1, inputs));
      same("threads, " + what, got, Steps.run(graph, CompileOptions.standard(), 3, inputs));
    }
  }

  static Graph graph(Random random) {
    Graph graph = new Graph();
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int rank = 1 + random.nextInt(4);
      int[] dims = IntStream.range(0, rank).map(a -> size(random)).toArray();
      values.add(graph.input("x" + i, Shape.of(dims)));
    }
    List<Value> inputs = List.copyOf(values);
    for (int i = 0; i < 14; i++) {
      values.add(next(values.get(random.nextInt(values.size())), values, random));
    }
    Value loss = graph.constant(0);
    for (Value value : values.subList(values.size() - 4, values.size())) {
      loss = loss.plus(value.square().mean());
    }
    graph.output("loss", loss);
    graph.output("last", values.getLast());
    graph.output("other", values.get(values.size() - 3));
    List<Value> gradients = Autodiff.gradients(loss, inputs);
    for (int i = 0; i < gradients.size(); i++) {
      graph.output("gradient" + i, gradients.get(i));
    }
    return graph;
  }

  private static int size(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> 1 + random.nextInt(3);
      case 1 -> 12;
      case 2 -> 40;
      default -> 2 + random.nextInt(5);
    };
  }

  private static Value next(Value x, List<Value> values, Random random) {
    Shape shape = x.shape();
    int rank = shape.rank();
    int axis = rank == 0 ? 0 : random.nextInt(rank);
    return switch (random.nextInt(rank == 0 ? 1 : 16)) {
      case 1, 2 -> slice(x, axis, random);
      case 3 -> x.pad(axis, random.nextInt(3), random.nextInt(3));
      case 4, 5 -> permute(x, random);
      case 6 -> reshape(x, random);
      case 7 -> concat(x, axis, values, random);
      case 8 -> shape.size() > 20_000 ? x.sigmoid() : concat(x, axis, List.of(x.tanh()), random);
      case 9 -> x.plus(x.sumKeep(axis).times(0.1));
      case 10 -> x.maxKeep(axis).plus(x);
      case 11 -> rank < 2 ? x.sigmoid() : product(x, values, random);
      case 12 -> rank < 2 || shape.size() > 20_000 ? x : x.broadcastTo(Shape.of(2).plus(shape));
      case 13 -> combined(x, values, random);
      case 14 -> rank == 4 ? convolved(x, random) : x.exp().times(0.01);
      case 15 -> rank == 4 ? x.maxPool(window(x, random)).times(0.9) : x.sigmoid();
      default -> x.tanh();
    };
  }

  /// By weights that are some of the images themselves.
  private static Value convolved(Value x, Random random) {
    Window window = window(x, random);
    int channels = x.shape().dim(3);
    int taps = window.rows().size() * window.columns().size();
    int groups = channels % 2 == 0 && random.nextBoolean() ? 2 : 1;
    int filters = random.nextInt(3) == 0 ? 2 * groups : 2 * channels;
    Shape shape =
        Shape.of(window.rows().size(), window.columns().size(), channels / groups, filters);
    Value flat = x.reshape(x.shape().size());
    int copies = (shape.size() - 1) / flat.shape().dim(0) + 1;
    Value weights = Value.concat(0, Collections.nCopies(copies, flat)).slice(0, 0, shape.size());
    Value y = x.conv(weights.tanh().reshape(shape), window, groups);
    return y.times(1.0 / (1 + taps * channels));
  }

  private static Window window(Value x, Random random) {
    return new Window(axis(x.shape().dim(1), random), axis(x.shape().dim(2), random));
  }

  private static Window.Axis axis(int length, Random random) {
    int size = 1 + random.nextInt(Math.min(3, length));
    int padding = size > 1 ? random.nextInt(2) : 0;
    return Window.Axis.of(size).withStride(1 + random.nextInt(2)).withPadding(padding, padding);
  }

  private static Value slice(Value x, int axis, Random random) {
    int n = x.shape().dim(axis);
    int from = random.nextInt(n);
    return x.slice(axis, from, from + 1 + random.nextInt(n - from));
  }

  private static Value permute(Value x, Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, x.shape().rank()).boxed().toList());
    Collections.shuffle(order, random);
    return x.permute(order);
  }

  /// Two neighbouring axes as one, or one as two.
  private static Value reshape(Value x, Random random) {
    int[] dims = x.shape().dims();
    int axis = random.nextInt(dims.length);
    if (random.nextBoolean() && axis + 1 < dims.length) {
      int[] merged = new int[dims.length - 1];
      System.arraycopy(dims, 0, merged, 0, axis + 1);
      merged[axis] *= dims[axis + 1];
      System.arraycopy(dims, axis + 2, merged, axis + 1, dims.length - axis - 2);
      return x.reshape(merged);
    }
    int divisor = dims[axis] % 4 == 0 ? 4 : dims[axis] % 3 == 0 ? 3 : 1;
    int[] cut = Arrays.copyOf(dims, dims.length + 1);
    System.arraycopy(dims, axis, cut, axis + 1, dims.length - axis);
    cut[axis] = divisor;
    cut[axis + 1] = dims[axis] / divisor;
    return dims.length < 5 ? x.reshape(cut) : x.exp().times(0.1);
  }

  private static Value concat(Value x, int axis, List<Value> values, Random random) {
    List<Value> parts = new ArrayList<>(List.of(x));
    for (Value other : values) {
      boolean fits =
          other.shape().rank() == x.shape().rank()
              && other.shape().with(axis, 1).equals(x.shape().with(axis, 1));
      if (fits && parts.size() < 4 && random.nextBoolean()) {
        parts.add(other);
      }
    }
    return Value.concat(axis, parts).times(0.9);
  }

  private static Value product(Value x, List<Value> values, Random random) {
    Value other = values.get(random.nextInt(values.size()));
    boolean fits = other.shape().rank() == 2 && other.shape().dim(0) == x.shape().dim(-1);
    Value b = fits ? other : x.shape().rank() == 2 ? x.transpose() : x.transpose().tanh();
    Value product = x.matmul(b);
    return product.times(1.0 / (1 + x.shape().dim(-1)));
  }

  private static Value combined(Value x, List<Value> values, Random random) {
    for (Value other : values.reversed()) {
      if (other != x && other.shape().equals(x.shape()) && random.nextInt(4) > 0) {
        return x.times(other).plus(other);
      }
    }
    return x.times(x.slice(x.shape().rank() - 1, 0, 1));
  }

  private static void close(String what, float[] got, double[] expected) {
    double scale = Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElse(1));
    for (int i = 0; i < expected.length; i++) {
      assertThat(got[i] / scale)
          .as("%s element %d", what, i)
          .isCloseTo(expected[i] / scale, within(2e-5));
    }
  }

  private static void same(String what, Map<String, float[]> expected, Map<String, float[]> got) {
    expected.forEach(
        (name, numbers) ->
            assertThat(Steps.bits(got.get(name)))
                .as("%s: %s", name, what)
                .isEqualTo(Steps.bits(numbers)));
  }
}
