package hebb.cli.story;

import hebb.cli.output.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The page that draws a training, in one piece: it asks for nothing from anywhere else.
final class StoryPage {
  private static final String FOLDER = "/hebb/cli/page/";

  private StoryPage() {}

  /// The page for some data, as UTF-8.
  ///
  /// @param data `title`, `subtitle`, `kept` (an epoch, or 0), `notes`, `lines` of an epoch log,
  ///   `live`, and `map` where there is one
  static byte[] of(Map<String, ?> data) {
    String page = resource("story.html");
    // No mark of HTML may end the script that the data stands in.
    String json = JsonText.of(data).replace("<", "\\u003c");
    page = page.replace("{{title}}", escaped(String.valueOf(data.get("title"))));
    for (String part : List.of("story.css", "plot.js", "charts.js", "views.js", "story.js")) {
      page = page.replace("{{" + part + "}}", resource(part));
    }
    return page.replace("{{data}}", json).getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static String resource(String name) {
    try (InputStream in = StoryPage.class.getResourceAsStream(FOLDER + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + ": a part of hebb cannot be read.", e);
    }
  }
}
