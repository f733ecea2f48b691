package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.cli.option.ExitCode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `show` of a map, of a quantity, of learning curves and of filters.
class ShowTest {
  private static final String PRICES =
      "1.5,2.5,10.5\n2.5,1.25,11.75\n3.5,4.5,13.5\n4.25,3.5,12.25\n";

  @TempDir private static Path folder;

  @BeforeAll
  static void train() throws IOException {
    train("demo:flower", "flower.hebb", "--epochs", "40");
    train("demo:digits", "digits.hebb", "--epochs", "1", "--hidden", "none");
    Files.writeString(folder.resolve("prices.csv"), "lat,lon,price\n" + PRICES.repeat(10));
    train(
        place("prices.csv"),
        "prices.hebb",
        "--target",
        "price",
        "--task",
        "regression",
        "--epochs",
        "3");
    Files.writeString(folder.resolve("plain.csv"), "x1,x2\n0.5,1.5\n-1,2\n");
  }

  private static void train(String data, String model, String... more) {
    var args =
        Stream.concat(Stream.of("train", data, "--quiet", "--out", place(model)), Stream.of(more));
    Ran ran = Ran.hebb(args.toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isZero();
  }

  private static String place(String name) {
    return folder.resolve(name).toString();
  }

  private static Ran show(String... args) {
    return Ran.hebb(Stream.concat(Stream.of("show"), Stream.of(args)).toArray(String[]::new));
  }

  @Test
  void mapsTheDemoSetOfItsModel() throws IOException {
    Ran ran = show(place("flower.hebb"), "-o", place("flower.png"));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).startsWith("Wrote the map of ").hasLineCount(1);
    BufferedImage image = ImageIO.read(folder.resolve("flower.png").toFile());
    assertThat(image.getWidth()).isEqualTo(1640);
    assertThat(image.getHeight()).isEqualTo(1240);
    long colours = Stream.of(200, 500, 800, 1100).map(x -> image.getRGB(x, 400)).distinct().count();
    assertThat(colours).as("fields of both classes").isGreaterThan(1);
  }

  @Test
  void svgSaysWhatItShows() throws IOException {
    assertThat(show(place("flower.hebb"), "-o", place("flower.svg")).code()).isZero();
    String svg = Files.readString(folder.resolve("flower.svg"));
    assertThat(svg)
        .startsWith("<svg")
        .contains(
            "colour by x1 and x2",
            "400 rows of demo:flower",
            ">blue<",
            ">red<",
            "<image",
            "<polyline")
        .contains("Accuracy ");
    assertThat(svg.split("<circle|<polygon", -1)).hasSizeGreaterThan(400);
    assertThat(show(place("flower.hebb"), "-o", place("again.svg")).code()).isZero();
    assertThat(Files.readString(folder.resolve("again.svg"))).isEqualTo(svg);
  }

  @Test
  void rowsMayLackTheTarget() throws IOException {
    assertThat(show(place("flower.hebb"), place("plain.csv"), "-o", place("plain.svg")).code())
        .isZero();
    assertThat(Files.readString(folder.resolve("plain.svg")))
        .contains(">2 rows of plain.csv<", ">not known<");
  }

  @Test
  void mapsAQuantity() throws IOException {
    assertThat(show(place("prices.hebb"), place("prices.csv"), "-o", place("prices.svg")).code())
        .isZero();
    assertThat(Files.readString(folder.resolve("prices.svg")))
        .contains("price by lat and lon", "on the 40 rows");
    assertThat(show(place("prices.hebb"), "-o", place("bare.svg")).code()).isZero();
    assertThat(Files.readString(folder.resolve("bare.svg"))).contains("Without rows");
  }

  @Test
  void drawsLearningCurves() throws IOException {
    assertThat(show(place("flower.hebb"), "--curves", "-o", place("curves.svg")).code()).isZero();
    assertThat(Files.readString(folder.resolve("curves.svg")))
        .contains(">training<", ">validation<", ">best epoch<", ">accuracy<", " of 40 are kept");
    Ran digits = show(place("digits.hebb"), "-o", place("digits.png"));
    assertThat(digits.out()).as(digits.err()).startsWith("Wrote the learning curves of ");
  }

  @Test
  void curvesNeedTheEpochLog() throws IOException {
    Files.copy(folder.resolve("digits.hebb"), folder.resolve("moved.hebb"));
    Ran missing = show(place("moved.hebb"), "-o", place("moved.png"));
    assertThat(missing.code()).isEqualTo(ExitCode.FAILED);
    assertThat(missing.err()).contains("moved.log.jsonl: expected the epoch log").hasLineCount(1);
    Files.writeString(folder.resolve("moved.log.jsonl"), "{\"epoch\":1,\"loss\":1}\nnot json\n");
    Ran damaged = show(place("moved.hebb"), "-o", place("moved.png"));
    assertThat(damaged.code()).isEqualTo(ExitCode.FAILED);
    assertThat(damaged.err())
        .contains("moved.log.jsonl, line 2: expected an epoch in JSON")
        .hasLineCount(1);
    assertThat(folder.resolve("moved.png")).doesNotExist();
  }

  /// Arguments that are refused, and words of the sentence.
  record Refused(int code, String words, List<String> args) {
    static Refused of(int code, String words, String... args) {
      return new Refused(code, words, List.of(args));
    }

    @Override
    public String toString() {
      return String.join(" ", args);
    }
  }

  static Stream<Refused> refused() {
    return Stream.of(
        Refused.of(
            ExitCode.USAGE,
            "-o: expected a name that ends in .png or .svg",
            "flower.hebb",
            "-o",
            "a.jpg"),
        Refused.of(ExitCode.USAGE, "--out: expected a value", "flower.hebb"),
        Refused.of(
            ExitCode.USAGE,
            "expected one of DATA, --curves, --filters, --mistakes, --confusion, --attention, --grad-cam and --activations",
            "flower.hebb",
            "plain.csv",
            "--curves",
            "-o",
            "a.png"),
        Refused.of(
            ExitCode.FAILED,
            "expected a model of one target of 2 to 100 classes",
            "prices.hebb",
            "prices.csv",
            "--confusion",
            "-o",
            "a.png"),
        Refused.of(ExitCode.FAILED, "expected a model file", "none.hebb", "-o", "a.png"),
        Refused.of(
            ExitCode.FAILED, "expected a column 'x1'", "flower.hebb", "prices.csv", "-o", "a.png"),
        Refused.of(
            ExitCode.FAILED, "got one of images", "digits.hebb", "plain.csv", "-o", "a.png"));
  }

  @ParameterizedTest
  @MethodSource
  void refused(Refused refused) {
    String[] args =
        refused.args().stream()
            .map(arg -> arg.matches(".*\\.\\w+") ? place(arg) : arg)
            .toArray(String[]::new);
    Ran ran = show(args);
    assertThat(ran.code()).isEqualTo(refused.code());
    assertThat(ran.err()).contains(refused.words()).hasLineCount(1);
    assertThat(folder.resolve("a.png")).doesNotExist();
  }
}
