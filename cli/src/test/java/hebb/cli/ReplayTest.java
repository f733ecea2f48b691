package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.cli.option.ExitCode;
import hebb.model.RecordFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The page of a training: what stands in it, that it asks for nothing else, and what it is not
/// made of. How it looks is for web/browser-test.js.
class ReplayTest {
  private static final String PAGE = "/hebb/cli/page/";

  @TempDir private Path folder;

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private Ran train(String data, String... options) {
    Stream<String> words = Stream.of("train", data, "--force", "--out", file("m.hebb"));
    Ran ran = Ran.hebb(Stream.concat(words, Arrays.stream(options)).toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.DONE);
    return ran;
  }

  private String page(String... words) throws IOException {
    Stream<String> all = Stream.concat(Stream.of("replay"), Arrays.stream(words));
    Ran ran =
        Ran.hebb(Stream.concat(all, Stream.of("-o", file("story.html"))).toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.DONE);
    assertThat(ran.out()).startsWith("Wrote the story of ").hasLineCount(1);
    assertThat(Files.size(folder.resolve("story.html"))).isLessThan(5_000_000);
    return Files.readString(folder.resolve("story.html"));
  }

  private static JsonNode story(String page) {
    String start = "<script type=\"application/json\" id=\"story\">";
    int from = page.indexOf(start) + start.length();
    return JsonMapper.shared().readTree(page.substring(from, page.indexOf("</script>", from)));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ReplayTest.class.getResourceAsStream(PAGE + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aPageHoldsAllThatWasRecorded() throws IOException {
    train("demo:flower", "--epochs", "6", "--record", "2", "--quiet");
    JsonNode story = story(page(file("m.hebb")));
    assertThat(story.path("title").asString()).isEqualTo("m.hebb");
    assertThat(story.path("subtitle").asString()).startsWith("demo:flower. All 6 epochs are done");
    List<JsonNode> lines = List.copyOf(story.path("lines").values());
    assertThat(lines).hasSize(7);
    assertThat(lines.get(5).path("validationLoss").asDouble()).isPositive();
    assertThat(lines.get(6).path("findings").isArray()).isTrue();
    for (int epoch = 1; epoch <= 6; epoch++) {
      JsonNode layers = lines.get(epoch - 1).path("layers");
      assertThat(layers.propertyNames())
          .containsExactlyElementsOf(
              epoch % 2 == 0 ? List.of("hidden1", "hidden2", "output") : List.of());
    }
    JsonNode layer = lines.get(1).at("/layers/hidden2");
    assertThat(layer.at("/activations/quantiles").size()).isEqualTo(5);
    assertThat(layer.at("/activations/quantiles/4").asDouble())
        .isGreaterThan(layer.at("/activations/quantiles/2").asDouble());
    assertThat(layer.path("updateRatio").asDouble()).isBetween(1e-6, 0.5);
    assertThat(layer.path("dead").asDouble()).isBetween(0.0, 1.0);
    assertThat(layer.at("/gradients/deviation").asDouble()).isPositive();
    assertThat(story.path("notes")).isEmpty();
  }

  /// Of classes each cell of the map is what the model predicts there.
  @Test
  void theMapIsWhatSnapshotsPredict() throws IOException {
    train("demo:flower", "--epochs", "40", "--record", "10", "--quiet");
    JsonNode map = story(page(file("m.hebb"))).path("map");
    assertThat(map.path("classes").valueStream().map(JsonNode::asString))
        .containsExactly("blue", "red");
    assertThat(map.path("rows").size()).isEqualTo(400);
    assertThat(map.path("frames").valueStream().map(frame -> frame.path("epoch").asInt()))
        .containsExactly(0, 10, 20, 30, 40);
    byte[] cells = Base64.getDecoder().decode(map.at("/frames/4/cells").asString());
    int side = map.path("side").asInt();
    assertThat(cells).hasSize(2 * side * side);
    assertThat(cells)
        .isNotEqualTo(Base64.getDecoder().decode(map.at("/frames/1/cells").asString()));
    int right = 0;
    for (JsonNode row : map.path("rows")) {
      double x = share(row.path(0).asDouble(), map.path("xRange"));
      double y = share(row.path(1).asDouble(), map.path("yRange"));
      int cell = ((int) ((1 - y) * side)) * side + (int) (x * side);
      right += cells[cell] == row.path(2).asInt() ? 1 : 0;
    }
    assertThat(right).as("of 400 rows").isGreaterThan(330);
  }

  private static double share(double value, JsonNode range) {
    double low = range.path(0).asDouble();
    return (value - low) / (range.path(1).asDouble() - low);
  }

  @Test
  void aQuantityHasItsRange() throws IOException {
    Path rows = folder.resolve("r.csv");
    var text = new StringBuilder("lat,lon,price\n");
    for (int i = 0; i < 60; i++) {
      text.append(i % 7 + 0.5).append(',').append(i % 5 + 0.25).append(',');
      text.append(10 * (i % 7) + 0.125).append('\n');
    }
    Files.writeString(rows, text);
    train(
        rows.toString(),
        "--target",
        "price",
        "--task",
        "regression",
        "--epochs",
        "4",
        "--record",
        "2");
    JsonNode map = story(page(file("m.hebb"), "--data", rows.toString())).path("map");
    assertThat(map.path("classes").isMissingNode()).isTrue();
    assertThat(map.at("/range/1").asDouble()).isGreaterThanOrEqualTo(60.125);
    assertThat(map.at("/rows/6/2").asDouble()).isBetween(0.5, 1.0);
    byte[] cells = Base64.getDecoder().decode(map.at("/frames/1/cells").asString());
    assertThat(cells).hasSize(48 * 48);
    assertThat(story(page(file("m.hebb"))).at("/map/rows")).isEmpty();
  }

  @Test
  void aPageAsksForNothingElse() throws IOException {
    train("demo:flower", "--epochs", "2", "--record", "1", "--quiet");
    String page = page(file("m.hebb"));
    assertThat(Pattern.compile("https?://[^\"'`\\s)<]*").matcher(page).results())
        .extracting(found -> found.group())
        .allMatch(
            address ->
                address.startsWith("http://www.w3.org/")
                    || address.equals("http://www.apache.org/licenses/LICENSE-2.0"));
    assertThat(page)
        .contains("default-src 'none'")
        .contains("Copyright 2010-2026 Mike Bostock")
        .doesNotContain("<link", "@import", "src=\"", "{{");
  }

  @Test
  void namesAreText() throws IOException {
    Path model = folder.resolve("a<script>&.hebb");
    Ran.hebb("train", "demo:moons", "--epochs", "1", "--quiet", "--out", model.toString());
    String page = page(model.toString());
    assertThat(page).contains("<title>a&lt;script>&amp;.hebb</title>");
    assertThat(page.substring(page.indexOf("id=\"story\""))).doesNotContain("a<script>");
    assertThat(story(page).path("title").asString()).isEqualTo("a<script>&.hebb");
  }

  @Test
  void aLogAloneIsEnough() throws IOException {
    train("demo:moons", "--epochs", "3", "--lr", "1e-7", "--quiet");
    Files.delete(folder.resolve("m.hebb"));
    JsonNode story = story(page(file("m.log.jsonl")));
    assertThat(story.path("notes").path(0).asString()).contains("not recorded", "--record 1");
    assertThat(story.path("lines").size()).isEqualTo(4);
    assertThat(story.at("/lines/3/findings/0/id").asString()).isEqualTo("learning-rate-too-low");
    assertThat(story.path("map").isMissingNode()).isTrue();
  }

  /// A log whose process was killed in the middle of a line.
  @Test
  void theLastLineMayBeCutOff() throws IOException {
    train("demo:moons", "--epochs", "3", "--quiet");
    Path log = folder.resolve("m.log.jsonl");
    List<String> lines = Files.readAllLines(log);
    Files.writeString(
        log, lines.get(0) + "\n" + lines.get(1) + "\n" + lines.get(2).substring(0, 30));
    JsonNode story = story(page(log.toString()));
    assertThat(story.path("lines").size()).isEqualTo(2);
    assertThat(story.path("notes").toString()).contains("cut off");
    Files.writeString(log, lines.get(0).substring(0, 30) + "\n" + lines.get(1) + "\n");
    refused("m.log.jsonl, line 1: expected an epoch in JSON", "replay", log.toString());
    Files.writeString(log, "");
    refused("m.log.jsonl: expected at least one epoch, got none", "replay", log.toString());
  }

  @Test
  void whatIsOfAnotherTrainingIsMet() throws IOException {
    train("demo:flower", "--epochs", "3", "--record", "1", "--quiet");
    Path record = folder.resolve("m.record");
    Path kept = folder.resolve("kept");
    Files.move(record, kept);
    train("demo:flower", "--epochs", "3", "--lr", ".1", "--quiet");
    assertThat(record).as("what an earlier training left").doesNotExist();
    Files.move(kept, record);
    refused(
        "epoch-0.hebb: expected a snapshot of the training that m.hebb is from, got one of other",
        "replay",
        file("m.hebb"));
    train("demo:flower", "--epochs", "2", "--record", "1", "--quiet");
    Path snapshot = record.resolve("epoch-1.hebb");
    Files.write(snapshot, Arrays.copyOf(Files.readAllBytes(snapshot), 900));
    Ran ran = Ran.hebb("replay", file("m.hebb"), "-o", file("story.html"));
    assertThat(ran.err())
        .startsWith("hebb: this epoch is left out: ")
        .contains("epoch-1.hebb: expected a model file")
        .hasLineCount(1);
    assertThat(ran.code()).isEqualTo(ExitCode.DONE);
    assertThat(story(Files.readString(folder.resolve("story.html"))).at("/map/frames").size())
        .isEqualTo(2);
    Files.copy(snapshot, record.resolve("epoch-0.hebb"), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(snapshot, record.resolve("epoch-2.hebb"), StandardCopyOption.REPLACE_EXISTING);
    refused("epoch-0.hebb: expected a model file", "replay", file("m.hebb"));
    Files.writeString(
        folder.resolve("m.log.jsonl"),
        Files.readAllLines(folder.resolve("m.log.jsonl")).getFirst());
    refused(
        "expected the log of the model, which was trained for 2 epochs", "replay", file("m.hebb"));
    Files.delete(folder.resolve("m.log.jsonl"));
    refused("m.log.jsonl: expected the epoch log", "replay", file("m.hebb"));
  }

  private void refused(String sentence, String... words) {
    Ran ran =
        Ran.hebb(
            Stream.concat(Arrays.stream(words), Stream.of("-o", file("no.html")))
                .toArray(String[]::new));
    assertThat(ran.err()).contains(sentence).startsWith("hebb: ").hasLineCount(1);
    assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
    assertThat(folder.resolve("no.html")).doesNotExist();
  }

  /// 10,000 epochs of 40 layers, of which 450 are recorded.
  @Test
  void manyEpochsStayBounded() throws IOException {
    String distribution =
        "{\"mean\":0.123456789,\"deviation\":1.23456789,\"quantiles\":[-1.23456,0.1,2,3,4.5678]}";
    var layers = new StringBuilder();
    for (int i = 1; i <= 40; i++) {
      layers.append(i == 1 ? "" : ",").append("\"hidden").append(i).append("\":{\"activations\":");
      layers.append(distribution).append(",\"gradients\":").append(distribution);
      layers.append(",\"updateRatio\":0.00123456,\"dead\":0.125,\"saturated\":0}");
    }
    var log = new StringBuilder();
    for (int epoch = 1; epoch <= 10_000; epoch++) {
      log.append("{\"epoch\":")
          .append(epoch)
          .append(",\"loss\":0.123456789,\"validationLoss\":0.2");
      log.append(",\"validation\":{\"accuracy\":0.9}");
      if (epoch % RecordFolder.every(1, epoch) == 0) {
        log.append(",\"layers\":{").append(layers).append('}');
      }
      log.append("}\n");
    }
    Path file = Files.writeString(folder.resolve("long.log.jsonl"), log);
    JsonNode story = story(page(file.toString()));
    List<JsonNode> lines = List.copyOf(story.path("lines").values());
    assertThat(lines).hasSizeBetween(1000, 1100);
    assertThat(lines.getLast().path("epoch").asInt()).isEqualTo(10_000);
    assertThat(lines.stream().filter(line -> line.has("layers")).count()).isBetween(40L, 100L);
    assertThat(lines.getFirst().path("loss").asDouble()).isEqualTo(0.12346);
    assertThat(story.path("notes").toString()).contains("Of 10000 epochs, every 10th is told");
  }

  /// What .ci/run checks too: nobody has changed the bundle by hand.
  @Test
  void theBundleIsTheOneThatWasBuilt() throws IOException, NoSuchAlgorithmException {
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(resource("plot.js").getBytes(StandardCharsets.UTF_8));
    assertThat(Files.readString(Path.of("..", "web", "plot.sha256")))
        .startsWith(HexFormat.of().formatHex(hash) + "  cli/src/main/resources" + PAGE + "plot.js");
  }
}
