package hebb.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.data.DataException;
import hebb.data.table.ReadOptions.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is decided about a file, and what is reported of it.
class ReadingTest {
  private static final ReadOptions AUTO = ReadOptions.DEFAULTS;
  private static final String RED = lines(12, i -> i % 2 == 0 ? "red,big" : "blue,small");

  @TempDir Path folder;

  /// A text and what becomes of it.
  ///
  /// @param columns the names, between bars
  /// @param first the first row, between bars
  /// @param rows how many there are
  /// @param notes what the notes hold, one for each; empty for none
  private record Case(
      String name,
      String text,
      ReadOptions options,
      String columns,
      String first,
      int rows,
      List<String> notes) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case of(
      String name, String text, String columns, String first, int rows, String... notes) {
    return new Case(name, text, AUTO, columns, first, rows, List.of(notes));
  }

  private static Case of(
      String name,
      String text,
      ReadOptions options,
      String columns,
      String first,
      int rows,
      String... notes) {
    return new Case(name, text, options, columns, first, rows, List.of(notes));
  }

  private static String lines(int count, IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
  }

  static Stream<Case> headers() {
    return Stream.of(
        of(
            "a name comes again, numbers prove it",
            "male,age\nmale,31\nfemale,61\nmale,75\n",
            "male|age",
            "male|31",
            3,
            "'age' stands over numbers, although 'male' comes again below. Say --header no"),
        of(
            "counted names and a word",
            "0,1,2,y\n.1,.5,.7,3\n.2,.6,.8,4\n",
            "0|1|2|y",
            "0.1|0.5|0.7|3",
            2),
        of("quoted names", "\"0\",\"1\",\"y\"\n.1,.5,3\n.2,.6,4\n", "0|1|y", "0.1|0.5|3", 2),
        of(
            "years",
            "region,2018,2019\n" + lines(12, i -> "NSWE".charAt(i % 4) + ",51." + i + ",53." + i),
            "region|2018|2019",
            "N|51|53",
            12),
        of(
            "years in every row",
            lines(12, i -> "NSWE".charAt(i % 4) + "," + (1990 + i) + "," + (1991 + i)),
            "c1|c2|c3",
            "N|1990|1991",
            12),
        of(
            "windows of a count",
            "0,1,2,3,4\n1,2,3,4,5\n2,3,4,5,6\n",
            "c1|c2|c3|c4|c5",
            "0|1|2|3|4",
            3),
        of("codes that come again", RED, "c1|c2", "red|big", 12),
        of("names over codes", "colour,size\n" + RED, "colour|size", "red|big", 12),
        of(
            "only texts, all different",
            "name,town\nann,rome\nbob,oslo\n",
            "name|town",
            "ann|rome",
            2,
            "was taken as names of the columns: its cells are all different words. Say --header no"),
        of(
            "names over texts that are new in each row, one comes again",
            "spam,text\n"
                + lines(12, i -> (i % 2 == 0 ? "spam" : "ham") + ",text " + (char) ('a' + i)),
            "c1|c2",
            "spam|text",
            13),
        of(
            "an expected name",
            "spam,text\n"
                + lines(12, i -> (i % 2 == 0 ? "spam" : "ham") + ",text " + (char) ('a' + i)),
            AUTO.withExpected(List.of("text")),
            "spam|text",
            "spam|text a",
            12),
        of(
            "an expected name in the first row",
            "1,F,2\n3,M,4\n5,F,6\n",
            AUTO.withExpected(List.of("F")),
            "1|F|2",
            "3|M|4",
            2),
        of(
            "an expected name in decomposed letters",
            "big,gro\u0308\u00dfe\n" + RED,
            AUTO.withExpected(List.of("gr\u00f6\u00dfe")),
            "big|gro\u0308\u00dfe",
            "red|big",
            12),
        of(
            "an expected name alone with a comma and quotes",
            "mein, \"Text\" für\nso, so\nja\n",
            AUTO.withExpected(List.of("mein, \"Text\" für")),
            "mein, \"Text\" für",
            "so, so",
            2),
        of(
            "expected numbers do not choose what stands between cells",
            "3,5;4,2\n1,5;2,5\n",
            AUTO.withExpected(List.of("3", "4")),
            "c1|c2",
            "3,5|4,2",
            2,
            "Cells were taken to end at ';', 2 in a line, though ',' would give 3."),
        of(
            "blank lines of one column",
            "\nreview\nfilm\n\n \ngood movie\n\"\"\n\n\n",
            AUTO.withExpected(List.of("review")),
            "review",
            "film",
            3,
            "2 blank lines were left out. Write \"\" in a line to have an empty cell there."),
        of("blank lines of two columns", "a,b\n1,u\n\n2,v\n", "a|b", "1|u", 2),
        of(
            "an expected number is data",
            "4,red\n5,red\n6,blue\n",
            AUTO.withExpected(List.of("4", "x")),
            "c1|c2",
            "4|red",
            3),
        of(
            "expected numbers",
            "0,1,y\n.1,red,u\n.2,red,v\n",
            AUTO.withExpected(List.of("0", "1")),
            "0|1|y",
            "0.1|red|u",
            2),
        of(
            "dates over dates",
            "2020-01-01,a\n2020-01-02,b\n2020-01-03,a\n",
            "c1|c2",
            "2020-01-01|a",
            3),
        of(
            "a word over dates",
            "when,x\n2020-01-01,a\n2020-01-02,b\n",
            "when|x",
            "2020-01-01|a",
            2),
        of("a word over decimal commas", "a;b\n1,5;u\n2,5;u\n", "a|b", "1,5|u", 2),
        of(
            "a word among numbers is no header",
            "5.1,unknown,3\n4.9,1,4\n4.8,2,5\n",
            "c1|c2|c3",
            "5.1|unknown|3",
            3,
            "was taken as a row and not as names: '5.1' does not look like a name, although"
                + " 'unknown' stands over numbers. Say --header yes"),
        of("said", "1,2\n3,4\n", AUTO.withHeader(Header.YES), "1|2", "3|4", 1));
  }

