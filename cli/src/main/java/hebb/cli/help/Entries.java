package hebb.cli.help;

import hebb.cli.option.Language;
import hebb.cli.option.UsageException;
import hebb.nn.spec.Names;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The entries of all families. A file holds
///
/// ```
/// [elu]
/// formula: `x` where `x > 0`, else `alpha (e^x - 1)`
/// alpha: any number; as in the paper
/// ```
///
/// where lines that begin with blanks go on the line before. A parameter says what it may be, then
/// after a semicolon why it is what it is. What stands above the first name is said of all.
public final class Entries {
  private final Map<Family, List<Entry>> entries = new EnumMap<>(Family.class);

  private final Language language;

  /// Reads them in English.
  public Entries() {
    this(Language.EN);
  }

  /// Reads them in a language; in others than English there are findings alone.
  public Entries(Language language) {
    this.language = language;
    for (Family family : Family.values()) {
      boolean there = language == Language.EN || family == Family.FINDING;
      entries.put(family, there ? read(family, language) : List.of());
    }
  }

  /// Those of a family, in the order of its file.
  public List<Entry> of(Family family) {
    return Objects.requireNonNull(entries.get(family));
  }

  /// Those of a name: of Hebb, else of other systems.
  ///
  /// @param text in any case, with or without the dashes of an option, as in `--lr`, `lr` or
  ///   `elu(alpha=.5)`
  /// @throws UsageException if there is none, with the nearest names
  public List<Entry> find(String text) {
    String name = text.strip().replaceFirst("(?s)[(=].*", "");
    List<Entry> own = matching(entry -> contains(entry.names(), name));
    if (!own.isEmpty()) {
      return own;
    }
    List<Entry> others = matching(entry -> contains(entry.otherNames(), name));
    if (!others.isEmpty()) {
      return others;
    }
    List<String> near =
        Names.near(plain(name), all().flatMap(e -> e.names().stream()).map(Entries::plain).toList())
            .stream()
            .distinct()
            .limit(3)
            .toList();
    throw new UsageException(
        (language == Language.EN
                ? "help: expected a name that hebb help lists, got '"
                : "help: expected a finding, which alone are explained in "
                    + language.code()
                    + ", got '")
            + text
            + "'."
            + (near.isEmpty() ? "" : " Did you mean " + String.join(" or ", near) + "?"));
  }

  private Stream<Entry> all() {
    return entries.values().stream().flatMap(List::stream);
  }

  private List<Entry> matching(Predicate<Entry> wanted) {
    return all().filter(wanted).toList();
  }

  private static boolean contains(List<String> names, String name) {
    return names.stream()
        .anyMatch(each -> plain(each).replace("_", "").equals(plain(name).replace("_", "")));
  }

  /// A name without dashes in front; `-` within it counts as `_`.
  static String plain(String name) {
    return name.replaceFirst("^-+", "").replace('-', '_').toLowerCase(Locale.ROOT);
  }

  private static List<Entry> read(Family family, Language language) {
    String name = family.plural() + (language == Language.EN ? "" : "." + language.code()) + ".txt";
    List<Entry> entries = new ArrayList<>();
    Map<String, String> common = new LinkedHashMap<>();
    for (String block : file(name).split("\\R(?=\\[)", -1)) {
      List<String> lines = block.strip().replaceAll("\\R +", " ").lines().toList();
      boolean named = block.startsWith("[");
      Map<String, String> texts = new LinkedHashMap<>(common);
      for (String line : named ? lines.subList(1, lines.size()) : lines) {
        int colon = line.indexOf(": ");
        if (colon < 0) {
          throw new IllegalStateException(
              name + ": expected a line such as use: text, got '" + line + "'.");
        }
        texts.put(line.substring(0, colon), line.substring(colon + 2));
      }
      if (named) {
        String head = lines.getFirst();
        entries.add(new Entry(family, head.substring(1, head.lastIndexOf(']')), texts));
      } else {
        common.putAll(texts);
      }
    }
    return entries;
  }

  private static String file(String name) {
    try (InputStream in = Entries.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
