package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.cli.option.ExitCode;
import hebb.cli.story.WatchServer;
import hebb.data.DataException;
import hebb.model.RecordFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The page that `train --watch` serves: to whom, what, and that training is the same.
class WatchTest {
  @TempDir private Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  private static String token(String address) {
    return address.replaceAll("^.*/([0-9a-f]{32})/$", "$1");
  }

  private WatchServer server() {
    return WatchServer.start(
        0, "m.hebb", RecordFolder.beside(folder.resolve("m.hebb")), _ -> Optional.empty());
  }

  private HttpResponse<String> get(String address) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(address)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  @Timeout(60)
  void onlyTheTokenOpensThePage() throws IOException, InterruptedException {
    try (WatchServer server = server();
        WatchServer other = server()) {
      String address = server.address();
      assertThat(address).matches("http://127\\.0\\.0\\.1:\\d+/[0-9a-f]{32}/");
      assertThat(token(address)).isNotEqualTo(token(other.address()));
      HttpResponse<String> page = get(address);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("\"live\":true", "\"title\":\"m.hebb\"");
      String bare = address.replace(token(address) + "/", "");
      for (String wrong : List.of("", "0".repeat(32) + "/", "0".repeat(32) + "/events", "events")) {
        assertThat(get(bare + wrong).statusCode()).as(wrong).isEqualTo(403);
        assertThat(get(bare + wrong).body()).doesNotContain("live");
      }
      assertThat(get(address + "nothing").statusCode()).isEqualTo(404);
    }
  }

  @Test
  @Timeout(60)
  void linesComeAsEvents() throws IOException, InterruptedException {
    WatchServer server = server();
    server.line("{\"epoch\":1}");
    try (BufferedReader lines = events(server)) {
      assertThat(next(lines)).isEqualTo("id: 1\ndata: {\"epoch\":1}");
      server.line("{\"epoch\":2}");
      assertThat(next(lines)).isEqualTo("id: 2\ndata: {\"epoch\":2}");
      Thread end = Thread.ofVirtual().start(server::close);
      assertThat(next(lines)).isEqualTo("event: over\ndata: {}");
      assertThat(lines.readLine()).isNull();
      end.join();
    }
  }

  /// A page that comes back goes on where it was.
  @Test
  @Timeout(60)
  void noLineComesTwice() throws IOException, InterruptedException {
    try (WatchServer server = server()) {
      Stream.of(1, 2, 3).forEach(epoch -> server.line("{\"epoch\":" + epoch + "}"));
      try (BufferedReader lines = events(server, "Last-Event-ID", "2")) {
        assertThat(next(lines)).isEqualTo("id: 3\ndata: {\"epoch\":3}");
      }
    }
  }

  private BufferedReader events(WatchServer server, String... headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(server.address() + "events"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    var stream = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(stream.headers().firstValue("content-type")).contains("text/event-stream");
    return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
  }

  private static String next(BufferedReader lines) throws IOException {
    var event = new StringBuilder();
    for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
      event.append(event.isEmpty() ? "" : "\n").append(line);
    }
    return event.toString();
  }

  @Test
  void aPortInUseIsMetBeforeTraining() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertThatThrownBy(
              () ->
                  WatchServer.start(
                      taken.getLocalPort(), "m", new RecordFolder(folder), _ -> Optional.empty()))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("--watch: expected a port that is free, got " + port);
      String model = folder.resolve("m.hebb").toString();
      Ran ran = Ran.hebb("train", "demo:moons", "--quiet", "--watch", port, "--out", model);
      assertThat(ran.err()).hasLineCount(1).contains("Name another, or leave it out");
      assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
      assertThat(folder.resolve("m.hebb")).doesNotExist();
    }
  }

  /// DATA may stand behind --watch, and the address is said even where nothing else is.
  @Test
  void trainingIsTheSameToTheBit() {
    String[] names = {"plain", "watched", "recorded"};
    String[][] more = {{}, {"--watch"}, {"--record", "1", "--watch"}};
    for (int i = 0; i < names.length; i++) {
      String model = folder.resolve(names[i] + ".hebb").toString();
      var words =
          Stream.concat(
              Stream.concat(Stream.of("train"), Stream.of(more[i])),
              Stream.of("demo:flower", "--epochs", "5", "--quiet", "--out", model));
      Ran ran = Ran.hebb(words.toArray(String[]::new));
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(ran.err().contains("Watch     http://127.0.0.1:")).isEqualTo(i > 0);
    }
    Path plain = folder.resolve("plain.hebb");
    assertThat(folder.resolve("watched.hebb")).hasSameBinaryContentAs(plain);
    assertThat(folder.resolve("recorded.hebb")).hasSameBinaryContentAs(plain);
  }

  /// Epochs are read from the page's events while a process trains; then it ends.
  @Test
  @Timeout(120)
  void aTrainingIsSeenWhileItRuns() throws IOException, InterruptedException {
    String model = folder.resolve("m.hebb").toString();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "train",
                "demo:flower",
                "--epochs",
                "300",
                "--patience",
                "none",
                "--record",
                "50",
                "--watch",
                "--out",
                model)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      while (line != null && !line.startsWith("Watch ")) {
        line = out.readLine();
      }
      String events = String.valueOf(line).replace("Watch", "").strip() + "events";
      String body = get(events).body();
      assertThat(body)
          .contains("data: {\"epoch\":1,", "data: {\"epoch\":300,", "data: {\"findings\":")
          .contains("data: {\"map\":")
          .endsWith("event: over\ndata: {}\n\n");
      assertThat(process.waitFor()).isZero();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.exists(folder.resolve("m.record/epoch-300.hebb"))).isTrue();
  }
}
