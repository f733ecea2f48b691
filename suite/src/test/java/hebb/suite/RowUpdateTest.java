package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.compile.CompileOptions;
import hebb.compile.CompileOptions.Fusion;
import hebb.compile.Compiler;
import hebb.dataset.InputSpec;
import hebb.graph.Graph;
import hebb.graph.Variable;
import hebb.kernel.Kernels;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Embedding;
import hebb.nn.layer.Flatten;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Ema;
import hebb.nn.optim.Momentum;
import hebb.nn.optim.Sgd;
import hebb.nn.optim.Variables;
import hebb.run.Program;
import hebb.run.step.UpdateRows;
import hebb.tensor.Shape;
import hebb.train.StepGraph;
import hebb.train.TrainingConfig;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Updates of tables by the rows that a step looks up: the bits of a dense update, where the rule
/// of the optimiser leaves other rows alone, and not where it moves them.
class RowUpdateTest {
  private static final int ROWS = 40;
  private static final int BATCH = 12;
  private static final TrainingConfig SGD =
      TrainingConfig.of(1).withOptimizer(new Sgd(0.5)).withBatchSize(BATCH);

  private record Step(Graph graph, Parameters parameters) {
    static Step of(TrainingConfig config, int batch) {
      List<InputSpec> inputs = List.of(InputSpec.indices("ids", Shape.of(2), ROWS));
      Network network = Network.of(Embedding.of(5), new Flatten(), Dense.of(3));
      Parameters parameters = Parameters.create(network, inputs, 4);
      StepGraph step =
          new StepGraph(
              network, Loss.Standard.SOFTMAX_CROSS_ENTROPY, parameters, inputs, Shape.of(1));
      return new Step(step.trainingUpTo(config, new Variables(), batch), parameters);
    }

    boolean isByRows() {
      return Compiler.compile(graph).steps().stream().anyMatch(UpdateRows.class::isInstance);
    }
  }

  @Test
  void changesNoBitOfTheRowsThatOccurNorOfOthers() {
    Map<String, float[]> dense = trained(CompileOptions.standard().withFusion(Fusion.OFF));
    for (Kernels kernels : AllKernels.list()) {
      Map<String, float[]> byRows = trained(CompileOptions.standard().withKernels(kernels));
      dense.forEach((path, numbers) -> assertThat(byRows.get(path)).as(path).isEqualTo(numbers));
    }
  }

  /// The weights after some steps on ids of which some occur twice in a batch.
  private static Map<String, float[]> trained(CompileOptions options) {
    Step step = Step.of(SGD, BATCH);
    Program program = Compiler.compile(step.graph, options);
    Random random = new Random(3);
    for (int i = 0; i < 6; i++) {
      Map<String, double[]> inputs = new LinkedHashMap<>();
      inputs.put("ids", random.ints(BATCH * 2, 0, ROWS / 2).asDoubleStream().toArray());
      inputs.put(StepGraph.TARGETS, random.ints(BATCH, 0, 3).asDoubleStream().toArray());
      inputs.put("rows", new double[] {BATCH - i});
      inputs.put("learning_rate", new double[] {0.5});
      Steps.run(program, 1 + i % 3, inputs);
    }
    Map<String, float[]> weights = new LinkedHashMap<>();
    for (Variable variable : step.parameters.trained()) {
      weights.put(variable.path(), variable.fetch().clone());
    }
    return weights;
  }

  @Test
  void movesRows() {
    float[] before = Step.of(SGD, BATCH).parameters.trained().getFirst().fetch();
    float[] after = trained(CompileOptions.standard()).values().iterator().next();
    int half = before.length / 2;
    assertThat(Arrays.copyOf(after, half)).isNotEqualTo(Arrays.copyOf(before, half));
    assertThat(Arrays.copyOfRange(after, half, before.length))
        .isEqualTo(Arrays.copyOfRange(before, half, before.length));
  }

  @Test
  void isDoneWhereOtherRowsStay() {
    Step step = Step.of(SGD, BATCH);
    assertThat(step.isByRows()).isTrue();
    assertThat(Compiler.compile(step.graph).updatedByRows())
        .extracting(Variable::path)
        .containsExactly("embedding1/weight");
  }

  @TestFactory
  Stream<DynamicTest> isNotDoneWhereTheRuleMovesAll() {
    Map<String, UnaryOperator<TrainingConfig>> others = new LinkedHashMap<>();
    others.put("momentum", config -> config.withOptimizer(new Momentum()));
    others.put("decay", config -> config.withL2(0.1));
    others.put("average", config -> config.withEma(Ema.of(0.9)));
    others.put("clipping by the norm of all", config -> config.withClipNorm(1));
    return others.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(),
                    () -> {
                      Step step = Step.of(each.getValue().apply(SGD), BATCH);
                      assertThat(step.isByRows()).isFalse();
                      assertThat(Compiler.compile(step.graph).updatedByRows()).isEmpty();
                    }));
  }

  @Test
  void isNotDoneWhereThereAreFewerRowsThanIndices() {
    assertThat(Step.of(SGD, ROWS).isByRows()).isFalse();
  }
}
