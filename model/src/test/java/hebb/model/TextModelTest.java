package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.data.kind.Fit;
import hebb.data.schema.UnseenCell;
import hebb.data.table.ReadOptions;
import hebb.data.table.Table;
import hebb.data.table.TableReader;
import hebb.graph.ShapeException;
import hebb.nn.Network;
import hebb.train.EpochLog;
import hebb.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Models of texts.
class TextModelTest {
  private static final List<String> GOOD = List.of("fine", "superb", "moving", "charming");
  private static final List<String> BAD = List.of("dull", "awful", "clumsy", "tedious");
  private static final List<String> OTHER =
      List.of("the", "a", "film", "plot", "cast", "with", "and", "its", "very", "is");

  @TempDir Path folder;

  /// A review has one word that tells what it is among others that do not.
  private Path reviews(String header, boolean more) throws IOException {
    Random random = new Random(3);
    var text = new StringBuilder(header + "\n");
    for (int i = 0; i < 600; i++) {
      boolean good = i % 2 == 0;
      int words = 4 + random.nextInt(9);
      int at = random.nextInt(words);
      for (int w = 0; w < words; w++) {
        List<String> from = w == at ? (good ? GOOD : BAD) : OTHER;
        text.append(w == 0 ? "" : " ").append(from.get(random.nextInt(from.size())));
      }
      text.append(more ? "," + random.nextInt(9) : "").append(good ? ",good\n" : ",bad\n");
    }
    return Files.writeString(folder.resolve(more ? "more.csv" : "reviews.csv"), text);
  }

  private static TrainOptions options() {
    return new TrainOptions().withTarget("label").withThreads(1);
  }

  @Test
  void theExampleOfThePage() throws IOException {
    Path file = reviews("review,label", false);
    Table reviews = TableReader.read(file);
    TrainOptions options = new TrainOptions().withTarget("label").withEpochs(40);
    Model model = new ModelTrainer(reviews, options).run().model();
    Prediction prediction = model.predict("A charming film, very moving!");
    assertThat(prediction).hasToString("good");
    assertThat(prediction.unseen()).isEmpty();
    assertThat(model.predict("the plot is clumsy and the cast awful")).hasToString("bad");
  }

  /// Beside other columns a text may have layers of one's own too, which are kept.
  @Test
  void theBranchOfATextMayBeSaid() throws IOException {
    Table table = TableReader.read(reviews("review,year,label", true));
    Network network =
        Network.parse("dense(8) relu")
            .withBranches(
                List.of(
                    new Network.Branch("review", Network.parse("embedding(8) lstm(4)").layers())));
    Model model =
        new ModelTrainer(table, options().withEpochs(1).withNetwork(network)).run().model();
    assertThat(model.network().branches().getFirst()).isEqualTo(network.branches().getFirst());
    Path file = folder.resolve("branch.hebb");
    model.save(file);
    assertThat(Model.load(file).evaluate(table).metrics())
        .isEqualTo(model.evaluate(table).metrics());
    TrainOptions first = options().withNetwork(Network.parse("embedding(8) lstm(4)"));
    assertThatThrownBy(() -> new ModelTrainer(table, first).plan())
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("which 'review' has in a branch of its own");
  }

  @ParameterizedTest
  @ValueSource(strings = {"words", "chars", "bpe=100"})
  void isKeptInItsFile(String tokens) throws IOException {
    Table table = TableReader.read(reviews("review,label", false));
    Trained trained = new ModelTrainer(table, options().withEpochs(1).withTokens(tokens)).run();
    Path file = folder.resolve("m.hebb");
    trained.model().save(file);
    Model loaded = Model.load(file);
    assertThat(loaded.input()).isEqualTo(trained.model().input());
    assertThat(loaded.vocabularies()).containsOnlyKeys("review");
    for (String text : List.of("a superb film", "zqzq xx", "", "dull ".repeat(2000))) {
      assertThat(loaded.predict(text)).isEqualTo(trained.model().predict(text));
    }
    assertThat(loaded.evaluate(table).metrics().get("loss"))
        .isEqualTo(trained.model().evaluate(table).metrics().get("loss"));
    assertThat(trained.report().plan().used().used()).containsEntry("tokens", tokens);
  }

  @Test
  void namesWhatItDoesNotKnow() throws IOException {
    Table table = TableReader.read(reviews("review,label", false));
    Model model = new ModelTrainer(table, options().withEpochs(1)).run().model();
    assertThat(model.predict("zq xx a").unseen())
        .containsExactly(new UnseenCell("review", Fit.MOSTLY_UNKNOWN, "zq xx"));
    assertThat(model.predict("zq").unseen())
        .containsExactly(new UnseenCell("review", Fit.UNKNOWN, "zq"));
    assertThat(model.predict("").unseen()).extracting(UnseenCell::fit).containsExactly(Fit.MISSING);
    assertThat(model.predict(Map.of("review", 7)).unseen()).hasSize(1);
  }

  @Test
  void aTextIsABranchBesideOtherColumns() throws IOException {
    Table table =
        TableReader.read(
            reviews("review,size,label", true), ReadOptions.DEFAULTS.withText(List.of("review")));
    Trained trained = new ModelTrainer(table, options().withHidden(16).withEpochs(30)).run();
    assertThat(trained.model().layers())
        .extracting(LayerLine::name)
        .contains("inputs/review/embedding1", "hidden1", "output");
    assertThat(Examples.part(trained, "validation").metrics().get("accuracy")).isGreaterThan(0.9);
    assertThatThrownBy(() -> trained.model().predict("a film"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("the model takes 2 columns");
  }

  @Test
  void networksOfTextsAreSaidInWhole() throws IOException {
    Table table = TableReader.read(reviews("review,label", false));
    TrainOptions options = options().withEpochs(1);
    for (String network :
        List.of("embedding(4) lstm(3)", "embedding(4) conv1d(3) global_max_pool")) {
      Model model =
          new ModelTrainer(table, options.withNetwork(Network.parse(network))).run().model();
      assertThat(model.network().text()).isEqualTo(network + " dense(1)");
      assertThat(model.network().branches()).isEmpty();
    }
    Model hidden = new ModelTrainer(table, options.withHidden(5)).run().model();
    assertThat(hidden.layers())
        .extracting(LayerLine::name)
        .containsExactly(
            "inputs/review/embedding1",
            "inputs/review/pool1",
            "inputs/review/dropout1",
            "hidden1",
            "output");
  }

  @Test
  void goesOnToTheSameBits() throws IOException {
    Table table = TableReader.read(reviews("review,label", false));
    TrainOptions options = options().withEpochs(6);
    Model whole = new ModelTrainer(table, options).run().model();
    Path file = folder.resolve("half.checkpoint");
    ModelTrainer half = new ModelTrainer(table, options);
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
    Model resumed = new ModelTrainer(table, options).resume(Checkpoint.load(file)).run().model();
    assertThat(resumed.predict("a dull film")).isEqualTo(whole.predict("a dull film"));
  }
}
