package hebb.data.kind;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Columns as people have them, with what each is.
///
/// @param name what is tried
/// @param column the column's name
/// @param cells as they stand in the file, quoted where needed
/// @param kind that it is taken for
/// @param missing how many rows have no value
/// @param features their names
/// @param note what a note must hold; empty where none may be given
record KindCases(
    String name,
    String column,
    List<String> cells,
    String kind,
    int missing,
    List<String> features,
    String note) {
  static final int ROWS = 60;

  @Override
  public String toString() {
    return name;
  }

  static Stream<KindCases> all() {
    return Stream.of(
            numbers(), codes(), categories(), booleans(), dates(), identifiers(), texts(), series())
        .flatMap(cases -> cases);
  }

  private static Stream<KindCases> numbers() {
    return Stream.of(
        number("decimals", of(i -> i % 13 + ".25"), 0, ""),
        number("whole numbers", of(i -> "" + i % 7), 0, ""),
        number(
            "signs, points and exponents", cycle("+3", ".5", "5.", "-0", "1e-05", "2.5E3"), 0, ""),
        number("blanks around", of(i -> " " + i % 9 + " "), 0, ""),
        number("currency", of(i -> "\"$" + (i % 7 + 1) + ",400\""), 0, "'$1,400' as 1400"),
        number("euro behind", of(i -> "\"" + (i % 7 + 1) + ",5 €\""), 0, "'1,5 €' as 1.5"),
        number("thousands", of(i -> "\"" + (i % 9 + 1) + ",621\""), 0, "--decimal , if the comma"),
        number(
            "thousands and decimals",
            of(i -> "\"1," + (100 + i) + ".5\""),
            0,
            "'1,100.5' as 1100.5"),
        number(
            "points between thousands",
            of(i -> "\"1." + (100 + i) + ",5\""),
            0,
            "'1.100,5' as 1100.5"),
        number("decimal comma", of(i -> "\"" + i % 9 + ",25\""), 0, "'0,25' as 0.25"),
        number("narrow blanks", of(i -> (i % 9 + 1) + "\u202f295"), 0, "as 1295"),
        number("percent", of(i -> i + ".5%"), 0, "'0.5%' as 0.5"),
        number("unit", of(i -> (i + 3) + " kg"), 0, "'3 kg' as 3"),
        number(
            "accountants' brackets", of(i -> i % 2 == 0 ? "(1" + i + ")" : "1" + i), 0, "as -10"),
        number("Indian groups", of(i -> "\"₹1," + (10 + i) + ",456\""), 0, "'₹1,10,456' as 110456"),
        number("underscores", of(i -> (i % 3 + 1) + "_000"), 0, "'1_000' as 1000"),
        number("full width", of(i -> "１" + i % 5), 0, "as 10"),
        number("apostrophes", of(i -> "'1" + i % 5 + "'"), 0, "as 10"),
        number(
            "dashes for nothing",
            of(i -> i % 3 == 1 ? "-" : "" + i),
            20,
            "'-' (20 cells) as missing"),
        number(
            "points for nothing",
            of(i -> i % 4 == 1 ? "." : "" + i % 9),
            15,
            "'.' (15 cells) as missing"),
        number(
            "Excel's errors",
            of(i -> i % 3 == 0 ? "#DIV/0!" : i % 3 == 1 ? "#N/A" : "1." + i),
            40,
            "'#DIV/0!' (20 cells), '#N/A' (20 cells) as missing"),
        number(
            "MySQL's nothing",
            of(i -> i % 3 == 0 ? "\\N" : "1." + i),
            20,
            "'\\N' (20 cells) as missing"),
        number(
            "one bad cell",
            of(i -> i == 17 ? "sensor fault" : i + ".5"),
            1,
            "'sensor fault' in row 18"),
        number(
            "infinities",
            of(i -> i % 20 == 7 ? "-inf" : "" + i % 9),
            3,
            "3 cells, which count as missing: '-inf' in row 8"),
        number("too large a number", of(i -> i == 3 ? "1e999" : "" + i % 9), 1, "'1e999' in row 4"),
        number("padded to two digits", of(i -> String.format("%02d", i % 12 + 1)), 0, ""));
  }

  private static Stream<KindCases> series() {
    return Stream.of(
        series("between semicolons", i -> "\"1;2;3;4;5;6;7;" + i + "\"", 0, ""),
        series("between blanks", i -> "1 2.5 3 4 5 6 -7 1e-3 " + i, 0, ""),
        series("in brackets", i -> "\"[1, 2, 3, 4, 5, 6, 7, " + i + "]\"", 0, ""),
        series("of two channels", i -> "1 2 3 4 5 6 7 8 : 8 7 6 5 4 3 2 " + i, 0, ""),
        series(
            "with a gap",
            i -> i == 4 ? "\"1;2;;4;5;6;7;8\"" : "\"1;2;3;4;5;6;7;" + i + "\"",
            1,
            "1 cell, which counts as missing: '1;2;;4;5;6;7;8' in row 5"));
  }

  private static KindCases series(String name, IntFunction<String> cell, int missing, String note) {
    return new KindCases("series " + name, "v", of(cell), "series", missing, List.of(), note);
  }

  private static Stream<KindCases> codes() {
    return Stream.of(
        categorical("leading zeros", cycle("02116", "10001", "00501"), "such as '02116'"),
        categorical(
            "very long",
            cycle("10000000000000001", "10000000000000002", "3"),
            "are taken as categories"),
        categorical(
            "one number written twice", cycle("1E2", "100", "10E1"), "are taken as categories"),
        categorical("hexadecimal", cycle("0x1F", "0xFF", "0x2A"), "'0x1F' are no numbers"),
        categorical(
            "hexadecimal digits",
            cycle("0047583311587E59", "0011583311587E40", "0047583311587DD9"),
            ""),
        categorical("fractions", cycle("1/4", "1/2", "3/4"), "'1/4' are no numbers"),
        categorical("suffixes of Java", cycle("3L", "1.5d", "2f"), "'1.5d' in row 2; --numeric v"),
        categorical(
            "below and above",
            cycle("<0.5", "0.7", ">99", "1.2"),
            "--numeric v takes those as missing"),
        categorical("a third is words", cycle("3", "5", "high"), "'high' in row 3; --numeric v"));
  }

  private static Stream<KindCases> categories() {
    return Stream.of(
        categorical("words", cycle("red", "blue", "a, b"), ""),
        categorical("a dash is a category", cycle("-", "left", "right"), ""),
        categorical(
            "grades", cycle("9th", "7th-8th", "HS-grad"), "'7th-8th' in row 2; --numeric v"),
        new KindCases(
            "yes, no and a few others",
            "v",
            of(i -> i % 20 == 7 ? "unknown" : i % 2 == 0 ? "yes" : "no"),
            "categorical",
            0,
            List.of("v=yes", "v=no", "v=unknown"),
            "'unknown' in row 8; --boolean v takes those as missing"),
        new KindCases(
            "words and nothing",
            "v",
            cycle("red", "NA", "blue"),
            "categorical",
            20,
            List.of("v=red", "v=blue", "v is missing"),
            "'NA' (20 cells) as missing; --missing none"));
  }

  private static Stream<KindCases> booleans() {
    return Stream.of(
        new KindCases("yes and no", "v", cycle("yes", "no"), "boolean", 0, List.of("v"), ""),
        new KindCases(
            "many spellings", "v", cycle("TRUE", "f", "True", "n"), "boolean", 0, List.of("v"), ""),
        new KindCases(
            "yes, no and nothing",
            "v",
            cycle("T", "F", ""),
            "boolean",
            20,
            List.of("v", "v is missing"),
            ""));
  }

  private static Stream<KindCases> dates() {
    List<String> days = List.of("v month sin", "v month cos", "v day sin", "v day cos");
    List<String> all =
        Stream.concat(days.stream(), Stream.of("v weekday sin", "v weekday cos", "v days"))
            .toList();
    return Stream.of(
        date(
            "ISO",
            of(i -> String.format("2019-%02d-%02d", i % 12 + 1, i % 28 + 1)),
            all,
            "yyyy-MM-dd"),
        date("German", of(i -> String.format("%d.%d.2019", i % 28 + 1, i % 12 + 1)), all, "d.M.y"),
        date("American", of(i -> String.format("%d/%d/19", i % 12 + 1, i % 28 + 1)), all, "M/d/y"),
        date(
            "one number",
            of(i -> String.format("2019%02d%02d", i % 12 + 1, i % 28 + 1)),
            all,
            "yyyyMMdd"),
        date(
            "month names",
            of(i -> i % 28 + 1 + " " + (i % 2 == 0 ? "Jan" : "March") + " 2019"),
            all,
            "d MMM y"),
        date(
            "which is the month is not told",
            of(i -> String.format("%d/%d/2019", i * 7 % 12 + 1, i * 5 % 12 + 1)),
            all,
            "the order of day and month is ambiguous"),
        date(
            "time of day",
            of(i -> String.format("%d:%02d", i % 24, i * 7 % 60)),
            List.of("v hour sin", "v hour cos", "v minute sin", "v minute cos"),
            "HH:mm"),
        new KindCases(
            "a date and a typing error",
            "v",
            of(i -> i == 7 ? "soon" : String.format("2019-%02d-%02d", i % 12 + 1, i % 28 + 1)),
            "date",
            1,
            Stream.concat(all.stream(), Stream.of("v is missing")).toList(),
            "'soon' in row 8"),
        number("years are numbers", of(i -> "" + (1950 + i * 3 % 60)), 0, ""));
  }

  private static Stream<KindCases> identifiers() {
    return Stream.of(
        identifier("counts the rows", "v", of(i -> "" + i), "steps of one"),
        identifier(
            "counts them in another order", "v", of(i -> "" + (i * 7 % 60 + 1)), "steps of one"),
        identifier(
            "named so, with gaps",
            "PassengerId",
            of(i -> "" + (i * i + 5)),
            "named as an identifier"),
        identifier(
            "named so, in words",
            "customer_id",
            of(i -> "k" + i * 31),
            "one distinct text per row"),
        identifier(
            "names of images that are not there",
            "v",
            of(i -> "p/" + i + ".png"),
            "one distinct text per row"),
        identifier("a text for each row", "v", of(i -> "t" + i), "one distinct text per row"),
        identifier(
            "digits for each row",
            "v",
            of(i -> String.format("%05d", i * 3)),
            "one distinct text per row"),
        new KindCases(
            "a year without gaps",
            "year",
            of(i -> "" + (1950 + i)),
            "numeric",
            0,
            List.of("year"),
            ""),
        new KindCases(
            "years by another name", "v", of(i -> "" + (1950 + i)), "numeric", 0, List.of("v"), ""),
        new KindCases(
            "rises with gaps",
            "v",
            of(i -> "" + (i * 3 + i % 2)),
            "numeric",
            0,
            List.of("v"),
            "may be an identifier"),
        new KindCases("one value", "v", of(i -> "7"), "constant", 0, List.of(), ""),
        new KindCases("no value", "v", of(i -> "NA"), "constant", 60, List.of(), ""));
  }

  private static Stream<KindCases> texts() {
    return Stream.of(
        new KindCases(
            "sentences",
            "v",
            of(i -> "It was a dark and stormy night " + i),
            "text",
            0,
            List.of(),
            "is read as text, in small letters and cut into words; --tokens"),
        new KindCases(
            "sentences, some missing",
            "v",
            of(i -> i % 10 == 3 ? "" : "\"so \"\"good\"\", they said " + i + "\""),
            "text",
            6,
            List.of(),
            "--ignore v leaves it out"),
        identifier(
            "names of people",
            "v",
            of(i -> "\"Braund, Mr. Owen H" + (char) ('a' + i % 26) + i + "\""),
            "one distinct text per row"),
        identifier("tickets", "v", of(i -> "STON/O2. 31012" + i), "one distinct text per row"),
        new KindCases(
            "sentences that come again",
            "v",
            cycle("very much so", "not at all", "I do not know"),
            "categorical",
            0,
            List.of("v=very much so", "v=not at all", "v=I do not know"),
            ""));
  }

  private static KindCases number(String name, List<String> cells, int missing, String note) {
    List<String> features = missing > 0 ? List.of("v", "v is missing") : List.of("v");
    return new KindCases(name, "v", cells, "numeric", missing, features, note);
  }

  private static KindCases categorical(String name, List<String> cells, String note) {
    List<String> features =
        cells.stream().distinct().map(cell -> "v=" + cell.replace("\"", "")).toList();
    return new KindCases(name, "v", cells, "categorical", 0, features, note);
  }

  private static KindCases date(
      String name, List<String> cells, List<String> features, String note) {
    return new KindCases(name, "v", cells, "date", 0, features, note);
  }

  private static KindCases identifier(String name, String column, List<String> cells, String note) {
    return new KindCases(name, column, cells, "identifier", 0, List.of(), note);
  }

  private static List<String> of(IntFunction<String> cell) {
    return IntStream.range(0, ROWS).mapToObj(cell).toList();
  }

  private static List<String> cycle(String... cells) {
    return of(
        i ->
            cells[i % cells.length].contains(",")
                ? "\"" + cells[i % cells.length] + "\""
                : cells[i % cells.length]);
  }
}
