package hebb.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hebb.backend.BackendChoice;
import hebb.backend.Execution;
import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.metric.ClassMetrics;
import hebb.nn.Layer;
import hebb.nn.Mode;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Embedding;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Variables;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Networks of several inputs, of indices, and of rows of different length.
class InputsTest {
  private static final int LONGEST = 9;
  private static final int WORDS = 12;
  private static final Loss LOSS = Loss.Standard.BINARY_CROSS_ENTROPY;
  private static final List<InputSpec> INPUTS =
      List.of(
          InputSpec.features(Shape.of(2)),
          InputSpec.indices("city", Shape.SCALAR, 5),
          InputSpec.indices("text", Shape.of(LONGEST), WORDS).varying());
  private static final int WIDTH = InputSpec.size(INPUTS);

  /// The mean over the steps that a row has: `[batch, steps, size] -> [batch, size]`.
  private static final Layer MASKED_MEAN =
      (context, x) -> {
        int batch = x.shape().dim(0);
        int steps = x.shape().dim(1);
        Value mask = context.stepMask(batch, steps).reshape(batch, steps, 1);
        Value count = mask.sum(1).max(context.graph().constant(1));
        return x.times(mask).sum(1).dividedBy(count);
      };

  private static Network network(Layer... first) {
    List<Layer> layers = new ArrayList<>(List.of(first));
    layers.add(Dense.of(8, Activation.Standard.TANH));
    layers.add(Dense.of(1));
    return Network.of(layers.toArray(Layer[]::new))
        .withBranches(
            List.of(
                Network.Branch.of("text", Embedding.of(WORDS, 6), MASKED_MEAN),
                Network.Branch.of("city", Embedding.of(5, 3))));
  }

  private static Tensor rows(int count, int seed, float padding) {
    Random random = new Random(seed);
    float[] rows = new float[count * WIDTH];
    for (int r = 0; r < count; r++) {
      int at = r * WIDTH;
      rows[at] = (float) random.nextGaussian();
      rows[at + 1] = (float) random.nextGaussian();
      rows[at + 2] = random.nextInt(5);
      int length = 1 + random.nextInt(LONGEST);
      rows[at + 3] = length;
      for (int i = 0; i < LONGEST; i++) {
        rows[at + 4 + i] = i < length ? random.nextInt(WORDS) : padding;
      }
    }
    return Tensor.of(Shape.of(count, WIDTH), rows);
  }

  /// Whether word 3 is among the words of a row.
  private static Tensor targets(Tensor rows) {
    float[] targets = new float[rows.shape().dim(0)];
    for (int r = 0; r < targets.length; r++) {
      for (int i = 0; i < (int) rows.data()[r * WIDTH + 3]; i++) {
        targets[r] = rows.data()[r * WIDTH + 4 + i] == 3 ? 1 : targets[r];
      }
    }
    return Tensor.of(Shape.of(targets.length, 1), targets);
  }

  private static Dataset data(int count, int seed) {
    Tensor rows = rows(count, seed, 0);
    return Dataset.of(INPUTS, rows, targets(rows));
  }

  private static TrainingConfig config(int epochs, String optimizer) {
    return TrainingConfig.of(epochs).withOptimizer(Optimizer.of(optimizer)).withThreads(1);
  }

  private static TrainingConfig config(int epochs) {
    return config(epochs, "adam(learning_rate=0.02)");
  }

  private static List<Float> trained(Dataset data) {
    TrainingResult result = new Trainer(network(), LOSS, config(4), data).validation(data).run();
    List<Float> all = new ArrayList<>();
    for (Variable variable : result.parameters().variables()) {
      for (float value : variable.fetch()) {
        all.add(value);
      }
    }
    return all;
  }

