package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.cli.option.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What `describe` says of each kind of data.
class DescribeTest {
  @TempDir private Path folder;

  /// 200 rows with a leak, a pair, missing values and an identifier.
  private static String table() {
    return "id,age,months,paid,town,y\n"
        + IntStream.range(0, 200)
            .mapToObj(
                i ->
                    (i + 1)
                        + ","
                        + (i % 8 == 0 ? "" : 20 + i * 37 % 53)
                        + ","
                        + 12 * (20 + i * 37 % 53)
                        + ","
                        + (i % 3 == 0 ? "late" : "early")
                        + ","
                        + (i % 8 == 0 ? "" : "town" + i * 11 % 5)
                        + ","
                        + (i % 3 == 0 ? "no" : "yes")
                        + "\n")
            .collect(Collectors.joining());
  }

  private String file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return file.toString();
  }

  private static Ran describe(String... words) {
    String[] args = new String[words.length + 1];
    args[0] = "describe";
    System.arraycopy(words, 0, args, 1, words.length);
    Ran ran = Ran.hebb(args);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isEqualTo(ExitCode.DONE);
    return ran;
  }

  @Test
  void aTableIsShownInLinesOfATerminal() throws IOException {
    String out = describe(file("t.csv", table()), "--target", "y").out();
    assertThat(out.lines()).allMatch(line -> line.length() <= 80);
    assertThat(out)
        .contains("Data      t.csv, 200 rows, 6 columns")
        .contains("Target    y (classification)")
        .contains("id (left out, identifier: named as an identifier")
        .contains("age (numeric: numbers), missing in 25 rows (13 %)")
        .contains("given as: standardised, missing as the median and flagged")
        .contains("given as: one feature for each of 5 categories, one for missing")
        .contains("tells y: AUC 1.000")
        .contains("y (target, 2 classes: words for yes and no)")
        .contains("Tell most paid (AUC 1.000)")
        .contains("25 rows (13 %) age, town together")
        .contains("age and months say nearly the same (r 1.000)")
        .contains("Finding   leak (high, paid): paid alone tells the target y")
        .contains("Fix: --ignore paid");
  }

  @Test
  void whatIsTakenBackIsNotDescribedAsLeak() throws IOException {
    Ran ran = describe(file("t.csv", table()), "--target", "y", "--ignore", "paid");
    assertThat(ran.out())
        .contains("paid (left out, ignored)", "Findings  none")
        .doesNotContain("Finding   leak");
  }

  @Test
  void withoutATargetColumnsAreDescribed() throws IOException {
    assertThat(describe(file("t.csv", table())).out())
        .contains("y (boolean: words for yes and no)", "given as: 1 or 0")
        .doesNotContain("Target", "tells ");
  }

  @Test
  void jsonIsOneObject() throws IOException {
    String data = file("t.csv", table());
    JsonNode json = describe(data, "--target", "y", "--test", data, "--json").json();
    assertThat(json.path("rows").asInt()).isEqualTo(200);
    assertThat(json.path("task").asString()).isEqualTo("classification");
    JsonNode paid = json.path("columns").path(3);
    assertThat(paid.path("name").asString()).isEqualTo("paid");
    assertThat(paid.path("alone").path(0).path("measure").asString()).isEqualTo("auc");
    assertThat(paid.path("alone").path(0).path("score").asDouble()).isEqualTo(1);
    JsonNode age = json.path("columns").path(1).path("distribution");
    assertThat(age.path("edges").size()).isEqualTo(age.path("counts").size() + 1);
    assertThat(json.path("overlaps").path(0).path("same").asInt()).isEqualTo(200);
    assertThat(json.path("notes").values())
        .anyMatch(note -> note.asString().startsWith("t.csv has the same rows as the data"));
    assertThat(json.path("findings").path(0).path("id").asString()).isEqualTo("leak");
    assertThat(json.path("findings").path(1).path("id").asString()).isEqualTo("duplicate-rows");
  }

  /// Few values make equal rows likely, but not a whole file of them.
  @Test
  void aFileBesideItselfIsNoChance() throws IOException {
    String data = file("t.csv", "a,b,y\n" + "1,0,u\n0,1,v\n1,1,u\n0,0,v\n".repeat(20));
    String other = file("o.csv", "a,b,y\n" + "1,0,u\n".repeat(20));
    assertThat(describe(data, "--target", "y", "--test", data).out().replaceAll("\\s+", " "))
        .contains("t.csv has the same rows as the data", "duplicate-rows (high, t.csv): 100 %");
    assertThat(describe(data, "--target", "y", "--test", other).out().replaceAll("\\s+", " "))
        .contains("duplicate-rows (low, o.csv)")
        .doesNotContain("has the same rows");
  }

  @Test
  void aTextFromStandardInputIsCalledSo() {
    Ran ran = Ran.given("hello world\n".repeat(200), "describe", "-", "--task", "language");
    assertThat(ran.out()).startsWith("Data      standard input, 200 rows").doesNotContain("hebb");
    Ran json =
        Ran.given("hello world\n".repeat(200), "describe", "-", "--task", "language", "--json");
    assertThat(json.json().path("data").asString()).isEqualTo("standard input");
  }

  @Test
  void aMinusStandsForStandardInput() {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(table().getBytes(StandardCharsets.UTF_8)));
      assertThat(describe("-", "--target", "y").out()).contains("standard input, 200 rows");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void findingsAreToldInChinese() throws IOException {
    String data = file("t.csv", table());
    assertThat(describe(data, "--target", "y", "--lang", "zh").out())
        .contains("Data      t.csv", "leak", "--ignore paid")
        .containsPattern("\\p{IsHan}{4}")
        .doesNotContain("paid alone tells the target");
    JsonNode json = describe(data, "--target", "y", "--lang", "zh", "--json").json();
    assertThat(json.path("findings").path(0).path("why").asString())
        .containsPattern("\\p{IsHan}{4}");
  }

  @Test
  void optionsMayStandInAFile() throws IOException {
    String config = file("c.toml", "target = \"y\"\nignore = [\"paid\", \"id\"]\n");
    assertThat(describe(file("t.csv", table()), "--config", config).out())
        .contains("Target    y", "id (left out, ignored)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo:flower", "demo:digits", "demo:dates"})
  void demoSetsAreDescribed(String demo) {
    assertThat(describe(demo).out()).contains("Data      demo:", "Findings  none");
  }

  @Test
  void aFolderOfSoundsIsDescribed() throws IOException {
    for (int i = 0; i < 12; i++) {
      Path place = folder.resolve("sounds").resolve(i % 2 == 0 ? "high" : "low");
      Files.createDirectories(place);
      Files.write(place.resolve(i + ".wav"), Wav.of(8000, 1, 16, 4000 + 400 * i));
    }
    Files.writeString(folder.resolve("sounds/low/bad.wav"), "nothing");
    assertThat(describe(folder.resolve("sounds").toString()).out())
        .contains("Target    class (classification)", "sound (sound)", "seconds")
        .contains("1 row whose sound cannot be read is left out: low/bad.wav");
  }

  @Test
  void aFolderOfTextsAndALanguageAreDescribed() throws IOException {
    String lines = "the cat sat\na dog ran off\nno bird sings here\n";
    file("texts/one.txt", lines.repeat(20));
    String other = file("texts/two.txt", lines.replace("a", "o").repeat(20));
    assertThat(describe(folder.resolve("texts").toString()).out())
        .contains("text (text)", "words", "class (target, 2 classes)");
    assertThat(describe(other, "--task", "language").out())
        .contains("60 rows, 1 column", "57 rows equal an earlier one", "Findings  none")
        .contains("11 to 18 characters", "cut into characters as it is, in windows of 128");
    assertThat(
            describe(other, "--task", "language", "--lines", "--tokens", "words", "--window", "3")
                .out())
        .contains("3 to 4 words", "cut into words as it is, at most 3 of a line")
        .contains("lines for training are longer than the window")
        .doesNotContain("small letters");
  }

  @Test
  void pairsOfALanguageAreTexts() throws IOException {
    String pairs =
        IntStream.range(0, 60)
            .mapToObj(i -> "word " + i + "\tmot " + i + "\n")
            .collect(Collectors.joining());
    String out =
        describe(file("p.tsv", "en\tfr\n" + pairs), "--task", "translate", "--target", "fr").out();
    assertThat(out)
        .contains("Target    fr (translate)", "en (text)", "fr (target, a text)")
        .contains("given as: cut into characters as it is", "Translated is column 'en' into 'fr'")
        .doesNotContain("small letters");
  }

  @Test
  void ofASeriesItIsSaidWhatAForecastTakes() throws IOException {
    String rows =
        IntStream.range(0, 200)
            .mapToObj(
                i -> i + "," + (10 + Math.sin(i * Math.PI / 5)) + "," + i * 7 % 11 + ",a" + i % 3)
            .collect(Collectors.joining("\n", "hour,load,heat,name\n", "\n"));
    String data = file("s.csv", rows);
    String[] forecast = {data, "--target", "load", "--time", "hour", "--horizon", "5"};
    assertThat(describe(forecast).out())
        .contains("Target    load (forecast)", "load (target, a quantity)")
        .contains("hour (numeric", "given as: the order of the rows and their steps")
        .contains("given as: standardised, 20 steps before the forecast")
        .contains("name (left out, categorical: texts; a forecast takes numbers)")
        .contains("Windows of 20 steps (--window takes another length), 5 steps ahead")
        .doesNotContain("one feature for each of 3 categories");
  }
}
