package hebb.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
  private static final List<String> COLUMNS = List.of("a, b", "say \"so\"", "\"c\"", "c");

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '|',
      value = {
        "a, b | 0",
        "\"a, b\" | 0",
        "\"say \"\"so\"\"\" | 1",
        "say \"so\" | 1",
        "\"c\" | 2",
        "c | 3",
        "\"d\" | -1",
        "\" | -1"
      })
  void aNameMayStandInQuotes(String wanted, int place) {
    assertThat(Names.find(COLUMNS, wanted).orElse(-1)).isEqualTo(place);
  }
}
