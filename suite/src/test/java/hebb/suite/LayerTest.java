package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hebb.check.GradientCheck;
import hebb.check.GradientReport;
import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.nn.Context;
import hebb.nn.Dense;
import hebb.nn.Dropout;
import hebb.nn.Layers;
import hebb.nn.Mode;
import hebb.nn.Network;
import hebb.nn.PRelu;
import hebb.nn.Parameters;
import hebb.run.Reference;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every row of [LayerCases] through every property.
class LayerTest {
  static Stream<LayerCases.Row> rows() {
    return LayerCases.all().stream();
  }

  @Test
  void everyLayerHasARow() {
    assertThat(rows().map(row -> Layers.kind(row.layer())).distinct())
        .containsExactlyInAnyOrderElementsOf(Layers.kinds().keySet());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void hasItsShapesAndParameters(LayerCases.Row row) {
    Subject subject = Subject.of(row);
    assertThat(subject.parameters.variables())
        .extracting(variable -> variable.toString().replace("it/", ""))
        .isEqualTo(row.parameters());
    assertThat(subject.function(Mode.TRAINING).apply(new Graph()).shape()).isEqualTo(row.output());
    assertThat(subject.function(Mode.EVALUATION).apply(new Graph()).shape())
        .isEqualTo(row.output());
    assertThat(subject.network.outputShape(tail(row.input()))).isEqualTo(tail(row.output()));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void gradientsEqualFiniteDifferences(LayerCases.Row row) {
    Subject subject = Subject.of(row);
    GradientReport report =
        GradientCheck.check(
            graph -> {
              Value y = subject.function(Mode.TRAINING).apply(graph);
              return y.times(y.plus(1)).sum();
            },
            Map.of());
    assertThat(report.passed()).as(report.toString()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void propertiesHold(LayerCases.Row row) {
    Subject subject = Subject.of(row);
    for (Mode mode : Mode.values()) {
      GraphProperties.hold(
          GraphProperties.differentiated(subject.variables(), subject.function(mode)));
    }
  }

  /// A layer on an input that is a variable like its parameters.
  private record Subject(Network network, Parameters parameters, Variable input) {
    static Subject of(LayerCases.Row row) {
      Network network = new Network(List.of(new Network.Entry("it", row.layer())));
      Random random = new Random(11);
      float[] numbers = new float[row.input().size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) random.nextGaussian();
      }
      Variable input = Variable.of("input", row.input(), numbers);
      return new Subject(network, Parameters.create(network, tail(row.input()), 3), input);
    }

    Function<Graph, Value> function(Mode mode) {
      return graph -> network.apply(Context.of(graph, parameters, mode), graph.parameter(input));
    }

    List<Variable> variables() {
      List<Variable> variables = new ArrayList<>(parameters.variables());
      variables.add(input);
      return variables;
    }
  }

  private static Shape tail(Shape shape) {
    return shape.range(1, shape.rank());
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void dropoutKeepsTheMeanAndDrawsAnewAtEachStep(Mode mode) {
    Network network = Network.of(new Dropout(0.25));
    Parameters parameters = Parameters.create(network, Shape.of(1000), 1);
    Graph graph = new Graph();
    Value ones = graph.constant(1).broadcastTo(Shape.of(20, 1000));
    graph.output("y", network.apply(Context.of(graph, parameters, mode), ones));
    Reference reference = new Reference(graph);
    double[] first = reference.run(Map.of(), 0).get("y");
    double[] second = reference.run(Map.of(), 1).get("y");
    if (mode == Mode.EVALUATION) {
      assertThat(first).containsOnly(1);
      return;
    }
    long dropped = java.util.Arrays.stream(first).filter(y -> y == 0).count();
    assertThat(dropped / 20000.0).isCloseTo(0.25, within(0.015));
    assertThat(java.util.Arrays.stream(first).filter(y -> y != 0))
        .allSatisfy(y -> assertThat(y).isEqualTo(1 / 0.75));
    assertThat(second).isNotEqualTo(first);
    assertThat(reference.run(Map.of(), 0).get("y")).isEqualTo(first);
  }

  @Test
  void slopeOfPreluAtTheKinkIsTheLearnedOne() {
    Network network = Network.of(new PRelu(0.25));
    Parameters parameters = Parameters.create(network, Shape.of(1), 1);
    Variable x = Variable.zeros("x", Shape.of(1, 1));
    Graph graph =
        GraphProperties.differentiated(
            List.of(x),
            g -> network.apply(Context.of(g, parameters, Mode.TRAINING), g.parameter(x)));
    assertThat(new Reference(graph).run(Map.of(), 0).get("gradient of x")[0])
        .isCloseTo(0.25 * Math.cos(1), within(1e-15));
  }

  @Test
  void shapesThatDoNotFitAreMetWithASentence() {
    assertThatThrownBy(() -> Network.of(Dense.of(2)).outputShape(Shape.SCALAR))
        .hasMessage("dense: expected [batch, features], got [1]. (in output)");
    Network network = Network.of(Dense.of(2));
    Parameters parameters = Parameters.create(network, Shape.of(3), 1);
    Graph graph = new Graph();
    assertThatThrownBy(
            () ->
                network.apply(
                    Context.of(graph, parameters, Mode.EVALUATION),
                    graph.input("x", Shape.of(1, 4))))
        .hasMessage(
            "parameter: expected shape [3, 2] as before, got [4, 2]. Rows must keep their shape. (in output/weight)");
    assertThatThrownBy(() -> Layers.kind((context, x) -> x))
        .hasMessageStartingWith("layer: expected one of dense,");
  }
}
