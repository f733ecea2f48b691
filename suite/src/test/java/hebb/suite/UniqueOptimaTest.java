package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import hebb.backend.Backend;
import hebb.backend.BackendChoice;
import hebb.data.table.Cells;
import hebb.data.table.ReadOptions;
import hebb.data.table.Table;
import hebb.data.table.TableReader;
import hebb.dataset.Dataset;
import hebb.graph.Graph;
import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.layer.Dense;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Lbfgs;
import hebb.run.Reference;
import hebb.suite.backend.ReferenceBackend;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import hebb.train.Outcome;
import hebb.train.StepGraph;
import hebb.train.Trainer;
import hebb.train.TrainingConfig;
import hebb.train.TrainingResult;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Logistic and softmax regression with L2 have one optimum: L-BFGS ends there, as the loss in
/// double precision tells.
class UniqueOptimaTest {
  private static final double L2 = 0.01;

  static Stream<Arguments> optima() {
    return Stream.of(
        arguments("breast_cancer", .0995913755),
        arguments("iris", .2436772266),
        arguments("wine", .0918197305),
        arguments("digits", .7385140819));
  }

  /// In float32, to where the largest number of the gradient is below 1e-5.
  @ParameterizedTest
  @MethodSource("optima")
  void lbfgsEndsAtTheOptimum(String name, double optimum) {
    Backend backend = BackendChoice.current().backend();
    assertThat(found(name, backend, new Lbfgs())).isCloseTo(optimum, within(1e-7));
  }

  /// In double, where a smaller gradient can be told from none.
  @ParameterizedTest
  @MethodSource("optima")
  void lbfgsEndsAtTheOptimumInDouble(String name, double optimum) {
    assertThat(found(name, new ReferenceBackend(), new Lbfgs(1, 10, 1e-7)))
        .isCloseTo(optimum, within(1e-10));
  }

  /// The loss and penalty, in double, of the weights that are found.
  private static double found(String name, Backend backend, Lbfgs lbfgs) {
    Table table = TableReader.read(Shared.file("data/csv/" + name + ".csv"), ReadOptions.DEFAULTS);
    Dataset data = data(table, name.equals("digits"));
    int classes = new TreeSet<>(labels(table)).size();
    boolean two = classes == 2;
    Loss loss = two ? Loss.Standard.BINARY_CROSS_ENTROPY : Loss.Standard.SOFTMAX_CROSS_ENTROPY;
    int width = data.width() / 2;
    Layer whole = (context, x) -> x.slice(1, 0, width).plus(x.slice(1, width, 2 * width));
    Network network = Network.of(whole, Dense.of(two ? 1 : classes));
    TrainingConfig config = TrainingConfig.of(1000).withOptimizer(lbfgs).withL2(L2);
    TrainingResult result = new Trainer(network, loss, config, data).backend(backend).run();
    assertThat(result.outcome()).isEqualTo(Outcome.CONVERGED);
    StepGraph steps =
        new StepGraph(network, loss, result.parameters(), data.inputs(), data.targets());
    Graph graph = steps.evaluation(config, data.rows());
    float[] x = new float[data.rows() * data.width()];
    float[] y = new float[data.rows()];
    data.read(IntStream.range(0, data.rows()).toArray(), 0, data.rows(), x, y);
    Map<String, double[]> out =
        new Reference(graph).run(Map.of("features", wide(x), "targets", wide(y)), 0);
    return Arrays.stream(out.getOrDefault("costs", new double[0])).average().orElseThrow()
        + out.getOrDefault("penalty", new double[1])[0];
  }

  private static List<String> labels(Table table) {
    Cells cells = table.cells(table.columns().getLast());
    return IntStream.range(0, table.rows()).mapToObj(cells::text).toList();
  }

  /// Columns standardised by their deviation, pixels divided by 16; classes in the order of their
  /// names. A row is its numbers in float32, then what rounding took from each: their sum is exact
  /// in double.
  private static Dataset data(Table table, boolean pixels) {
    int rows = table.rows();
    int width = table.columns().size() - 1;
    float[] x = new float[rows * 2 * width];
    for (int c = 0; c < width; c++) {
      Cells cells = table.cells(table.columns().get(c));
      double[] column =
          IntStream.range(0, rows).mapToDouble(r -> Double.parseDouble(cells.text(r))).toArray();
      double mean = Arrays.stream(column).average().orElseThrow();
      double variance =
          Arrays.stream(column).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      for (int r = 0; r < rows; r++) {
        double value = pixels ? column[r] / 16 : (column[r] - mean) / Math.sqrt(variance);
        x[r * 2 * width + c] = (float) value;
        x[(r * 2 + 1) * width + c] = (float) (value - (float) value);
      }
    }
    List<String> labels = labels(table);
    List<String> names = new TreeSet<>(labels).stream().toList();
    float[] y = new float[rows];
    for (int r = 0; r < rows; r++) {
      y[r] = names.indexOf(labels.get(r));
    }
    return Dataset.of(Tensor.of(Shape.of(rows, 2 * width), x), Tensor.of(Shape.of(rows, 1), y));
  }

  private static double[] wide(float[] numbers) {
    double[] wide = new double[numbers.length];
    Arrays.setAll(wide, i -> numbers[i]);
    return wide;
  }
}