  @Test
  void learnsFromSeveralInputs() {
    TrainingResult result =
        new Trainer(network(), LOSS, config(60), data(300, 1)).validation(data(90, 2)).run();
    ClassMetrics metrics = ClassMetrics.binary();
    Evaluator.evaluate(network(), result.parameters(), LOSS, config(1), data(200, 3), metrics);
    assertThat(metrics.accuracy()).isGreaterThan(0.97);
    assertThat(result.parameters().variables())
        .extracting(Variable::toString)
        .containsExactlyInAnyOrder(
            "inputs/text/embedding1/weight[12, 6]",
            "inputs/city/embedding1/weight[5, 3]",
            "hidden1/weight[11, 8]",
            "hidden1/bias[8]",
            "output/weight[8, 1]",
            "output/bias[1]");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 96})
  void buildsAProgramForEachLengthOnly(int rows) {
    AtomicInteger training = new AtomicInteger();
    AtomicInteger evaluation = new AtomicInteger();
    Layer counts =
        (context, x) -> {
          if (context.mode() == Mode.TRAINING) {
            training.incrementAndGet();
          } else if (x.shape().dim(0) > 1) {
            evaluation.incrementAndGet();
          }
          return x;
        };
    new Trainer(network(counts), LOSS, config(3), data(rows, 1)).validation(data(601, 2)).run();
    int lengths = LONGEST > 8 ? 2 : 1;
    // One graph more is built for what a checkpoint holds.
    assertThat(training.get()).isBetween(1, lengths + 1);
    assertThat(evaluation.get()).isBetween(1, lengths);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "embedding(4) lstm(5) dense(2)",
        "embedding(4) bidirectional(gru(5, sequence=true)) rnn(3) dense(2)",
        "embedding(4) conv1d(6, kernel=5, stride=2) relu conv1d(4) batch_norm global_max_pool dense(2)",
        "embedding(4) conv1d(6, kernel=4) lstm(3, sequence=true) global_average_pool dense(2)"
      })
  void aShortRowHasTheSameBitsBesideLongOnes(String text) {
    int most = 61;
    List<InputSpec> inputs = List.of(InputSpec.indices("text", Shape.of(most), WORDS).varying());
    Network network = Network.parse(text);
    Parameters parameters = Parameters.create(network, inputs, 1);
    Predictor predictor =
        new Predictor(network, parameters, inputs, Activation.Standard.IDENTITY, 2);
    int rows = 40;
    Random random = new Random(3);
    float[] numbers = new float[rows * (most + 1)];
    for (int r = 0; r < rows; r++) {
      int length = r == 0 ? most : r % 20;
      numbers[r * (most + 1)] = length;
      for (int t = 0; t < most; t++) {
        numbers[r * (most + 1) + 1 + t] = t < length ? random.nextInt(WORDS) : 0;
      }
    }
    float[] together = new float[2 * rows];
    predictor.predict(numbers, rows, together);
    for (int r = 0; r < rows; r++) {
      float[] row = Arrays.copyOfRange(numbers, r * (most + 1), (r + 1) * (most + 1));
      assertThat(predictor.predict(row))
          .as("row %d", r)
          .isEqualTo(Arrays.copyOfRange(together, 2 * r, 2 * r + 2));
    }
  }

  @Test
  void whatFollowsTheEndOfARowChangesNoBit() {
    Tensor zeros = rows(70, 1, 0);
    Tensor other = rows(70, 1, 7);
    assertThat(other.data()).isNotEqualTo(zeros.data());
    assertThat(trained(Dataset.of(INPUTS, zeros, targets(zeros))))
        .isEqualTo(trained(Dataset.of(INPUTS, other, targets(zeros))));
  }

  @Test
  void rowsThatFillUpABatchAddNothing() {
    Dataset few = data(5, 4);
    Parameters exact = Parameters.create(network(), INPUTS, 1);
    Parameters filled = Parameters.create(network(), INPUTS, 1);
    Parameters other = Parameters.create(network(), INPUTS, 1);
    for (int step = 0; step < 20; step++) {
      step(exact, few, 5, step, 0);
      step(filled, few, 8, step, 0);
      step(other, few, 8, step, 2);
    }
    for (Variable variable : exact.variables()) {
      float[] expected = variable.fetch();
      float[] got = filled.get(variable.path()).fetch();
      assertThat(other.get(variable.path()).fetch()).isEqualTo(got);
      for (int i = 0; i < got.length; i++) {
        assertThat(got[i]).as(variable.path()).isEqualTo(expected[i], within(1e-6f));
      }
    }
  }

  /// A step on rows of a program for more of them, with rows of the data after those that count.
  private static void step(Parameters parameters, Dataset data, int batch, int number, int more) {
    StepGraph graph = new StepGraph(network(), LOSS, parameters, INPUTS, data.targets());
    TrainingConfig config = config(1, "sgd(learning_rate=0.1)");
    Execution execution =
        BackendChoice.current()
            .backend()
            .compile(graph.trainingUpTo(config, new Variables(), batch), 1)
            .newExecution();
    Rows rows = new Rows(INPUTS, batch, execution);
    int[] order = {0, 1, 2, 3, 4, 1, 3};
    data.read(order, 0, data.rows() + more, rows.array(), execution.input("targets"));
    rows.put(data.rows() + more);
    execution.input("rows")[0] = data.rows();
    execution.input("learning_rate")[0] = 0.1f;
    execution.run(number);
  }

  @Test
  void aPredictionDoesNotDependOnOtherRows() {
    Parameters parameters = Parameters.create(network(), INPUTS, 1);
    Predictor predictor =
        new Predictor(network(), parameters, INPUTS, Activation.Standard.SIGMOID, 1);
    float[] rows = rows(21, 5, 0).data();
    float[] together = new float[21];
    predictor.predict(rows, 21, together);
    for (int r = 0; r < 21; r++) {
      float[] alone = predictor.predict(Arrays.copyOfRange(rows, r * WIDTH, (r + 1) * WIDTH));
      assertThat(alone).containsExactly(together[r]);
    }
  }

  @Test
  void predictionsRefuseIndicesAndLengthsThatAreNone() {
    Parameters parameters = Parameters.create(network(), INPUTS, 1);
    Predictor predictor =
        new Predictor(network(), parameters, INPUTS, Activation.Standard.SIGMOID, 1);
    float[] row = rows(1, 5, 0).data();
    for (float wrong : new float[] {Float.NaN, -1, 1.5f, 10, 1e9f}) {
      float[] changed = row.clone();
      changed[3] = wrong;
      assertThatThrownBy(() -> predictor.predict(changed))
          .hasMessageContaining("predict: expected a whole number from 0 to 9 as length of text");
      float[] index = row.clone();
      index[2] = wrong;
      assertThatThrownBy(() -> predictor.predict(index))
          .hasMessageContaining("predict: expected a whole number from 0 to 4 as city, got");
    }
  }

  /// Names that training uses itself are those of columns, too.
  @Test
  void anInputMayHaveAnyName() {
    List<InputSpec> inputs =
        List.of(
            InputSpec.indices("targets", Shape.SCALAR, 3),
            InputSpec.indices("rows", Shape.SCALAR, 3),
            InputSpec.indices("learning_rate", Shape.SCALAR, 3));
    Network named =
        Network.of(Dense.of(1))
            .withBranches(
                inputs.stream()
                    .map(input -> Network.Branch.of(input.name(), Embedding.of(3, 2)))
                    .toList());
    Dataset data =
        Dataset.of(
            inputs,
            Tensor.of(Shape.of(4, 3), 0, 1, 2, 2, 1, 0, 1, 1, 1, 0, 2, 0),
            Tensor.of(Shape.of(4, 1), 0, 1, 1, 0));
    TrainingConfig three = config(2).withBatchSize(3);
    assertThat(new Trainer(named, LOSS, three, data).run().epochs()).isEqualTo(2);
  }

  @Test
  void paddingHasNoVectorWhateverIsLearned() {
    List<InputSpec> city = List.of(INPUTS.get(1));
    Network network =
        Network.of(Dense.of(1))
            .withBranches(List.of(Network.Branch.of("city", Embedding.of(5, 3).withPadding(4))));
    Dataset data =
        Dataset.of(
            city, Tensor.of(Shape.of(4, 1), 0, 1, 4, 4), Tensor.of(Shape.of(4, 1), 0, 1, 1, 1));
    Trainer trainer = new Trainer(network, LOSS, config(30), data);
    trainer.run();
    float bias = trainer.parameters().get("output/bias").fetch()[0];
    Predictor predictor =
        new Predictor(network, trainer.parameters(), city, Activation.Standard.IDENTITY, 1);
    assertThat(predictor.predict(new float[] {4})).containsExactly(bias);
    assertThat(predictor.predict(new float[] {1})[0]).isNotEqualTo(bias);
  }

  @Test
  void readingAheadChangesNoBit() {
    Dataset data = data(130, 6);
    assertThat(trained(new Slow(data, -1))).isEqualTo(trained(data));
    assertThatThrownBy(() -> trained(new Slow(data, 77))).hasMessage("row 77");
  }

  private record Slow(Dataset source, int broken) implements Dataset {
    @Override
    public int rows() {
      return source.rows();
    }

    @Override
    public List<InputSpec> inputs() {
      return source.inputs();
    }

    @Override
    public Shape targets() {
      return source.targets();
    }

    @Override
    public int length(int row) {
      return source.length(row);
    }

    @Override
    public boolean readsAhead() {
      return true;
    }

    @Override
    public void read(int[] order, int from, int count, float[] rows, float[] targets) {
      if (Arrays.stream(order, from, from + count).anyMatch(row -> row == broken)) {
        throw new IllegalStateException("row " + broken);
      }
      source.read(order, from, count, rows, targets);
    }
  }

  @Test
  void batchesAreOfRowsOfLikeLength() {
    Random random = new Random(1);
    int[] lengths = IntStream.range(0, 1003).map(i -> 1 + random.nextInt(100)).toArray();
    int[] order = order(lengths, 3);
    assertThat(order).containsExactlyInAnyOrder(IntStream.range(0, 1003).toArray());
    int spread = 0;
    for (int b = 0; b < 1000; b += 10) {
      int[] batch = Arrays.stream(order, b, b + 10).map(row -> lengths[row]).sorted().toArray();
      spread += batch[9] - batch[0];
    }
    assertThat(spread / 100.0).isLessThan(5);
    assertThat(order(lengths, 3)).isEqualTo(order);
    assertThat(order(lengths, 4)).isNotEqualTo(order);
  }

  private static int[] order(int[] lengths, int epoch) {
    int[] order = new int[lengths.length];
    Shuffle.order(order, 42, epoch);
    Shuffle.byLength(order, 42, epoch, 10, row -> lengths[row]);
    return order;
  }

  @Test
  void wrongInputsAreMetWhereTheyEnter() {
    Tensor rows = rows(20, 1, 0);
    Tensor targets = targets(rows);
    rows.data()[3 * WIDTH + 2] = 5;
    assertThatThrownBy(() -> trained(Dataset.of(INPUTS, rows, targets)))
        .hasMessageContaining("expected a whole number from 0 to 4 as city, got 5.0 in row 3");
    rows.data()[3 * WIDTH + 2] = 0;
    rows.data()[7 * WIDTH + 3] = 10;
    assertThatThrownBy(() -> trained(Dataset.of(INPUTS, rows, targets)))
        .hasMessageContaining(
            "expected a whole number from 0 to 9 as length of text, got 10.0 in row 7");
    assertThatThrownBy(() -> Parameters.create(Network.of(Dense.of(1)), INPUTS, 1))
        .hasMessage(
            "network: expected a branch for city[] of 5 indices, got none."
                + " Give it one that begins with an embedding.");
    Network misspelt =
        network().withBranches(List.of(Network.Branch.of("citi", Embedding.of(5, 3))));
    assertThatThrownBy(() -> Parameters.create(misspelt, INPUTS, 1))
        .hasMessage("input: expected one of features, city, text, got 'citi'. Did you mean city?");
    List<InputSpec> twice = List.of(INPUTS.get(1), INPUTS.get(1));
    Parameters parameters = Parameters.create(network(), INPUTS, 1);
    assertThatThrownBy(() -> new StepGraph(network(), LOSS, parameters, twice, Shape.of(1)))
        .hasMessageContaining("inputs: expected different names");
    Network small = network().withBranches(List.of(Network.Branch.of("city", Embedding.of(4, 3))));
    assertThatThrownBy(() -> Parameters.create(small, INPUTS.subList(0, 2), 1))
        .hasMessage(
            "embedding: expected the 5 indices of the input, got a table of 4."
                + " Make it as large as the input. (in inputs/city/embedding1)");
    assertThatThrownBy(() -> Dataset.of(INPUTS, Tensor.of(Shape.of(1, 3), 1, 2, 3), targets))
        .hasMessageContaining("rows [rows, " + WIDTH + "]");
  }

  @Test
  void theLossIsTheMeanOfTheRowsCosts() {
    Dataset data = data(40, 9);
    Parameters parameters = Parameters.create(network(), INPUTS, 1);
    StepGraph graph = new StepGraph(network(), LOSS, parameters, INPUTS, data.targets());
    Evaluator evaluator = new Evaluator(graph, config(1));
    double whole = evaluator.evaluate(data, ClassMetrics.binary()).loss();
    double sum = 0;
    for (int r = 0; r < 40; r++) {
      float[] row = new float[WIDTH];
      float[] target = new float[1];
      data.read(new int[] {r}, 0, 1, row, target);
      Tensor of = Tensor.of(Shape.of(1, WIDTH), row);
      Dataset one = Dataset.of(INPUTS, of, Tensor.of(Shape.of(1, 1), target));
      sum += evaluator.evaluate(one, ClassMetrics.binary()).loss();
    }
    assertThat(sum / 40).isEqualTo(whole, within(1e-12));
  }
}
