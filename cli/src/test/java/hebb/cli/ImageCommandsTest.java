package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.cli.option.ExitCode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Folders of images from `train` to `predict`.
class ImageCommandsTest {
  @TempDir static Path folder;

  @BeforeAll
  static void train() throws IOException {
    for (int i = 0; i < 40; i++) {
      write("photos/dark/" + i + ".png", 12, 16, 40 + i % 7);
      write("photos/light/" + i + ".jpg", 24, 16, 160 + i % 7);
    }
    Files.write(folder.resolve("photos/light/broken.jpg"), new byte[0]);
    done(
        "train",
        place("photos"),
        "--hidden",
        "4",
        "--epochs",
        "20",
        "--image-size",
        "6x8:crop",
        "--augment",
        "shift flip",
        "--out",
        place("p.hebb"),
        "--quiet");
  }

  private static void write(String name, int height, int width, int level) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, 0x010101 * level);
      }
    }
    ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile());
  }

  private static Ran done(String... args) {
    Ran ran = Ran.hebb(args);
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran;
  }

  private static String place(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void aPlanSaysWhatIsMadeOfTheImages() {
    Ran plan = done("train", place("photos"), "--dry-run");
    assertThat(plan.out().replaceAll("\\s+", " "))
        .contains(
            "Target class, 2 classes (classification): dark, light",
            "holds images of 12x16 to 24x16 pixels (height x width)",
            "1 row whose image cannot be read is left out: light/broken.jpg is empty.",
            "images, fitted to 24x16",
            "The network is the usual one for images of this size",
            "Network conv(24) relu max_pool conv(48) relu max_pool flatten dropout(0.4) dense(96) relu"
                + " dropout(0.2) dense(1)");
    JsonNode json = done("train", place("photos"), "--dry-run", "--json").json();
    assertThat(json.at("/rows/train").asInt() + json.at("/rows/validation").asInt()).isEqualTo(80);
    assertThat(json.at("/columns/0/kind").asString()).isEqualTo("image");
  }

  @Test
  void aModelTellsWhatItTakes() {
    JsonNode json = done("inspect", place("p.hebb"), "--json").json();
    assertThat(json.at("/options/augment").asString()).isEqualTo("shift(0.1) flip");
    assertThat(json.at("/options/image-size").asString()).isEqualTo("6x8:crop");
    assertThat(json.at("/options/image").isMissingNode()).isTrue();
    assertThat(json.at("/columns/0/detail").asString()).isEqualTo("images, cropped to 6x8");
    assertThat(json.at("/provenance/java").asString())
        .isEqualTo(Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
  }

  @Test
  void foldersAndFilesArePredicted() throws IOException {
    Ran all = done("predict", place("p.hebb"), place("photos"));
    List<String> lines = all.out().lines().toList();
    assertThat(lines)
        .hasSize(81)
        .first()
        .isEqualTo("image,prediction,probability_dark,probability_light");
    assertThat(lines.stream().skip(1))
        .allMatch(line -> line.matches("(dark/.*\\.png,dark|light/.*\\.jpg,light),.*"));
    assertThat(all.err())
        .contains("light/broken.jpg is empty", "80 images are brought to the size of training, 6x8")
        .hasLineCount(2);
    String dark = place("photos/dark/3.png");
    Ran two = done("predict", place("p.hebb"), dark, place("photos/light/4.jpg"));
    assertThat(two.out().lines()).hasSize(3).element(1).asString().startsWith(dark + ",dark,");
    Ran copies = done("predict", place("p.hebb"), dark, "--augment", "3");
    assertThat(copies.out().lines()).hasSize(2);
    Ran strict = Ran.hebb("predict", place("p.hebb"), place("photos"), "--strict");
    assertThat(strict.code()).isEqualTo(ExitCode.FAILED);
    assertThat(strict.err())
        .contains("got 1 that cannot: light/broken.jpg is empty")
        .hasLineCount(1);
    Path csv = folder.resolve("list.csv");
    Files.writeString(csv, "image\nphotos/dark/1.png\nphotos/none.png\n");
    Ran rows = done("predict", place("p.hebb"), csv.toString());
    assertThat(rows.out().lines()).hasSize(3);
    assertThat(rows.err())
        .contains(
            "1 of 2 rows have an image that is not there or cannot be read and counts as missing: photos/none.png");
    assertThat(done("encode", place("p.hebb"), place("photos")).out().lines()).hasSize(81);
    Ran none =
        Ran.hebb("predict", place("p.hebb"), place("a.png"), place("photos/light/broken.jpg"));
    assertThat(none.code()).isEqualTo(ExitCode.FAILED);
    assertThat(none.err())
        .isEqualTo(
            "hebb: images: expected images that can be read, got none: "
                + place("a.png")
                + " is not there, "
                + place("photos/light/broken.jpg")
                + " is empty. Give other files.\n");
  }

  @Test
  void aFolderIsMeasured() {
    JsonNode json = done("evaluate", place("p.hebb"), place("photos"), "--json").json();
    assertThat(json.at("/rows").asInt()).isEqualTo(80);
    assertThat(json.at("/metrics/accuracy").asDouble()).isEqualTo(1);
    assertThat(done("show", place("p.hebb"), "--filters", "-o", place("f.svg")).out())
        .contains("Wrote the filters");
  }

  @Test
  void partsOfAFolderArePartsOfTheData() throws IOException {
    for (int i = 0; i < 12; i++) {
      String part = List.of("train", "val", "test").get(i % 3);
      write("parts/" + part + "/" + (i % 2 == 0 ? "a" : "b") + "/" + i + ".bmp", 3, 3, 20 * i);
    }
    JsonNode json = done("train", place("parts"), "--dry-run", "--json").json();
    assertThat(json.at("/rows").toString()).isEqualTo("{\"train\":4,\"validation\":4,\"test\":4}");
    Files.writeString(
        folder.resolve("c.toml"), "image-size = \"2\"\naugment = \"light\"\nepochs = 1\n");
    JsonNode config =
        done("train", place("parts"), "--config", place("c.toml"), "--dry-run", "--json").json();
    assertThat(config.at("/features").asInt()).isEqualTo(4);
  }

  /// Images in the wrong folder are found.
  @Test
  void imagesAreDrawn() throws IOException {
    for (int i = 0; i < 20; i++) {
      write("swapped/dark/" + i + ".png", 12, 16, i < 12 ? 163 : 43);
      write("swapped/light/" + i + ".png", 6, 8, 163);
    }
    Files.write(folder.resolve("swapped/dark/broken.jpg"), new byte[0]);
    String model = place("shown.hebb");
    String network = "conv(4) relu max_pool flatten dense(4) relu";
    done(
        "train",
        place("photos"),
        "--network",
        network,
        "--epochs",
        "1",
        "--lr",
        "1e-9",
        "--out",
        model);
    String image = Objects.requireNonNull(folder.resolve("photos/dark").toFile().list())[0];
    String file = folder.resolve("photos/dark").resolve(image).toString();
    for (List<String> asked :
        List.of(
            List.of("show", place("p.hebb"), place("swapped"), "--mistakes"),
            List.of("show", model, place("photos"), "--confusion"),
            List.of("show", model, "--grad-cam", file),
            List.of("show", model, "--activations", file, "--layer", "conv1"))) {
      Path picture = folder.resolve("shown.png");
      var words = new ArrayList<>(asked);
      words.addAll(List.of("-o", picture.toString()));
      done(words.toArray(String[]::new));
      assertThat(ImageIO.read(picture.toFile()).getWidth()).isGreaterThan(400);
      Files.delete(picture);
    }
    Path picture = folder.resolve("shown.svg");
    Ran mistakes =
        done("show", place("p.hebb"), place("swapped"), "--mistakes", "-o", picture.toString());
    assertThat(mistakes.err())
        .contains("dark/broken.jpg is empty", "20 images are brought to the size of training")
        .hasLineCount(2);
    assertThat(mistakes.out())
        .containsPattern("\n  dark/\\d+.png: dark, taken for light \\((0.[5-9]\\d|1.00)\\)\n")
        .endsWith("\n  and 2 more\n")
        .hasLineCount(12);
    assertThat(Files.readString(picture))
        .contains(">12 mistakes in 40 rows, the surest first: ")
        .containsPattern(">dark/\\d+.png<");
    Files.delete(picture);
    Ran all =
        done("show", place("p.hebb"), place("photos"), "--mistakes", "-o", picture.toString());
    assertThat(all.out()).isEqualTo("No mistakes in 80 rows; nothing is drawn.\n");
    assertThat(picture).doesNotExist();
    Ran camera = done("show", model, "--grad-cam", file, "-o", picture.toString());
    assertThat(camera.err()).contains("1 image is brought to the size of training").hasLineCount(1);
    Ran broken =
        Ran.hebb(
            "show", model, "--grad-cam", place("photos/light/broken.jpg"), "-o", place("x.png"));
    assertThat(broken.code()).isEqualTo(ExitCode.FAILED);
    assertThat(broken.err()).contains("broken.jpg is empty").hasLineCount(1);
    done("show", model, "--filters", "-o", picture.toString());
    assertThat(Files.readString(picture))
        .contains(">shown.hebb: 4 filters of conv1<", ">kernels of 3 x 3, each divided");
    Ran both = Ran.hebb("show", model, "--mistakes", "--filters", "-o", place("x.png"));
    assertThat(both.code()).isEqualTo(ExitCode.USAGE);
    Ran dense =
        Ran.hebb("show", model, "--grad-cam", file, "--layer", "hidden1", "-o", place("x.png"));
    assertThat(dense.err()).contains("expected one whose output is an image").hasLineCount(1);
  }

  @Test
  void countsOfClassesAreDrawn() throws IOException {
    Ran ran = done("show", place("p.hebb"), place("photos"), "--confusion", "-o", place("c.svg"));
    assertThat(ran.out()).startsWith("Wrote the confusion matrix of ");
    assertThat(ran.err()).contains("light/broken.jpg is empty").hasLineCount(2);
    assertThat(Files.readString(folder.resolve("c.svg")))
        .contains("80 rows of ", "accuracy 100.00 %", ">dark<", ">light<", ">40<", ">100.0<");
    Ran alone = Ran.hebb("show", place("p.hebb"), "--confusion", "-o", place("c.png"));
    assertThat(alone.code()).isEqualTo(ExitCode.USAGE);
    assertThat(alone.err()).contains("expected DATA beside --confusion").hasLineCount(1);
  }

  /// Names as MNIST has them, plain and gzip; of both the plain file counts.
  @Test
  void aFolderOfIdxFilesIsFound() throws IOException {
    Path idx = Files.createDirectories(folder.resolve("idx"));
    Files.write(idx.resolve("train-images-idx3-ubyte"), idx(3, 30, 4, 4));
    Files.write(idx.resolve("train-images-idx3-ubyte.gz"), new byte[3]);
    Files.write(idx.resolve("train-labels-idx1-ubyte.gz"), Zips.gzip(idx(1, 30)));
    Files.write(idx.resolve("t10k-images.idx3-ubyte"), idx(3, 9, 4, 4));
    Files.write(idx.resolve("t10k-labels.idx1-ubyte"), idx(1, 9));
    Files.writeString(idx.resolve("README.md"), "digits");
    String model = place("idx.hebb");
    Ran ran = done("train", idx.toString(), "--epochs", "2", "--patience", "none", "--out", model);
    assertThat(ran.out().replaceAll("\\s+", " "))
        .contains(
            "27 for training, 3 for validation, 9 for test",
            "Found by their names: train-images-idx3-ubyte with train-labels-idx1-ubyte.gz for"
                + " training, t10k-images.idx3-ubyte with t10k-labels.idx1-ubyte for the test.",
            "Next ./hebb evaluate " + model + " " + idx);
    JsonNode json =
        done("evaluate", model, idx.toString(), "--json", "--metrics", "log_loss").json();
    assertThat(json.at("/rows").asInt()).isEqualTo(9);
    assertThat(json.at("/metrics/log_loss").isNumber()).isTrue();
    assertThat(done("evaluate", model, idx.toString()).out()).contains("t10k-images.idx3-ubyte");
    assertThat(done("show", model, idx.toString(), "--confusion", "-o", place("i.png")).out())
        .contains("confusion matrix");
    assertThat(done("predict", model, idx.toString()).out().lines()).hasSize(10);
    filesAndIdx(model, idx);
    done("train", idx.toString(), "--task", "autoencoder", "--dry-run");
    Ran labels = Ran.hebb("train", idx.toString(), "--labels", place("x"), "--dry-run");
    assertThat(labels.code()).isEqualTo(ExitCode.USAGE);
    assertThat(labels.err()).contains("--labels: expected a file of images").hasLineCount(1);
  }

  /// Models of idx take files of images, and models of files idx.
  private static void filesAndIdx(String model, Path idx) throws IOException {
    String one = place("photos/dark/3.png");
    Ran file = done("predict", model, one);
    assertThat(file.out()).startsWith("image,prediction,probability_0").contains("\n" + one + ",");
    assertThat(file.err()).contains("1 image is brought to the size of training, 4x4");
    write("digits/0/a.png", 4, 4, 0);
    write("digits/2/b.png", 4, 4, 2);
    assertThat(done("evaluate", model, place("digits"), "--json").json().at("/rows").asInt())
        .isEqualTo(2);
    String images = idx.resolve("t10k-images.idx3-ubyte").toString();
    for (String data : List.of(images, idx.toString())) {
      Ran pictures = done("predict", place("p.hebb"), data);
      assertThat(pictures.out().lines()).hasSize(10);
      assertThat(pictures.err())
          .contains("The images are brought to the size of training, 6x8:crop, from 4x4.");
    }
    Ran classes = Ran.hebb("evaluate", place("p.hebb"), idx.toString());
    assertThat(classes.err())
        .contains("expected labels of the classes dark, light, got 0, 1, 2")
        .hasLineCount(1);
    Ran csv = Ran.hebb("predict", model, place("c.csv"));
    assertThat(csv.code()).isEqualTo(ExitCode.FAILED);
    assertThat(csv.err()).hasLineCount(1);
  }

  @Test
  void filtersOfSeveralChannelsAreDrawnByChannel() throws IOException {
    String model = place("deep.hebb");
    done(
        "train",
        place("photos"),
        "--network",
        "conv(40) relu conv(2) relu global_average_pool",
        "--image-size",
        "4",
        "--epochs",
        "1",
        "--quiet",
        "--out",
        model);
    done("show", model, "--filters", "--layer", "conv2", "-o", place("deep.svg"));
    assertThat(Files.readString(folder.resolve("deep.svg")))
        .contains(">deep.hebb: 2 filters of conv2<")
        .contains(
            ">a row: the kernels of 3 x 3 of one filter over 32 of 40 channels, divided by the filter");
    Ran none = Ran.hebb("show", model, "--filters", "--layer", "conv9", "-o", place("deep.svg"));
    assertThat(none.code()).isNotZero();
    assertThat(none.err()).hasLineCount(1);
    String file = place("photos/dark/3.png");
    done("show", model, "--activations", file, "--layer", "conv1", "-o", place("all.svg"));
    assertThat(Files.readString(folder.resolve("all.svg"))).contains(">40 channels of 4 x 4");
    Ran images = done("train", place("photos"), "--network", "conv(4) relu max_pool", "--dry-run");
    assertThat(images.out().replaceAll("\\s+", " "))
        .contains("flatten dense(1) are added to the network")
        .contains("Network conv(4) relu max_pool flatten dense(1)");
  }

  /// Levels and labels that repeat from 0 to 2.
  static byte[] idx(int rank, int... dims) {
    int size = 1;
    for (int dim : dims) {
      size *= dim;
    }
    byte[] bytes = new byte[4 + 4 * rank + size];
    bytes[2] = 8;
    bytes[3] = (byte) rank;
    for (int i = 0; i < rank; i++) {
      bytes[7 + 4 * i] = (byte) dims[i];
    }
    for (int i = 0; i < size; i++) {
      bytes[4 + 4 * rank + i] = (byte) (i * dims[0] / size % 3);
    }
    return bytes;
  }

  /// With what was said, even where it is what other data begin with.
  @Test
  void whatIsSaidOfTheNetworkStays() {
    JsonNode json =
        done("train", place("photos"), "--hidden", "64,32", "--dry-run", "--json").json();
    assertThat(json.at("/network").asString()).startsWith("flatten dense(64)");
    assertThat(json.at("/options/schedule").asString()).isEqualTo("constant");
    json = done("train", place("photos"), "--epochs", "200", "--dry-run", "--json").json();
    assertThat(json.at("/network").asString()).startsWith("conv(24)");
    assertThat(json.at("/options/epochs").asString()).isEqualTo("200");
    assertThat(json.at("/options/schedule").asString()).startsWith("one_cycle");
  }

  @Test
  void trainingRefusesImagesThatCannotBeReadWhereAsked() throws IOException {
    Ran ran = Ran.hebb("train", place("photos"), "--strict", "--dry-run");
    assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
    assertThat(ran.err())
        .contains(
            "photos: expected images that can all be read, got 1 that cannot: light/broken.jpg is"
                + " empty. Correct or remove them, or leave --strict out.")
        .hasLineCount(1);
    Files.writeString(folder.resolve("s.toml"), "strict = true\n");
    Ran config = Ran.hebb("train", place("photos"), "--config", place("s.toml"), "--dry-run");
    assertThat(config.err()).isEqualTo(ran.err());
    for (int i = 0; i < 8; i++) {
      write("sound/" + (i % 2 == 0 ? "a/" : "b/") + i + ".png", 2, 2, 30 * i);
    }
    done("train", place("sound"), "--strict", "--dry-run");
  }

  @Test
  void whatIsNoSuchFolderIsRefused() throws IOException {
    write("one/a/1.png", 2, 2, 1);
    write("flat/1.png", 2, 2, 1);
    write("flat/2.png", 2, 2, 9);
    Files.createDirectories(folder.resolve("none"));
    var cases = new ArrayList<List<String>>();
    cases.add(List.of("one", "expected a folder for each of at least 2 classes", "got only one"));
    cases.add(
        List.of("flat", "expected a folder for each of at least 2 classes", "got images without"));
    cases.add(
        List.of(
            "none",
            "expected images (PNG, JPEG, GIF or BMP), sounds (WAV) or texts (.txt), got a folder"));
    Files.createDirectories(folder.resolve("lone/a"));
    Files.writeString(folder.resolve("lone/a/1.txt"), "it is so");
    cases.add(List.of("lone", "got only one. Sort them into folders.\n"));
    for (List<String> each : cases) {
      Ran ran = Ran.hebb("train", place(each.getFirst()), "--dry-run");
      assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
      assertThat(ran.err()).contains(each.subList(1, each.size())).hasLineCount(1);
    }
    assertThat(done("train", place("flat"), "--task", "autoencoder", "--dry-run").out())
        .contains("autoencoder");
    Ran step = Ran.hebb("train", place("photos"), "--augment", "flop", "--dry-run");
    assertThat(step.code()).isEqualTo(ExitCode.USAGE);
    assertThat(step.err())
        .contains("--augment: expected light, none, strong, or some of shift(0.1)");
    Ran size = Ran.hebb("train", place("photos"), "--image-size", "9000", "--dry-run");
    assertThat(size.err()).contains("--image-size: expected").hasLineCount(1);
    Ran table = Ran.hebb("train", "demo:flower", "--augment", "light", "--dry-run");
    assertThat(table.err()).contains("expected images to augment");
    Ran several = Ran.hebb("predict", place("p.hebb"), place("list2.csv"), place("list3.csv"));
    assertThat(several.code()).isEqualTo(ExitCode.FAILED);
  }
}
