package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.check.GradientCheck;
import hebb.check.GradientReport;
import hebb.compile.Compiler;
import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Mode;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.layer.Seq2Seq;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Adam;
import hebb.nn.optim.Variables;
import hebb.run.Executor;
import hebb.run.Program;
import hebb.run.Workspace;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import hebb.train.Evaluation;
import hebb.train.Evaluator;
import hebb.train.Trainer;
import hebb.train.TrainingConfig;
import hebb.train.TrainingResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Encoders with decoders, and layers that make a sequence one step at a time.
class Seq2SeqTest {
  private static final int FROM = 7;
  private static final int TO = 9;
  private static final int TOKENS = 6;
  private static final int SIZE = 4;
  private static final Loss LOSS = new Loss.TokenCrossEntropy();
  private static final List<InputSpec> INPUTS =
      List.of(
          InputSpec.indices("source", Shape.of(FROM), TOKENS).varying(),
          InputSpec.indices("said", Shape.of(TO), TOKENS).varying());

  /// Sources of 2 and more tokens, said backwards: 1 begins what is said, 0 ends it.
  private static Dataset backwards(int rows, long seed) {
    Random random = new Random(seed);
    int width = InputSpec.size(INPUTS);
    float[] numbers = new float[rows * width];
    float[] targets = new float[rows * TO];
    Arrays.fill(targets, -1);
    for (int r = 0; r < rows; r++) {
      int length = 2 + random.nextInt(FROM - 1);
      int source = r * width;
      int said = source + 1 + FROM;
      numbers[source] = length;
      numbers[said] = length + 1;
      numbers[said + 1] = 1;
      for (int t = 0; t < length; t++) {
        int token = 2 + random.nextInt(TOKENS - 2);
        numbers[source + 1 + t] = token;
        numbers[said + 1 + length - t] = token;
        targets[r * TO + length - 1 - t] = token;
      }
      targets[r * TO + length] = 0;
    }
    return Dataset.of(
        INPUTS, Tensor.of(Shape.of(rows, width), numbers), Tensor.of(Shape.of(rows, TO), targets));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seq2seq(embedding(4) lstm(4); embedding(3) lstm(4) attention)",
        "seq2seq(embedding(4) bidirectional(gru(3)); embedding(3) gru(4) attention(additive))",
        "seq2seq(embedding(4) positions transformer(2, dropout=0); embedding(4) positions transformer(2, causal=true, dropout=0))",
        "seq2seq(embedding(4) rnn(4); embedding(4) transformer(2, causal=true, dropout=0, norm=post))"
      })
  void gradientsEqualFiniteDifferences(String text) {
    Network network = Network.parse(text + " dense(" + TOKENS + ")");
    GradientReport report = GradientCheck.of(network, LOSS).run(backwards(3, 1));
    assertThat(report.passed()).as(report.toString()).isTrue();
  }

  @Test
  void learnsToSaySourcesBackwards() {
    Network network =
        Network.parse(
            "seq2seq(embedding(16) gru(24); embedding(16) gru(24) attention) dense("
                + TOKENS
                + ")");
    TrainingConfig config =
        TrainingConfig.of(25).withOptimizer(new Adam().withLearningRate(0.01)).withBatchSize(32);
    TrainingResult result = new Trainer(network, LOSS, config, backwards(600, 2)).run();
    Dataset test = backwards(100, 3);
    Evaluation evaluation =
        Evaluator.evaluate(
            network,
            result.parameters(),
            LOSS,
            config,
            test,
            Evaluator.metrics(LOSS, Shape.of(TO, TOKENS), test.targets()));
    assertThat(evaluation.metrics().get("accuracy")).isGreaterThan(0.95);
  }

  /// The whole run's outputs at each step, against those of a program for one step.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "embedding(4) lstm(5, sequence=true) gru(4, sequence=true) rnn(3, sequence=true)",
        "embedding(4) positions transformer(2, causal=true)",
        "embedding(4) positions(sinusoid) transformer(2, causal=true, norm=post) layer_norm",
        "embedding(4) positions(rotary) transformer(2, causal=true) multi_head_attention(1, causal=true)"
      })
  void stepByStepHasTheBitsOfTheWhole(String text) {
    Network network = Network.parse(text + " dense(" + TOKENS + ")");
    List<InputSpec> inputs = List.of(InputSpec.indices("said", Shape.of(TO), TOKENS));
    Parameters parameters = Parameters.create(network, inputs, 5);
    float[] tokens = {1, 4, 2, 2, 5, 3, 0, 1, 4};
    Graph whole = new Graph();
    whole.output("y", network.apply(Context.of(whole, parameters, Mode.EVALUATION), inputs, 1));
    Program program = Compiler.compile(whole);
    Workspace all = program.newWorkspace();
    System.arraycopy(tokens, 0, all.input("inputs/said"), 0, TO);
    Executor.of(1).run(program, all, 0);
    float[] expected = new float[TO * TOKENS];
    all.read("y", expected, 0);
    List<InputSpec> one = List.of(InputSpec.indices("said", Shape.of(1), TOKENS));
    Graph graph = new Graph();
    Value position = graph.input("position", Shape.SCALAR);
    Context context =
        Context.stepping(
            graph,
            parameters,
            new Context.Stepping(new Variables(), position, TO, new ArrayList<>()));
    graph.output("y", network.apply(context, one, 1));
    steps(graph, tokens, expected);
  }

  @Test
  void aDecoderStepByStepHasTheBitsOfTheWhole() {
    Seq2Seq layer =
        (Seq2Seq)
            Network.parse(
                    "seq2seq(embedding(4) gru(4); embedding(4) positions gru(4) attention transformer(2, causal=true))")
                .layers()
                .getFirst()
                .layer();
    Network network = Network.of(layer);
    Parameters parameters = Parameters.create(network, INPUTS, 5);
    String name = network.layers().getFirst().name();
    float[] source = {2, 5, 3, 4, 4};
    float[] said = {1, 4, 2, 2, 5, 3, 2, 1, 4};
    Graph graph = new Graph();
    graph.output("y", network.apply(Context.of(graph, parameters, Mode.EVALUATION), INPUTS, 1));
    Program program = Compiler.compile(graph);
    Workspace whole = program.newWorkspace();
    System.arraycopy(source, 0, whole.input("inputs/source"), 0, source.length);
    System.arraycopy(said, 0, whole.input("inputs/said"), 0, TO);
    whole.input("inputs/source/length")[0] = source.length;
    if (whole.hasInput("inputs/said/length")) {
      whole.input("inputs/said/length")[0] = TO;
    }
    Executor.of(1).run(program, whole, 0);
    float[] expected = new float[TO * SIZE];
    whole.read("y", expected, 0);

    Graph encoding = new Graph();
    List<InputSpec> sources = INPUTS.subList(0, 1);
    Layer encoder =
        (context, x) -> {
          Context.Memory memory = layer.encoded(context, x);
          encoding.output("mask", memory.mask().orElseThrow());
          return memory.states();
        };
    Network encoders = new Network(List.of(new Network.Entry(name, new Encoding(encoder))));
    encoding.output(
        "states", encoders.apply(Context.of(encoding, parameters, Mode.EVALUATION), sources, 1));
    Program encode = Compiler.compile(encoding);
    Workspace encoded = encode.newWorkspace();
    System.arraycopy(source, 0, encoded.input("inputs/source"), 0, source.length);
    encoded.input("inputs/source/length")[0] = source.length;
    Executor.of(1).run(encode, encoded, 0);

    Graph step = new Graph();
    Value position = step.input("position", Shape.SCALAR);
    Context.Memory memory =
        new Context.Memory(
            step.input("states", Shape.of(1, FROM, SIZE)),
            Optional.of(step.input("mask", Shape.of(1, FROM))));
    InputSpec one = InputSpec.indices("said", Shape.of(1), TOKENS);
    Context context =
        Context.stepping(
                step,
                parameters,
                new Context.Stepping(new Variables(), position, TO, new ArrayList<>()))
            .forDecoder(one, memory);
    step.output("y", context.apply(name, layer::decoded, one.in(step, 1)));
    Program stepping = Compiler.compile(step);
    Workspace steps = stepping.newWorkspace();
    encoded.read("states", steps.input("states"), 0);
    encoded.read("mask", steps.input("mask"), 0);
    float[] got = new float[SIZE];
    for (int t = 0; t < TO; t++) {
      steps.input("inputs/said")[0] = said[t];
      steps.input("position")[0] = t;
      Executor.of(1).run(stepping, steps, 0);
      steps.read("y", got, 0);
      assertThat(got)
          .as("step %d", t)
          .isEqualTo(Arrays.copyOfRange(expected, t * SIZE, (t + 1) * SIZE));
    }
  }

  /// An encoder alone, which begins with indices.
  private record Encoding(Layer layer) implements Layer {
    @Override
    public Value apply(Context context, Value input) {
      return layer.apply(context, input);
    }

    @Override
    public boolean takesIndices() {
      return true;
    }
  }

  private static void steps(Graph graph, float[] tokens, float[] expected) {
    Program program = Compiler.compile(graph);
    Workspace workspace = program.newWorkspace();
    float[] got = new float[TOKENS];
    for (int t = 0; t < TO; t++) {
      workspace.input("inputs/said")[0] = tokens[t];
      if (workspace.hasInput("position")) {
        workspace.input("position")[0] = t;
      }
      Executor.of(1).run(program, workspace, 0);
      workspace.read("y", got, 0);
      assertThat(got)
          .as("step %d", t)
          .isEqualTo(Arrays.copyOfRange(expected, t * TOKENS, (t + 1) * TOKENS));
    }
  }
}
