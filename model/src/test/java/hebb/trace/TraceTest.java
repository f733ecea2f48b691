package hebb.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hebb.autodiff.Autodiff;
import hebb.dataset.InputSpec;
import hebb.graph.Graph;
import hebb.graph.Op;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.Role;
import hebb.nn.activation.Activation;
import hebb.nn.activation.Activation.Standard;
import hebb.nn.layer.Embedding;
import hebb.nn.loss.Loss;
import hebb.run.Reference;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import hebb.train.StepGraph;
import hebb.train.TrainingConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each sum that is opened is its number, and each gradient is the one of training.
class TraceTest {
  private static final long SEED = 7;
  private static final TrainingConfig PLAIN = TrainingConfig.of(1);

  static Stream<String> activations() {
    return Activation.names().stream().filter(name -> !name.equals("identity"));
  }

  static Stream<String> losses() {
    return Stream.concat(
            Loss.names().stream().filter(name -> !name.equals("token_cross_entropy")),
            Stream.of("softmax_cross_entropy(smoothing=0.2)"))
        .distinct();
  }

  /// A network at random weights and biases, so that no term is 0.
  private static StepGraph step(String network, Loss loss, Shape row, int targets) {
    return step(Network.parse(network), loss, List.of(InputSpec.features(row)), targets);
  }

