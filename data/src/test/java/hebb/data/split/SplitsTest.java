package hebb.data.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.data.DataException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitsTest {
  @ParameterizedTest
  @CsvSource({"150,.1,.2", "150,.1,0", "20,.1,.1", "1000,.33,.33", "7,.01,.01", "100,0,0"})
  void partsAreDisjointAndStratified(int count, double validation, double test) {
    int[] rows = IntStream.range(0, count).map(i -> i * 2).toArray();
    int[] classes = IntStream.range(0, count).map(i -> i % 10 < 7 ? 0 : 1).toArray();
    for (long seed = 0; seed < 20; seed++) {
      Splits splits = Splits.stratified(rows, classes, validation, test, seed);
      int[] all =
          IntStream.concat(
                  Arrays.stream(splits.train()),
                  IntStream.concat(
                      Arrays.stream(splits.validation()), Arrays.stream(splits.test())))
              .sorted()
              .toArray();
      assertThat(all).containsExactly(rows);
      assertThat(splits.train()).isSorted();
      for (int[] part : new int[][] {splits.validation(), splits.test()}) {
        double share = part == splits.test() ? test : validation;
        long first = Arrays.stream(part).filter(row -> classes[row / 2] == 0).count();
        assertThat(Math.abs(first - 0.7 * part.length))
            .as("seed %d share %s", seed, share)
            .isLessThan(2);
      }
      assertThat(splits.validation()).hasSize(expected(count, validation));
      assertThat(splits.test()).hasSize(expected(count, test));
    }
  }

  private static int expected(int count, double share) {
    return share == 0 ? 0 : Math.max(1, (int) Math.rint(count * share));
  }

  @Test
  void theSeedDecides() {
    int[] rows = IntStream.range(0, 100).toArray();
    assertThat(Splits.random(rows, .2, 0, 1).validation())
        .containsExactly(Splits.random(rows, .2, 0, 1).validation());
    assertThat(Splits.random(rows, .2, 0, 1).validation())
        .isNotEqualTo(Splits.random(rows, .2, 0, 2).validation());
    assertThat(Splits.random(rows, .05, 0, 42).validation()).containsExactly(25, 44, 58, 69, 79);
  }

  @Test
  void aRareClassIsForTraining() {
    int[] rows = IntStream.range(0, 50).toArray();
    int[] classes = IntStream.range(0, 50).map(i -> i < 5 ? i + 10 : 0).toArray();
    assertThat(Splits.stratified(rows, classes, .3, .3, 5).train()).contains(0, 1, 2, 3, 4);
  }

  @Test
  void saysWhatCannotBe() {
    int[] three = {0, 1, 2};
    assertThatThrownBy(() -> Splits.stratified(three, three, .3, 0, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("got 3 rows");
    assertThatThrownBy(() -> Splits.random(three, .7, .7, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Splits.random(three, Double.NaN, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Splits.random(three, -.1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void partsFollowEachOtherInTime() {
    Splits shares = Splits.byTime(100, .1, .2);
    assertThat(shares.train()).hasSize(70).isSorted().startsWith(0);
    assertThat(shares.validation()).hasSize(10).startsWith(70).endsWith(79);
    assertThat(shares.test()).hasSize(20).startsWith(80).endsWith(99);
    Splits numbers = Splits.byTime(100, 12, 30);
    assertThat(numbers.validation()).hasSize(12).startsWith(58);
    assertThat(numbers.test()).hasSize(30).startsWith(70);
    assertThatThrownBy(() -> Splits.byTime(100, 50, 50))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("got 100 for validation and test of 100. Split off less.");
  }

  @Test
  void partsMayBeNumbersOfRows() {
    int[] rows = IntStream.range(0, 100).toArray();
    Splits splits = Splits.random(rows, 15, .2, 1);
    assertThat(splits.validation()).hasSize(15);
    assertThat(splits.test()).hasSize(20);
    assertThatThrownBy(() -> Splits.random(rows, 1.5, 0, 1))
        .hasMessageContaining("or whole numbers of rows from 2, got validation 1.5");
  }
}
