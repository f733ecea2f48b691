package hebb.data.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.data.DataException;
import hebb.data.schema.Encoder;
import hebb.data.schema.Schema;
import hebb.data.schema.SchemaOptions;
import hebb.data.schema.TableDataset;
import hebb.data.schema.Unseen;
import hebb.data.table.ReadOptions;
import hebb.data.table.Table;
import hebb.data.table.TableReader;
import hebb.dataset.InputSpec;
import hebb.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Columns of texts: when a column is one, and what a network gets of it.
class TextTest {
  private static final int ROWS = 200;
  private static final SchemaOptions Y = SchemaOptions.target("y");

  @TempDir Path folder;

  /// A text of 4 to 8 words, each another one: `wK` of 40 words, and a number of its own in words.
  private static String text(int row) {
    var text = new StringBuilder("The");
    for (int i = 0; i < 3 + row % 5; i++) {
      text.append(" w").append((row * 7 + i * 3) % 40);
    }
    return text + " n" + row;
  }

  private Table table(String header, IntFunction<String> cells) throws IOException {
    var text = new StringBuilder(header + ",y\n");
    for (int i = 0; i < ROWS; i++) {
      text.append(cells.apply(i)).append(i % 3 == 0 ? ",a\n" : ",b\n");
    }
    Path file = Files.writeString(folder.resolve("t.csv"), text);
    return TableReader.read(file, ReadOptions.DEFAULTS);
  }

