package hebb.suite.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hebb.backend.Backend;
import hebb.backend.BackendChoice;
import hebb.backend.Executable;
import hebb.backend.Execution;
import hebb.backend.Profile;
import hebb.cli.Main;
import hebb.dataset.Dataset;
import hebb.graph.Graph;
import hebb.graph.ShapeException;
import hebb.graph.Variable;
import hebb.nn.Context;
import hebb.nn.Mode;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Dropout;
import hebb.nn.layer.LayerNorm;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Ema;
import hebb.nn.optim.Optimizer;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import hebb.train.EpochLog;
import hebb.train.Predictor;
import hebb.train.Trainer;
import hebb.train.TrainingConfig;
import hebb.train.TrainingListener;
import hebb.train.TrainingResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The seam: a second back end, whose arithmetic and state are in double precision, does all that
/// the processor does.
class BackendTest {
  private static final Backend CPU = BackendChoice.of("cpu").backend();
  private static final Backend REFERENCE = BackendChoice.of("reference").backend();
  private static final Loss LOSS = Loss.Standard.BINARY_CROSS_ENTROPY;

  private static Dataset rows(int count, long seed) {
    Random random = new Random(seed);
    float[][] features = new float[count][3];
    float[][] targets = new float[count][1];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < 3; j++) {
        features[i][j] = random.nextFloat(-1, 1);
      }
      targets[i][0] = features[i][0] * features[i][1] > features[i][2] ? 1 : 0;
    }
    return Dataset.of(Tensor.of(features), Tensor.of(targets));
  }

  private static final Network NETWORK =
      Network.of(
          Dense.of(6, Activation.Standard.TANH), new LayerNorm(), new Dropout(0.25), Dense.of(1));

  private record Trained(Parameters parameters, List<Double> losses) {}

  /// Trains with a smaller last batch, a validation part, a running mean and early stopping.
  private static Trained train(Backend backend) {
    TrainingConfig config =
        TrainingConfig.of(6)
            .withBatchSize(16)
            .withThreads(1)
            .withOptimizer(Optimizer.of("adamw"))
            .withEma(Ema.of(0.9))
            .withPatience(3);
    List<Double> losses = new ArrayList<>();
    TrainingResult result =
        new Trainer(NETWORK, LOSS, config, rows(70, 1))
            .validation(rows(30, 2))
            .backend(backend)
            .listener(
                new TrainingListener() {
                  @Override
                  public void epochEnd(EpochLog log) {
                    losses.add(log.loss());
                    losses.add(log.validationLoss().orElseThrow());
                  }
                })
            .run();
    return new Trained(result.parameters(), losses);
  }

  private static float[] predict(Backend backend, Parameters parameters) {
    Dataset rows = rows(20, 3);
    float[] features = new float[60];
    int[] order = new int[20];
    Arrays.setAll(order, i -> i);
    rows.read(order, 0, 20, features, new float[20]);
    float[] into = new float[20];
    new Predictor(NETWORK, parameters, rows.inputs(), LOSS.prediction(), 1, backend)
        .predict(features, 20, into);
    return into;
  }

  @Test
  void trainingAndPredictionAgree() {
    Trained expected = train(CPU);
    Trained got = train(REFERENCE);
    assertThat(got.losses).hasSameSizeAs(expected.losses).hasSize(12);
    for (int i = 0; i < expected.losses.size(); i++) {
      assertThat(got.losses.get(i)).isCloseTo(expected.losses.get(i), within(1e-5));
    }
    for (Variable variable : expected.parameters.variables()) {
      close(variable.path(), got.parameters.get(variable.path()).fetch(), variable.fetch());
    }
    float[] predictions = predict(CPU, expected.parameters);
    close("same back end", predict(REFERENCE, got.parameters), predictions);
    close("trained here, predicted there", predict(CPU, got.parameters), predictions);
    close("trained there, predicted here", predict(REFERENCE, expected.parameters), predictions);
  }

  private static void close(String what, float[] got, float[] expected) {
    assertThat(got).as(what).containsExactly(expected, within(1e-5f));
  }

  /// Numbers that float32 cannot hold show where they have been.
  @Test
  void stateStaysWithItsBackEnd() {
    Variable variable = Variable.of("sum", Shape.of(2), 1, 2);
    Execution here = adder(CPU, variable).newExecution();
    Execution there = adder(REFERENCE, variable).newExecution();
    for (int i = 0; i < 1000; i++) {
      here.run(i);
    }
    float inFloat = 1;
    for (int i = 0; i < 1000; i++) {
      inFloat += 1e-5f;
    }
    assertThat(variable.fetch()[0]).isEqualTo(inFloat);
    variable.store(1, 2);
    for (int i = 0; i < 1000; i++) {
      there.run(i);
    }
    assertThat(variable.fetch()[0]).isEqualTo((float) (1 + 1000 * (double) 1e-5f));
  }

  @Test
  void numbersFollowFromOneBackEndToTheOther() {
    Variable variable = Variable.of("sum", Shape.of(2), 1, 2);
    Graph graph = new Graph();
    graph.assign(variable, graph.parameter(variable).times(2));
    graph.output("before", graph.parameter(variable));
    Execution here = CPU.compile(graph, 1).newExecution();
    Execution there = REFERENCE.compile(graph, 1).newExecution();
    Execution again = CPU.compile(graph, 2).newExecution();
    float expected = 1;
    for (int round = 0; round < 3; round++) {
      for (Execution each : List.of(here, there, again, here)) {
        float[] before = new float[2];
        each.run(round);
        assertThat(each.read("before", before, 0)).isEqualTo(2);
        assertThat(before).containsExactly(expected, 2 * expected);
        expected *= 2;
        assertThat(variable.fetch()).containsExactly(expected, 2 * expected);
      }
      expected = round + 3;
      variable.store(expected, 2 * expected);
    }
  }

  private static Executable adder(Backend backend, Variable variable) {
    Graph graph = new Graph();
    graph.assign(variable, graph.parameter(variable).plus((double) 1e-5f));
    return backend.compile(graph, 1);
  }

  @Test
  void numbersComeAndGoByCopy() {
    float[] numbers = {1, 2};
    Variable variable = Variable.of("w", Shape.of(2), numbers);
    numbers[0] = 9;
    variable.fetch()[1] = 9;
    assertThat(variable.fetch()).containsExactly(1, 2);
    variable.store(numbers);
    numbers[0] = 7;
    variable.fetch(numbers);
    assertThat(numbers).containsExactly(9, 2);
    assertThatThrownBy(() -> variable.store(1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("store: expected 2 numbers for shape [2], got 1.");
    assertThatThrownBy(() -> variable.fetch(new float[3]))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("fetch: expected 2 numbers for shape [2], got 3.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "reference"})
  void whatIsDoneCanBeReadAndTimed(String name) {
    Network network = Network.of(Dense.of(4, Activation.Standard.RELU), Dense.of(1));
    Graph graph = new Graph();
    Parameters parameters = Parameters.create(network, Shape.of(3), 1);
    graph.output(
        "y",
        network.apply(
            Context.of(graph, parameters, Mode.EVALUATION), graph.input("x", Shape.of(5, 3))));
    Executable executable = BackendChoice.of(name).backend().compile(graph, 1);
    assertThat(executable.operations())
        .extracting(Executable.Operation::layer)
        .contains("hidden1", "output");
    assertThat(executable.threads()).isOne();
    assertThat(executable.memoryBytes()).isPositive();
    Execution execution = executable.newExecution();
    assertThat(execution.hasInput("x")).isTrue();
    assertThat(execution.hasInput("z")).isFalse();
    assertThatThrownBy(() -> execution.input("z")).isInstanceOf(IllegalArgumentException.class);
    Profile profile = new Profile();
    execution.profile(0, profile);
    assertThat(profile.runs()).isOne();
    assertThat(profile.millis(Profile.Part.PRODUCTS) + profile.millis(Profile.Part.ELEMENTWISE))
        .isPositive();
    assertThatThrownBy(() -> execution.scalar("z")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBackEndIsChosenByItsName() {
    assertThat(BackendChoice.of("reference").reason()).isEqualTo("Chosen by hebb.backend.");
    assertThat(BackendChoice.current().reason()).isEqualTo("The default.");
    assertThatThrownBy(() -> BackendChoice.of("absent"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "hebb.backend: expected a back end that runs here, got absent. Use cpu or reference."
                + " Others do not run here: ")
        .hasMessageContaining("a back end does not load (")
        .hasMessageEndingWith("absent: no device was found.");
    assertThatThrownBy(() -> BackendChoice.of("gpu"))
        .hasMessageContaining("expected a back end that runs here, got gpu. Use cpu or reference.");
  }

  @Test
  void thePropertyChoosesForAJvm() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dhebb.backend=reference",
                Main.class.getName(),
                "--version")
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(out).contains("back end reference: Chosen by hebb.backend.");
  }
}