  static Stream<Case> repeated() {
    String red = lines(4, i -> i + ",red");
    return Stream.of(
        of(
            "put together",
            "x,c\n" + red + "x,c\n" + red + "x , c\n" + red,
            "x|c",
            "0|red",
            12,
            "2 lines that are the header again were left out: 'x,c' (lines 6, 11)."),
        of(
            "put together, only texts",
            "colour,size\n" + RED + "colour,size\n" + RED,
            "colour|size",
            "red|big",
            24,
            "1 line that is the header again was left out"),
        of("rows that are equal", "1,2\n3,4\n1,2\n", "c1|c2", "1|2", 3),
        of("one column", "x\na\nx\nb\n", AUTO.withHeader(Header.YES), "x", "a", 3),
        of(
            "units in brackets",
            "a,b,c\n(cm),[kg],\n" + lines(4, i -> i + "," + i + ",u"),
            "a|b|c",
            "0|0|u",
            4,
            "The line of units below the header was left out: '(cm),[kg],' (line 2)"),
        of(
            "units without brackets",
            "a,b,c\nmm,\u00b0C,-\n" + lines(4, i -> i + "," + i + ",u"),
            "a|b|c",
            "0|0|u",
            4,
            "The line of units"),
        of(
            "units put together",
            "a,b\n(cm),(kg)\n" + lines(4, i -> i + "," + i) + "a,b\n(cm),(kg)\n1,2\n",
            "a|b",
            "0|0",
            5,
            "header again was left out: 'a,b' (line 7)",
            "units below the header was left out: '(cm),(kg)' (lines 2, 8)"),
        of(
            "a first row with a class is no line of units",
            "a,b,c\n(cm),(kg),u\n" + lines(4, i -> i + "," + i + ",u"),
            "a|b|c",
            "(cm)|(kg)|u",
            5,
            "was taken as names of the columns: 'c' does not come again below"),
        of("one word is no unit", "a,b\nm,1\n" + lines(4, i -> i + "," + i), "a|b", "m|1", 5));
  }

