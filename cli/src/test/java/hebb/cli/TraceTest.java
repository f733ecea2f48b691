package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hebb.cli.option.ExitCode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `trace` writes, and that the page's own numbers are the sums that it opens.
class TraceTest {
  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>");

  @TempDir private Path folder;

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private String train(String data, String... options) {
    var words = new ArrayList<>(List.of("train", data, "--epochs", "1", "--out", file("m.hebb")));
    words.addAll(List.of(options));
    Ran ran = Ran.hebb(words.toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isZero();
    return file("m.hebb");
  }

  private JsonNode page(String model, String data) throws IOException {
    Ran ran = Ran.hebb("trace", model, "--data", data, "--row", "2", "-o", file("t.html"));
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.DONE);
    assertThat(ran.out()).contains("The prediction is ", "Wrote row 2 of " + data);
    String page = Files.readString(folder.resolve("t.html"));
    assertThat(page)
        .hasSizeLessThan(5_000_000)
        .doesNotContain("http", "//cdn", "src=", "@import", "url(")
        .contains("prefers-color-scheme: dark");
    Matcher found = DATA.matcher(page);
    assertThat(found.find()).isTrue();
    return JsonMapper.shared().readTree(found.group(1));
  }

  /// Adds up every sum of a page from what the page itself holds; returns how many there are.
  private static int requireSums(JsonNode page) {
    List<Double> numbers = new ArrayList<>();
    page.path("tensors")
        .forEach(tensor -> tensor.path("v").forEach(v -> numbers.add(v.asDouble())));
    int sums = 0;
    for (JsonNode tensor : page.path("tensors")) {
      for (int k = 0; k < tensor.path("t").size(); k++) {
        double sum = 0;
        double size = 0;
        for (JsonNode term : tensor.path("t").path(k)) {
          double product = 1;
          for (JsonNode factor : term) {
            product *= factor.isArray() ? factor.path(0).asDouble() : numbers.get(factor.asInt());
          }
          sum += product;
          size += Math.abs(product);
        }
        assertThat(sum)
            .as(tensor.path("f").asString() + " " + k)
            .isCloseTo(tensor.path("v").path(k).asDouble(), within(1e-12 * Math.max(1, size)));
        sums++;
      }
    }
    return sums;
  }

  @Test
  void textSaysWhatItLeavesOut() throws IOException {
    String model = train("demo:flower", "--hidden", "30");
    assertThat(Ran.hebb("trace", model, "--data", "demo:flower", "--row", "2").out())
        .contains("... 44 more; of all 60: least ", "... 6 more; of all 30: least ");
  }

  @Test
  void thePageOpensEveryNumberOfASmallNetwork() throws IOException {
    String model = train("demo:flower", "--hidden", "5,4", "--l2", ".1");
    JsonNode page = page(model, "demo:flower");
    // Z, A, dZ and db of 5 + 4 + 1 units, dA of 5 + 4, dW of 10 + 20 + 4, and L.
    assertThat(requireSums(page)).isEqualTo(4 * 10 + 9 + 34 + 1);
    assertThat(page.path("cells").path(1).path("column").asString()).isEqualTo("x2");
    assertThat(page.path("cells").path(1).path("inputs").path(0).path("input").asString())
        .isEqualTo("A0[2]");
  }

