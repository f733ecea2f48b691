package hebb.data.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.data.DataException;
import hebb.data.Task;
import hebb.data.kind.Column;
import hebb.data.table.Cells;
import hebb.data.table.Numbers;
import hebb.data.table.Table;
import hebb.data.table.Texts;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {
  private static final int ROWS = 60;

  private static Texts texts(IntFunction<String> cell) {
    return Texts.of(IntStream.range(0, ROWS).mapToObj(cell).toArray(String[]::new));
  }

  private static Numbers numbers(IntFunction<Double> cell) {
    return Numbers.of(IntStream.range(0, ROWS).mapToDouble(cell::apply).toArray());
  }

  private static Table table(Cells x, Cells y) {
    return Table.of("t.csv", List.of("n", "size", "y"), List.of(x, numbers(i -> i * 0.5 + 0.1), y));
  }

  private static final Texts CLASSES = texts(i -> i % 2 == 0 ? "a" : "b");

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of("decimals", numbers(i -> i + 0.5), "numeric", ""),
        Arguments.of("whole numbers", numbers(i -> (double) (i % 7)), "numeric", ""),
        Arguments.of("whole, all different, with gaps", numbers(i -> i * 3.0), "numeric", ""),
        Arguments.of("counting", numbers(i -> i + 100.0), "identifier", "steps of one"),
        Arguments.of("counting backwards", numbers(i -> 100.0 - i), "identifier", "steps of one"),
        Arguments.of("texts", texts(i -> "t" + i % 5), "categorical", ""),
        Arguments.of("texts, all different", texts(i -> "t" + i), "identifier", "distinct text"),
        Arguments.of("true and false", texts(i -> i % 3 == 0 ? "True" : "false"), "boolean", ""),
        Arguments.of(
            "yes, no and nothing",
            texts(i -> i % 3 == 0 ? "yes" : i % 3 == 1 ? "no" : "NA"),
            "boolean",
            ""),
        Arguments.of("one value", texts(i -> "same"), "constant", "same value"),
        Arguments.of("one number", numbers(i -> 4.0), "constant", "same value"),
        Arguments.of(
            "one value or nothing", texts(i -> i % 2 == 0 ? "same" : ""), "categorical", ""),
        Arguments.of("nothing", numbers(i -> Double.NaN), "constant", "no value"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void infersKinds(String name, Cells cells, String kind, String reason) {
    Column column =
        Schema.infer(table(cells, CLASSES), SchemaOptions.target("y")).columns().getFirst();
    assertThat(column.kind()).isEqualTo(kind);
    assertThat(column.reason()).contains(reason);
  }

  static Stream<Arguments> tasks() {
    return Stream.of(
        Arguments.of("texts", CLASSES, Task.CLASSIFICATION, ""),
        Arguments.of("booleans", texts(i -> i % 2 == 0 ? "no" : "yes"), Task.CLASSIFICATION, ""),
        Arguments.of(
            "20 whole numbers",
            numbers(i -> (double) (i % 20)),
            Task.CLASSIFICATION,
            "20 different whole numbers"),
        Arguments.of("21 whole numbers", numbers(i -> (double) (i % 21)), Task.REGRESSION, ""),
        Arguments.of("few decimals", numbers(i -> i % 2 + 0.5), Task.REGRESSION, ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tasks")
  void infersTheTask(String name, Cells target, Task task, String note) {
    Schema schema =
        Schema.infer(table(numbers(i -> i * 0.1), target), SchemaOptions.target("last"));
    assertThat(schema.task()).isEqualTo(task);
    assertThat(String.join(" ", schema.notes())).contains(note);
    assertThat(schema.notes().isEmpty()).isEqualTo(note.isEmpty());
  }

  @Test
  void peopleKnowBetter() {
    Table table = table(numbers(i -> (double) i), numbers(i -> (double) (i % 3)));
    Schema schema =
        Schema.infer(
            table,
            SchemaOptions.target("3")
                .withTask(Task.REGRESSION)
                .withNumeric(List.of("1"))
                .withIgnore(List.of("size")));
    assertThat(schema.columns())
        .extracting(Column::kind)
        .containsExactly("numeric", "ignored", "numeric");
    assertThat(schema.task()).isEqualTo(Task.REGRESSION);
    assertThat(schema.notes()).isEmpty();
    assertThat(schema.features()).extracting(Column::name).containsExactly("n");
  }

  @Test
  void countingIsKeptWhereItIsAllThereIs() {
    Table table =
        Table.of(
            "t", List.of("year", "y"), List.of(numbers(i -> 1900.0 + i), numbers(i -> i * 0.3)));
    assertThat(Schema.infer(table, SchemaOptions.target("y")).features())
        .extracting(Column::name)
        .containsExactly("year");
  }

  @Test
  void saysWhatMadeNumbersText() {
    Schema odd =
        Schema.infer(
            table(texts(i -> i == 17 ? "unknown" : "" + i % 30), CLASSES),
            SchemaOptions.target("y"));
    assertThat(odd.notes()).singleElement().asString().contains("'unknown' in row 18");
    Schema comma =
        Schema.infer(table(texts(i -> i % 9 + ",5"), CLASSES), SchemaOptions.target("y"));
    assertThat(comma.notes()).singleElement().asString().contains("'0,5' as 0.5");
  }

  static Stream<Arguments> bad() {
    Table table = table(texts(i -> "t" + i % 4), CLASSES);
    Table many = table(numbers(i -> i * 0.1), texts(i -> "t" + i));
    SchemaOptions y = SchemaOptions.target("y");
    return Stream.of(
        Arguments.of(
            "no target",
            table,
            SchemaOptions.target("siz"),
            "expected a column 'siz', got none of that name. Did you mean 'size'?"),
        Arguments.of(
            "no such number", table, SchemaOptions.target("4"), "a number from 1 to 3, got 4"),
        Arguments.of(
            "unknown column", table, y.withIgnore(List.of("Sizes")), "Did you mean 'size'?"),
        Arguments.of(
            "one class", table(CLASSES, texts(i -> "a")), y, "at least 2 classes, got only 'a'"),
        Arguments.of("one number", table(CLASSES, numbers(i -> 0.5)), y, "differs between rows"),
        Arguments.of("all different", many, y, "expected at most 40 classes, got 60 in 60 rows"),
        Arguments.of("empty target", table(CLASSES, texts(i -> "")), y, "got none in any row"),
        Arguments.of(
            "text as a number",
            table,
            y.withNumeric(List.of("n")),
            "column 'n': expected a column that can be numeric as --numeric says, got cells such as 't0'"),
        Arguments.of("text to regress", table, y.withTask(Task.REGRESSION), "got 'a'"),
        Arguments.of(
            "twice",
            table,
            y.withNumeric(List.of("n")).withCategorical(List.of("n")),
            "as --numeric and as --categorical"),
        Arguments.of("ignored target", table, y.withIgnore(List.of("y")), "--ignore"),
        Arguments.of(
            "nothing left",
            table,
            y.withIgnore(List.of("n", "size")),
            "only skipped ones: n (--ignore), size (--ignore). Give other columns."),
        Arguments.of(
            "one row",
            Table.of("t", List.of("a", "b"), List.of(Numbers.of(1), Numbers.of(2))),
            SchemaOptions.target("b"),
            "at least 2 rows"),
        Arguments.of(
            "one column",
            Table.of("t", List.of("a"), List.of(CLASSES)),
            SchemaOptions.target("a"),
            "at least 2 columns"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void saysWhatIsWrong(String name, Table table, SchemaOptions options, String expected) {
    assertThatThrownBy(() -> Schema.infer(table, options))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void aHundredThousandClassesAreTooMany() {
    String[] labels =
        IntStream.range(0, 200_000).mapToObj(i -> "c" + i % 100_000).toArray(String[]::new);
    double[] x = IntStream.range(0, 200_000).mapToDouble(i -> i * 0.1).toArray();
    Table table = Table.of("t", List.of("x", "y"), List.of(Numbers.of(x), Texts.of(labels)));
    assertThatThrownBy(() -> Schema.infer(table, SchemaOptions.target("y")))
        .hasMessageContaining("expected at most 1000 classes, got 100000 in 200000 rows");
  }

  @Test
  void findsColumnsThatGiveTheTargetAway() {
    int[] rows = IntStream.range(0, ROWS).toArray();
    Table copy = table(texts(i -> i % 2 == 0 ? "yes" : "no"), CLASSES);
    assertThat(LeakageCheck.warnings(copy, Schema.infer(copy, SchemaOptions.target("y")), rows))
        .singleElement()
        .asString()
        .contains("Column 'n' alone tells the target 'y'");
    Table scaled = table(numbers(i -> i * 7.0 + 0.5), numbers(i -> i * 0.7));
    assertThat(LeakageCheck.warnings(scaled, Schema.infer(scaled, SchemaOptions.target("y")), rows))
        .hasSize(2);
    assertThat(
            LeakageCheck.warnings(
                scaled,
                Schema.infer(scaled, SchemaOptions.target("y").withIgnore(List.of("size"))),
                rows))
        .as("all there is to learn from")
        .isEmpty();
    Table apart = table(numbers(i -> i % 2 * 10 + i * 0.01), CLASSES);
    assertThat(LeakageCheck.warnings(apart, Schema.infer(apart, SchemaOptions.target("y")), rows))
        .isEmpty();
    Table steps = table(numbers(i -> i % 2 * 10.0 + i % 3), CLASSES);
    assertThat(LeakageCheck.warnings(steps, Schema.infer(steps, SchemaOptions.target("y")), rows))
        .as("numbers of few values that lie apart")
        .isEmpty();
    Table lacking = table(numbers(i -> i % 2 == 0 ? Double.NaN : i * i % 97), CLASSES);
    assertThat(
            LeakageCheck.warnings(lacking, Schema.infer(lacking, SchemaOptions.target("y")), rows))
        .singleElement()
        .asString()
        .startsWith(
            "Which cells are missing in column 'n' alone tells the target 'y' (100.0 % right");
    Table nearly = table(numbers(i -> i % 2 == 0 && i > 1 ? Double.NaN : i * i % 97), CLASSES);
    assertThat(LeakageCheck.warnings(nearly, Schema.infer(nearly, SchemaOptions.target("y")), rows))
        .as("one that is there where it would be missing")
        .isEmpty();
    Table rare = table(texts(i -> i == 1 ? "z" : "w"), CLASSES);
    assertThat(LeakageCheck.warnings(rare, Schema.infer(rare, SchemaOptions.target("y")), rows))
        .isEmpty();
  }
}