  static Stream<Case> preambles() {
    String rows = "x,c\n1,u\n2,v\n";
    return Stream.of(
        of("sep", "sep=;\nx;c\n1;u,v,w\n2;v,w,u\n", "x|c", "1|u,v,w", 2),
        of("sep in quotes", "\"sep=|\"\r\nx|c\r\n1|u\r\n", "x|c", "1|u", 1),
        of("sep is a tab", "sep=\t\nx\tc\n1\tu\n", "x|c", "1|u", 1),
        of("blank lines", "\n  \n" + rows, "x|c", "1|u", 2),
        of(
            "delimiters below, and between rows",
            rows + ",\n3,w\n,\n,\n",
            "x|c",
            "1|u",
            4,
            "The last 2 lines hold delimiters alone and are left out."),
        of("blank lines below", rows + "\n   \n", "x|c", "1|u", 2),
        of(
            "comments",
            "# made by hand\n#\n" + rows,
            "x|c",
            "1|u",
            2,
            "2 lines that begin with # above the rows were left out: '# made by hand', '#'."),
        of(
            "a comment with the names, and the names",
            "# x, c\n" + rows,
            "x|c",
            "1|u",
            2,
            "1 line that begins with # above the rows was left out: '# x, c'"),
        of(
            "a comment with the names alone",
            "# of 2024\n# x,y\n1,5\n2,6\n",
            "x|y",
            "1|5",
            2,
            "1 line that begins with # above the rows was left out: '# of 2024'",
            "The comment '# x,y' was taken as names of the columns. Say --header no"),
        of("names that begin with #", "##v1\n#x,c\n1,u\n2,u\n", "#x|c", "1|u", 2, "'##v1'"),
        of("rows that begin with #", "#f00,1\n#0f0,2\n#00f,3\n", "c1|c2", "#f00|1", 3),
        of("first rows that begin with #", "#f00,1\n#0f0,2\nred,3\nred,4\n", "c1|c2", "#f00|1", 4));
  }

