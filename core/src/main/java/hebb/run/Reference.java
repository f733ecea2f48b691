package hebb.run;

import hebb.graph.Binary;
import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.RandomKey;
import hebb.graph.Reduction;
import hebb.graph.ScanShapes;
import hebb.graph.Unary;
import hebb.graph.Variable;
import hebb.kernel.ScalarKernels;
import hebb.run.step.Gather;
import hebb.tensor.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The interpreter in double precision, op by op, as plainly as it can be written: the oracle that
/// everything faster is tested against. It keeps its own double-precision state for the variables
/// it has met.
public final class Reference {
  private final Graph graph;
  private final Map<Variable, double[]> variables = new IdentityHashMap<>();

  /// An interpreter of one graph; variables start at their present float values.
  public Reference(Graph graph) {
    this.graph = graph;
  }

  /// Sets a variable's state.
  public void set(Variable variable, double[] values) {
    variables.put(variable, values.clone());
  }

  /// A variable's state; not a copy.
  public double[] get(Variable variable) {
    return variables.computeIfAbsent(variable, s -> widen(s.fetch()));
  }

  /// Runs one step: returns the named outputs and advances the variables.
  public Map<String, double[]> run(Map<String, double[]> inputs, long step) {
    Map<Node, double[]> values = new HashMap<>();
    Map<Variable, double[]> next = new IdentityHashMap<>();
    for (Node node : graph.nodes()) {
      double[][] in = node.inputs().stream().map(values::get).toArray(double[][]::new);
      double[] result = compute(node, in, inputs, step);
      values.put(node, result);
      if (node.op() instanceof Op.Assign(Variable variable)) {
        next.put(variable, result.clone());
      }
    }
    Map<String, double[]> outputs = new LinkedHashMap<>();
    graph
        .outputs()
        .forEach(
            (name, value) ->
                outputs.put(name, Objects.requireNonNull(values.get(value.node())).clone()));
    variables.putAll(next);
    return outputs;
  }

  /// The value of one named output for the present state, which stays as it is.
  public double[] evaluate(String output, Map<String, double[]> inputs, long step) {
    double[] result = evaluate(inputs, step).get(output);
    if (result == null) {
      throw new IllegalArgumentException(
          "evaluate: expected one of the outputs "
              + graph.outputs().keySet()
              + ", got '"
              + output
              + "'.");
    }
    return result;
  }

  /// The named outputs for the present state, which stays as it is.
  public Map<String, double[]> evaluate(Map<String, double[]> inputs, long step) {
    Map<Variable, double[]> before = new IdentityHashMap<>(variables);
    Map<String, double[]> results = run(inputs, step);
    variables.putAll(before);
    return results;
  }

  private double[] compute(Node node, double[][] in, Map<String, double[]> inputs, long step) {
    Shape shape = node.shape();
    return switch (node.op()) {
      case Op.Input(String name) -> fed(name, shape, inputs);
      case Op.Parameter(Variable variable) -> get(variable);
      case Op.Constant constant -> graph.constantData(constant);
      case Op.Random(long key) -> random(key, step, shape.size());
      case Op.Map(Unary f) -> Arrays.stream(in[0]).map(f::apply).toArray();
      case Op.Zip(Binary f) -> zip(f, in[0], in[1]);
      case Op.Detach() -> in[0];
      case Op.Select() -> select(in[0], in[1], in[2]);
      case Op.Reduce(Reduction r, int from, int to) ->
          reduce(r, in[0], node.input().shape(), from, to);
      case Op.ArgMax() -> argMax(in[0], node.input().shape().dim(-1));
      case Op.Reshape(Shape s) -> in[0];
      case Op.Permute(List<Integer> order) -> permute(in[0], node.input().shape(), order);
      case Op.Broadcast(Shape s) -> broadcast(in[0], node.input().shape(), shape);
      case Op.Slice(int axis, int from, int to) ->
          window(in[0], node.input().shape(), shape, axis, from, 0);
      case Op.Pad(int axis, int before, int after) ->
          window(in[0], node.input().shape(), shape, axis, 0, before);
      case Op.Concat(int axis) -> concat(node, in, axis);
      case Op.Gather() -> gather(in[0], in[1], shape, node.input().shape().dim(0));
      case Op.ScatterAdd(int size) -> scatterAdd(in[0], in[1], shape, size);
      case Op.MatMul(boolean ta, boolean tb) -> matmul(node, in[0], in[1], ta, tb);
      case Op.Windowed op -> WindowReference.compute(op, node, in);
      case Op.Scan op -> ScanReference.compute(op, node, in, step);
      case Op.ScanPart op -> {
        int from = ScanShapes.offset(op, node.input());
        yield Arrays.copyOfRange(in[0], from, from + shape.size());
      }
      case Op.Assign(Variable variable) -> in[0];
    };
  }

  private static double[] fed(String name, Shape shape, Map<String, double[]> inputs) {
    double[] values = inputs.get(name);
    if (values == null || values.length != shape.size()) {
      throw new IllegalArgumentException(
          "input "
              + name
              + ": expected "
              + shape.size()
              + " numbers for shape "
              + shape
              + ", got "
              + (values == null ? "none" : values.length)
              + ".");
    }
    return values;
  }

