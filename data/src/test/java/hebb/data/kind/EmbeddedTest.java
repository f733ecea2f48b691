package hebb.data.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.data.schema.Encoder;
import hebb.data.schema.Schema;
import hebb.data.schema.SchemaOptions;
import hebb.data.schema.TableDataset;
import hebb.data.schema.Unseen;
import hebb.data.table.MissingWords;
import hebb.data.table.ReadOptions;
import hebb.data.table.Table;
import hebb.data.table.TableReader;
import hebb.data.table.Texts;
import hebb.dataset.InputSpec;
import hebb.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A column of which the network learns a vector for each category.
class EmbeddedTest {
  private static final int ROWS = 40;
  private static final int[] TRAIN = IntStream.range(0, ROWS).toArray();

  @TempDir Path folder;

  /// Cities 0 to 4, of different frequency; every tenth is missing.
  private Table table() throws IOException {
    var text = new StringBuilder("age,city,y\n");
    for (int i = 0; i < ROWS; i++) {
      String city = i % 10 == 9 ? "" : "00" + (int) Math.sqrt(i % 25);
      text.append(i * 3 % 17).append(".5,").append(city).append(i % 3 == 0 ? ",a\n" : ",b\n");
    }
    Path file = Files.writeString(folder.resolve("t.csv"), text);
    return TableReader.read(file, ReadOptions.DEFAULTS.withText(List.of("city")));
  }

  private static SchemaOptions embed(String words) {
    return SchemaOptions.target("y").withKind("embedded", List.of(words));
  }

  @Test
  void isAnInputOfItsOwn() throws IOException {
    Table table = table();
    Schema schema = Schema.infer(table, embed("city"));
    assertThat(schema.columns().get(1).kind()).isEqualTo("embedded");
    assertThat(schema.columns().get(1).missing()).isEqualTo(4);
    Encoder encoder = Encoder.learn(table, schema, TRAIN);
    assertThat(encoder.inputs())
        .containsExactly(
            InputSpec.features(Shape.of(1)), InputSpec.indices("city", Shape.SCALAR, 7));
    assertThat(encoder.width()).isEqualTo(2);
    assertThat(encoder.encoding().columns().get(1))
        .isEqualTo(
            new Embedded.Code("city", List.of("003", "002", "004", "001", "000"), true, true, 4));
  }

  @Test
  void aRowIsEncodedAlikeFromATableAFileAndAMap() throws IOException {
    Table table = table();
    Encoder encoder = Encoder.learn(table, Schema.infer(table, embed("city=3")), TRAIN);
    var unseen = new Unseen();
    var rows = encoder.rowEncoder("t.csv", table.columns(), unseen);
    float[] all = new float[2 * ROWS];
    TableDataset.of(encoder, table, TRAIN).read(TRAIN, 0, ROWS, all, new float[ROWS]);
    float[] one = new float[2];
    for (int row = 0; row < ROWS; row++) {
      Map<String, Object> map = new HashMap<>();
      List<String> fields = List.of(table.cells(0).text(row), table.cells(1).text(row), "");
      map.put("age", fields.get(0));
      map.put("city", fields.get(1));
      rows.encode(fields, row, one);
      assertThat(one).containsExactly(all[2 * row], all[2 * row + 1]);
      assertThat(encoder.encode(map)).containsExactly(one);
    }
    assertThat(all[2 * 9 + 1]).isEqualTo(5);
    assertThat(unseen.counts()).isEmpty();
    rows.encode(List.of("1", "999", ""), 1, one);
    assertThat(one[1]).isEqualTo(5);
    assertThat(unseen.lines())
        .containsExactly(
            "city: 1 of 41 rows have a category that is not in the training data: 999");
  }

