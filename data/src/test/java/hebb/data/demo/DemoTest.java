package hebb.data.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.data.Task;
import hebb.data.kind.Frequencies;
import hebb.data.schema.Schema;
import hebb.data.schema.SchemaOptions;
import hebb.data.table.Table;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemoTest {
  @ParameterizedTest
  @EnumSource(Demo.class)
  void classesAreBalancedAndTheSeedDecides(Demo demo) {
    Table table = demo.table(101, 5);
    if (!demo.isTranslation()) {
      Frequencies classes = Frequencies.of(table.cells(demo.target()));
      assertThat(classes.counts().getFirst().getValue() - classes.counts().getLast().getValue())
          .isLessThan(2);
      assertThat(Schema.infer(table, SchemaOptions.target("last")).task())
          .isEqualTo(Task.CLASSIFICATION);
    }
    assertThat(table.columns().getLast()).isEqualTo(demo.target());
    assertThat(row(demo.table(101, 5), 50))
        .isEqualTo(row(table, 50))
        .isNotEqualTo(row(demo.table(101, 6), 50));
  }

  private static String row(Table table, int row) {
    return IntStream.range(0, table.columns().size())
        .mapToObj(c -> table.cells(c).text(row))
        .toList()
        .toString();
  }

  @Test
  void rowsAreTheSameOnEveryMachine() {
    assertThat(row(Demo.FLOWER.table(400, 42), 0)).isEqualTo("[-0.722512, 3.173945, blue]");
    assertThat(row(Demo.MOONS.table(400, 42), 0)).isEqualTo("[0.03589, 0.689426, lower]");
    assertThat(Arrays.hashCode(DigitStrokes.pixels(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 42)))
        .isEqualTo(-1751970591);
  }

  /// The nearest picture of another set tells most digits, so they can be learned; not all, so
  /// there is something to learn.
  @Test
  void digitsLookAlike() {
    int[] labels = IntStream.range(0, 500).map(i -> i % 10).toArray();
    byte[] known = DigitStrokes.pixels(labels, 1);
    byte[] asked = DigitStrokes.pixels(labels, 2);
    int right = 0;
    for (int i = 0; i < 100; i++) {
      int at = i;
      int nearest =
          IntStream.range(0, 500)
              .boxed()
              .min((a, b) -> Long.compare(apart(known, a, asked, at), apart(known, b, asked, at)))
              .orElseThrow();
      right += labels[nearest] == labels[i] ? 1 : 0;
    }
    assertThat(right).isBetween(85, 100);
  }

  private static long apart(byte[] a, int i, byte[] b, int j) {
    long sum = 0;
    for (int p = 0; p < 784; p++) {
      int d = (a[i * 784 + p] & 0xff) - (b[j * 784 + p] & 0xff);
      sum += (long) d * d;
    }
    return sum;
  }

  @Test
  void namesAreSuggested() {
    assertThat(Demo.of("demo:flower")).isEqualTo(Demo.FLOWER);
    assertThatThrownBy(() -> Demo.of("demo:flowr"))
        .hasMessageContaining("expected one of flower, moons, spirals, circles, digits")
        .hasMessageContaining("Did you mean demo:flower?");
    assertThatThrownBy(() -> Demo.FLOWER.table(1, 1))
        .hasMessageContaining("expected 2 to 1000000 rows, got 1");
    assertThatThrownBy(() -> Demo.FLOWER.images(10, 1)).hasMessageContaining("demo:digits");
  }
}
