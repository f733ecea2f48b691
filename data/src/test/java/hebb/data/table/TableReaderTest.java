package hebb.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.data.DataException;
import hebb.data.table.ReadOptions.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TableReaderTest {
  @TempDir Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("t.csv"), bytes);
  }

  private Table read(String text) throws IOException {
    return TableReader.read(file(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String shown(Table table) {
    var text = new StringBuilder(String.join("|", table.columns()));
    for (int row = 0; row < table.rows(); row++) {
      int r = row;
      text.append(" / ")
          .append(
              String.join(
                  "|",
                  IntStream.range(0, table.columns().size())
                      .mapToObj(c -> table.cells(c).text(r))
                      .toList()));
    }
    return text.toString();
  }

  static Stream<Arguments> dialects() {
    return Stream.of(
        Arguments.of("comma", "a,b\n1,x\n2,y\n", "a|b / 1|x / 2|y"),
        Arguments.of("semicolon", "a;b\n1;x\n2;y", "a|b / 1|x / 2|y"),
        Arguments.of("tab, windows", "a\tb\r\n1\tx\r\n2\ty\r\n", "a|b / 1|x / 2|y"),
        Arguments.of("bar", "a|b\n1|x\n", "a|b / 1|x"),
        Arguments.of(
            "decimal comma",
            "a;b;c\n1,5;2,5;3,5\n1,6;2,6;3,7\n",
            "a|b|c / 1,5|2,5|3,5 / 1,6|2,6|3,7"),
        Arguments.of("byte order mark", "\ufeffa,b\n1,x\n", "a|b / 1|x"),
        Arguments.of(
            "quotes", "a,b\n1,\"x, \"\"y\"\"\nz\"\n2,\"w\"\n", "a|b / 1|x, \"y\"\nz / 2|w"),
        Arguments.of("blanks around quotes", "a, b\n1, \"x,y\"\n", "a|b / 1|x,y"),
        Arguments.of("blanks", "a , b\n 1 ,  x \n", "a|b / 1|x"),
        Arguments.of("empty lines", "a,b\n\n1,x\n\n", "a|b / 1|x"),
        Arguments.of("missing", "a,b\n?,x\n1,NA\nnull, \n", "a|b / |x / 1| / |"),
        Arguments.of("no header", "1,x\n2,y\n", "c1|c2 / 1|x / 2|y"),
        Arguments.of(
            "no header, one text column first",
            "A11,6,A34\nA12,48,A32\n",
            "c1|c2|c3 / A11|6|A34 / A12|48|A32"),
        Arguments.of(
            "header over texts",
            "name,town\nann,rome\nbob,oslo\n",
            "name|town / ann|rome / bob|oslo"),
        Arguments.of(
            "texts that come again",
            "red,big\nred,small\nblue,big\n",
            "c1|c2 / red|big / red|small / blue|big"),
        Arguments.of("counted header", "0,1,2,3,4,y\n5,6,7,8,9,a\n", "0|1|2|3|4|y / 5|6|7|8|9|a"),
        Arguments.of("numbers that count by chance", "1,2,3\n5,6,7\n", "c1|c2|c3 / 1|2|3 / 5|6|7"),
        Arguments.of("unnamed first column", ",x\n0,5\n1,6\n", "c1|x / 0|5 / 1|6"),
        Arguments.of("late text", "a\n1.50\n02\nx\n", "a / 1.50 / 02 / x"),
        Arguments.of("missing before text", "a,b\n,1\n,2\nx,3\n", "a|b / |1 / |2 / x|3"),
        Arguments.of("not ASCII", "größe,b\n1,ñ\n", "größe|b / 1|ñ"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dialects")
  void recognisesDialects(String name, String text, String expected) throws IOException {
    assertThat(shown(read(text))).isEqualTo(expected);
  }

  @Test
  void readsGzipToTheSameTable() throws IOException {
    byte[] plain = "a,b\n1,x\n2,y\n".getBytes(StandardCharsets.UTF_8);
    Table table = TableReader.read(file(gzip(plain)));
    assertThat(shown(table)).isEqualTo("a|b / 1|x / 2|y");
    assertThat(table.sha256()).hasSize(64).isNotEqualTo(TableReader.read(file(plain)).sha256());
  }

  @Test
  void knowsTheSha256OfTheFile() throws IOException {
    assertThat(read("a,b\n1,2\n").sha256())
        .isEqualTo("492d5ea496056f1a6a6592241032fab764c321596317930b4fa0e1e8bc3b7470");
  }

  @Test
  void headerCanBeSaid() throws IOException {
    Path file = file("1,2\n3,4\n".getBytes(StandardCharsets.UTF_8));
    assertThat(shown(TableReader.read(file, ReadOptions.DEFAULTS.withHeader(Header.YES))))
        .isEqualTo("1|2 / 3|4");
    Path named = file("a,b\n3,4\n".getBytes(StandardCharsets.UTF_8));
    assertThat(TableReader.read(named, ReadOptions.DEFAULTS.withHeader(Header.NO)).rows())
        .isEqualTo(2);
    assertThat(
            TableReader.read(named, ReadOptions.DEFAULTS.withExpected(List.of("c1", "c2"))).rows())
        .isEqualTo(2);
  }

  @Test
  void keepsTextAsWrittenWhereAsked() throws IOException {
    Path file = file("zip,b\n007,1\n7,2\n".getBytes(StandardCharsets.UTF_8));
    assertThat(TableReader.read(file).cells("zip")).isInstanceOf(Texts.class);
    assertThat(shown(TableReader.read(file, ReadOptions.DEFAULTS.withText(List.of("zip", "none")))))
        .isEqualTo("zip|b / 007|1 / 7|2");
    Path plain = file("zip,b\n17,1\n7.0,2\n".getBytes(StandardCharsets.UTF_8));
    assertThat(TableReader.read(plain).cells("zip")).isInstanceOf(Numbers.class);
    assertThat(shown(TableReader.read(plain, ReadOptions.DEFAULTS.withTarget("zip"))))
        .isEqualTo("zip|b / 17|1 / 7.0|2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p;q~728;13,92~1.309;89,16~4.436;2,43~|COMMA|as other columns have a decimal comma",
        "p;q~728;13~1.309;89~4.436;2~|AUTO|is read with decimals; --decimal ,",
        "p,q~728,1~1.309,2~4.436,3~|AUTO|is read with decimals; --decimal ,",
        "p,q~0.728,1~1.309,2~4.436,3~|AUTO|",
        "p;q~728;0,5~1309;1,5~4.436;2,5~|AUTO|",
        "p,q~7.28,1~1.309,2~|AUTO|"
      })
  void pointsMayStandBetweenThousands(String text, ReadOptions.Decimal decimal, String note)
      throws IOException {
    Table table = TableReader.read(file(text.replace('~', '\n').getBytes(StandardCharsets.UTF_8)));
    assertThat(table.options().decimal()).isEqualTo(decimal);
    assertThat(String.join(" ", table.notes())).contains(note == null ? "" : note);
    assertThat(table.notes()).hasSize(note == null ? 0 : 1);
    assertThat(table.cells("p"))
        .isInstanceOf(decimal == ReadOptions.Decimal.COMMA ? Texts.class : Numbers.class);
  }

  @Test
  void numbersMayMeanMissing() throws IOException {
    Path file = file("v,y\n-999,1\n3,2\n-999.0,3\nNA,4\n".getBytes(StandardCharsets.UTF_8));
    ReadOptions options = ReadOptions.DEFAULTS.withMissing(MissingWords.of(List.of("-999", "NA")));
    assertThat(TableReader.read(file, options).cells("v").missing()).isEqualTo(3);
  }

  @Test
  void readsManyRowsAcrossBlocks() throws IOException {
    var text = new StringBuilder("n,t\n");
    IntStream.range(0, 20_000)
        .forEach(i -> text.append(i).append(",t").append(i % 3000).append('\n'));
    Table table = read(text.toString());
    assertThat(table.rows()).isEqualTo(20_000);
    for (int row = 0; row < table.rows(); row++) {
      assertThat(((Numbers) table.cells(0)).get(row)).isEqualTo(row);
      assertThat(table.cells(1).text(row)).isEqualTo("t" + row % 3000);
    }
  }

  static Stream<Arguments> bad() {
    byte[] whole = gzip("a,b\n1,x\n2,y\n3,z\n".getBytes(StandardCharsets.UTF_8));
    byte[] damaged = whole.clone();
    damaged[whole.length - 6] ^= 1;
    return Stream.of(
        Arguments.of("empty", bytes(""), "empty file"),
        Arguments.of("blank lines", bytes("\n\n"), "empty file"),
        Arguments.of("header only", bytes("a,b\n"), "header only"),
        Arguments.of(
            "short row",
            bytes("a,b\n1,2\n3\n"),
            "row 2 (line 3): expected 2 cells as in the first line, got 1"),
        Arguments.of(
            "long row",
            bytes("a,b\n1,2\n\n3,4,5\n"),
            "row 2 (line 4): expected 2 cells as in the first line, got 3"),
        Arguments.of("same names", bytes("a,b,a\n1,2,3\n"), "got 'a' as columns 1 and 3"),
        Arguments.of(
            "open quote", bytes("a,b\n1,\"x\n2,y\n"), "line 2: expected a quoted cell to end"),
        Arguments.of(
            "open quote in the header", bytes("a,\"b\n1,2\n"), "expected a quoted cell to end"),
        Arguments.of(
            "text after a quote",
            bytes("a,b\n1,\"x\"y\n"),
            "line 2: expected a delimiter after a closing quote"),
        Arguments.of("NUL", bytes("a,b\n1,x\0\n"), "line 2: expected text, got a NUL byte"),
        Arguments.of(
            "invalid UTF-8",
            "a,b\n1,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1),
            "line 2, byte 7: expected UTF-8"),
        Arguments.of(
            "UTF-16", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16), "expected UTF-8, got UTF-16"),
        Arguments.of("binary", new byte[] {1, 2, 0, 4, (byte) 200, 7}, "NUL byte"),
        Arguments.of(
            "huge cell",
            bytes("a,b\n1,2\n" + "x".repeat(10_000_000) + ",3\n"),
            "line 3, column 1: expected cells of at most"),
        Arguments.of(
            "huge quoted",
            bytes("a,b\n1,2\n\"" + "x\n".repeat(9_000_000)),
            "line 3: expected a quoted cell to end"),
        Arguments.of("gzip cut off", Arrays.copyOf(whole, whole.length - 9), "cut off"),
        Arguments.of("gzip cut off in its header", Arrays.copyOf(whole, 5), "cut off"),
        Arguments.of("gzip damaged", damaged, "expected a sound gzip file"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void saysWhatIsWrong(String name, byte[] bytes, String expected) throws IOException {
    Path file = file(bytes);
    assertThatThrownBy(() -> TableReader.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(expected)
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .hasSizeLessThan(file.toString().length() + 300)
                    .doesNotContain("\n"));
  }

  @Test
  void saysWhereNothingIs() {
    assertThatThrownBy(() -> TableReader.read(folder.resolve("none.csv")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("nothing of that name");
    assertThatThrownBy(() -> TableReader.read(folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("folder");
  }

  @Test
  void rowsComeOneByOneAsWritten() throws IOException {
    try (RowReader rows =
        RowReader.open(file(bytes("a;b\n 1;\"x;\"\n2;y\n")), ReadOptions.DEFAULTS)) {
      assertThat(rows.columns()).containsExactly("a", "b");
      assertThat(rows.delimiter()).isEqualTo(';');
      assertThat(rows.next()).isTrue();
      assertThat(rows.fields()).containsExactly(" 1", "x;");
      assertThat(rows.row()).isEqualTo(1);
      assertThat(rows.next()).isTrue();
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void whatIsWrittenReadsBack() throws IOException {
    Table table =
        Table.of(
            "t",
            List.of("a", "b"),
            List.of(Numbers.of(1, Double.NaN, 0.1), Texts.of("x,y", "", "\"q\"\n")));
    var out = new ByteArrayOutputStream();
    try (RowWriter writer = RowWriter.to(out, ',')) {
      writer.write(table);
    }
    assertThat(shown(TableReader.read(file(out.toByteArray())))).isEqualTo(shown(table));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] plain) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }
}