  private static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    Arrays.setAll(wide, i -> values[i]);
    return wide;
  }

  private static double[] random(long key, long step, int n) {
    float[] numbers = new float[n];
    new ScalarKernels().uniform(RandomKey.at(key, step), 0, numbers, 0, n);
    return widen(numbers);
  }

  private static double[] zip(Binary f, double[] a, double[] b) {
    double[] y = new double[a.length];
    Arrays.setAll(y, i -> f.apply(a[i], b[i]));
    return y;
  }

  private static double[] select(double[] c, double[] a, double[] b) {
    double[] y = new double[c.length];
    Arrays.setAll(y, i -> c[i] != 0 ? a[i] : b[i]);
    return y;
  }

  private static double[] reduce(Reduction r, double[] x, Shape shape, int from, int to) {
    int outer = shape.range(0, from).size();
    int n = shape.range(from, to).size();
    int inner = shape.range(to, shape.rank()).size();
    double[] y = new double[outer * inner];
    Arrays.fill(y, r.identity());
    for (int o = 0; o < outer; o++) {
      for (int j = 0; j < n; j++) {
        for (int i = 0; i < inner; i++) {
          y[o * inner + i] = r.apply(y[o * inner + i], x[(o * n + j) * inner + i]);
        }
      }
    }
    return y;
  }

  private static double[] argMax(double[] x, int n) {
    double[] y = new double[x.length / n];
    for (int r = 0; r < y.length; r++) {
      int best = 0;
      for (int i = 1; i < n && !Double.isNaN(x[r * n + best]); i++) {
        if (x[r * n + i] > x[r * n + best] || Double.isNaN(x[r * n + i])) {
          best = i;
        }
      }
      y[r] = best;
    }
    return y;
  }

  private static double[] permute(double[] x, Shape from, List<Integer> order) {
    int[] strides = new int[order.size()];
    int[] dims = new int[order.size()];
    for (int i = 0; i < strides.length; i++) {
      strides[i] = from.range(order.get(i) + 1, from.rank()).size();
      dims[i] = from.dim(order.get(i));
    }
    return strided(x, dims, strides);
  }

  private static double[] broadcast(double[] x, Shape from, Shape to) {
    int[] strides = new int[to.rank()];
    int extra = to.rank() - from.rank();
    for (int i = extra; i < to.rank(); i++) {
      strides[i] = from.dim(i - extra) == 1 ? 0 : from.range(i - extra + 1, from.rank()).size();
    }
    return strided(x, to.dims(), strides);
  }

  private static double[] strided(double[] x, int[] dims, int[] strides) {
    double[] y = new double[Shape.of(dims).size()];
    for (int at = 0; at < y.length; at++) {
      int rest = at;
      int source = 0;
      for (int axis = dims.length - 1; axis >= 0; axis--) {
        source += rest % dims[axis] * strides[axis];
        rest /= dims[axis];
      }
      y[at] = x[source];
    }
    return y;
  }

  /// Copies a window of one axis: element `j` of the result is `j + skip - zeros` of the input, 0
  /// outside.
  private static double[] window(double[] x, Shape from, Shape to, int axis, int skip, int zeros) {
    int outer = to.range(0, axis).size();
    int inner = to.range(axis + 1, to.rank()).size();
    double[] y = new double[to.size()];
    for (int o = 0; o < outer; o++) {
      for (int j = 0; j < to.dim(axis); j++) {
        int source = j + skip - zeros;
        for (int i = 0; source >= 0 && source < from.dim(axis) && i < inner; i++) {
          y[(o * to.dim(axis) + j) * inner + i] = x[(o * from.dim(axis) + source) * inner + i];
        }
      }
    }
    return y;
  }

  private static double[] concat(Node node, double[][] in, int axis) {
    Shape shape = node.shape();
    int outer = shape.range(0, axis).size();
    int inner = shape.range(axis + 1, shape.rank()).size();
    double[] y = new double[shape.size()];
    int before = 0;
    for (int p = 0; p < in.length; p++) {
      int run = node.input(p).shape().dim(axis) * inner;
      for (int o = 0; o < outer; o++) {
        System.arraycopy(in[p], o * run, y, o * shape.dim(axis) * inner + before, run);
      }
      before += run;
    }
    return y;
  }

  private static double[] gather(double[] table, double[] indices, Shape shape, int size) {
    int row = indices.length == 0 ? 0 : shape.size() / indices.length;
    double[] y = new double[shape.size()];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(table, Gather.check(indices[i], size, "gather") * row, y, i * row, row);
    }
    return y;
  }

  private static double[] scatterAdd(double[] indices, double[] rows, Shape shape, int size) {
    int row = shape.size() / Math.max(1, size);
    double[] y = new double[shape.size()];
    for (int i = 0; i < indices.length; i++) {
      int at = Gather.check(indices[i], size, "scatter_add");
      for (int j = 0; j < row; j++) {
        y[at * row + j] += rows[i * row + j];
      }
    }
    return y;
  }

  private static double[] matmul(Node node, double[] a, double[] b, boolean ta, boolean tb) {
    int m = node.shape().dim(-2);
    int n = node.shape().dim(-1);
    int k = node.input(0).shape().dim(ta ? -2 : -1);
    int count = m * n == 0 ? 0 : node.shape().size() / (m * n);
    int stepA = node.input(0).shape().rank() == 2 ? 0 : m * k;
    int stepB = node.input(1).shape().rank() == 2 ? 0 : k * n;
    double[] c = new double[node.shape().size()];
    for (int batch = 0; batch < count; batch++) {
      for (int i = 0; i < m; i++) {
        for (int p = 0; p < k; p++) {
          double x = a[batch * stepA + (ta ? p * m + i : i * k + p)];
          for (int j = 0; j < n; j++) {
            c[(batch * m + i) * n + j] += x * b[batch * stepB + (tb ? j * k + p : p * n + j)];
          }
        }
      }
    }
    return c;
  }
}