  private static StepGraph step(Network network, Loss loss, List<InputSpec> inputs, int targets) {
    Parameters parameters = Parameters.create(network, inputs, SEED);
    var random = new Random(SEED);
    for (Variable variable : parameters.variables()) {
      float[] numbers = variable.fetch();
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) random.nextGaussian() * .7f;
      }
      if (parameters.role(variable) != Role.STATISTIC) {
        variable.store(numbers);
      }
    }
    return new StepGraph(network, loss, parameters, inputs, Shape.of(targets));
  }

  private static Tensor row(int size) {
    var random = new Random(SEED + 1);
    float[] numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return Tensor.of(Shape.of(1, size), numbers);
  }

  private static Tensor target(float... numbers) {
    return Tensor.of(Shape.of(1, numbers.length), numbers);
  }

  /// Every opened number is its sum, every factor that names a number is that number, and float32
  /// is near.
  private static void requireSums(Trace trace) {
    for (TracedTensor tensor : trace.tensors()) {
      for (int i = 0; i < tensor.size(); i++) {
        assertThat((double) tensor.compiled(i))
            .as(tensor.label(i))
            .isCloseTo(tensor.at(i), within(1e-4 * (1 + Math.abs(tensor.at(i)))));
        List<Term> terms = tensor.terms(i);
        assertThat(terms.isEmpty()).as(tensor.label(i)).isEqualTo(!tensor.isOpen());
        if (tensor.isOpen()) {
          double size = terms.stream().mapToDouble(term -> Math.abs(term.value())).sum();
          double sum = terms.stream().mapToDouble(Term::value).sum();
          assertThat(sum)
              .as(tensor.formula() + ": " + tensor.label(i) + " = " + terms)
              .isCloseTo(tensor.at(i), within(1e-12 * Math.max(1, size)));
        }
        terms.stream()
            .flatMap(term -> term.factors().stream())
            .filter(Term.Factor::isRef)
            .forEach(
                factor -> assertThat(factor.value()).isEqualTo(factor.of().getFirst().value()));
      }
    }
  }

  private static List<String> open(Trace trace) {
    return trace.tensors().stream().filter(TracedTensor::isOpen).map(TracedTensor::name).toList();
  }

  private static void requireNothingElsewhere(Trace trace) {
    assertThat(
            trace.tensors().stream()
                .flatMap(
                    tensor ->
                        IntStream.range(0, tensor.size())
                            .mapToObj(tensor::terms)
                            .flatMap(List::stream))
                .map(Term::toString))
        .doesNotContain(Trace.ELSEWHERE);
  }

  /// The gradients of what training minimises, found by themselves.
  private static void requireGradients(
      Trace trace, StepGraph step, TrainingConfig config, Tensor row, Tensor target) {
    Graph graph = new Graph();
    Value minimised = step.objective(graph, config, 1);
    List<Variable> trained = step.parameters().trained();
    List<Value> gradients =
        Autodiff.gradients(minimised, trained.stream().map(graph::parameter).toList());
    for (int i = 0; i < gradients.size(); i++) {
      graph.output("g" + i, gradients.get(i));
    }
    Map<String, double[]> fed = new HashMap<>();
    fed.put("features", wide(row));
    fed.put(StepGraph.TARGETS, wide(target));
    Map<String, double[]> found = new Reference(graph).evaluate(fed, 0);
    int layer = 0;
    for (int i = 0; i < trained.size(); i++) {
      boolean weight = trained.get(i).path().endsWith("weight");
      layer += weight ? 1 : 0;
      TracedTensor gradient = trace.tensor((weight ? "dW" : "db") + layer);
      double[] numbers = Objects.requireNonNull(found.get("g" + i));
      for (int k = 0; k < gradient.size(); k++) {
        assertThat(gradient.at(k)).as(gradient.label(k)).isCloseTo(numbers[k], within(1e-12));
      }
    }
  }

  private static double[] wide(Tensor tensor) {
    return IntStream.range(0, tensor.data().length).mapToDouble(i -> tensor.data()[i]).toArray();
  }

  @ParameterizedTest
  @MethodSource("activations")
  void anyActivationIsOpened(String activation) {
    StepGraph step =
        step(
            "dense(4, activation=X) dense(5) dropout(.5) X dense(3)".replace("X", activation),
            Loss.Standard.SOFTMAX_CROSS_ENTROPY,
            Shape.of(3),
            1);
    Tensor target = target(1);
    TrainingConfig config = PLAIN.withL2(.1).withL1(.01);
    Trace trace = Trace.of(step, config, row(3), Optional.of(target));
    requireSums(trace);
    requireNothingElsewhere(trace);
    assertThat(open(trace))
        .filteredOn(name -> !name.matches("[cS][13]"))
        .containsExactlyInAnyOrder(
            "Z1", "A1", "Z2", "A2", "A3", "Z4", "c4", "S4", "A4", "L", "dZ4", "dW4", "db4", "dA3",
            "dA2", "dZ2", "dW2", "db2", "dA1", "dZ1", "dW1", "db1");
  }

  @ParameterizedTest
  @MethodSource("losses")
  void anyLossIsOpened(String text) {
    Loss loss = Loss.of(text);
    boolean classes = loss.prediction() == Standard.SOFTMAX;
    StepGraph step =
        step("dense(4) tanh dense(" + (classes ? 3 : 2) + ")", loss, Shape.of(3), classes ? 1 : 2);
    Tensor target = classes ? target(2) : target(1, 0);
    TrainingConfig config = PLAIN.withL2(.1).withL1(.01);
    Trace trace = Trace.of(step, config, row(3), Optional.of(target));
    requireSums(trace);
    requireNothingElsewhere(trace);
    requireGradients(trace, step, config, row(3), target);
    List<String> open = new ArrayList<>(open(trace));
    assertThat(open.removeAll(List.of("c2", "S2"))).isEqualTo(classes);
    assertThat(open)
        .containsExactlyInAnyOrder(
            "Z1", "A1", "Z2", "A2", "L", "dZ2", "dW2", "db2", "dA1", "dZ1", "dW1", "db1");
  }

  @Test
  void stepsAreColumnsBesideEachOther() {
    StepGraph step =
        step(
            "dense(4) tanh dense(2) softmax global_average_pool dense(1)",
            Loss.Standard.HALF_SQUARED_ERROR,
            Shape.of(5, 3),
            1);
    Trace trace = Trace.of(step, PLAIN, row(15), Optional.of(target(.5f)));
    requireSums(trace);
    requireNothingElsewhere(trace);
    assertThat(trace.tensor("A0").shape()).isEqualTo(Shape.of(3, 5));
    assertThat(trace.tensor("W1").shape()).isEqualTo(Shape.of(4, 3));
    assertThat(trace.tensor("dZ1").shape()).isEqualTo(Shape.of(4, 5));
    assertThat(trace.tensor("dW1").terms(0)).hasSize(5);
    assertThat(trace.tensor("dA2").isOpen()).isFalse();
    assertThat(trace.tensor("dA3").isOpen()).isTrue();
  }

  /// What is not opened is there with its formula, in double and in float32.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "conv(3) relu max_pool flatten dense(2)",
        "conv(4) batch_norm relu global_average_pool dense(4) tanh batch_norm dense(2)",
        "flatten residual(dense(36) relu dense(36)) layer_norm dense(2)",
        "flatten penalty(dense(4) relu, l2=.1) dense(2)",
        "flatten max_norm(3, dense(4) prelu) maxout(4) dense(2)",
        "flatten parallel(dense(3); dense(2) tanh) dense(2)",
        "flatten dense(4) sigmoid sparsity dense(2)",
      })
  void otherLayersAreTracedTensorByTensor(String network) {
    StepGraph step = step(network, Loss.Standard.SOFTMAX_CROSS_ENTROPY, Shape.of(6, 6, 1), 1);
    Trace trace = Trace.of(step, PLAIN, row(36), Optional.of(target(1)));
    requireSums(trace);
    assertThat(trace.tensors()).allSatisfy(tensor -> assertThat(tensor.formula()).isNotEmpty());
    assertThat(trace.tensors().stream().map(TracedTensor::name)).doesNotHaveDuplicates();
    for (Variable variable : step.parameters().trained()) {
      assertThat(trace.tensors())
          .as(variable.path())
          .anyMatch(tensor -> tensor.graphValue().node().op().equals(new Op.Parameter(variable)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rnn(3) dense(2)",
        "bidirectional(lstm(3)) dense(2)",
        "gru(3, sequence=true) multi_head_attention(1) global_max_pool dense(2)",
        "dense(4) positions transformer(2) layer_norm global_average_pool dense(2)",
        "conv1d(4) relu rnn(3, sequence=true) flatten dense(2)",
      })
  void sequencesAreTraced(String network) {
    StepGraph step = step(network, Loss.Standard.SOFTMAX_CROSS_ENTROPY, Shape.of(6, 3), 1);
    Trace trace = Trace.of(step, PLAIN, row(18), Optional.of(target(1)));
    requireSums(trace);
    assertThat(trace.tensors().stream().map(TracedTensor::name)).doesNotHaveDuplicates();
  }

  @Test
  void inputsOfTheirOwnAreFollowed() {
    Network network =
        Network.parse("dense(4) relu dense(2)")
            .withBranches(List.of(Network.Branch.of("city", Embedding.of(3))));
    List<InputSpec> inputs =
        List.of(InputSpec.features(Shape.of(2)), InputSpec.indices("city", Shape.SCALAR, 5));
    StepGraph step = step(network, Loss.Standard.SOFTMAX_CROSS_ENTROPY, inputs, 1);
    Tensor row = Tensor.of(Shape.of(1, 3), .5f, -1, 3);
    Trace trace = Trace.of(step, PLAIN, row, Optional.of(target(0)));
    requireSums(trace);
    requireNothingElsewhere(trace);
    assertThat(trace.tensor("A0").formula()).isEqualTo("A0 = features, A1");
    assertThat(trace.tensor("A0").terms(0)).hasToString("[features[1]]");
    assertThat(trace.tensor("A0").terms(2)).hasToString("[A1[1]]");
    assertThat(trace.tensor("dA1").terms(1)).hasToString("[dA0[4]]");
  }

  /// A part of a gradient that no sum explains is one term, never left out.
  @Test
  void whatIsTiedComesBackFromElsewhere() {
    StepGraph step =
        step("dense(3) tanh tied(hidden1)", Loss.Standard.HALF_SQUARED_ERROR, Shape.of(4), 4);
    Tensor row = row(4);
    Trace trace = Trace.of(step, PLAIN, row, Optional.of(row));
    requireSums(trace);
    assertThat(trace.tensor("dW1").terms(0).getLast()).hasToString(Trace.ELSEWHERE);
  }

  @Test
  void aRowWithoutTargetHasNoBackwardPass() {
    StepGraph step =
        step("dense(4) tanh dense(2)", Loss.Standard.SOFTMAX_CROSS_ENTROPY, Shape.of(3), 1);
    Trace trace = Trace.of(step, PLAIN, row(3), Optional.empty());
    requireSums(trace);
    assertThat(open(trace)).containsExactly("Z1", "A1", "Z2", "c2", "S2", "A2");
    assertThat(trace.tensor("A2").terms(0).toString()).contains("e^(Z2[1] - c2[1]) / S2[1]");
    assertThat(trace.hasBackward()).isFalse();
  }

  /// Formulas and names as they are read.
  @Test
  void formulasAreThoseOfTheCourse() {
    StepGraph step =
        step("dense(4) tanh dense(1)", Loss.Standard.BINARY_CROSS_ENTROPY, Shape.of(3), 1);
    Trace trace = Trace.of(step, PLAIN.withL2(.1), row(3), Optional.of(target(1)));
    assertThat(trace.tensors().stream().map(TracedTensor::formula))
        .contains(
            "Z1 = W1 A0 + b1",
            "A1 = tanh(Z1)",
            "A2 = 1 / (1 + e^-Z2)",
            "L = sum -Y log A2 - (1 - Y) log(1 - A2)",
            "dZ2 = A2 - Y",
            "dW2 = 1/m dZ2 A1^T + 0.1 W2",
            "db2 = 1/m sum dZ2",
            "dA1 = W2^T dZ2",
            "dZ1 = dA1 * (1 - A1^2)",
            "dW1 = 1/m dZ1 A0^T + 0.1 W1");
    assertThat(trace.tensor("Z1").terms(1))
        .hasToString("[W1[2,1] A0[1], W1[2,2] A0[2], W1[2,3] A0[3], b1[2]]");
    assertThat(trace.tensor("dZ1").terms(0)).hasToString("[dA1[1] (1 - A1[1]^2)]");
    assertThat(trace.tensor("W1").shape()).isEqualTo(Shape.of(4, 3));
    assertThat(trace.tensor("W1").label(trace.tensor("W1").index(3))).isEqualTo("W1[2,1]");
    assertThat(trace.tensor("Z1").terms(1, 2).getLast()).hasToString("the other 2 terms");
  }
}
