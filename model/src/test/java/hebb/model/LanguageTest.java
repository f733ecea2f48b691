package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hebb.data.Task;
import hebb.data.language.Corpus;
import hebb.data.language.LanguageOptions;
import hebb.data.schema.Unseen;
import hebb.data.text.LanguageCode;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.loss.Loss;
import hebb.train.EpochLog;
import hebb.train.TrainingListener;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Language models: what they learn, and what they write.
class LanguageTest {
  private static final String LSTM = "embedding(8) lstm(16, sequence=true)";
  private static final String ATTENTION = "embedding(8) positions transformer(2, causal=true)";

  @TempDir Path folder;

  /// Sentences of which the second half follows from the first.
  private static Corpus corpus() {
    Random random = new Random(5);
    String text =
        IntStream.range(0, 400)
            .mapToObj(i -> random.nextBoolean() ? "the cat purrs.\n" : "a dog barks.\n")
            .collect(Collectors.joining());
    return Corpus.of("corpus", text);
  }

  private static TrainOptions options(String network) {
    return new TrainOptions()
        .withLanguage(LanguageOptions.NONE.withWindow(16))
        .withNetwork(Network.parse(network))
        .withThreads(1)
        .withLearningRate(0.01);
  }

  private static Trained trained(String network, int epochs) {
    return new ModelTrainer(corpus(), options(network).withEpochs(epochs)).run();
  }

  private static double loss(PartReport report) {
    return Objects.requireNonNull(report.metrics().get("loss"));
  }

  private static String written(Model model, String prompt, Sampling sampling, int length) {
    return model.generator().tokens(prompt, sampling).limit(length).collect(Collectors.joining());
  }

  @Test
  void theExampleOfThePage() {
    Corpus corpus = corpus();
    TrainOptions options =
        new TrainOptions()
            .withLanguage(LanguageOptions.NONE.withWindow(16))
            .withNetwork(Network.parse("embedding(8) lstm(32, sequence=true)"))
            .withLearningRate(0.01)
            .withEpochs(20);
    Model model = new ModelTrainer(corpus, options).run().model();
    Generator generator = model.generator();
    String text =
        generator.tokens("the cat", new Sampling()).limit(7).collect(Collectors.joining());
    assertThat(text).isEqualTo(" purrs.");
  }

