package hebb.cli.course;

import hebb.cli.option.Language;
import hebb.cli.output.Numbers;
import hebb.cli.output.WideText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a lesson says in a language. Its text is a resource whose first line is the title. In it
/// - `{cost}` stands for what was found under that name, `{accuracy%}` for a percentage;
/// - `[rates] rate: learning rate | test%: test accuracy` stands for a table, with its columns and
///   their headings; columns that the table does not have are left out;
/// - a line that begins with `?name ` is there if that was found, one with `!name ` if it was not.
public final class LessonText {
  private static final Pattern PLACE = Pattern.compile("\\{([\\w-]+)(%?)}");
  private static final Pattern TABLE = Pattern.compile("\\[([\\w-]+)] (.*)");
  private static final Pattern CONDITION = Pattern.compile("([?!])([\\w-]+) (.*)");
  private static final String INDENT = "  ";

  private final List<String> lines;

  /// Reads the text of a lesson.
  public LessonText(String lesson, Language language) {
    String name = "/hebb/cli/course/" + lesson + "." + language.code() + ".txt";
    try (InputStream in =
        Objects.requireNonNull(LessonText.class.getResourceAsStream(name), name)) {
      lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Its first line.
  public String title() {
    return lines.getFirst();
  }

  /// The text with what was found.
  public List<String> lines(Findings findings) {
    List<String> told = new ArrayList<>();
    for (String line : lines) {
      Matcher condition = CONDITION.matcher(line);
      boolean conditional = condition.matches();
      if (conditional && findings.has(condition.group(2)) != condition.group(1).equals("?")) {
        continue;
      }
      String text = filled(conditional ? condition.group(3) : line, findings);
      if (text.isEmpty() && !told.isEmpty() && told.getLast().isEmpty()) {
        continue; // what stood between two empty lines is not there
      }
      Matcher table = TABLE.matcher(text);
      if (table.matches()) {
        told.addAll(table(findings.table(table.group(1)), table.group(2)));
      } else {
        told.add(text);
      }
    }
    return told;
  }

  private static String filled(String text, Findings findings) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place ->
                Matcher.quoteReplacement(
                    shown(findings.get(place.group(1)), place.group(2).equals("%"))));
  }

  private static String shown(Object value, boolean percent) {
    return switch (value) {
      case Double share when percent -> Numbers.percent(share);
      case Double number -> number(number);
      case Integer count -> Numbers.count(count);
      default -> value.toString();
    };
  }

  /// A number of few digits as it is, others with four.
  static String number(double number) {
    if (Double.isFinite(number) && Math.abs(number) >= 1e-4) {
      BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
      if (exact.precision() <= 4 && exact.scale() >= 0) {
        return exact.toPlainString();
      }
    }
    return Numbers.decimal(number);
  }

  private static List<String> table(List<Map<String, Object>> rows, String columns) {
    Map<String, List<String>> shown = new LinkedHashMap<>();
    Map<String, Boolean> left = new LinkedHashMap<>();
    for (String column : columns.split(" \\| ", -1)) {
      String[] parts = column.split(": ", 2);
      boolean percent = parts[0].endsWith("%");
      String name = percent ? parts[0].substring(0, parts[0].length() - 1) : parts[0];
      if (rows.stream().anyMatch(row -> row.containsKey(name))) {
        List<String> cells = new ArrayList<>(List.of(parts[1]));
        rows.forEach(row -> cells.add(row.containsKey(name) ? cell(row, name, percent) : ""));
        shown.put(name, cells);
        left.put(name, rows.stream().anyMatch(row -> row.get(name) instanceof String));
      }
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i <= rows.size(); i++) {
      int at = i;
      lines.add(
          shown.entrySet().stream()
              .map(e -> padded(e.getValue(), at, Boolean.TRUE.equals(left.get(e.getKey()))))
              .collect(Collectors.joining(INDENT, INDENT, ""))
              .stripTrailing());
    }
    return lines;
  }

  private static String cell(Map<String, Object> row, String name, boolean percent) {
    return shown(Objects.requireNonNull(row.get(name)), percent);
  }

  private static String padded(List<String> column, int row, boolean left) {
    int width = column.stream().mapToInt(WideText::width).max().orElse(0);
    String blanks = " ".repeat(width - WideText.width(column.get(row)));
    return left ? column.get(row) + blanks : blanks + column.get(row);
  }
}
