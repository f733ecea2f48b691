package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Java examples of README and docs, compiled and run as they stand there, in a folder with the
/// data that they name.
class ReadmeExampleTest {
  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  /// One JVM runs all examples, in one folder: starting it takes longer than any of them.
  @TempDir private static Path folder;

  private static Process jvm;

  @Test
  void theExampleRuns() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    Matcher example = EXAMPLE.matcher(readme);
    assertThat(example.find()).as("README.md holds a block of Java").isTrue();
    assertThat(example.group(1).lines().filter(line -> !line.isBlank()))
        .hasSizeLessThanOrEqualTo(15);
    Files.writeString(folder.resolve("Example.java"), example.group(1));
    Files.writeString(folder.resolve("iris.csv"), irises());

    List<String> output = run();
    assertThat(output).hasSize(2);
    assertThat(output.getFirst()).isEqualTo("setosa");
    assertThat(output.getLast()).contains("accuracy=");
    assertThat(folder.resolve("iris.hebb")).exists();
  }

  /// The second example makes what the first goes on from.
  @Test
  void theExamplesOfRunsRun() throws IOException {
    Files.writeString(folder.resolve("iris.csv"), irises());
    Files.writeString(folder.resolve("Example.java"), program("runs", 1));
    assertThat(run()).isEmpty();
    try (Stream<Path> files = Files.list(folder.resolve("board"))) {
      assertThat(files).hasSize(1);
    }
    Files.writeString(folder.resolve("Example.java"), program("runs", 0));
    assertThat(run()).singleElement().asString().matches("iris.hebb after epoch \\d+");
  }

  @Test
  void theExampleOfARecordRuns() throws IOException {
    Files.writeString(folder.resolve("iris.csv"), irises());
    Files.writeString(folder.resolve("Example.java"), program("replay", 0));
    assertThat(run())
        .hasSize(4)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("0: 0."),
            then -> assertThat(then).startsWith("10: "),
            then -> assertThat(then).startsWith("20: "),
            last -> assertThat(last).startsWith("30: "));
  }

  @Test
  void theExampleOfFindingsRuns() throws IOException {
    Files.writeString(folder.resolve("iris.csv"), irises());
    Files.writeString(folder.resolve("Example.java"), program("insight", 0));
    assertThat(run()).anyMatch(line -> line.matches("learning-rate-too-low: .* --lr 0.001"));
  }

  @Test
  void theExampleWithImagesRuns() throws IOException {
    write("images", "");
    for (int i = 0; i < 16; i++) {
      image("photos/cats/" + i + ".jpg", "jpeg", 0x204060 + i);
      image("photos/dogs/" + (i == 0 ? "a" : i) + ".png", "png", 0xc0a080 + i);
    }
    assertThat(run()).containsExactly("cats", "dogs");
  }

  private void image(String name, String format, int rgb) throws IOException {
    var image = new BufferedImage(12, 10, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < 120; i++) {
      image.setRGB(i % 12, i / 12, rgb);
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, format, file.toFile());
  }

  @Test
  void theExampleWithSeriesRuns() throws IOException {
    write("series", "");
    StringBuilder gestures = new StringBuilder("@classLabel true rest wave\n@data\n");
    for (int row = 0; row < 60; row++) {
      int size = row % 2;
      for (int channel = 0; channel < 2; channel++) {
        for (int step = 0; step < 30; step++) {
          double noise = 0.01 * Math.sin(row * 31 + step * 17 + channel);
          gestures.append(step == 0 ? "" : ",").append(size * Math.sin(step + channel) + noise);
        }
        gestures.append(':');
      }
      gestures.append(size == 0 ? "rest\n" : "wave\n");
    }
    Files.writeString(folder.resolve("gestures.ts"), gestures);
    assertThat(run()).containsExactly("rest", "1.0");
  }

  @Test
  void theExampleOfADescriptionRuns() throws IOException {
    Files.writeString(folder.resolve("Example.java"), program("describe", 0));
    StringBuilder flowers = new StringBuilder("x,paint,colour\n");
    for (int i = 0; i < 90; i++) {
      flowers.append(i * 37 % 91 / 8.0).append(i % 2 == 0 ? ",cobalt,blue\n" : ",cadmium,red\n");
    }
    Files.writeString(folder.resolve("flowers.csv"), flowers);
    assertThat(run())
        .containsExactly(
            "x: numeric, standardised",
            "paint: categorical, one feature for each of 2 categories",
            "colour: categorical, predicted",
            "leak paint --ignore paint");
  }

  @Test
  void theExampleWithDatesRuns() throws IOException {
    write("tables", "");
    StringBuilder bikes = new StringBuilder("day,weather,riders\n");
    for (int i = 0; i < 300; i++) {
      bikes.append(
          "%d.%d.202%d,%s,%d.5\n"
              .formatted(
                  i * 5 % 28 + 1,
                  i % 12 + 1,
                  i % 3,
                  i % 2 == 0 ? "sun" : "rain",
                  300 + i % 90 * (1 + i % 2)));
    }
    Files.writeString(folder.resolve("bikes.csv"), bikes);
    assertThat(run()).singleElement().asString().contains("column=weather, fit=UNSEEN, text=snow");
  }

  @Test
  void theExampleOfAGradientCheckRuns() throws IOException {
    write("gradient-check", "IO.println(report);");
    assertThat(run())
        .singleElement()
        .asString()
        .startsWith("gradient check of 39 numbers: passed, largest error ");
  }

  @Test
  void theExampleOfATraceRuns() throws IOException {
    Files.writeString(folder.resolve("Example.java"), program("trace", 0));
    Files.writeString(folder.resolve("iris.csv"), irises());
    List<String> output = run();
    assertThat(output.getFirst())
        .startsWith("Z1 = W1 A0 + b1: Z1[1] = [W1[1,1] A0[1], W1[1,2] A0[2], ");
    assertThat(output.get(1)).startsWith("dW1[1,1] = [dZ1[1] A0[1]] = ");
    assertThat(output.get(2)).startsWith("The prediction is setosa: setosa ");
    assertThat(output.get(3)).isEqualTo("The row says setosa.");
  }

  @Test
  void theExampleOfAnAutoencoderRuns() throws IOException {
    write("autoencoders", "");
    StringBuilder machines = new StringBuilder("speed,heat,state\n");
    for (int i = 0; i < 200; i++) {
      double speed = i * 37 % 200 / 5.0;
      machines.append(speed).append(',').append(Math.round(20 + 2 * speed));
      machines.append(speed > 0 ? ",on\n" : ",off\n");
    }
    Files.writeString(folder.resolve("machines.csv"), machines);
    assertThat(run()).containsExactly("2 numbers of hidden2", "true");
  }

  @Test
  void theExampleWithTextsRuns() throws IOException {
    write("text", "");
    StringBuilder reviews = new StringBuilder("review\tlabel\n");
    for (int i = 0; i < 60; i++) {
      reviews.append("a charming film , very moving , number ").append(i).append("\tgood\n");
      reviews.append("simplistic , silly and tedious , number ").append(i).append("\tbad\n");
    }
    Files.writeString(folder.resolve("reviews.tsv"), reviews);
    assertThat(run()).singleElement().asString().startsWith("good");
  }

  @Test
  void theExampleOfAForecastRuns() throws IOException {
    write("forecast", "");
    StringBuilder spots = new StringBuilder("Month,Sunspots\n");
    for (int i = 0; i < 240; i++) {
      spots.append("%d-%02d,%.2f%n".formatted(1749 + i / 12, i % 12 + 1, 50 + 40 * Math.sin(i)));
    }
    Files.writeString(folder.resolve("sunspots.csv"), spots);
    assertThat(run()).hasSize(12).first().asString().startsWith("1769-01: ");
  }

  @Test
  void theExampleOfALanguageRuns() throws IOException {
    write("language", "");
    Files.writeString(folder.resolve("shakespeare.txt"), "ROMEO: to be or not to be.\n".repeat(20));
    assertThat(String.join("\n", run())).containsPattern("[A-Za-z:. ]{10}");
  }

  @Test
  void theExampleOfATranslationRuns() throws IOException {
    write("translation", "");
    StringBuilder pairs = new StringBuilder("english\tfrench\n");
    for (String who : List.of("I", "You", "We", "They")) {
      for (String did : List.of("won", "ran", "go", "left", "sat", "Go. Run")) {
        pairs.append("%s %s.\t%s %s !%n".formatted(who, did, did, who));
      }
    }
    Files.writeString(folder.resolve("pairs.tsv"), pairs);
    List<String> lines = run();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(2)).startsWith("[").endsWith("]");
    assertThat(lines.getLast()).startsWith("seq2seq1/decoder/attention1 looked at [");
  }

  /// An example of a page that is a program as it stands, from 0.
  private static String program(String page, int number) throws IOException {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("..", "docs", page + ".md")));
    List<String> blocks = example.results().map(block -> block.group(1)).toList();
    assertThat(blocks).as("docs/" + page + ".md").hasSizeGreaterThan(number);
    String block = blocks.get(number);
    assertThat(block).startsWith("import ").contains("\nvoid main() {\n");
    assertThat(block.lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(14);
    return block;
  }

  /// Makes a program of the first example of a page: its imports, then all else within `main`.
  ///
  /// @param more what stands behind it there
  private void write(String page, String more) throws IOException {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("..", "docs", page + ".md")));
    assertThat(example.find()).as("docs/" + page + ".md holds a block of Java").isTrue();
    Map<Boolean, List<String>> lines =
        example
            .group(1)
            .lines()
            .collect(Collectors.partitioningBy(line -> line.startsWith("import ")));
    assertThat(lines.get(false).stream().filter(line -> !line.isBlank()))
        .hasSizeLessThanOrEqualTo(10);
    Files.writeString(
        folder.resolve("Example.java"),
        String.join("\n", lines.get(true))
            + "\nvoid main() throws Exception {\n"
            + String.join("\n", lines.get(false))
            + "\n"
            + more
            + "\n}\n");
  }

  @BeforeAll
  static void start() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    jvm =
        new ProcessBuilder(
                java.toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--class-path",
                System.getProperty("java.class.path"),
                ExampleRunner.class.getName())
            .directory(folder.toFile())
            .redirectError(folder.resolve("errors.txt").toFile())
            .start();
  }

  @AfterAll
  static void end() throws IOException, InterruptedException {
    jvm.outputWriter().close();
    assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  /// Compiles and runs `Example.java` where nothing but the class path is given.
  private static List<String> run() throws IOException {
    jvm.outputWriter().write("Example.java\n");
    jvm.outputWriter().flush();
    List<String> lines = new ArrayList<>();
    while (true) {
      String line = jvm.inputReader().readLine();
      assertThat(line).as(Files.readString(folder.resolve("errors.txt"))).isNotNull();
      if (!line.endsWith(ExampleRunner.END)) {
        lines.add(line);
        continue;
      }
      if (line.length() > ExampleRunner.END.length()) {
        lines.add(line.substring(0, line.length() - ExampleRunner.END.length()));
      }
      return lines;
    }
  }

  /// Rows around the means of the three species.
  private static String irises() {
    StringBuilder rows =
        new StringBuilder("sepal_length,sepal_width,petal_length,petal_width,species\n");
    for (int i = 0; i < 30; i++) {
      double step = (i % 10 - 4.5) * 0.05;
      rows.append(row(5.0 + step, 3.4 - step, 1.5 + step, 0.2, "setosa"));
      rows.append(row(5.9 + step, 2.8 + step, 4.3 - step, 1.3 + step, "versicolor"));
      rows.append(row(6.6 - step, 3.0 + step, 5.6 + step, 2.0 - step, "virginica"));
    }
    return rows.toString();
  }

  private static String row(double a, double b, double c, double d, String species) {
    return a + "," + b + "," + c + "," + d + "," + species + "\n";
  }
}
