package hebb.cli.story;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hebb.cli.output.JsonText;
import hebb.cli.plot.DecisionMaps;
import hebb.data.DataException;
import hebb.data.table.Table;
import hebb.model.Model;
import hebb.model.ModelException;
import hebb.model.RecordFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Serves the page of a training while it runs, to this machine alone and to who knows the token in
/// the address. Lines of the epoch log go to each page as server-sent events. Whoever trains hands
/// lines over and waits for nobody.
public final class WatchServer implements AutoCloseable {
  private static final String EVENTS = "events";
  private static final int TOKEN_BYTES = 16;
  private static final long HEARTBEAT_NANOS = 10_000_000_000L;

  /// How long pages are given to read the last lines, in seconds.
  private static final int LAST_SECONDS = 2;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String folder;
  private final byte[] page;
  private final RecordFolder record;
  private final Function<Model, Optional<Table>> rows;
  private final List<String> lines = new ArrayList<>();
  private boolean over;

  private WatchServer(
      HttpServer server, String title, RecordFolder record, Function<Model, Optional<Table>> rows) {
    this.rows = rows;
    this.server = server;
    this.record = record;
    byte[] token = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(token);
    this.folder = "/" + HexFormat.of().formatHex(token) + "/";
    this.page =
        StoryPage.of(
            Map.of(
                "title",
                title,
                "subtitle",
                "A training while it runs.",
                "kept",
                0,
                "live",
                true,
                "lines",
                List.of(),
                "notes",
                List.of()));
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /// Starts to serve.
  ///
  /// @param port 0 for one that is free
  /// @param title what the training is called
  /// @param record where its snapshots come to lie, if it is recorded
  /// @param rows what to draw over the decision map of a snapshot
  /// @throws DataException if the port is in use
  public static WatchServer start(
      int port, String title, RecordFolder record, Function<Model, Optional<Table>> rows) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      return new WatchServer(HttpServer.create(address, 0), title, record, rows);
    } catch (IOException e) {
      throw new DataException(
          "--watch: expected a port that is free, got "
              + port
              + ", which is in use or not permitted ("
              + e.getMessage()
              + "). Name another, or leave it out for a free one.",
          e);
    }
  }

  /// What to open in a browser.
  public String address() {
    InetSocketAddress at = server.getAddress();
    return "http://" + at.getAddress().getHostAddress() + ":" + at.getPort() + folder;
  }

  /// Hands over a line of the epoch log.
  public synchronized void line(String json) {
    lines.add(json);
    notifyAll();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      boolean reads = exchange.getRequestMethod().equals("GET");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
      if (!path.startsWith(folder)) {
        send(
            exchange,
            403,
            "text/plain",
            "The address that hebb printed is asked for, with its token.");
      } else if (path.equals(folder) && reads) {
        send(exchange, 200, "text/html", page);
      } else if (path.equals(folder + EVENTS) && reads) {
        stream(exchange);
      } else {
        send(exchange, 404, "text/plain", "There is nothing else here.");
      }
    }
  }

  private static void send(HttpExchange exchange, int code, String type, String text)
      throws IOException {
    send(exchange, code, type, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int code, String type, byte[] bytes)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    boolean bare = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(code, bare ? -1 : bytes.length);
    if (!bare) {
      exchange.getResponseBody().write(bytes);
    }
  }

  /// Sends all lines from the first, or from where a page that comes back left off, until training
  /// is over or the page is closed.
  private void stream(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    int sent = from(exchange.getRequestHeaders().getFirst("Last-Event-ID"));
    boolean ended = false;
    while (!ended) {
      var text = new StringBuilder();
      List<String> news;
      synchronized (this) {
        waitFor(sent);
        news = List.copyOf(lines.subList(Math.min(sent, lines.size()), lines.size()));
        ended = over;
      }
      for (String line : news) {
        map(line).ifPresent(map -> text.append("data: ").append(map).append("\n\n"));
        text.append("id: ").append(++sent).append("\ndata: ").append(line).append("\n\n");
      }
      text.append(ended ? "event: over\ndata: {}\n\n" : news.isEmpty() ? ": waiting\n\n" : "");
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  private synchronized void waitFor(int sent) throws IOException {
    long until = System.nanoTime() + HEARTBEAT_NANOS;
    try {
      while (lines.size() <= sent && !over && System.nanoTime() < until) {
        wait(HEARTBEAT_NANOS / 1_000_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static int from(@Nullable String lastSeen) {
    try {
      return lastSeen == null ? 0 : Math.max(0, Integer.parseInt(lastSeen));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /// The decision map of a line's epoch, if it has a snapshot that can be drawn so.
  private Optional<String> map(String line) {
    JsonNode read = JsonMapper.shared().readTree(line);
    int epoch = read.path("epoch").asInt();
    Path file = record.file(epoch);
    if (!read.has("layers") || !Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Model model = Model.load(file);
      return DecisionMaps.suit(model)
          ? Optional.of(
              JsonText.of(
                  Map.of(
                      "map",
                      DecisionMaps.of(new TreeMap<>(Map.of(epoch, model)), rows.apply(model)))))
          : Optional.empty();
    } catch (ModelException e) {
      // It was dropped meanwhile, as every other one is where there are many.
      return Optional.empty();
    }
  }

  /// Lets pages read the last lines, and ends.
  @Override
  public void close() {
    synchronized (this) {
      over = true;
      notifyAll();
    }
    server.stop(LAST_SECONDS);
    threads.shutdownNow();
  }
}
