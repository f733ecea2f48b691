package hebb.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.backend.Backend;
import hebb.backend.BackendChoice;
import hebb.backend.Executable;
import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.init.Initializer;
import hebb.nn.layer.Dense;
import hebb.nn.loss.Loss;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import hebb.train.TrainingConfig;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a gradient check finds, what it passes, and what it says of kinks and noise.
class GradientCheckTest {
  private static final Loss CROSS_ENTROPY = Loss.Standard.SOFTMAX_CROSS_ENTROPY;

  /// `x / |x|` for each row, by the formula: the check passes.
  record UnitLength() implements Layer {
    @Override
    public Value apply(Context context, Value x) {
      return x.dividedBy(x.square().sumKeep(-1).plus(1e-6).sqrt());
    }
  }

  /// The same with the length taken for a constant, which is a mistake.
  record DetachedLength() implements Layer {
    @Override
    public Value apply(Context context, Value x) {
      return x.dividedBy(x.square().sumKeep(-1).plus(1e-6).sqrt().detach());
    }
  }

  @Test
  void aLayerOfOnesOwnIsChecked() {
    Dataset data = data(8, 4, 3);
    Network network = Network.of(Dense.of(6), new UnitLength(), Dense.of(3));
    GradientReport report = GradientCheck.of(network, CROSS_ENTROPY).run(data);
    assertThat(report.passed()).as(report.toString()).isTrue();
    assertThat(report.checked()).isEqualTo(4 * 6 + 6 + 6 * 3 + 3);
    assertThat(report.tensors())
        .extracting(GradientReport.Row::path)
        .containsExactly("hidden1/weight", "hidden1/bias", "output/weight", "output/bias");
    assertThat(report.random()).isEmpty();
    assertThat(report.overall()).isPresent();
    assertThat(report.worst().largest()).isBetween(1e-14, 1e-8);
    assertThat(report.tensors()).allSatisfy(row -> assertThat(row.float32()).isBetween(1e-9, 1e-5));
    assertThat(report.toString())
        .matches("gradient check of 51 numbers: passed, largest error \\S+ in \\S+");
  }

  @Test
  void aWrongGradientIsNamed() {
    Network network = Network.of(Dense.of(6), new DetachedLength(), Dense.of(3));
    GradientReport report = GradientCheck.of(network, CROSS_ENTROPY).run(data(8, 4, 3));
    assertThat(report.passed()).isFalse();
    assertThat(report.failed())
        .extracting(GradientReport.Row::path)
        .containsExactly("hidden1/weight", "hidden1/bias");
    assertThat(report.worst().path()).startsWith("hidden1/");
    assertThat(report.worst().error()).isGreaterThan(1e-3);
    assertThat(report.overall().orElseThrow()).isGreaterThan(1e-5);
    assertThat(report.toString())
        .matches(
            "gradient check of 51 numbers: failed, hidden1/weight\\[\\d, \\d\\] error \\S+"
                + " \\(analytic \\S+, numeric \\S+\\), hidden1/bias\\[\\d\\] error .*");
  }

  /// Where each number is not compared, a direction still tells.
  @Test
  void aWrongGradientOfALargeTensorIsNamed() {
    Network network = Network.of(Dense.of(6), new DetachedLength(), Dense.of(3));
    GradientReport report =
        GradientCheck.of(network, CROSS_ENTROPY).withEntries(0).run(data(8, 4, 3));
    assertThat(report.checked()).isZero();
    assertThat(report.failed())
        .extracting(GradientReport.Row::path)
        .containsExactly("hidden1/weight", "hidden1/bias");
    assertThat(report.toString()).contains("hidden1/weight along a direction error");
  }

  /// Kernels that compute one gradient wrongly.
  private record Faulty(Backend right, UnaryOperator<Graph> fault) implements Backend {
    @Override
    public String name() {
      return "faulty";
    }

    @Override
    public String arithmetic() {
      return right.arithmetic();
    }

    @Override
    public @Nullable String unavailable() {
      return null;
    }

