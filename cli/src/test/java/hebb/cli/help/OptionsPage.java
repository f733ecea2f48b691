package hebb.cli.help;

import hebb.cli.help.Entry.Field;
import hebb.cli.help.Entry.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The tables of `docs/options.md`, written from the entries of `hebb help`. Each stands between
/// `<!-- name -->` and `<!-- end -->`.
final class OptionsPage {
  private static final Pattern TABLE =
      Pattern.compile("<!-- ([a-z]+) -->\\R(.*?)<!-- end -->", Pattern.DOTALL);

  private final Entries entries = new Entries();
  private final List<String> written = new ArrayList<>();

  /// The page with its tables as they should be.
  ///
  /// @param sections names of options by their heading in the help of `train`
  String write(String page, Map<String, List<String>> sections) {
    Matcher tables = TABLE.matcher(page);
    return tables.replaceAll(
        match -> {
          String name = match.group(1);
          written.add(name);
          return Matcher.quoteReplacement(
              "<!-- " + name + " -->\n" + table(name, sections) + "<!-- end -->");
        });
  }

  /// The tables that the page had.
  List<String> written() {
    return written;
  }

  private String table(String name, Map<String, List<String>> sections) {
    if (name.equals("commands")) {
      return commands();
    }
    if (name.equals("others")) {
      return options(entry -> !ofTrain(entry), true);
    }
    List<String> options = sections.get(name);
    if (options != null) {
      return options(entry -> ofTrain(entry) && options.contains(entry.name()), false);
    }
    return Arrays.stream(Family.values())
        .filter(family -> family.plural().equals(name))
        .map(this::family)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no table " + name));
  }

  static boolean ofTrain(Entry entry) {
    return List.of(entry.text(Field.OF).split(" ")).contains("train");
  }

  private String family(Family family) {
    List<List<String>> rows = new ArrayList<>();
    boolean metrics = family == Family.METRIC;
    String formula =
        switch (family) {
          case LAYER, NETWORK, AUGMENTATION -> "what it does";
          case FINDING, TASK, KIND, TOKENS -> "what it is";
          default -> "formula";
        };
    rows.add(List.of("name", "of", formula, "parameters", "Keras", "PyTorch", "scikit-learn"));
    for (Entry entry : entries.of(family)) {
      String fallback = entry.text(Field.DEFAULT);
      String what =
          metrics
              ? HelpText.text(entry, Field.FORMULA)
              : entry.text(Field.FORMULA) + entry.text(Field.DOES);
      String where = entry.text(Field.WHERE);
      rows.add(
          List.of(
              code(entry.name()) + (fallback.isEmpty() ? "" : " (" + fallback + ")"),
              metrics ? HelpText.text(entry, Field.OF) : "",
              what + (where.isEmpty() ? "" : "; " + where),
              entry.parameters().stream()
                  .map(OptionsPage::parameter)
                  .collect(Collectors.joining(", ")),
              entry.text(Field.KERAS),
              entry.text(Field.PYTORCH),
              entry.text(Field.SKLEARN)));
    }
    String letters = entries.of(family).getFirst().text(Field.LETTERS);
    return (letters.isEmpty() ? "" : letters + ".\n\n") + markdown(rows);
  }

  private static String parameter(Parameter parameter) {
    String fallback = parameter.fallback().isEmpty() ? "" : " " + parameter.fallback();
    return code(parameter.name()) + fallback + " (" + parameter.range() + ")";
  }

  private String options(Predicate<Entry> wanted, boolean commands) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "option",
            "of",
            "what it does",
            "takes",
            "default",
            "Keras",
            "PyTorch",
            "scikit-learn"));
    entries.of(Family.OPTION).stream()
        .filter(wanted)
        .forEach(
            entry ->
                rows.add(
                    List.of(
                        code(entry.head()),
                        commands
                            ? entry.text(Field.OF).replace(" ", ", ").replace("all, ", "all ")
                            : "",
                        entry.text(Field.DOES),
                        entry.text(Field.RANGE),
                        entry.text(Field.DEFAULT),
                        dash(entry.text(Field.KERAS)),
                        dash(entry.text(Field.PYTORCH)),
                        dash(entry.text(Field.SKLEARN)))));
    return markdown(rows);
  }

  private static String dash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  private String commands() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("command", "what it does", "options", "Keras", "PyTorch", "scikit-learn"));
    for (Entry command : entries.of(Family.COMMAND)) {
      String options =
          entries.of(Family.OPTION).stream()
              .filter(o -> List.of(o.text(Field.OF).split(" ")).contains(command.name()))
              .map(o -> code(o.name()))
              .collect(Collectors.joining(", "));
      rows.add(
          List.of(
              code(command.head()),
              command.text(Field.DOES),
              command.name().equals("train") ? "all above" : options,
              dash(command.text(Field.KERAS)),
              dash(command.text(Field.PYTORCH)),
              dash(command.text(Field.SKLEARN))));
    }
    return markdown(rows);
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  /// A table without the columns that say nothing.
  private static String markdown(List<List<String>> rows) {
    int[] columns =
        IntStream.range(0, rows.getFirst().size())
            .filter(
                i -> rows.stream().skip(1).anyMatch(row -> !List.of("", "-").contains(row.get(i))))
            .toArray();
    String rule = "|" + "---|".repeat(columns.length);
    List<String> lines =
        rows.stream()
            .map(
                row ->
                    Arrays.stream(columns)
                        .mapToObj(i -> row.get(i).replace("|", "\\|"))
                        .map(cell -> cell.isEmpty() ? " |" : " " + cell + " |")
                        .collect(Collectors.joining("", "|", "")))
            .toList();
    return Stream.of(lines.subList(0, 1), List.of(rule), lines.subList(1, lines.size()))
        .flatMap(List::stream)
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
