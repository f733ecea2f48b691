package hebb.cli.output;

import hebb.cli.option.Language;
import hebb.diagnose.Texts;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/// What stands around findings, in a language; one resource for each.
public final class Phrases {
  private final Language language;
  private final Properties texts;

  /// Reads those of a language.
  public Phrases(Language language) {
    this.language = language;
    this.texts = load("findings." + language.code());
  }

  private static Properties load(String file) {
    String name = "/hebb/cli/output/" + file + ".properties";
    var texts = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(Phrases.class.getResourceAsStream(name), name),
            StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
    return texts;
  }

  /// What diagnosis says in this language, by the names of [hebb.diagnose.Texts].
  public Map<String, String> diagnosis() {
    return language == Language.EN ? Texts.all() : all(load("diagnosis." + language.code()));
  }

  /// The language.
  public Language language() {
    return language;
  }

  /// All phrases by name.
  public Map<String, String> all() {
    return all(texts);
  }

  private static Map<String, String> all(Properties texts) {
    Map<String, String> all = new TreeMap<>();
    texts.forEach((name, text) -> all.put(name.toString(), text.toString()));
    return all;
  }

  /// The phrase of a name, with what stands for `{0}` and so on.
  public String say(String name, Object... values) {
    String text = Objects.requireNonNull(texts.getProperty(name), name);
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", values[i].toString());
    }
    return text;
  }
}
