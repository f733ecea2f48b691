package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;
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
import hebb.nn.Dense;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.Role;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Ema;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Schedule;
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
/// within 1e-9 in double, within 1e-5 in float32. Schedules against their formulas.
class OptimizerTest {
  @TestFactory
  Stream<DynamicTest> followsTheTrajectory() {
    Golden.Descent descent = Golden.descent();
    double sgdRate =
        descent.trajectories().stream()
            .filter(t -> t.name().equals("sgd"))
            .mapToDouble(t -> t.config().get("lr"))
            .findFirst()
            .orElse(0.004);
    return descent.trajectories().stream()
        .map(
            golden ->
                DynamicTest.dynamicTest(golden.name(), () -> follow(descent, golden, sgdRate)));
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
    for (int i = 0; i < n; i++) {
      w.values()[i] = (float) descent.start().data[i];
    }
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
      float[] compiled = config.ema().map(ema -> ema.read(state, w)).orElse(w.values());
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
      for (float value : variable.values()) {
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
        .flatMapToInt(variable -> Arrays.stream(Steps.bits(variable.values())))
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
      adam     | adam
      adamw    | adam
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
      constant                                  | 7    | 20 | 3 | 1
      step(every_epochs=10,factor=.5)           | 9.99 | 20 | 0 | 1
      step(every_epochs=10,factor=.5)           | 10   | 20 | 0 | .5
      step(every_epochs=10,factor=.5)           | 25   | 99 | 0 | .25
      exponential(decay=.9)                     | 0    | 20 | 0 | 1
      exponential(decay=.9)                     | 2    | 20 | 0 | .81
      cosine                                    | 0    | 20 | 0 | 1
      cosine                                    | 10   | 20 | 0 | .5
      cosine                                    | 20   | 20 | 0 | 0
      cosine(floor=.2)                          | 10   | 20 | 0 | .6
      cosine(warmup_epochs=4)                   | 1    | 20 | 0 | .25
      cosine(warmup_epochs=4)                   | 4    | 20 | 0 | 1
      cosine(warmup_epochs=4)                   | 12   | 20 | 0 | .5
      cosine(warmup_epochs=9)                   | 6    | 6  | 0 | .66666666666666667
      plateau                                   | 9    | 20 | 0 | 1
      plateau(factor=.1)                        | 9    | 20 | 2 | .01
      plateau(factor=.1,floor=.05)              | 9    | 20 | 2 | .05
      """)
  void scheduleFactors(String text, double epoch, int epochs, int reductions, double factor) {
    Schedule schedule = Schedule.of(text);
    assertThat(schedule.factor(epoch, epochs, reductions)).isCloseTo(factor, within(1e-15));
    assertThat(Schedule.of(schedule.spec().toString())).isEqualTo(schedule);
  }
}
