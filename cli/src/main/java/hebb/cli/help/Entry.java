package hebb.cli.help;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is known of a name.
///
/// @param head the name as it is typed: `elu`, `train DATA`, `--out, -o FILE`
/// @param texts what is said of it, by [Field]s and by the names of its parameters
public record Entry(Family family, String head, Map<String, String> texts) {
  private static final Pattern CODE = Pattern.compile("`([^`(]+)[^`]*`");

  /// What may be said of a name; anything else is one of its parameters.
  public enum Field {
    FORMULA("Formula"),
    DOES("Does"),
    WHERE("Where"),
    LETTERS("Letters"),
    OF("Of"),
    SHAPE("Shape"),
    RANGE("Range"),
    DEFAULT("Default"),
    WHY("Why"),
    KERAS("Keras"),
    PYTORCH("PyTorch"),
    SKLEARN("scikit-learn"),
    USE("Use"),
    SOURCE("Source");

    private final String label;

    Field(String label) {
      this.label = label;
    }

    /// How it is called where people read it.
    public String label() {
      return label;
    }

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A number or option of a name.
  ///
  /// @param fallback its default, empty if it has none
  /// @param range what it may be
  /// @param why its default, or what it does
  public record Parameter(String name, String fallback, String range, String why) {}

  /// The texts are copied in their order.
  public Entry {
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
  }

  /// The name; of an option with its dashes.
  public String name() {
    return names().getFirst();
  }

  /// The name and its other forms.
  public List<String> names() {
    List<String> words = List.of(head.split("[, ]+"));
    return head.startsWith("-")
        ? words.stream().filter(word -> word.startsWith("-")).toList()
        : words.subList(0, 1);
  }

  /// What is said of it, empty if nothing is.
  public String text(Field field) {
    return texts.getOrDefault(field.key(), "");
  }

  /// Its parameters as the library knows them, then those that it does not know.
  public List<Parameter> parameters() {
    Map<String, String> said = new LinkedHashMap<>(texts);
    for (Field field : Field.values()) {
      said.remove(field.key());
    }
    Map<String, String> fallbacks = new LinkedHashMap<>(family.parameters(name()));
    said.keySet().forEach(key -> fallbacks.putIfAbsent(key, ""));
    return fallbacks.entrySet().stream()
        .map(
            each -> parameter(each.getKey(), each.getValue(), said.getOrDefault(each.getKey(), "")))
        .toList();
  }

  private static Parameter parameter(String name, String fallback, String text) {
    int end = text.indexOf("; ");
    return end < 0
        ? new Parameter(name, fallback, text, "")
        : new Parameter(name, fallback, text.substring(0, end), text.substring(end + 2));
  }

  /// What other systems call it.
  List<String> otherNames() {
    List<String> names = new ArrayList<>();
    for (Field field : List.of(Field.KERAS, Field.PYTORCH, Field.SKLEARN)) {
      Matcher code = CODE.matcher(text(field));
      while (code.find()) {
        names.add(code.group(1));
      }
    }
    return names;
  }
}
