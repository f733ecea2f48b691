package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hebb.cli.course.Lessons;
import hebb.cli.option.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// `course`: its list, its files, the commands that it prints, and the published numbers.
class CourseTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final List<String> CATS =
      List.of(
          "data/coursera-dl/cat-train-images-idx4-ubyte.gz",
          "data/coursera-dl/cat-train-labels-idx1-ubyte.gz",
          "data/coursera-dl/cat-test-images-idx4-ubyte.gz",
          "data/coursera-dl/cat-test-labels-idx1-ubyte.gz");

  @TempDir private Path folder;

  @Test
  void listsTheLessonsOneALine() {
    for (Language language : Language.values()) {
      Ran ran = Ran.hebb("course", "--lang", language.code());
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(ran.out().lines().map(line -> line.strip().replaceFirst(" .*", "")))
          .containsExactlyElementsOf(Lessons.names());
    }
    assertThat(Ran.hebb("course", "--json").json().path("lessons").propertyNames())
        .containsExactlyElementsOf(Lessons.names());
  }

  @Test
  void completionKnowsTheLessons() {
    assertThat(Ran.hebb("completion").out()).contains("sparse-autoencoder", "--lang");
  }

  /// The pictures of docs/course.md, to the byte; `-Dhebb.docs=write` writes them anew.
  @ParameterizedTest
  @ValueSource(strings = {"planar", "initialisation", "ema"})
  void drawsThePicturesOfThePage(String lesson) throws IOException {
    Path file = folder.resolve(lesson + ".svg");
    Ran ran = Ran.hebb("course", lesson, "--json", "-o", file.toString());
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.json().path("lesson").asString()).isEqualTo(lesson);
    assertThat(ran.json().path("seed").asInt()).isEqualTo(42);
    Path drawn = DOCS.resolve("course-" + lesson + ".svg");
    if (System.getProperty("hebb.docs", "").equals("write")) {
      Files.copy(file, drawn, StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(file).hasSameBinaryContentAs(drawn);
  }

  /// Those that train are run without training, those of the course are known.
  @Test
  void theCommandsThatItPrintsWork() throws IOException {
    Set<String> commands = new LinkedHashSet<>();
    for (String lesson : Lessons.names()) {
      for (Language language : Language.values()) {
        List<String> printed = commands(lesson, language);
        assertThat(printed).as(lesson).hasSizeGreaterThanOrEqualTo(2);
        commands.addAll(printed);
      }
    }
    for (String command : commands) {
      List<String> words = words(command);
      switch (words.getFirst()) {
        case "train" -> words.add("--dry-run");
        case "course" -> words = new ArrayList<>(List.of("course"));
        default -> {}
      }
      Ran ran = Ran.hebb(words.toArray(String[]::new));
      assertThat(ran.code()).as(command + ": " + ran.err()).isZero();
    }
  }

  private static List<String> commands(String lesson, Language language) throws IOException {
    String name = "/hebb/cli/course/" + lesson + "." + language.code() + ".txt";
    try (InputStream in = Objects.requireNonNull(Lessons.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("  ./hebb "))
          .map(line -> line.substring("  ./hebb ".length()))
          .toList();
    }
  }

  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = Pattern.compile("'([^']*)'|(\\S+)").matcher(command);
    while (word.find()) {
      words.add(word.group(1) != null ? word.group(1) : word.group(2));
    }
    return words;
  }

  @Test
  void publishedCostsOfTheFlower() throws IOException {
    JsonNode found =
        published(
            "planar",
            "data/coursera-dl/planar_seed1_GENERATED.csv",
            "golden/planar-start.safetensors");
    near(found.path("costs"), "cost", "known", 1e-3);
    assertThat(found.path("costs").size()).isEqualTo(8);
    assertThat(found.path("accuracy").asDouble()).isCloseTo(.9075, within(.0051));
    assertThat(found.path("line").asDouble()).isCloseTo(.47, within(.011));
  }

  @Test
  void publishedCostsOfLogisticRegression() throws IOException {
    JsonNode found = published("logistic", CATS.toArray(String[]::new));
    near(found.path("costs"), "cost", "known", 1e-5);
    near(found.path("rates"), "train", "knownTrain", 1e-4);
    near(found.path("rates"), "test", "knownTest", 1e-4);
    assertThat(found.path("rates").size()).isEqualTo(4);
  }

  /// In float32 the path forks between steps 500 and 1000, and the branches meet again.
  @Test
  void publishedCostsOfTwoLayers() throws IOException {
    List<String> files = new ArrayList<>(CATS);
    files.add("golden/cat-2layer-start.safetensors");
    JsonNode found = published("deep", files.toArray(String[]::new));
    for (JsonNode row : found.path("costs")) {
      double bound = row.path("step").asInt() == 1000 ? .02 : 1e-3;
      assertThat(row.path("cost").asDouble())
          .isCloseTo(row.path("known").asDouble(), within(bound));
    }
    near(found.path("networks"), "train", "knownTrain", 1e-6);
    near(found.path("networks"), "test", "knownTest", 1e-6);
  }

  private static void near(JsonNode rows, String reached, String known, double bound) {
    assertThat(rows).isNotEmpty();
    for (JsonNode row : rows) {
      assertThat(row.path(reached).asDouble())
          .as(row.toString())
          .isCloseTo(row.path(known).asDouble(), within(bound));
    }
  }

  /// Runs a lesson on files of `-Dhebb.shared`; skipped where they are not there.
  private JsonNode published(String lesson, String... files) throws IOException {
    Path shared = Path.of(System.getProperty("hebb.shared", ""));
    boolean there =
        !shared.toString().isEmpty()
            && Stream.of(files).allMatch(file -> Files.exists(shared.resolve(file)));
    if (!there) {
      System.out.println(
          "skipped: " + String.join(", ", files) + " are not there; -Dhebb.shared=DIR gives them");
    }
    Assumptions.assumeTrue(there, "the course's files are not there (-Dhebb.shared=DIR)");
    for (String file : files) {
      Path from = shared.resolve(file);
      Files.copy(from, folder.resolve(from.getFileName()));
    }
    Ran ran = Ran.hebb("course", lesson, "--json", "--data", folder.toString());
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran.json();
  }
}
