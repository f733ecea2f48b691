package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.cli.output.Layout;
import hebb.cli.output.Numbers;
import hebb.cli.output.TextTable;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0          | 0
          0.123456   | 0.1235
          12.3456    | 12.35
          1234.5     | 1235
          -56789.4   | -56,789
          1234567.8  | 1,234,568
          0.00001234 | 1.23e-05
          2.5e12     | 2.50e+12
          NaN        | NaN
          """)
  void decimals(double value, String text) {
    assertThat(Numbers.decimal(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.123 | 0.12 s
          12.34 | 12.3 s
          185   | 3:05
          7440  | 2:04:00
          """)
  void seconds(double value, String text) {
    assertThat(Numbers.seconds(value)).isEqualTo(text);
  }

  @Test
  void counts() {
    assertThat(Numbers.count(1, "row")).isEqualTo("1 row");
    assertThat(Numbers.count(12345, "row")).isEqualTo("12,345 rows");
    assertThat(Numbers.count(2, "class")).isEqualTo("2 classes");
  }

  @Test
  void tablesAreAligned() {
    var bytes = new ByteArrayOutputStream();
    new TextTable("lr")
        .row("a", "count")
        .row("long", "1")
        .print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("  a     count\n  long      1\n");
  }

  @Test
  void wordsAreQuotedForAShell() {
    assertThat(Layout.command("predict", "a b.hebb", "it's.csv"))
        .isEqualTo("./hebb predict 'a b.hebb' 'it'\\''s.csv'");
  }
}
