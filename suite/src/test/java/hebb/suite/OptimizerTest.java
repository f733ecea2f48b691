package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import hebb.compile.CompileOptions;
import hebb.compile.CompileOptions.Fusion;
import hebb.compile.Compiler;
import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.kernel.Kernels;
import hebb.kernel.ScalarKernels;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.Role;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.layer.Dense;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Ema;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Variables;
import hebb.run.Executor;
import hebb.run.Program;
import hebb.run.Reference;
import hebb.run.Workspace;
import hebb.tensor.Shape;
import hebb.train.StepGraph;
import hebb.train.TrainingConfig;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Optimisers against trajectories of a trusted system, through the graph that training uses:
/// within 1e-9 in double, within 1e-5 in float32.
class OptimizerTest {
  @TestFactory
  Stream<DynamicTest> followsTheTrajectory() {
    return Stream.concat(Golden.descents().stream(), OptimizerCases.turning().stream())
        .flatMap(
            descent ->
                descent.trajectories().stream()
                    .map(
                        golden ->
                            DynamicTest.dynamicTest(
                                golden.name(), () -> follow(descent, golden, sgdRate(descent)))));
  }

  /// What the running means follow.
  private static double sgdRate(Golden.Descent descent) {
    return descent.trajectories().stream()
        .filter(t -> t.name().equals("sgd"))
        .mapToDouble(t -> t.config().get("lr"))
        .findFirst()
        .orElse(0.004);
  }