  static Stream<Case> delimiters() {
    return Stream.of(
        of(
            "commas within quotes",
            "a;b;\"c,d,e\"\n" + lines(4, i -> i + ";" + i + ";\"u,v," + i + "\""),
            "a|b|c,d,e",
            "0|0|u,v,0",
            4),
        of("semicolons within texts", "a,b\n1,\"u; v; w\"\n2,\"u; w; v\"\n", "a|b", "1|u; v; w", 2),
        of(
            "semicolons within texts, without names",
            "1,u; v; w,5\n2,u; w; v,6\n",
            "c1|c2|c3",
            "1|u; v; w|5",
            2),
        of(
            "commas within cells between tabs",
            "5\tu,v,w\t.1\n6\tv,u,w\t.2\n",
            "c1|c2|c3",
            "5|u,v,w|0.1",
            2),
        of(
            "close",
            "u,1;2\nv,3;4\nw,5;6\n",
            "c1|c2",
            "u,1|2",
            3,
            "Cells were taken to end at ';', 2 in a line, though ',' would give 2. Say --delimiter ','"),
        of(
            "quotes with backslashes",
            "a,b\n\"u \\\"v\\\", w\",1\n\"\\\\\",2\n",
            "a|b",
            "u \"v\", w|1",
            2,
            "Quotes within quoted cells are written \\\""),
        of("backslashes that are none", "a,b\n\"u\\\",1\n\"v\\\",2\n", "a|b", "u\\|1", 2),
        of(
            "series between semicolons, equally long",
            "x,class\n" + lines(9, i -> ".1;.2;.3;." + i + (i % 2 == 0 ? ",a" : ",b")),
            "x|class",
            ".1;.2;.3;.0|a",
            9,
            "Cells were taken to end at ',', 2 in a line, though ';' would give 4. Say --delimiter ';'"),
        of(
            "series between commas, equally long",
            "id;x;class\n" + lines(9, i -> i + ";1,2,3,4,5;" + (i % 2 == 0 ? "a" : "b")),
            "id|x|class",
            "0|1,2,3,4,5|a",
            9,
            "though ',' would give 5"),
        of(
            "quotes that are text, between tabs",
            "a\tb\n\" u \" v\t1\n\"it\"\"s\" so\t2\n\"u \t3\n\"v\"\t4\n",
            "a|b",
            "\" u \" v|1",
            4,
            "3 cells begin with a quote and do not end with it, the first in line 2"),
        of("old line ends", "a,b\r1,u\r2,v\r", "a|b", "1|u", 2),
        of(
            "blanks",
            "  a    b\n 1.5   u\n 2      v \n",
            "a|b",
            "1.5|u",
            2,
            "Cells were taken to end at blanks, 2 in every line. Say --delimiter ,"),
        of(
            "sentences",
            "text\nit is so\nit is good\n",
            "text",
            "it is so",
            2,
            "was taken as names"),
        of(
            "a caret",
            "a^b\n1^u\n2^v\n",
            "a^b",
            "1^u",
            2,
            "every line has 2 parts between '^'. Say --delimiter '^'",
            "was taken as names"),
        of("a caret, said", "a^b\n1^u\n2^v\n", AUTO.withDelimiter('^'), "a|b", "1|u", 2),
        of("blanks, said", "a b\n\"\" \"u v\"\n2 v\n", AUTO.withDelimiter(' '), "a|b", "|u v", 2),
        of("said against sep", "sep=;\na,b\n1,u\n", AUTO.withDelimiter(','), "a|b", "1|u", 1));
  }