  /// Sums of large networks are cut to their largest terms; pages stay small.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "dense(400) relu dense(300) relu",
        "conv(8) batch_norm relu max_pool flatten dense(300) relu",
      })
  void pagesOfLargeNetworksStaySmall(String network) throws IOException {
    Path rows = write("d.csv", digits());
    String model =
        network.startsWith("conv")
            ? train(folderOfImages(), "--network", network)
            : train(rows.toString(), "--target", "y", "--network", network);
    JsonNode page = page(model, network.startsWith("conv") ? file("images") : rows.toString());
    assertThat(requireSums(page)).isBetween(500, 5000);
    assertThat(page.toString()).contains("the other ");
    assertThat(page.toString().contains("c3 = max Z3\",")).isEqualTo(!network.startsWith("conv"));
  }

  private static String digits() {
    var random = new Random(1);
    var text = new StringBuilder();
    for (int c = 0; c < 30; c++) {
      text.append("x").append(c).append(',');
    }
    text.append("y\n");
    for (int row = 0; row < 40; row++) {
      for (int c = 0; c < 30; c++) {
        text.append(random.nextInt(1000) / 10.0).append(',');
      }
      text.append(row % 3 == 0 ? "u\n" : row % 3 == 1 ? "v\n" : "w\n");
    }
    return text.toString();
  }

  private String folderOfImages() throws IOException {
    for (int i = 0; i < 24; i++) {
      var image = new BufferedImage(16, 16, BufferedImage.TYPE_3BYTE_BGR);
      for (int p = 0; p < 256; p++) {
        image.setRGB(p % 16, p / 16, (i % 2 == 0 ? 0x204060 : 0xc0a080) + i + p);
      }
      Path at = folder.resolve("images").resolve(i % 2 == 0 ? "cats" : "dogs");
      Files.createDirectories(at);
      ImageIO.write(image, "png", at.resolve(i + ".png").toFile());
    }
    return file("images");
  }

  @Test
  void cellsAreShownWithWhatTheyBecame() throws IOException {
    var rows = new StringBuilder("size,colour,ready,kind\n");
    for (int i = 0; i < 40; i++) {
      rows.append(i % 7 == 1 ? "" : i).append(i % 2 == 0 ? ",red," : ",blue,");
      rows.append(i % 3 == 0 ? "yes," : "no,").append(i % 4 < 2 ? "a\n" : "b\n");
    }
    Path data = write("t.csv", rows.toString());
    String model = train(data.toString(), "--target", "kind", "--hidden", "3");
    Ran ran = Ran.hebb("trace", model, "--data", data.toString(), "--row", "2");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .contains("missing: counts as the median", "size is missing", "blue", "1 for yes, 0 for no")
        .contains("Forward", "Z1 = W1 A0 + b1  [3, ", "Backward (m = 1, this row)")
        .contains("dW1 = 1/m dZ1 A0^T  [3, ", "The row says a.");
    assertThat(ran.out().lines()).allMatch(line -> line.length() <= 100);
    Path unknown = write("u.csv", "size,colour,ready\n3,red,no\n");
    Ran forward = Ran.hebb("trace", model, "--data", unknown.toString(), "--row", "1");
    assertThat(forward.out()).contains("no target that is known").doesNotContain("Backward", "dZ1");
  }

  @Test
  void tokensStandBesideTheirIndices() throws IOException {
    String texts =
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    "a %s film of %s,%s\n"
                        .formatted(
                            i % 2 == 0 ? "good" : "bad",
                            i % 3 == 0 ? "joy" : "war",
                            i % 2 == 0 ? "u" : "v"))
            .collect(Collectors.joining());
    Path data = write("r.csv", "review,y\n" + texts);
    String model = train(data.toString(), "--target", "y", "--text", "review");
    Path row = write("n.csv", "review,y\na good zebra of\\njoy,u\n,v\n".replace("\\n", " "));
    String out = Ran.hebb("trace", model, "--data", row.toString(), "--row", "1").out();
    JsonNode json =
        Ran.hebb("trace", model, "--data", row.toString(), "--row", "1", "--json").json();
    JsonNode inputs = json.path("cells").path(0).path("inputs");
    assertThat(inputs.valueStream().map(input -> input.path("name").asString()))
        .containsExactly("'a'", "'good'", "unknown 'zebra'", "'of'", "'joy'");
    assertThat(json.path("cells").path(0).path("count").asInt()).isEqualTo(5);
    assertThat(inputs.path(2).path("value").asInt()).isEqualTo(1);
    assertThat(out).containsPattern("A0\\[2\\] 'good' +" + inputs.path(1).path("value").asInt());
    assertThat(out).contains("A0[3] unknown 'zebra'", "index in a vocabulary of ");
    String missing = Ran.hebb("trace", model, "--data", row.toString(), "--row", "2").out();
    assertThat(missing).contains("A0[1] padding");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--target c", "--target b,c", "--task autoencoder", "--target c --loss huber"})
  void tasksAreTraced(String task) throws IOException {
    var rows = new StringBuilder("a,b,c\n");
    for (int i = 0; i < 40; i++) {
      rows.append("%d,%d.5,%d.25%n".formatted(i * 7 % 40, i * 3 % 11, i * i % 17));
    }
    Path data = write("q.csv", rows.toString());
    String model = train(data.toString(), (task + " --hidden 3").split(" "));
    JsonNode page = page(model, data.toString());
    assertThat(requireSums(page)).isGreaterThan(20);
    assertThat(page.path("words").toString()).contains("The loss of this row is L = ");
  }

  @Test
  void jsonHoldsBothPasses() {
    String model = train("demo:moons", "--hidden", "3");
    JsonNode json = Ran.hebb("trace", model, "--data", "demo:moons", "--row", "1", "--json").json();
    JsonNode hidden = json.path("layers").path(1);
    assertThat(hidden.path("path").asString()).isEqualTo("hidden1");
    JsonNode weights = hidden.path("forward").path(0);
    assertThat(weights.path("name").asString()).isEqualTo("W1");
    assertThat(weights.path("shape")).hasToString("[3,2]");
    assertThat(weights.path("values")).hasSize(6);
    assertThat(weights.path("float32")).hasSize(6);
    assertThat(hidden.path("backward").findValuesAsString("name"))
        .containsExactly("dA1", "dZ1", "dW1", "db1");
    assertThat(json.path("row").asInt()).isEqualTo(1);
    assertThat(json.path("words").path(0).asString()).startsWith("The prediction is ");
  }

  @Test
  void modelsOfOtherThanRowsAreRefused() throws IOException {
    Path text = write("t.txt", "to be or not to be\n".repeat(30));
    String model =
        train(
            text.toString(),
            "--task",
            "language",
            "--window",
            "8",
            "--network",
            "embedding(4) rnn(4, sequence=true)");
    Ran ran = Ran.hebb("trace", model, "--data", text.toString(), "--row", "1");
    assertThat(ran.err())
        .contains("expected a model of rows that stand by themselves, got one of a language")
        .hasLineCount(1);
    assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
  }
}