  private static void follow(Golden.Descent descent, Golden.Trajectory golden, double sgdRate) {
    TrainingConfig config = OptimizerCases.config(golden, sgdRate).orElse(null);
    if (config == null) {
      abort("not known yet: " + golden.name());
      return;
    }
    int n = descent.start().shape.size();
    Network network =
        Network.function(
            (context, x) ->
                scaled(
                    context.parameter("w", Shape.of(n), Role.WEIGHT, new Initializer.Zeros(), n, n),
                    descent.curvature()));
    Parameters parameters = Parameters.create(network, Shape.of(1), 42);
    Variable w = parameters.get("w");
    Variables state = new Variables();
    Graph graph =
        new StepGraph(
                network, Loss.Standard.HALF_SQUARED_ERROR, parameters, Shape.of(1), Shape.of(n))
            .training(config, state, 1);
    w.store(Steps.narrow(descent.start().data));
    Reference reference = new Reference(graph);
    reference.set(w, descent.start().data);
    Map<String, double[]> inputs =
        Map.of(
            "features", new double[1],
            "targets", new double[n],
            "learning_rate", new double[] {config.optimizer().learningRate()});
    state.all().forEach(reference::get);
    Program program = Compiler.compile(graph);
    Workspace workspace = program.newWorkspace();
    Steps.fill(workspace, inputs);
    for (int step = 0; step < golden.steps().size(); step++) {
      reference.run(inputs, step);
      Executor.of(1).run(program, workspace, step);
      double[] exact = config.ema().isPresent() ? mean(reference, state, w) : reference.get(w);
      float[] compiled = config.ema().map(ema -> ema.read(state, w)).orElse(w.fetch());
      double[] expected = golden.steps().get(step).data;
      double scale = Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElse(1));
      for (int i = 0; i < n; i++) {
        assertThat(exact[i])
            .as("step %d, element %d", step, i)
            .isCloseTo(expected[i], within(1e-9 * scale));
        assertThat((double) compiled[i])
            .as("step %d, element %d", step, i)
            .isCloseTo(expected[i], within(1e-5 * scale));
      }
    }
  }

  /// `sqrt(c) w` as one row, so that half its square is the function that the trajectories go down.
  private static Value scaled(Value w, Golden.Array c) {
    double[] roots = Arrays.stream(c.data).map(Math::sqrt).toArray();
    return w.times(w.graph().constant(c.shape, roots)).expand(0);
  }

  private static double[] mean(Reference reference, Variables state, Variable w) {
    double[] mean = reference.get(find(state, "ema/" + w.path())).clone();
    double divisor =
        state.all().stream()
            .filter(variable -> variable.path().equals("ema/correction"))
            .mapToDouble(variable -> reference.get(variable)[0])
            .findFirst()
            .orElse(1);
    Arrays.setAll(mean, i -> mean[i] / divisor);
    return mean;
  }

  private static Variable find(Variables state, String path) {
    return state.all().stream()
        .filter(variable -> variable.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  @TestFactory
  Stream<DynamicTest> fusionAndKernelsChangeNoBit() {
    return Optimizer.names().stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      CompileOptions scalar =
                          CompileOptions.standard().withKernels(new ScalarKernels());
                      int[] expected = trained(name, scalar.withFusion(Fusion.OFF));
                      for (Kernels kernels : AllKernels.list()) {
                        assertThat(trained(name, scalar.withKernels(kernels)))
                            .as("%s", kernels.name())
                            .isEqualTo(expected);
                      }
                    }));
  }

  /// Weights whose gradient has become 0: what is kept of it fades, and has to end at 0.
  @TestFactory
  Stream<DynamicTest> nothingFadesIntoDenormalNumbers() {
    return Optimizer.names().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> nothingFades(name)));
  }

  private static void nothingFades(String optimizer) {
    Network network = Network.of(Dense.of(3));
    Parameters parameters = Parameters.create(network, Shape.of(7), 42);
    Variables state = new Variables();
    Graph graph =
        new StepGraph(
                network, Loss.Standard.HALF_SQUARED_ERROR, parameters, Shape.of(7), Shape.of(3))
            .training(TrainingConfig.of(1).withOptimizer(Optimizer.of(optimizer)), state, 5);
    Program program = Compiler.compile(graph);
    Workspace workspace = program.newWorkspace();
    Steps.fill(workspace, Steps.randomInputs(graph, 0.01, 1, 3));
    for (int step = 0; step < 3000; step++) {
      if (step == 20) {
        Arrays.fill(workspace.input("features"), 0);
      }
      Executor.of(1).run(program, workspace, step);
    }
    for (Variable variable : state.all()) {
      for (float value : variable.fetch()) {
        assertThat(value == 0 || Math.abs(value) >= Float.MIN_NORMAL)
            .as("%s: %s", variable.path(), value)
            .isTrue();
      }
    }
  }

  /// The bits of parameters and state after some steps with a decay, a limit and a running mean.
  private static int[] trained(String optimizer, CompileOptions options) {
    TrainingConfig config =
        TrainingConfig.of(1)
            .withOptimizer(Optimizer.of(optimizer))
            .withL2(0.01)
            .withClipNorm(1)
            .withEma(Ema.of(0.9));
    Network network = Network.of(Dense.of(37, Activation.Standard.TANH), Dense.of(3));
    Parameters parameters = Parameters.create(network, Shape.of(19), 42);
    Variables state = new Variables();
    Graph graph =
        new StepGraph(
                network, Loss.Standard.HALF_SQUARED_ERROR, parameters, Shape.of(19), Shape.of(3))
            .training(config, state, 5);
    Program program = Compiler.compile(graph, options);
    Workspace workspace = program.newWorkspace();
    Steps.fill(workspace, Steps.randomInputs(graph, 0.01, 1, 3));
    for (int step = 0; step < 6; step++) {
      Executor.of(1).run(program, workspace, step);
    }
    return Stream.concat(parameters.variables().stream(), state.all().stream())
        .flatMapToInt(variable -> Arrays.stream(Steps.bits(variable.fetch())))
        .toArray();
  }

  /// How many instructions the update of a parameter takes.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      sgd      | mix
      momentum | mix add
      adagrad  | mix_square adapt
      rmsprop  | mix_square adapt
      adam     | mix_and_adapt
      adamw    | mix_and_adapt
      """)
  void updatesAreFewInstructions(String name, String instructions) {
    Network network = Network.of(Dense.of(3));
    Parameters parameters = Parameters.create(network, Shape.of(7), 42);
    Graph graph =
        new StepGraph(
                network, Loss.Standard.HALF_SQUARED_ERROR, parameters, Shape.of(7), Shape.of(3))
            .training(TrainingConfig.of(1).withOptimizer(Optimizer.of(name)), new Variables(), 5);
    assertThat(Compiler.compile(graph).toString()).contains("loop [7, 3] " + instructions + "\n");
  }

  @Test
  void everyOptimizerHasItsDefaultsAndReadsItsOwnText() {
    assertThat(Optimizer.names()).containsExactlyElementsOf(OptimizerCases.defaults().keySet());
    OptimizerCases.defaults()
        .forEach(
            (name, text) -> {
              assertThat(Optimizer.of(name).spec()).hasToString(text);
              assertThat(Optimizer.of(text)).isEqualTo(Optimizer.of(name));
              assertThat(Optimizer.of(name).withLearningRate(0.5).learningRate()).isEqualTo(0.5);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      lion(weight_decay=-1) | lion: weight_decay: expected a number of 0 or more, got -1.0.
      lion(beta1=1)         | lion: beta1: expected a number of 0 or more and below 1, got 1.0.
      radam(epsilon=-1)     | radam: epsilon: expected a number of 0 or more, got -1.0.
      rprop(decrease=1)     | rprop: decrease: expected a number above 0 and below 1, got 1.0.
      rprop(increase=.9)    | rprop: increase: expected a number of 1 or more, got 0.9.
      rprop(least=60)       | rprop: least: expected a number up to 50.0, got 60.0.
      rprop(step=1)         | parameter of rprop: expected one of learning_rate, decrease, increase, least, most, got 'step'.
      """)
  void aTextThatIsNoOptimizerIsMetWithASentence(String text, String message) {
    assertThatThrownBy(() -> Optimizer.of(text)).hasMessage(message);
  }
}
