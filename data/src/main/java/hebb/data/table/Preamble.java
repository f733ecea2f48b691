package hebb.data.table;

import hebb.data.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stands above the rows of a file: `sep=;`, comments, blank lines.
///
/// @param characters how many characters are passed over
/// @param lines how many lines these are
/// @param delimiter what `sep=` says; null without it
/// @param comments the lines that begin with `#`
record Preamble(int characters, int lines, @Nullable Character delimiter, List<String> comments) {
  private static final String DELIMITERS = ",;\t|";

  /// How files begin that are something else, and what they are.
  private static final Map<String, String> OTHERS =
      Map.of(
          "@relation", "an ARFF file",
          "<!doctype", "a web page",
          "<html", "a web page",
          "<?xml", "an XML file",
          "%pdf-", "a PDF file",
          "{\"", "a JSON file",
          "[{", "a JSON file",
          "[[", "a JSON file");

  /// Sees what stands above the rows.
  ///
  /// @throws DataException if the text is no table
  static Preamble of(String source, String text) {
    var lines = new Lines(text);
    String first = lines.skipBlank();
    refuseOthers(source, first, text);
    Character delimiter = null;
    String said = first.toLowerCase(Locale.ROOT).replace("\"", "").strip();
    if (said.startsWith("sep=") && first.length() <= 12) {
      String named = first.replace("\"", "").strip().substring("sep=".length());
      delimiter = named.isEmpty() ? first.indexOf('\t') >= 0 ? '\t' : ',' : named.charAt(0);
      delimiter = named.startsWith("\\t") ? Character.valueOf('\t') : delimiter;
      lines.pass();
      first = lines.skipBlank();
    }
    List<String> comments = comments(lines, first);
    return new Preamble(lines.at, lines.count, delimiter, comments);
  }

  /// Passes over lines that begin with `#`, unless they are cut into cells as the first line is
  /// that does not: then they are rows, or the names of the columns.
  private static List<String> comments(Lines lines, String first) {
    var ahead = new Lines(lines);
    String line = first;
    while (line.startsWith("#")) {
      ahead.pass();
      line = ahead.skipBlank();
    }
    var comments = new ArrayList<String>();
    if (line.isEmpty()) {
      return comments;
    }
    String next = first;
    while (next.startsWith("#") && !(glued(next) && alike(next, line))) {
      comments.add(next);
      lines.pass();
      next = lines.skipBlank();
    }
    return comments;
  }

  private static boolean glued(String line) {
    return line.length() > 1 && line.charAt(1) != '#' && !Character.isWhitespace(line.charAt(1));
  }

  private static boolean alike(String line, String other) {
    boolean any = false;
    for (int i = 0; i < DELIMITERS.length(); i++) {
      char delimiter = DELIMITERS.charAt(i);
      long count = other.chars().filter(c -> c == delimiter).count();
      if (line.chars().filter(c -> c == delimiter).count() != count) {
        return false;
      }
      any |= count > 0;
    }
    return any;
  }

  private static void refuseOthers(String source, String first, String text) {
    String start = first.strip().toLowerCase(Locale.ROOT);
    if (start.startsWith("%") && text.toLowerCase(Locale.ROOT).contains("\n@relation")) {
      start = "@relation";
    }
    for (Map.Entry<String, String> other : OTHERS.entrySet()) {
      if (start.startsWith(other.getKey())) {
        String what = other.getValue();
        throw new DataException(
            source
                + ", line 1: expected rows of cells, got "
                + what
                + " (it begins with "
                + DataException.quote(first.strip())
                + "). "
                + (start.startsWith("@") ? arff(text) : "Save the table in it as CSV."));
      }
    }
  }

  /// What to do with an ARFF file: its attributes are the names of the columns.
  private static String arff(String text) {
    var names = new ArrayList<String>();
    for (String line : text.lines().toList()) {
      String[] words = line.strip().split("\\s+", 3);
      if (words.length > 1 && words[0].equalsIgnoreCase("@attribute")) {
        names.add(words[1].replaceAll("^['\"]|['\"]$", ""));
      }
    }
    String header = String.join(",", names);
    return "Put the names of the columns in place of the lines up to @data"
        + (names.isEmpty() || header.length() > 80 ? "." : ": " + header);
  }

  /// A place in a text, line by line.
  private static final class Lines {
    private final String text;
    private int at;
    private int count;

    Lines(String text) {
      this.text = text;
    }

    Lines(Lines other) {
      this.text = other.text;
      this.at = other.at;
      this.count = other.count;
    }

    /// Passes over blank lines; the line that follows, empty at the end.
    String skipBlank() {
      String line = line();
      while (isBlank(line) && at < text.length()) {
        pass();
        line = line();
      }
      return isBlank(line) ? "" : line;
    }

    /// Tabs alone may be a row of empty cells.
    private static boolean isBlank(String line) {
      return line.isBlank() && line.indexOf('\t') < 0;
    }

    private String line() {
      int to = at;
      while (to < text.length() && text.charAt(to) != '\n' && text.charAt(to) != '\r') {
        to++;
      }
      return text.substring(at, to);
    }

    void pass() {
      at += line().length();
      if (at < text.length()) {
        boolean windows = text.startsWith("\r\n", at);
        at += windows ? 2 : 1;
        count++;
      }
    }
  }
}
