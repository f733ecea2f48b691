package hebb.data.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.data.DataException;
import hebb.data.schema.Encoder;
import hebb.data.schema.Schema;
import hebb.data.schema.SchemaOptions;
import hebb.data.schema.TableDataset;
import hebb.data.schema.Unseen;
import hebb.data.series.SeriesText;
import hebb.data.table.Numbers;
import hebb.data.table.Table;
import hebb.data.table.Texts;
import hebb.dataset.InputSpec;
import hebb.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SeriesTest {
  private static final SchemaOptions SAID =
      SchemaOptions.target("y").withKind("series", List.of("s"));

  private static Table table(String... series) {
    String[] labels = new String[series.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 2 == 0 ? "u" : "v";
    }
    return Table.of(
        "t", List.of("s", "y"), List.of(Texts.exactly(List.of(series)), Texts.of(labels)));
  }

  private static Encoder learn(Table table, SchemaOptions options, int... rows) {
    return Encoder.learn(table, Schema.infer(table, options), rows);
  }

  private static float[] row(Encoder encoder, Object series) {
    return encoder.encode(Map.of("s", series));
  }

  @Test
  void channelsAreStandardisedByTheTrainingPart() {
    Table table = table("1 3 : 10 10", "5 7 : 10 10", "90 90 : 90 90");
    Encoder encoder = learn(table, SAID, 0, 1);
    assertThat(encoder.inputs()).containsExactly(InputSpec.of("s", Shape.of(2, 2)));
    float deviation = (float) Math.sqrt(5);
    assertThat(row(encoder, "6 4 : 10 12")).containsExactly(2 / deviation, 0, 0, 2);
    assertThat(row(encoder, new float[][] {{6, 10}, {4, 12}}))
        .containsExactly(row(encoder, "6 4 : 10 12"));
    assertThat(row(encoder, "")).containsOnly(0);
  }

  @Test
  void seriesOfDifferentLengthHaveItBeforeThem() {
    Table table = table("1 2", "1 2 3 4", "3");
    Encoder encoder = learn(table, SAID, 0, 1, 2);
    assertThat(encoder.inputs()).containsExactly(InputSpec.of("s", Shape.of(4, 1)).varying());
    TableDataset rows = TableDataset.of(encoder, table, new int[] {0, 1, 2});
    assertThat(List.of(rows.length(0), rows.length(1), rows.length(2))).containsExactly(2, 4, 1);
    float[] two = row(encoder, "1 2");
    assertThat(two[0]).isEqualTo(2);
    assertThat(two[1]).isLessThan(0);
    assertThat(two).hasSize(5).endsWith(0, 0);
    assertThat(row(encoder, "")).containsExactly(1, 0, 0, 0, 0);
    var unseen = new Unseen();
    float[] cut = new float[5];
    encoder.encode(table("1 2 3 4 99 98"), new int[] {0}, cut, unseen);
    assertThat(cut).containsExactly(row(encoder, "1 2 3 4"));
    assertThat(unseen.lines()).singleElement().asString().contains("longer", "1 2 3 4 99 98");
  }

  static Stream<String> odd() {
    return Stream.of(
        "1;;3;4 (a gap)",
        "1;x;3;4 ('x' is no number)",
        "1;2;3 (3 steps)",
        "1;2;3;4:1;2;3;4 (2 channels)",
        "1;2:3 (channels of different length)",
        "1;2;NaN;4 (a gap)",
        "hello ('hello' is no number)");
  }

  @ParameterizedTest
  @MethodSource("odd")
  void whatDoesNotFitIsCountedAndMissing(String shown) {
    String odd = shown.replaceFirst(" .*", "");
    Encoder encoder = learn(table("1 2 3 4", "2 3 4 5", "3 4 5 6"), SAID, 0, 1, 2);
    var unseen = new Unseen();
    float[] out = {9, 9, 9, 9};
    encoder.encode(table(odd), new int[] {0}, out, unseen);
    assertThat(out).containsOnly(0);
    assertThat(unseen.counts()).singleElement().matches(count -> count.fit() == Fit.UNREADABLE);
    assertThat(unseen.lines()).singleElement().asString().endsWith(": " + shown);
    var strict = new Unseen(Unseen.Strictness.CELLS);
    assertThatThrownBy(() -> encoder.encode(table(odd), new int[] {0}, out, strict))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("column 's': expected a series of 4 steps, such as 1.5; 2; 2.5, got");
  }

  @Test
  void mostCellsSayHowManyChannelsThereAre() {
    Schema schema = Schema.infer(table("1 2 : 3 4", "1 2", "5 6 : 7 8", "2 2 : 3 gap"), SAID);
    Column column = schema.columns().getFirst();
    assertThat(column.summary()).isEqualTo("2 steps of 2 channels");
    assertThat(column.missing()).isEqualTo(2);
    assertThat(schema.notes())
        .anyMatch(note -> note.contains("but for 2 cells, which count as missing: '1 2' in row 2"));
  }

  @Test
  void seriesOfManyFormsAreToldOf() {
    String[] cells = new String[60];
    for (int i = 0; i < cells.length; i++) {
      String one = "1.5 2 3 4 5 6 7 " + i;
      cells[i] = i % 3 == 0 ? one : one + " : " + one;
    }
    Schema schema = Schema.infer(table(cells), SchemaOptions.target("y"));
    assertThat(schema.columns().getFirst().kind()).isEqualTo("text");
    assertThat(schema.notes())
        .anyMatch(
            note ->
                note.startsWith("Column 's' is taken as text: of 60 cells some are series, but 20")
                    && note.endsWith("in row 1; --series s takes those as missing."));
  }

  @Test
  void aLengthMayBeSaid() {
    Table table = table("1 2 3 4", "2 3 4 5", "3 4 5 6");
    Encoder encoder = learn(table, SAID.withKind("series", List.of("s=3")), 0, 1, 2);
    assertThat(encoder.inputs().getFirst().row()).isEqualTo(Shape.of(3, 1));
    assertThatThrownBy(() -> learn(table, SAID.withKind("series", List.of("s=0")), 0))
        .hasMessage(
            "t, column 's', --series: expected the most steps, 1 to 1000000, got '0'. Correct it,"
                + " or leave it out to have it found.");
    assertThatThrownBy(() -> learn(table("a", "b", "c"), SAID, 0))
        .hasMessageContaining(
            "expected a column that can be series as --series says, got cells such as 'a'");
  }

  private static Table wide() {
    return Table.of(
        "t",
        List.of("v1", "v2", "y", "w1", "w2"),
        List.of(
            Numbers.of(1, 2, 3, Double.NaN),
            Numbers.of(4, 5, 6, 7),
            Texts.of("a", "b", "a", "b"),
            Numbers.of(0, 1, 0, 1),
            Numbers.of(1, 0, 1, 0)));
  }

  @Test
  void severalColumnsAreTheStepsOfASeries() {
    SchemaOptions options = SchemaOptions.target("y").withKind("series", List.of("v1..v2:w*"));
    Table table = wide();
    Schema schema = Schema.infer(table, options);
    assertThat(schema.columns()).extracting(Column::name).containsExactly("v1..v2:w*", "y");
    Encoder encoder = Encoder.learn(table, schema, new int[] {0, 1, 2, 3});
    assertThat(encoder.inputs()).containsExactly(InputSpec.of("v1..v2:w*", Shape.of(2, 2)));
    float[] whole = new float[4];
    encoder.encode(table, new int[] {1}, whole);
    var row = new LinkedHashMap<String, Object>(Map.of("v1", 2));
    row.put("v2", 5);
    row.put("w1", 1);
    row.put("w2", 0);
    assertThat(encoder.encode(row)).containsExactly(whole);
    float[] field = new float[4];
    encoder
        .rowEncoder("f", List.of("w1", "v1", "v2", "w2"), new Unseen())
        .encode(List.of("1", " 2", "5 ", "0"), 1, field);
    assertThat(field).containsExactly(whole);
    encoder.encode(table, new int[] {3}, whole);
    assertThat(whole).containsOnly(0);
    assertThatThrownBy(() -> encoder.encode(Map.of("v1", 1)))
        .hasMessageContaining("expected a column 'v2', got none of that name");
  }

  static Stream<List<String>> twice() {
    return Stream.of(List.of("v1..y"), List.of("v*", "v1..v2"), List.of("v1..v2:v*"));
  }

  @ParameterizedTest
  @MethodSource("twice")
  void aColumnIsAStepOfOneSeriesOnly(List<String> said) {
    assertThatThrownBy(
            () -> Schema.infer(wide(), SchemaOptions.target("y").withKind("series", said)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected a column that is a step of one series only");
  }

  @Test
  void longSeriesBeginWithAStride() {
    assertThat(Series.network(1000)).startsWith("conv1d(32, kernel=16) batch_norm");
    assertThat(Series.network(1001)).startsWith("conv1d(32, kernel=16, stride=2) batch_norm");
    assertThat(Series.network(100_000)).startsWith("conv1d(32, kernel=200, stride=100) batch_norm");
  }

  @Test
  void aRowHoldsSeriesAsDoublesToo() {
    Encoder encoder = learn(table("1 3 : 10 10", "5 7 : 10 10"), SAID, 0, 1);
    assertThat(row(encoder, new double[][] {{6, 10}, {4, 12}}))
        .containsExactly(row(encoder, "6 4 : 10 12"));
  }

  static Stream<Arguments> strange() {
    return Stream.of(
        Arguments.of(new float[4], "got float[]."),
        Arguments.of(new double[2][3], "got numbers[2][3]."),
        Arguments.of(new float[][] {{1, 2}, {3}}, "got numbers[2][1]."),
        Arguments.of(new byte[4], "got byte[]."),
        Arguments.of(List.of(1, 2), "got List"));
  }

  @ParameterizedTest
  @MethodSource("strange")
  void valuesOfOtherTypesAreRefused(Object value, String got) {
    Encoder encoder = learn(table("1 3 : 10 10", "5 7 : 10 10"), SAID, 0, 1);
    assertThatThrownBy(() -> row(encoder, value))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "column 's': expected a series as float[steps][2], double[steps][2] or text, got")
        .hasMessageContaining(got);
  }

  @Test
  void aTableInMemoryHoldsSeriesOfArrays() {
    float[][] one = {{1, 2}, {3, 4}, {5, 6}};
    float[][] two = {{2, 2}, {2, 2}, {2, 2}};
    Table table =
        Table.of(
            "t",
            List.of("s", "y"),
            List.of(SeriesText.cells(List.of(one, two, one)), Texts.of("a", "b", "a")));
    assertThat(learn(table, SAID, 0, 1).inputs().getFirst().row()).isEqualTo(Shape.of(3, 2));
  }
}