  @ParameterizedTest
  @MethodSource({"headers", "repeated", "preambles", "delimiters"})
  void decidesAndReports(Case each) throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), each.text());
    Table table = TableReader.read(file, each.options());
    assertThat(String.join("|", table.columns())).isEqualTo(each.columns());
    assertThat(row(table)).isEqualTo(each.first());
    assertThat(table.rows()).isEqualTo(each.rows());
    assertThat(table.notes()).hasSize(each.notes().size());
    for (int i = 0; i < each.notes().size(); i++) {
      assertThat(table.notes().get(i)).contains(each.notes().get(i)).endsWith(".");
    }
    try (RowReader rows = RowReader.open(file, each.options())) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      assertThat(count).isEqualTo(each.rows());
      assertThat(rows.row()).isEqualTo(each.rows());
      assertThat(rows.reading()).isEqualTo(table.reading().orElseThrow());
    }
  }

  private static String row(Table table) {
    return IntStream.range(0, table.columns().size())
        .mapToObj(column -> table.cells(column).text(0))
        .collect(Collectors.joining("|"));
  }

  static Stream<Case> refused() {
    String rows = "x,y,c\n" + lines(5, i -> i + "," + i + ",u");
    return Stream.of(
        of(
            "a title",
            "Report of sizes\n" + rows,
            "",
            "",
            0,
            "line 1: expected a line of 3 cells as most lines below have, got 1: 'Report of sizes'."
                + " Delete it if it is a title"),
        of(
            "a title with a comma",
            "Sizes, by hand\n\n" + rows,
            "",
            "",
            0,
            "got 2: 'Sizes,by hand'"),
        of("an encoding", "UTF-8\n" + rows, "", "", 0, "got 1: 'UTF-8'"),
        of(
            "names without the first",
            rows.replace("x,y", "y"),
            "",
            "",
            0,
            "if it names all columns but the first, begin it with a delimiter"),
        of(
            "a footer",
            rows + "\n(5 rows affected)\n",
            "",
            "",
            0,
            "row 6 (line 8): expected 3 cells as in the first line, got 1: '(5 rows affected)'."
                + " Delete the line"),
        of(
            "ARFF",
            "% by hand\n@RELATION r\n@ATTRIBUTE x numeric\n@attribute 'y' {u,v}\n@DATA\n1,u\n",
            "",
            "",
            0,
            "got an ARFF file",
            "in place of the lines up to @data: x,y"),
        of("a web page", "<!DOCTYPE html>\n<html>\n", "", "", 0, "got a web page"),
        of("JSON", "[{\"a\": 1},\n{\"a\": 2}]\n", "", "", 0, "got a JSON file"),
        of(
            "cut by something else, a column expected",
            "a^b\n1^u\n2^v\n",
            AUTO.withExpected(List.of("b")),
            "",
            "",
            0,
            "expected columns with 'b' among them, got 'a^b'",
            "Say --delimiter '^'"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWithTheOddLine(Case each) throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), each.text());
    assertThatThrownBy(() -> TableReader.read(file, each.options()))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file.toString())
        .satisfies(e -> assertThat(e.getMessage()).contains(each.notes()).doesNotContain("\n"));
  }

  @Test
  void knowsWhatWasDecided() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "# by hand\nx\ty\n1\tu\nx\ty\n2\tv\n");
    Reading reading = TableReader.read(file).reading().orElseThrow();
    assertThat(reading.delimiterName()).isEqualTo("tab");
    assertThat(reading.delimiterReason()).isEqualTo("2 cells in every line");
    assertThat(reading.header()).isTrue();
    assertThat(reading.headerReason()).isEqualTo("'x' stands over numbers");
    assertThat(reading.linesAbove()).isEqualTo(1);
    assertThat(reading.rowsLeftOut()).isEqualTo(1);
    assertThat(Table.of("t", List.of("x"), List.of(Numbers.of(1))).reading()).isEmpty();
  }

  @Test
  void readsLinesOfAnyLength() throws IOException {
    int width = 60_000;
    String names =
        IntStream.range(0, width).mapToObj(i -> "gene" + i).collect(Collectors.joining(","));
    String cells = IntStream.range(0, width).mapToObj(i -> "0.5").collect(Collectors.joining(","));
    Path file = folder.resolve("t.csv");
    Files.writeString(file, names + ",y\n" + (cells + ",u\n").repeat(3));
    Table table = TableReader.read(file);
    assertThat(table.columns()).hasSize(width + 1).endsWith("y");
    assertThat(table.rows()).isEqualTo(3);
    Files.writeString(file, (cells + ",u\n").repeat(3));
    assertThat(TableReader.read(file).rows()).isEqualTo(3);
  }

  @Test
  void columnsAreFoundInDecomposedLetters() throws IOException {
    String name = "gr\u00f6\u00dfe";
    String decomposed = Normalizer.normalize(name, Normalizer.Form.NFD);
    Path file = Files.writeString(folder.resolve("t.csv"), decomposed + ",x\n1,2\n");
    Table table = TableReader.read(file);
    assertThat(table.columns().getFirst()).isEqualTo(decomposed);
    assertThat(table.find(name)).hasValue(0);
    Files.writeString(file, decomposed + "," + name + "\n1,2\n");
    assertThatThrownBy(() -> TableReader.read(file)).hasMessageContaining("columns 1 and 2");
  }

  @Test
  void blanksBetweenCellsAreWrittenBack() throws IOException {
    var out = new ByteArrayOutputStream();
    try (RowWriter writer = RowWriter.to(out, ' ')) {
      writer.write(List.of("a", "b", "c"));
      writer.write(List.of("", "u v", ""));
    }
    Path file = Files.write(folder.resolve("t.csv"), out.toByteArray());
    Table table = TableReader.read(file, AUTO.withDelimiter(' ').withHeader(Header.YES));
    assertThat(row(table)).isEqualTo("|u v|");
  }
}