  /// More than 20 categories, each twice at least, unless a person or a linear model wants
  /// features.
  @Test
  void manyCategoriesAreEmbeddedAndColumnsOfOneSizeShareATable() throws IOException {
    var text = new StringBuilder("a,b,few,y\n");
    for (int i = 0; i < 200; i++) {
      text.append("a" + i % 22 + ",b" + i % 21 + ",c" + i % 20 + (i % 3 == 0 ? ",u\n" : ",v\n"));
    }
    Table table = TableReader.read(Files.writeString(folder.resolve("many.csv"), text));
    SchemaOptions options = SchemaOptions.target("y");
    Schema schema = Schema.infer(table, options);
    assertThat(schema.columns())
        .extracting(Column::kind)
        .containsExactly("embedded", "embedded", "categorical", "categorical");
    assertThat(schema.notes())
        .containsExactly(
            "Columns 'a', 'b' have many categories, for each of which a vector is learned;"
                + " --categorical a gives each category a feature.");
    Encoder encoder = Encoder.learn(table, schema, IntStream.range(0, 200).toArray());
    assertThat(encoder.inputs())
        .containsExactly(
            InputSpec.features(Shape.of(20)), InputSpec.indices("embedded9", Shape.of(2), 44));
    float[] row = encoder.encode(Map.of("a", "a0", "b", "b0", "few", "c0"));
    float[] unseen = encoder.encode(Map.of("a", "a1", "b", "new", "few", "c0"));
    assertThat(row[20]).isLessThan(22);
    assertThat(row[21]).isBetween(22f, 42f);
    assertThat(unseen[21]).isEqualTo(43);
    assertThat(unseen[20]).isNotEqualTo(row[20]).isLessThan(22);

    assertThat(Schema.infer(table, options, false).columns().getFirst().kind())
        .isEqualTo("categorical");
    assertThat(
            Schema.infer(table, options.withCategorical(List.of("a"))).columns().getFirst().kind())
        .isEqualTo("categorical");
  }

  @Test
  void aNameMayHoldAnEqualsSign() throws IOException {
    var text = new StringBuilder("x,p=q,y\n");
    for (int i = 0; i < ROWS; i++) {
      text.append(i).append(i % 2 == 0 ? ".5,u," : ".5,v,").append(i % 3 == 0 ? "a\n" : "b\n");
    }
    Path file = Files.writeString(folder.resolve("e.csv"), text);
    Table table = TableReader.read(file, ReadOptions.DEFAULTS);
    for (String said : List.of("p=q", "p=q=7")) {
      Encoder encoder = Encoder.learn(table, Schema.infer(table, embed(said)), TRAIN);
      assertThat(encoder.inputs().getLast().name()).isEqualTo("p=q");
    }
  }

  @Test
  void theSizeGrowsWithTheCategories() {
    for (int[] pair : new int[][] {{1, 2}, {2, 2}, {10, 6}, {100, 21}, {100_000, 600}}) {
      Texts texts =
          Texts.of(IntStream.range(0, pair[0]).mapToObj(i -> "c" + i).toArray(String[]::new));
      ColumnView view = ColumnView.of("c", texts, MissingWords.DEFAULTS);
      int[] rows = IntStream.range(0, pair[0]).toArray();
      assertThat(((IndexCode) Embedded.KIND.learn(view, "", rows)).size()).isEqualTo(pair[1]);
    }
  }

  @Test
  void aSizeThatIsNoneIsRefused() throws IOException {
    Table table = table();
    for (String size : List.of("city=0", "city=-1", "city=many", "city=4097")) {
      assertThatThrownBy(() -> Schema.infer(table, embed(size)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(
              "--embed: expected a size from 1 to 4096, got '" + size.substring(5));
    }
    SchemaOptions twice =
        SchemaOptions.target("y").withKind("embedded", List.of("city=2", "city=3"));
    assertThatThrownBy(() -> Schema.infer(table, twice))
        .hasMessageContaining(
            "--embed: expected a size from 1 to 4096 after the equals sign, got '2' and '3'");
    assertThatThrownBy(() -> Schema.infer(table, embed("city=")))
        .hasMessageContaining("after the equals sign, got nothing");
    assertThatThrownBy(() -> embed("city").withKind("embed", List.of("city")))
        .hasMessageContaining("kind: expected one of");
    assertThatThrownBy(() -> Schema.infer(table, embed("town")))
        .hasMessageContaining("expected a column 'town'");
  }
}