    @Override
    public Executable compile(Graph graph, int threads) {
      return right.compile(fault.apply(graph), threads);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.999, 1.001, -1, Double.NaN})
  void aWrongGradientInFloat32IsNamed(double factor) {
    Backend faulty =
        new Faulty(
            BackendChoice.current().backend(),
            graph -> {
              Value gradient = graph.outputs().get("output/bias");
              if (gradient != null) {
                graph.output("output/bias", gradient.times(factor));
              }
              return graph;
            });
    GradientCheck check = GradientCheck.of(Network.of(Dense.of(3)), CROSS_ENTROPY);
    GradientReport report = check.withBackend(faulty).run(data(8, 4, 3));
    assertThat(report.failed()).extracting(GradientReport.Row::path).containsExactly("output/bias");
    assertThat(report.toString()).contains("output/bias differs in float32 by");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dense(5) relu dropout(.3) dense(4) batch_norm relu dense(3)",
        "dense(5) selu alpha_dropout(.2) gaussian_noise(.1) maxout(4) prelu dense(3)",
        "max_norm(1, dense(6) tanh) penalty(l1=.01, l2=.1, dense(4) relu) dense(3)",
        "repeat(2, residual(dense(4) gelu)) parallel(dense(2); dense(3) relu) layer_norm dense(3)",
      })
  void networksPass(String text) {
    GradientCheck check =
        GradientCheck.of(Network.parse(text), CROSS_ENTROPY)
            .withConfig(TrainingConfig.of(1).withL1(0.01).withL2(0.1).withThreads(2));
    GradientReport report = check.run(data(12, 4, 3));
    assertThat(report.passed()).as(report.toString()).isTrue();
    assertThat(report.otherSides()).isZero();
    assertThat(report.tensors())
        .allSatisfy(row -> assertThat(row.checked() + row.kinks()).isEqualTo(row.shape().size()));
    assertThat(report.random().isEmpty()).isEqualTo(!text.contains("dropout"));
  }

  @Test
  void weightsAndStatisticsStayAsTheyAre() {
    Network network = Network.parse("dense(5) batch_norm relu dense(3)");
    Dataset data = data(12, 4, 3);
    Parameters parameters = Parameters.create(network, data.inputs(), 42);
    List<float[]> before = parameters.variables().stream().map(Variable::fetch).toList();
    GradientReport report = GradientCheck.of(network, CROSS_ENTROPY).run(parameters, data);
    assertThat(report.tensors()).noneMatch(row -> row.path().contains("running"));
    assertThat(parameters.variables()).hasSize(8);
    for (int i = 0; i < before.size(); i++) {
      assertThat(parameters.variables().get(i).fetch()).isEqualTo(before.get(i));
    }
  }

  /// Away from a kink on one side alone, the other side is taken; on a kink nothing is compared.
  @Test
  void kinksAreSteppedAroundOrReported() {
    Variable x = Variable.of("x", Shape.of(5), 0, 3e-7f, -3e-7f, 1.5e-6f, 2);
    GradientReport report =
        GradientCheck.check(graph -> graph.parameter(x).relu().times(3).exp().sum());
    GradientReport.Row row = report.tensors().getFirst();
    assertThat(report.passed()).as(report.toString()).isTrue();
    assertThat(row.kinks()).isEqualTo(1);
    assertThat(row.checked()).isEqualTo(4);
    assertThat(row.direction()).isEmpty();
    Variable size = Variable.of("x", Shape.of(2), 0, 1);
    assertThat(
            GradientCheck.check(
                    g -> {
                      Value v = g.parameter(size);
                      return v.abs().plus(v.max(v.negate())).plus(v.max().square()).sum();
                    })
                .tensors()
                .getFirst()
                .kinks())
        .isEqualTo(1);
  }

  /// A rounding to the other side of a kink is no fault of the gradient.
  @Test
  void float32OnTheOtherSideOfAKinkIsNotJudged() {
    Variable x = Variable.of("x", Shape.of(1), 1);
    GradientReport report =
        GradientCheck.check(graph -> graph.parameter(x).plus(1e-9).minus(1).relu().sum());
    assertThat(report.otherSides()).isEqualTo(1);
    assertThat(report.tensors().getFirst().float32()).isEqualTo(1);
    assertThat(report.tensors().getFirst().analytic()).isEqualTo(1);
    assertThat(report.passed()).as(report.toString()).isTrue();
  }

  /// Several inputs, one of them of indices, one whose length varies.
  @Test
  void inputsOfAllKindsAreRead() {
    List<InputSpec> inputs =
        List.of(
            InputSpec.indices("city", Shape.SCALAR, 5),
            InputSpec.of("size", Shape.of(2)),
            InputSpec.of("steps", Shape.of(3, 2)).varying());
    float[] rows = {
      0, .1f, .2f, 2, .3f, -.4f, .5f, .6f, 0, 0, //
      4, -.5f, 1.2f, 3, .1f, -.2f, .3f, .4f, .5f, .6f, //
      2, .7f, -.2f, 1, .9f, .8f, 0, 0, 0, 0
    };
    Dataset data =
        Dataset.of(inputs, Tensor.of(Shape.of(3, 10), rows), Tensor.of(Shape.of(3, 1), 0, 2, 1));
    Network network =
        Network.parse("dense(4) tanh dense(3)")
            .withBranches(
                List.of(
                    Network.Branch.of("city", hebb.nn.layer.Embedding.of(5, 2)),
                    Network.Branch.of("steps", new Counted())));
    GradientReport report = GradientCheck.of(network, CROSS_ENTROPY).run(data);
    assertThat(report.passed()).as(report.toString()).isTrue();
    assertThat(report.tensors())
        .extracting(GradientReport.Row::path)
        .contains("inputs/city/embedding1/weight", "inputs/steps/layer1/scale");
  }

  /// The sum over the steps that a row has, scaled.
  private record Counted() implements Layer {
    @Override
    public Value apply(Context context, Value x) {
      Value scale =
          context.parameter(
              "scale", Shape.of(2), hebb.nn.Role.SCALE, new Initializer.Constant(), 1, 2);
      Value mask = context.stepMask(x.shape().dim(0), x.shape().dim(1)).expand(-1);
      return x.times(mask).sum(1).times(scale);
    }
  }

  @Test
  void rowsAreSpreadAndProgressIsTold() {
    GradientCheck check = GradientCheck.of(Network.of(Dense.of(3)), CROSS_ENTROPY).withRows(4);
    AtomicLong last = new AtomicLong();
    GradientReport some =
        check
            .withProgress(
                (done, all) -> {
                  assertThat(all).isEqualTo(15 + 3);
                  last.incrementAndGet();
                })
            .run(data(40, 4, 3));
    assertThat(last).hasValue(18);
    assertThat(some.worst().analytic())
        .isNotEqualTo(check.withRows(5).run(data(40, 4, 3)).worst().analytic());
    assertThatThrownBy(
            () ->
                check
                    .withProgress(
                        (done, all) -> {
                          throw new CancellationException();
                        })
                    .run(data(40, 4, 3)))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void wrongNumbersAreMet() {
    GradientCheck check = GradientCheck.of(Network.of(Dense.of(3)), CROSS_ENTROPY);
    assertThatThrownBy(() -> check.withRows(0)).hasMessage("rows: expected 1 or more, got 0.");
    assertThatThrownBy(() -> check.withBound(0))
        .hasMessageStartingWith("bound: expected a number above 0");
    assertThatThrownBy(() -> check.withEntries(-1))
        .hasMessage("entries: expected 0 or more, got -1.");
    assertThatThrownBy(() -> GradientCheck.check(graph -> graph.constant(1)))
        .hasMessage("gradient check: expected a function of at least one parameter, got none.");
    assertThatThrownBy(
            () ->
                GradientCheck.of(Network.parse("relu"), Loss.Standard.SOFTMAX_CROSS_ENTROPY)
                    .run(data(3, 3, 3)))
        .hasMessage("gradient check: expected a function of at least one parameter, got none.");
    assertThat(check.withBound(1e-20).run(data(8, 4, 3)).passed()).isFalse();
  }

  private static Dataset data(int rows, int width, int classes) {
    Random random = new Random(5);
    float[] x = new float[rows * width];
    float[] y = new float[rows];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < rows; i++) {
      y[i] = random.nextInt(classes);
    }
    return Dataset.of(Tensor.of(Shape.of(rows, width), x), Tensor.of(Shape.of(rows, 1), y));
  }
}