  @ParameterizedTest
  @CsvSource({
    "embedding(8) lstm(16),",
    "embedding(8) rnn(16),",
    "embedding(8) gru(16) gru(8),",
    "embedding(8) residual(lstm(8)) layer_norm dense(12) relu,",
    "embedding(8) positions(KIND) repeat(2; transformer(2; causal=true)),learned",
    "embedding(8) positions(KIND) repeat(2; transformer(2; causal=true)),sinusoid",
    "embedding(8) positions(KIND) repeat(2; transformer(2; causal=true)),rotary",
  })
  void stepByStepItIsTheSameAsOverTheWhole(String layers, String kind) {
    LanguageCode code = new LanguageCode("chars", List.of("a", "b", "c", "d", "e"), 24, false);
    String text =
        layers
            .replace(';', ',')
            .replaceAll("(lstm|rnn|gru)\\((\\d+)\\)", "$1($2, sequence=true)")
            .replace("KIND", String.valueOf(kind));
    Network network = Network.parse(text + " dense(" + code.size() + ")");
    Parameters parameters = Parameters.create(network, List.of(code.input()), 3);
    int[] tokens = new Random(4).ints(24, 0, code.size()).toArray();
    float[] whole = TokenSteps.whole(network, parameters, code, tokens);
    TokenSteps steps = new TokenSteps(network, parameters, code);
    assertThat(steps.ends()).isEqualTo(kind != null);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < tokens.length; i++) {
        assertThat(steps.next(tokens[i]))
            .as("step %d", i)
            .isEqualTo(Arrays.copyOfRange(whole, i * code.size(), (i + 1) * code.size()));
      }
      steps.reset();
    }
  }

  @Test
  void learnsAndMeasures() {
    Trained trained = trained(LSTM, 30);
    for (String part : List.of("train", "validation")) {
      PartReport report = Examples.part(trained, part);
      double loss = loss(report);
      assertThat(loss).as(part).isBetween(0.0, 0.25);
      assertThat(report.metrics().get("loss_per_character")).isEqualTo(loss);
      assertThat(report.metrics().get("perplexity")).isCloseTo(Math.exp(loss), within(1e-12));
      assertThat(report.baseline().get("loss")).isBetween(2.0, 3.0);
    }
    PartReport again = trained.model().evaluate(corpus(), new Unseen(), List.of());
    assertThat(again.metrics().get("loss")).isBetween(0.0, 0.25);
  }

  @ParameterizedTest
  @ValueSource(strings = {"words", "bpe=100"})
  void countsCharactersOfOtherTokens(String tokens) {
    TrainOptions options = options(LSTM).withTokens(tokens).withEpochs(1);
    PartReport report = Examples.part(new ModelTrainer(corpus(), options).run(), "train");
    assertThat(report.metrics().get("loss_per_character")).isLessThan(loss(report) / 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {LSTM, ATTENTION})
  void theSameSeedGivesTheSameText(String network) {
    Model model = trained(network, 3).model();
    Sampling sampling = new Sampling().withTemperature(1.2).withSeed(7);
    String text = written(model, "the", sampling, 60);
    assertThat(text).hasSize(60);
    assertThat(written(model, "the", sampling.withSeed(8), 60)).isNotEqualTo(text);
    assertThat(
            IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> written(model, "the", sampling, 60))
                .distinct())
        .containsExactly(text);
    assertThat(written(model, "", sampling, 5)).hasSize(5);
    assertThat(written(model, "the cat purrs.\n".repeat(5), sampling, 30)).hasSize(30);
  }

  @Test
  void temperatureZeroTakesTheLikeliest() {
    Model model = trained(LSTM, 20).model();
    Sampling greedy = new Sampling().withTemperature(0);
    assertThat(written(model, "the c", greedy, 10)).isEqualTo("at purrs.\n");
    assertThat(written(model, "the c", greedy.withSeed(9), 10)).isEqualTo("at purrs.\n");
    assertThat(written(model, "the c", new Sampling().withTopK(1), 10)).isEqualTo("at purrs.\n");
    assertThat(written(model, "the c", new Sampling().withTopP(1e-9), 10)).isEqualTo("at purrs.\n");
  }

  @Test
  void linesEnd() {
    Corpus names = Corpus.of("names", "anna\notto\nbob\nhannah\neve\n".repeat(40));
    TrainOptions options =
        options(LSTM).withLanguage(LanguageOptions.NONE.withLines(true)).withEpochs(40);
    Trained trained = new ModelTrainer(names, options.withValidationSplit(0)).run();
    Sampling greedy = new Sampling().withTemperature(0);
    assertThat(written(trained.model(), "ot", greedy, 100)).isEqualTo("to");
    assertThat(written(trained.model(), "", new Sampling().withTemperature(0.1), 100))
        .isIn("anna", "otto", "bob", "hannah", "eve");
  }

  @Test
  void goesOnToTheSameBitsAndIsKeptInItsFile() {
    Model whole = trained(ATTENTION, 6).model();
    Path file = folder.resolve("half.checkpoint");
    TrainOptions options = options(ATTENTION).withEpochs(6);
    ModelTrainer half = new ModelTrainer(corpus(), options);
    half.checkpoints(file)
        .listener(
            new TrainingListener() {
              @Override
              public void epochEnd(EpochLog log) {
                if (log.epoch() == 3) {
                  half.stop();
                }
              }
            })
        .run();
    Model resumed = new ModelTrainer(corpus(), options).resume(Checkpoint.load(file)).run().model();
    Path saved = folder.resolve("m.hebb");
    resumed.save(saved);
    Model loaded = Model.load(saved);
    assertThat(loaded.task()).isEqualTo(Task.LANGUAGE);
    assertThat(loaded.input()).isEqualTo(whole.input());
    assertThat(loaded.vocabularies()).containsOnlyKeys("tokens");
    assertThat(loaded.evaluate(corpus(), new Unseen(), List.of()))
        .isEqualTo(whole.evaluate(corpus(), new Unseen(), List.of()));
    assertThat(written(loaded, "a", new Sampling(), 80))
        .isEqualTo(written(whole, "a", new Sampling(), 80));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          embedding(8) transformer(2)                            | Say causal=true
          embedding(8) bidirectional(lstm(4, sequence=true))     | Leave bidirectional out
          embedding(8) conv1d(8)                                 | see earlier tokens alone
          embedding(8) conv1d(8, padding=causal)                 | go on from token to token
          embedding(8) lstm(8)                                   | expected an output for each token
          embedding(8) flatten                                   | expected an output for each token
          lstm(8, sequence=true)                                 | begins with an embedding
          """)
  void refusesNetworksThatDoNotGoForward(String network, String sentence) {
    assertThatThrownBy(() -> new ModelTrainer(corpus(), options(network)).plan())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(
            () ->
                new ModelTrainer(corpus(), options(LSTM).withLoss(Loss.Standard.HALF_SQUARED_ERROR))
                    .plan())
        .hasMessageContaining("token_cross_entropy, got half_squared_error");
    Model model = trained(LSTM, 1).model();
    assertThatThrownBy(() -> model.generator().tokens("the ßat Ж", new Sampling()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "prompt: expected characters that come often enough in the text that the model was trained on to be known, got 'ß', 'Ж'."
                + " Leave them out.");
    assertThatThrownBy(() -> new Sampling().withTemperature(-1))
        .hasMessageContaining("temperature");
    assertThatThrownBy(() -> new Sampling().withTopP(0)).hasMessageContaining("top-p: expected");
    assertThatThrownBy(() -> new Sampling().withTopP(1.1)).hasMessageContaining("top-p: expected");
  }
}