  private static int[] rows(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  private static Text.Code code(Encoder encoder) {
    return (Text.Code) encoder.encoding().columns().getFirst();
  }

  @Test
  void aTextIsTheIndicesOfItsWordsBehindItsLength() throws IOException {
    Table table = table("review", TextTest::text);
    Schema schema = Schema.infer(table, Y);
    Encoder encoder = Encoder.learn(table, schema, rows(0, 150));
    Text.Code code = code(encoder);
    assertThat(code.tokens()).isEqualTo("words");
    assertThat(code.vocabulary()).hasSize(41).startsWith("the").doesNotContain("n3");
    assertThat(code.length()).isEqualTo(9);
    assertThat(encoder.inputs())
        .containsExactly(InputSpec.indices("review", Shape.of(9), 43).varying());
    assertThat(encoder.width()).isEqualTo(10);
    int first = 2 + code.vocabulary().indexOf("w7");
    int second = 2 + code.vocabulary().indexOf("w10");
    assertThat(encoder.encode(Map.of("review", "THE  w7 w10, n1")))
        .containsExactly(5, 2, first, second, 1, 1, 0, 0, 0, 0);
    assertThat(encoder.encode(Map.of("review", ""))).startsWith(1, 0, 0);
    assertThat(code.note()).hasValueSatisfying(note -> assertThat(note).contains("41 words", "9"));
  }

  @Test
  void whatIsNotAsInTrainingIsCounted() throws IOException {
    Table table = table("review", TextTest::text);
    Encoder encoder = Encoder.learn(table, Schema.infer(table, Y), rows(0, 150));
    Map<String, Fit> fits =
        Map.of(
            "the w1 w2", Fit.FITS,
            "the n1 w2", Fit.FITS,
            "the n1 n2", Fit.MOSTLY_UNKNOWN,
            "n1", Fit.UNKNOWN,
            "the w1 w2 w3 w4 w5 w6 w7 w8 w9", Fit.CUT,
            "", Fit.MISSING,
            "\u200b", Fit.MISSING);
    fits.forEach(
        (text, fit) ->
            assertThat(encoder.encode(Map.of("review", text), new float[10]))
                .as(text)
                .extracting("fit")
                .isEqualTo(fit == Fit.FITS ? List.of() : List.of(fit)));
    Unseen strict = new Unseen(Unseen.Strictness.CELLS);
    var rows = encoder.rowEncoder("f", List.of("review"), strict);
    rows.encode(List.of("the n1 n2"), 1, new float[10]);
    rows.encode(List.of("the w1 w2 w3 w4 w5 w6 w7 w8 w9"), 2, new float[10]);
    assertThat(strict.lines().getFirst()).contains("half or more is not known").endsWith(": n1 n2");
    assertThat(strict.lines().getLast()).contains("longer", "cut");
    assertThatThrownBy(() -> rows.encode(List.of("zzz"), 3, new float[10]))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected a text with words of the training data, got 'zzz'");
  }

  /// Kept without what is behind them, they are read as they are encoded.
  @Test
  void rowsAreKeptPacked() throws IOException {
    Table table = table("size,review", i -> i % 7 + "," + (i == 4 ? "" : text(i)));
    Encoder encoder = Encoder.learn(table, Schema.infer(table, Y), rows(0, ROWS));
    int[] picked = rows(0, ROWS);
    TableDataset kept = TableDataset.of(encoder, table, picked);
    assertThat(kept.readsAhead()).isFalse();
    float[] expected = new float[ROWS * encoder.width()];
    encoder.encode(table, picked, expected);
    int[] order = IntStream.range(0, ROWS).map(i -> i * 77 % ROWS).toArray();
    float[] read = new float[3 * encoder.width()];
    Arrays.fill(read, 9);
    kept.read(order, 5, 3, read, new float[3]);
    for (int i = 0; i < read.length; i++) {
      int at = order[5 + i / encoder.width()] * encoder.width() + i % encoder.width();
      assertThat(read[i]).isEqualTo(expected[at]);
    }
    assertThat(kept.length(4)).isEqualTo(1);
    assertThat(kept.length(5)).isEqualTo(5);
    assertThat(kept.length(9)).isEqualTo(9);
  }

  @Test
  void aFewLongTextsAreCut() throws IOException {
    Table table = table("review", i -> i == 3 ? text(i).repeat(90) : text(i));
    Text.Code code = code(Encoder.learn(table, Schema.infer(table, Y), rows(0, ROWS)));
    assertThat(code.length()).isEqualTo(13);
    assertThat(code.cut()).isEqualTo(1);
    assertThat(code.note()).hasValueSatisfying(note -> assertThat(note).contains("1 of 200"));
    Table names = table("name", i -> "x" + "ab".repeat(4000) + i);
    Schema schema = Schema.infer(names, Y.withKind("text", List.of("name=chars")));
    assertThat(code(Encoder.learn(names, schema, rows(0, ROWS))).length()).isEqualTo(1024);
  }

  @Test
  void aLoneColumnOfNamesIsReadByCharacters() throws IOException {
    Schema lone = Schema.infer(table("name", i -> "Xu" + (i * 7919 % 150)), Y);
    assertThat(lone.columns().getFirst().kind()).isEqualTo("text");
    assertThat(lone.columns().getFirst().format()).isEqualTo("chars");
    assertThat(lone.notes()).anySatisfy(note -> assertThat(note).contains("characters"));
    Schema words =
        Schema.infer(table("name", i -> "Xu" + i), Y.withKind("text", List.of("=words")));
    assertThat(words.columns().getFirst().format()).isEqualTo("words");
    Table beside = table("name,size", i -> "Xu" + i + "," + i % 5);
    assertThat(Schema.infer(beside, Y).columns().getFirst().kind()).isEqualTo("identifier");
    Schema said = Schema.infer(beside, Y.withKind("text", List.of("name")));
    assertThat(said.columns().getFirst().format()).isEqualTo("chars");
    assertThatThrownBy(() -> Schema.infer(table("customer_id", i -> "k" + i), Y))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("--text");
  }

  @Test
  void whatIsSaidOfTokensIsChecked() throws IOException {
    Table table = table("a=b", TextTest::text);
    Schema schema = Schema.infer(table, Y.withKind("text", List.of("a=b=bpe=300")));
    Text.Code code = code(Encoder.learn(table, schema, rows(0, ROWS)));
    assertThat(code.tokens()).isEqualTo("bpe=300");
    assertThat(code.vocabulary()).contains("\u2581the", "\u2581w1").hasSizeLessThanOrEqualTo(300);
    assertThatThrownBy(() -> Schema.infer(table, Y.withKind("text", List.of("a=b=letters"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("column 'a=b', --text: expected chars, words or bpe")
        .hasMessageContaining("got 'letters'");
  }

  @Test
  void aDamagedCodeIsRefused() {
    assertThatThrownBy(() -> new Text.Code("v", "words", List.of("a", "a"), 3, 9, 0, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Text.Code("v", "words", List.of("a"), 513, 9, 0, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 512");
  }
}
