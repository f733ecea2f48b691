package hebb.data.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hebb.data.Baseline;
import hebb.data.DataException;
import hebb.data.Task;
import hebb.data.kind.Categorical;
import hebb.data.kind.Fit;
import hebb.data.kind.Numeric;
import hebb.data.kind.YesNo;
import hebb.data.table.Numbers;
import hebb.data.table.Table;
import hebb.data.table.Texts;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EncoderTest {
  private static final double GONE = Double.NaN;

  /// The last two rows are not for training.
  private static final Table TABLE =
      Table.of(
          "t.csv",
          List.of("age", "colour", "member", "y"),
          List.of(
              Numbers.of(1, 3, GONE, 5, 1000, GONE),
              Texts.of("red", "blue", "red", "", "green", "red"),
              Texts.of("yes", "no", "", "yes", "no", "yes"),
              Texts.of("b", "a", "b", "a", "a", "b")));

  private static final int[] TRAIN = {0, 1, 2, 3};
  private static final Schema SCHEMA = Schema.infer(TABLE, SchemaOptions.target("y"));
  private static final Encoder ENCODER = Encoder.learn(TABLE, SCHEMA, TRAIN);

  @Test
  void learnsFromTheTrainingRowsAlone() {
    double std = Math.sqrt(8 / 3.0);
    assertThat(ENCODER.encoding())
        .isEqualTo(
            new Encoding(
                List.of(
                    new Numeric.Code("age", "", 3, std, 3, 1, 5, 3, true),
                    new Categorical.Code("colour", List.of("red", "blue"), List.of(), true, true),
                    new YesNo.Code("member", 2 / 3.0, true)),
                List.of(new TargetCode.Classes("y", List.of("a", "b"), false)),
                List.of()));
    assertThat(ENCODER.features())
        .extracting(Feature::name)
        .containsExactly(
            "age",
            "age is missing",
            "colour=red",
            "colour=blue",
            "colour is missing",
            "member",
            "member is missing");
    assertThat(ENCODER.features().get(3).column()).isEqualTo("colour");
  }

  @Test
  void encodesRowsOfATable() {
    float[] out = new float[3 * ENCODER.width()];
    ENCODER.encode(TABLE, new int[] {0, 2, 4}, out);
    float z = (float) (-2 / Math.sqrt(8 / 3.0));
    assertThat(Arrays.copyOfRange(out, 0, 7)).containsExactly(z, 0, 1, 0, 0, 1, 0);
    assertThat(Arrays.copyOfRange(out, 7, 14)).containsExactly(0, 1, 1, 0, 0, (float) (2 / 3.0), 1);
    assertThat(Arrays.copyOfRange(out, 15, 21)).containsExactly(0, 0, 0, 1, 0, 0);
  }

  @Test
  void aRowIsEncodedAlikeFromATableAFileAndAMap() {
    RowEncoder rows =
        ENCODER.rowEncoder("t.csv", List.of("extra", "member", "colour", "age"), new Unseen());
    float[] fromTable = new float[ENCODER.width()];
    float[] fromFile = new float[ENCODER.width()];
    for (int row = 0; row < TABLE.rows(); row++) {
      ENCODER.encode(TABLE, new int[] {row}, fromTable);
      Map<String, Object> map = new HashMap<>();
      TABLE.columns().forEach(column -> map.put(column, null));
      for (String column : TABLE.columns()) {
        map.put(column, TABLE.cells(column).text(row));
      }
      rows.encode(
          List.of("?", " " + map.get("member"), map.get("colour") + " ", "" + map.get("age")),
          row,
          fromFile);
      assertThat(fromFile).containsExactly(fromTable);
      assertThat(ENCODER.encode(map)).containsExactly(fromTable);
    }
    Map<String, Object> typed = new HashMap<>();
    typed.put("age", 3);
    typed.put("colour", null);
    typed.put("member", true);
    assertThat(ENCODER.encode(typed)).containsExactly(0, 0, 0, 0, 1, 1, 0);
  }

  @Test
  void categoriesBeyondTheHundredMostFrequentAreOneFeature() {
    String[] texts =
        IntStream.range(0, 1000)
            .mapToObj(i -> "t" + (i < 400 ? i % 100 : i % 150))
            .toArray(String[]::new);
    String[] y = IntStream.range(0, 1000).mapToObj(i -> "c" + i % 2).toArray(String[]::new);
    Table table = Table.of("t", List.of("x", "y"), List.of(Texts.of(texts), Texts.of(y)));
    Schema schema = Schema.infer(table, SchemaOptions.target("y"), false);
    Encoder encoder = Encoder.learn(table, schema, IntStream.range(0, 1000).toArray());
    assertThat(encoder.width()).isEqualTo(101);
    assertThat(encoder.features().getLast().name()).isEqualTo("x is other");
    float[] out = new float[101];
    assertThat(encoder.encode(Map.of("x", "t149"), out)).isEmpty();
    assertThat(out[100]).isEqualTo(1);
    assertThat(encoder.encode(Map.of("x", "never seen"), out))
        .containsExactly(new UnseenCell("x", Fit.UNSEEN, "never seen"));
    assertThat(out[100]).isEqualTo(1);
  }

  @Test
  void numbersAsCategoriesAreFoundHoweverTheyAreWritten() {
    var code = new Categorical.Code("k", List.of("1", "2"), List.of(), false, false);
    var encoder =
        new Encoder(
            new Encoding(
                List.of(code), List.of(new TargetCode.Quantity("y", "", 0, 1)), List.of()));
    for (Object one : List.<Object>of("1", "1.0", " 01 ", 1, 1.0)) {
      assertThat(encoder.encode(Map.of("k", one))).containsExactly(1, 0, 0);
    }
    assertThat(encoder.encode(Map.of("k", "x"))).containsExactly(0, 0, 1);
  }

  @Test
  void beyondThreeDeviationsTheLogarithmCounts() {
    var code = new Numeric.Code("x", "", 10, 2, 10, 0, 20, 3, false);
    var encoder =
        new Encoder(
            new Encoding(
                List.of(code), List.of(new TargetCode.Quantity("y", "", 0, 1)), List.of()));
    assertThat(encoder.encode(Map.of("x", 16))).containsExactly(3);
    assertThat(encoder.encode(Map.of("x", 4))).containsExactly(-3);
    assertThat(encoder.encode(Map.of("x", 22))).containsExactly((float) (3 + StrictMath.log(4)));
    assertThat(encoder.encode(Map.of("x", -2))).containsExactly((float) (-3 - StrictMath.log(4)));
    assertThat(encoder.encode(Map.of("x", -1e308))[0]).isBetween(-720f, -700f);
  }

  @Test
  void targetsAreClassesInOrderOrStandardised() {
    Table table =
        Table.of(
            "t",
            List.of("x", "n", "q"),
            List.of(
                Numbers.of(.1, .2, .3, .5),
                Numbers.of(10, 9, 10, 2),
                Numbers.of(1.5, 2.5, 1.5, 2.5)));
    int[] all = {0, 1, 2, 3};
    float[] out = new float[4];
    Encoder classes =
        Encoder.learn(
            table,
            Schema.infer(table, SchemaOptions.target("n").withTask(Task.CLASSIFICATION)),
            all);
    assertThat(((TargetCode.Classes) classes.targets().getFirst()).labels())
        .containsExactly("2", "9", "10");
    classes.encodeTargets(table, all, out);
    assertThat(out).containsExactly(2, 1, 2, 0);
    Encoder quantity = Encoder.learn(table, Schema.infer(table, SchemaOptions.target("q")), all);
    quantity.encodeTargets(table, all, out);
    assertThat(out).containsExactly(-1, 1, -1, 1);
    assertThat(((TargetCode.Quantity) quantity.targets().getFirst()).decode(-1))
        .isCloseTo(1.5, within(1e-12));
  }

  @Test
  void batchesGiveEncodedRows() {
    TableDataset batches = TableDataset.of(ENCODER, TABLE, new int[] {1, 4, 5});
    float[] features = new float[2 * ENCODER.width()];
    float[] targets = new float[2];
    batches.read(new int[] {9, 2, 0}, 1, 2, features, targets);
    float[] expected = new float[2 * ENCODER.width()];
    ENCODER.encode(TABLE, new int[] {5, 1}, expected);
    assertThat(features).containsExactly(expected);
    assertThat(targets).containsExactly(1, 0);
    assertThat(batches.rows()).isEqualTo(3);
    assertThat(Baseline.of(batches, Task.CLASSIFICATION).accuracy(batches)).isEqualTo(2 / 3.0);
  }

  @Test
  void saysWhatDoesNotFit() {
    assertThatThrownBy(
            () -> ENCODER.rowEncoder("p.csv", List.of("ages", "colour", "member"), new Unseen()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "p.csv: expected a column 'age', got none of that name. Did you mean 'ages'?");
    RowEncoder rows =
        ENCODER.rowEncoder(
            "p.csv", List.of("age", "colour", "member"), new Unseen(Unseen.Strictness.CELLS));
    float[] out = new float[ENCODER.width()];
    assertThatThrownBy(() -> rows.encode(List.of("old", "red", "yes"), 7, out))
        .hasMessageContaining("p.csv, row 7, column 'age': expected a finite number, got 'old'");
    assertThatThrownBy(() -> rows.encode(List.of("1e999", "red", "yes"), 7, out))
        .hasMessageContaining("'1e999'");
    assertThatThrownBy(() -> rows.encode(List.of("1", "red", "maybe"), 7, out))
        .hasMessageContaining("yes or no");
    assertThatThrownBy(() -> ENCODER.encode(Map.of("age", 1, "colour", "red")))
        .hasMessageContaining("row: expected a column 'member'");
    Table retyped =
        Table.of(
            "q.csv",
            TABLE.columns(),
            List.of(
                Texts.of("1", "x"),
                Texts.of("red", "red"),
                Texts.of("no", "no"),
                Texts.of("a", "z")));
    Unseen strict = new Unseen(Unseen.Strictness.CELLS);
    assertThatThrownBy(() -> ENCODER.encode(retyped, new int[] {0, 1}, new float[20], strict))
        .hasMessageContaining("q.csv, row 2, column 'age': expected a finite number, got 'x'");
    assertThatThrownBy(() -> ENCODER.encodeTargets(retyped, new int[] {0, 1}, new float[2]))
        .hasMessageContaining("row 2, column 'y': expected one of the classes a, b, got 'z'");
  }

  @Test
  void countsCellsThatAreNotAsInTraining() {
    Unseen unseen = new Unseen();
    RowEncoder rows = ENCODER.rowEncoder("p.csv", List.of("age", "colour", "member"), unseen);
    float[] out = new float[ENCODER.width()];
    rows.encode(List.of("old", "green", "maybe"), 1, out);
    assertThat(out).containsExactly(0, 1, 0, 0, 1, (float) (2 / 3.0), 1);
    rows.encode(List.of("5.3", "violet", "Yes"), 2, out);
    rows.encode(List.of("5.5", "", "NO"), 3, out);
    assertThat(unseen.rows()).isEqualTo(3);
    assertThat(unseen.lines())
        .containsExactly(
            "colour: 2 of 3 rows have a category that is not in the training data: green, violet",
            "age: 1 of 3 rows have a cell that does not fit the column and counts as missing: old",
            "member: 1 of 3 rows have a category that is not in the training data: maybe",
            "age: 1 of 3 rows have a value outside the training range 1 to 5: 5.5");
    assertThat(ENCODER.encode(Map.of("age", 2, "colour", "green", "member", "no"), out))
        .containsExactly(new UnseenCell("colour", Fit.UNSEEN, "green"));
    assertThatThrownBy(
            () ->
                ENCODER
                    .rowEncoder(
                        "p.csv",
                        List.of("age", "colour", "member"),
                        new Unseen(Unseen.Strictness.RANGE))
                    .encode(List.of("99", "red", "no"), 4, out))
        .hasMessageContaining(
            "p.csv, row 4, column 'age': expected a number near the training range 1 to 5, got '99'");
  }

  @Test
  void aRowAllocatesNothing() {
    RowEncoder rows = ENCODER.rowEncoder("p.csv", List.of("age", "colour", "member"), new Unseen());
    List<String> fields = Arrays.asList("3.25", "blue", "yes");
    float[] out = new float[ENCODER.width()];
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1000; i++) {
        rows.encode(fields, i, out);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isZero();
  }
}
