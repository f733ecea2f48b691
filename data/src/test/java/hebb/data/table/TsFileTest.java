package hebb.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TsFileTest {
  @TempDir Path folder;

  private Table read(String text) throws IOException {
    return TableReader.read(Files.writeString(folder.resolve("a.ts"), text));
  }

  @Test
  void rowsAreSeriesWithTheirClass() throws IOException {
    Table table =
        read(
            """
            # of a watch: 1,2
            @problemName A
            @dimensions 2
            @classLabel true up down

            @data
            1,2:3,4:up
            # a word
             -1,5.5:0,1: down
            1,?:2,2:?
            """);
    assertThat(table.columns()).containsExactly("series", "class");
    assertThat(IntStream.range(0, 3).mapToObj(table.cells("series")::text))
        .containsExactly("1,2:3,4", "-1,5.5:0,1", "1,?:2,2");
    assertThat(IntStream.range(0, 3).mapToObj(table.cells("class")::text))
        .containsExactly("up", "down", "");
    assertThat(table.sha256()).hasSize(64);
    assertThat(table).hasToString("a.ts: 3 rows, 2 columns");
  }

  @Test
  void aTargetMayBeANumberOrMissing() throws IOException {
    Table numbers = read("@targetLabel true\n@data\n1,2:.5\n");
    assertThat(numbers.cells("target").text(0)).isEqualTo(".5");
    assertThat(read("@classLabel false\n@data\n1,2:3,4\n").columns()).containsExactly("series");
  }

  record Case(String text, String message) {}

  static Stream<Case> wrong() {
    return Stream.of(
        new Case("", "expected rows of series behind a line @data, got no such line"),
        new Case("@data\n#\n", "expected rows of series behind a line @data, got none"),
        new Case("1,2,3:a\n", "line 1: expected a line of the header that begins with @ or #"),
        new Case("@timeStamps true\n@data\n", "line 1: expected series without time stamps"),
        new Case(
            "@classLabel true a\n@data\n1,2,3\n",
            "line 3: expected a series and behind a colon its class, got '1,2,3'"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatIsWrongIsSaidWithItsLine(Case given) {
    assertThatThrownBy(() -> read(given.text()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a.ts")
        .hasMessageContaining(given.message());
  }
}
