package hebb.cli.help;

import hebb.cli.help.Entry.Field;
import hebb.cli.help.Entry.Parameter;
import hebb.cli.option.Language;
import hebb.cli.output.Phrases;
import hebb.cli.output.WideText;
import hebb.metric.Metric;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Entries as people read them, and for programs.
public final class HelpText {
  private static final int WIDEST = 80;
  private static final int NARROWEST = 40;
  private static final int LABEL = 16;
  private static final String INDENT = "  ";

  private final PrintStream out;
  private final int width;
  private final boolean unicode;
  private final Phrases phrases;

  /// @param width letters that a line may have
  /// @param unicode whether more than ASCII can be shown
  /// @param phrases in the language of the entries
  public HelpText(PrintStream out, int width, boolean unicode, Phrases phrases) {
    this.phrases = phrases;
    this.out = out;
    this.width = width;
    this.unicode = unicode;
  }

  /// Whether the terminal shows more than ASCII.
  public static boolean isUnicode() {
    return System.getProperty("stdout.encoding", "").toUpperCase(Locale.ROOT).startsWith("UTF");
  }

  /// Letters of a line: those of the terminal where it says so, 40 to 80.
  public static int width(@Nullable String columns) {
    return columns != null && columns.matches("[1-9]\\d{0,4}")
        ? Math.clamp(Integer.parseInt(columns), NARROWEST, WIDEST)
        : WIDEST;
  }

  /// What is known of a name, and a picture of it where there is one.
  ///
  /// @param text the name as it was asked for, which may have numbers: `elu(alpha=.5)`
  public void entry(Entry entry, String text) {
    boolean asked = Entries.plain(text).startsWith(entry.name());
    List<String> picture =
        new Pictures(width - INDENT.length(), unicode)
            .of(entry.family(), asked ? text : entry.name());
    String head = entry.head();
    String family = said(entry.family().title(), entry.family().title());
    int between = width - head.length() - WideText.width(family);
    out.println(
        between > 0
            ? head + " ".repeat(between) + family
            : head + "\n" + " ".repeat(width - family.length()) + family);
    out.println();
    facts(entry).forEach(this::line);
    if (!picture.isEmpty()) {
      out.println();
      wrapped(INDENT, INDENT, picture.getFirst());
      picture.stream().skip(1).forEach(line -> out.println(INDENT + line));
    }
  }

  /// All names, by family.
  public void names(Entries entries) {
    for (Family family : Family.values()) {
      if (entries.of(family).isEmpty()) {
        continue;
      }
      out.println(Character.toUpperCase(family.plural().charAt(0)) + family.plural().substring(1));
      columns(names(entries, family));
      out.println();
    }
    out.println("hebb help NAME explains one of them.");
  }

  /// The names of a family, each once.
  public static List<String> names(Entries entries, Family family) {
    return entries.of(family).stream().map(Entry::name).distinct().toList();
  }

  /// Down the columns, as many as fit.
  private void columns(List<String> names) {
    int wide = 2 + names.stream().mapToInt(String::length).max().orElse(0);
    int columns = Math.max(1, (width - INDENT.length()) / wide);
    int rows = (names.size() + columns - 1) / columns;
    for (int row = 0; row < rows; row++) {
      var line = new StringBuilder(INDENT);
      for (int i = row; i < names.size(); i += rows) {
        line.append(names.get(i)).append(" ".repeat(wide - names.get(i).length()));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  /// What is said, by label.
  private Map<String, String> facts(Entry entry) {
    Map<String, String> facts = new LinkedHashMap<>();
    List<Parameter> parameters = entry.parameters();
    for (Field field : Field.values()) {
      String text = text(entry, field);
      if (!text.isEmpty()) {
        facts.put(label(entry, field), text);
      }
      if (field == Field.RANGE) {
        parameters.forEach(parameter -> facts.put(parameter.name(), sentence(parameter)));
      }
    }
    return facts;
  }

  private String said(String name, String english) {
    return phrases.language() == Language.EN ? english : phrases.say(name);
  }

  private String label(Entry entry, Field field) {
    return switch (field) {
      case OF -> entry.family() == Family.OPTION ? "Commands" : field.label();
      case RANGE -> entry.family() == Family.OPTION ? "Takes" : field.label();
      default -> said(field.key(), field.label());
    };
  }

  /// What is said in a field; what the library itself knows is taken from there.
  static String text(Entry entry, Field field) {
    if (entry.family() == Family.METRIC) {
      Metric metric = Metric.of(entry.name());
      return switch (field) {
        case FORMULA -> metric.formula();
        case OF ->
            metric.task().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + ", "
                + metric.better().name().toLowerCase(Locale.ROOT)
                + " is better";
        default -> plain(entry.text(field));
      };
    }
    String text = plain(entry.text(field));
    boolean other = field == Field.KERAS || field == Field.PYTORCH || field == Field.SKLEARN;
    return other && text.equals("-") ? "not there" : text;
  }

  /// Without the marks of Markdown.
  private static String plain(String text) {
    return text.replaceAll("\\[([^\\]]+)\\]\\([^)]*\\)", "$1").replace("`", "");
  }

  private static String sentence(Parameter parameter) {
    String fallback = parameter.fallback();
    String range =
        fallback.isEmpty() ? parameter.range() : fallback + " (" + parameter.range() + ")";
    return plain(range + (parameter.why().isEmpty() ? "" : ": " + parameter.why()));
  }

  /// A label and a text.
  private void line(String label, String text) {
    wrapped(
        INDENT + label + " ".repeat(Math.max(1, LABEL - WideText.width(label))),
        INDENT + " ".repeat(LABEL),
        text);
  }

  /// A text in lines, the first of which begin otherwise than the others; what is longer than a
  /// line is cut.
  private void wrapped(String first, String others, String text) {
    if (phrases.language() != Language.EN) {
      String before = first;
      for (String line : WideText.lines(text, width - others.length())) {
        out.println(before + line);
        before = others;
      }
      return;
    }
    var line = new StringBuilder(first);
    int empty = line.length();
    int room = width - Math.max(first.length(), others.length());
    for (String word : text.replaceAll("(\\S{" + room + "})(?=\\S)", "$1 ").split(" ", -1)) {
      if (line.length() > empty && line.length() + word.length() > width) {
        out.println(line.toString().stripTrailing());
        line.setLength(0);
        line.append(others);
        empty = line.length();
      }
      line.append(word).append(' ');
    }
    out.println(line.toString().stripTrailing());
  }

  /// An entry for programs.
  public static Map<String, Object> json(Entry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("family", entry.family().title());
    json.put("name", entry.name());
    json.put("usage", entry.head());
    for (Field field : Field.values()) {
      String text = text(entry, field);
      if (!text.isEmpty()) {
        json.put(field.key(), text);
      }
    }
    json.put("parameters", entry.parameters().stream().map(HelpText::json).toList());
    return json;
  }

  private static Map<String, Object> json(Parameter parameter) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", parameter.name());
    json.put("default", parameter.fallback());
    json.put("range", parameter.range());
    json.put("why", parameter.why());
    return json;
  }
}
