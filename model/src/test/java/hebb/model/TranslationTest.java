package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.data.Task;
import hebb.data.schema.Unseen;
import hebb.data.table.Table;
import hebb.data.table.Texts;
import hebb.data.translation.TranslationCode;
import hebb.nn.Network;
import hebb.tensor.Tensor;
import hebb.train.EpochLog;
import hebb.train.Outcome;
import hebb.train.TrainingListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Translations from a table to a model and back: here of letters to capitals in the other order.
class TranslationTest {
  private static final String NETWORK =
      "seq2seq(embedding(16) bidirectional(gru(16)); embedding(16) gru(32) attention)";

  private static final Table TABLE = pairs(1500, 1);
  private static final Model MODEL =
      new ModelTrainer(TABLE, quick(8).withTestSplit(.2)).given(Set.of("schedule")).run().model();

  @TempDir Path folder;

  private static Table pairs(int rows, long seed) {
    var random = new Random(seed);
    List<String> sources = new ArrayList<>();
    List<String> targets = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(5);
      for (int i = 0; i < length; i++) {
        text.append((char) ('a' + random.nextInt(6)));
      }
      sources.add(text.toString());
      targets.add(text.reverse().toString().toUpperCase(Locale.ROOT));
    }
    return Table.of(
        "pairs",
        List.of("small", "great"),
        List.of(Texts.exactly(sources), Texts.exactly(targets)));
  }

  private static TrainOptions quick(int epochs) {
    return new TrainOptions()
        .withTarget("great")
        .withTask(Task.TRANSLATE)
        .withNetwork(Network.parse(NETWORK))
        .withLearningRate(0.01)
        .withEpochs(epochs);
  }

  /// Each decoder says step by step what it says of the whole; one that does not is refused.
  @ParameterizedTest
  @ValueSource(
      strings = {
        NETWORK,
        "seq2seq(embedding(8) bidirectional(lstm(4)) lstm(6); embedding(8) lstm(8) rnn(5) attention(kind=dot) layer_norm)",
        "seq2seq(embedding(8) positions transformer(2); embedding(8) positions transformer(2, causal=true))",
        "seq2seq(embedding(8) positions(sinusoid) transformer(2); embedding(8) positions(rotary) transformer(2, causal=true, norm=post))",
        "seq2seq(embedding(8) positions(rotary) transformer(2); embedding(8) transformer(2, causal=true)) dropout(0.2)",
      })
  void decodersGoForward(String network) {
    TrainOptions options = quick(1).withNetwork(Network.parse(network));
    assertThat(new ModelTrainer(pairs(40, 2), options).plan().parameters()).isPositive();
  }

  @Test
  void inTenLines() {
    String text = MODEL.translate("abc");
    IO.println(text + " or " + MODEL.withBeam(4).translate("abc"));
    assertThat(text).isEqualTo("CBA");
    PartReport test = Objects.requireNonNull(MODEL.results().parts().get("test"));
    assertThat(test.metrics()).containsKeys("loss", "accuracy", "bleu", "exact");
    assertThat(test.metrics().get("exact")).isGreaterThan(0.9);
    assertThat(test.baseline()).containsEntry("exact", 0.0);
  }

  @Test
  void aTrainingThatIsStoppedWhileItTranslatesIsNotMeasured() {
    List<Long> done = new ArrayList<>();
    ModelTrainer trainer = new ModelTrainer(TABLE, quick(1));
    trainer.watchTranslating(
        (some, all) -> {
          assertThat(some).isLessThanOrEqualTo(all);
          done.add(some);
          trainer.stop();
        });
    Results results = trainer.run().model().results();
    assertThat(done).containsExactly(32L);
    assertThat(results.outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(results.parts()).isEmpty();
    assertThat(results.epochs()).isEqualTo(1);
  }

  @Test
  void translationsDoNotDependOnTheirNeighbours() {
    List<String> texts = new ArrayList<>(List.of("", "zzz", "abcdefabcdefabcdef", "f"));
    for (int row = 0; row < 80; row++) {
      texts.add(TABLE.cells("small").text(row));
    }
    List<String> alone = texts.stream().map(MODEL::translate).toList();
    assertThat(MODEL.translate(texts)).isEqualTo(alone);
    assertThat(alone.getFirst()).isEmpty();
    Model wide = MODEL.withBeam(3);
    assertThat(wide.translate(texts)).isEqualTo(texts.stream().map(wide::translate).toList());
  }

  /// The likeliest token of the network as it was trained, which sees all that was said at once.
  @Test
  void aBeamOfOneTakesTheLikeliestTokenAtEachStep() {
    TranslationCode code = ((Input.OfTranslation) MODEL.input()).translation();
    for (String text : List.of("abcde", "f", "ddaa")) {
      int[] source = code.sourceTokens().indices(text);
      List<Integer> said = new ArrayList<>(List.of(TranslationCode.END));
      int vocabulary = code.target().size();
      do {
        float[] row = new float[code.source().length() + code.steps() + 2];
        row[0] = source.length;
        for (int i = 0; i < source.length; i++) {
          row[1 + i] = source[i];
        }
        row[1 + code.source().length()] = said.size();
        for (int i = 0; i < said.size(); i++) {
          row[2 + code.source().length() + i] = said.get(i);
        }
        float[] outputs = MODEL.predictor().predict(row);
        int from = (said.size() - 1) * vocabulary;
        int best = 0;
        for (int token = 0; token < vocabulary; token++) {
          best = outputs[from + token] > outputs[from + best] ? token : best;
        }
        said.add(best);
      } while (said.getLast() != TranslationCode.END && said.size() < code.steps());
      StringBuilder expected = new StringBuilder();
      said.forEach(token -> expected.append(code.targetTokens().text(token)));
      assertThat(MODEL.translate(text)).isEqualTo(expected.toString());
    }
  }

  @Test
  void attentionAddsUpToOneAndFindsTheLetters() {
    AttentionWeights attention = MODEL.attention("abcd", Optional.empty());
    assertThat(attention.source()).containsExactly("a", "b", "c", "d");
    assertThat(attention.translation()).containsExactly("D", "C", "B", "A");
    assertThat(attention.layer()).isEqualTo("seq2seq1/decoder/attention1");
    Tensor weights = attention.weights();
    assertThat(weights.shape().dims()).containsExactly(5, 4);
    for (int to = 0; to < 5; to++) {
      float sum = 0;
      for (int from = 0; from < 4; from++) {
        sum += weights.data()[to * 4 + from];
      }
      assertThat(sum).isBetween(0.9999f, 1.0001f);
    }
    assertThatThrownBy(() -> MODEL.attention("abcd", Optional.of("no")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("seq2seq1/decoder/attention1");
    assertThatThrownBy(() -> MODEL.attention(" ", Optional.empty()))
        .hasMessageContaining("got an empty one");
  }

  @Test
  void aModelFileKeepsAllOfIt() {
    Path saved = folder.resolve("m.hebb");
    MODEL.save(saved);
    Model loaded = Model.load(saved);
    assertThat(loaded.input()).isEqualTo(MODEL.input());
    assertThat(loaded.results()).isEqualTo(MODEL.results());
    assertThat(loaded.options()).isEqualTo(MODEL.options());
    assertThat(loaded.target()).isEqualTo("great");
    assertThat(loaded.vocabularies()).containsOnlyKeys("small", "great");
    assertThat(loaded.evaluate(TABLE)).isEqualTo(MODEL.evaluate(TABLE));
    Path twice = folder.resolve("twice.hebb");
    loaded.save(twice);
    assertThat(twice).hasSameBinaryContentAs(saved);
  }

  @Test
  void rowsAreWrittenWithTheirTranslations() throws IOException {
    var out = new ByteArrayOutputStream();
    var unseen = new Unseen();
    Table rows =
        Table.of(
            "rows",
            List.of("id", "small"),
            List.of(
                Texts.exactly(List.of("1", "2", "3", "4")),
                Texts.exactly(List.of("ab", "", "abz", "abcdefabcdef"))));
    assertThat(MODEL.predict(rows, out, unseen)).isEqualTo(4);
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).startsWith("id,small,prediction", "1,ab,BA", "2,,").hasSize(5);
    assertThat(unseen.notes())
        .containsExactly(
            "1 text is empty, and so is the translation.",
            "1 text is longer than the 5 characters that the model takes, and cut.",
            "1 text has characters that are not in the training data.");
    assertThatThrownBy(() -> MODEL.predict(rows, out, new Unseen(Unseen.Strictness.CELLS)))
        .hasMessageContaining(
            "rows, row 3, column 'small': expected a text of characters of the training data, got 'abz'");
  }

  @Test
  void aStoppedTrainingGoesOnToTheSameBits() {
    Table few = pairs(200, 3);
    Path checkpoint = folder.resolve("c.checkpoint");
    ModelTrainer first = new ModelTrainer(few, quick(4)).checkpoints(checkpoint);
    first.listener(
        new TrainingListener() {
          @Override
          public void epochEnd(EpochLog log) {
            if (log.epoch() == 2) {
              first.stop();
            }
          }
        });
    first.run();
    Model resumed =
        new ModelTrainer(few, quick(4)).resume(Checkpoint.load(checkpoint)).run().model();
    Model whole = new ModelTrainer(few, quick(4)).run().model();
    String path = "seq2seq1/decoder/gru1/weight";
    assertThat(resumed.results()).isEqualTo(whole.results());
    assertThat(resumed.parameter(path).data()).isEqualTo(whole.parameter(path).data());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seq2seq(embedding(4) lstm(4); embedding(4) lstm(4) attention(kind=additive))",
        "seq2seq(embedding(4) positions transformer(2); embedding(4) positions transformer(2, causal=true) layer_norm)",
        "seq2seq(embedding(4) rnn(4); embedding(4) gru(4)) dense(8) tanh"
      })
  void otherNetworksTranslateToo(String network) {
    TrainOptions options = quick(1).withNetwork(Network.parse(network));
    Model other = new ModelTrainer(pairs(60, 5), options).run().model();
    List<String> texts = List.of("abc", "de", "f");
    Model wide = other.withBeam(2);
    assertThat(wide.translate(texts)).isEqualTo(texts.stream().map(wide::translate).toList());
    if (network.contains("attention") || network.contains("transformer")) {
      assertThat(other.attention("abc", Optional.empty()).source()).hasSize(3);
    } else {
      assertThatThrownBy(() -> other.attention("abc", Optional.empty()))
          .hasMessageContaining(
              "expected a decoder with attention or transformer, got one without");
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> MODEL.withBeam(0))
        .hasMessageContaining("beam: expected 1 to 100 beginnings that are kept, got 0");
    assertThatThrownBy(
            () ->
                new ModelTrainer(TABLE, quick(1).withNetwork(Network.parse("embedding(4) gru(4)")))
                    .plan())
        .hasMessageContaining("expected a network that begins with seq2seq(encoder; decoder)");
    assertThatThrownBy(() -> MODEL.predict("abc")).hasMessageContaining("got one that translates");
  }
}
