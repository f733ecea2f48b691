package hebb.data.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "1",
        "+7",
        "-12.5",
        ".5",
        "5.",
        "1e3",
        "1E-3",
        "1.5e+2",
        "0.15870990398255375",
        "123456789012345678",
        "1234567890123456789012",
        "0.000000000000000000000000000001",
        "3.807590643342410180e-02",
        "9007199254740993",
        "9007199254740993.5",
        "1.7976931348623157e30",
        "4.9e-324",
        "2.2250738585072014E-308",
        "1e-400",
        "100000000000000000000",
        "0.1e-22",
        "179769313486231570000000000000000"
      })
  void readsNumbersExactly(String text) {
    assertThat(Cell.number(text)).isEqualTo(Double.parseDouble(text) + 0.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "-", "+", ".", "e5", "1e", "1e+", "1.2.3", "1,5", "0x1p3", "1f", "1d", "--1", "abc",
        "1 2", "NaN", "1_0"
      })
  void takesWordsForWords(String text) {
    assertThat(Cell.number(text)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(strings = {"inf", "-Infinity", "1e39", "-1e400", "3.5e38"})
  void whatFloatsDoNotHoldIsInfinite(String text) {
    assertThat(Cell.number(text)).isInfinite();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "NA", "na", "N/A", "null", "NULL", "NaN", "nan", "?", "#N/A", "#DIV/0!", "\\N", "<NA>",
        "-1.#IND"
      })
  void knowsWhatIsMissing(String text) {
    assertThat(MissingWords.DEFAULTS.isMissing(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "none", "nil", "n", "-", "??"})
  void knowsWhatIsNotMissing(String text) {
    assertThat(MissingWords.DEFAULTS.isMissing(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", ".", "None", "NONE", "n.a.", ""})
  void knowsWhatIsMissingAmongNumbersOnly(String text) {
    assertThat(MissingWords.DEFAULTS.isMissingAmongNumbers(text)).isTrue();
    assertThat(MissingWords.NONE.isMissingAmongNumbers(text)).isEqualTo(text.isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"007", "00501", "1E2", "10e1", "1234567890123456", "00"})
  void knowsCodes(String text) {
    assertThat(Cell.isCode(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "7", "0.5", "-07", "1e-05", "1.5E5", "123456789012345", "E5", "12e"})
  void knowsQuantities(String text) {
    assertThat(Cell.isCode(text)).isFalse();
  }

  /// Numbers as files hold them: shortest texts, many digits, few digits, powers of two and their
  /// neighbours.
  @Test
  void agreesWithTheJdkOnRandomNumbers() {
    var random = new Random(7);
    for (int i = 0; i < 300_000; i++) {
      double value =
          switch (i % 4) {
            case 0 -> random.nextGaussian();
            case 1 -> Math.scalb(random.nextDouble(), random.nextInt(100) - 50);
            case 2 -> Math.nextUp(Math.scalb(1.0, random.nextInt(60) - 30));
            default -> random.nextLong() * 1e-9;
          };
      String text =
          switch (i % 3) {
            case 0 -> Double.toString(value);
            case 1 -> String.format(Locale.ROOT, "%.18e", value);
            default ->
                new java.math.BigDecimal(value)
                    .round(new java.math.MathContext(12 + i % 11))
                    .toPlainString();
          };
      assertThat(Cell.number(text)).as(text).isEqualTo(Double.parseDouble(text) + 0.0);
    }
  }

  @Test
  void writesNumbersShort() {
    assertThat(Cell.text(3)).isEqualTo("3");
    assertThat(Cell.text(0.1)).isEqualTo("0.1");
    assertThat(Cell.shown(23.643999099731445)).isEqualTo("23.644");
    assertThat(Cell.shown(8.948E-4)).isEqualTo("0.0008948");
  }
}
