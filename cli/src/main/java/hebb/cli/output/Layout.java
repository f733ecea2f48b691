package hebb.cli.output;

import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;

/// How what people read is laid out: a word at the left edge, what it names beside it, long lists
/// wrapped.
public final class Layout {
  private static final int LABEL = 10;
  static final int WIDTH = 100;
  private static final int MOST_LISTED = 10;

  /// Where a long word in quotes may go on in the next line: a network, an optimiser and a list
  /// take blanks there.
  private static final Pattern PARTS = Pattern.compile("(?<=,)(?! )|(?<=, )|(?<=[);] )");

  private Layout() {}

  /// A word and what it names.
  public static void entry(PrintStream out, String label, String text) {
    out.println(label + " ".repeat(LABEL - WideText.width(label)) + text);
  }

  /// A word and pieces, wrapped; a piece breaks where it is longer than a line and ends in a quote.
  public static void entry(PrintStream out, String label, List<String> pieces) {
    entry(out, label, pieces, WIDTH);
  }

  /// The same in lines of so many letters at most.
  private static void entry(PrintStream out, String label, List<String> pieces, int width) {
    var line = new StringBuilder(label + " ".repeat(LABEL - label.length() - 1));
    for (String piece : pieces) {
      boolean whole = LABEL + piece.length() <= width || !piece.endsWith("'");
      String before = " ";
      for (String part : whole ? new String[] {piece} : PARTS.split(piece)) {
        if (line.length() + before.length() + part.stripTrailing().length() > width
            && !line.toString().isBlank()) {
          out.println(line.toString().stripTrailing());
          line.setLength(0);
          line.append(" ".repeat(LABEL - 1));
          before = " ";
        }
        line.append(before).append(part);
        before = "";
      }
    }
    out.println(line);
  }

  /// A word and a sentence, wrapped.
  public static void text(PrintStream out, String label, String sentence) {
    text(out, label, sentence, WIDTH);
  }

  /// The same in lines of so many columns at most.
  static void text(PrintStream out, String label, String sentence, int width) {
    String first = label;
    for (String line : WideText.lines(sentence, width - LABEL)) {
      entry(out, first, line);
      first = "";
    }
  }

  /// The first of many names.
  public static String some(List<String> names) {
    String first = String.join(", ", names.stream().limit(MOST_LISTED).toList());
    return names.size() > MOST_LISTED
        ? first + " and " + Numbers.count(names.size() - MOST_LISTED) + " more"
        : first;
  }

  /// A word of a command line as it has to be typed in a shell.
  public static String shell(String word) {
    boolean plain =
        !word.isEmpty()
            && word.chars()
                .allMatch(c -> Character.isLetterOrDigit(c) || "-_./,:=+@%".indexOf(c) >= 0);
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /// A command as it has to be typed.
  public static String command(String... words) {
    var line = new StringBuilder("./hebb");
    for (String word : words) {
      line.append(' ').append(shell(word));
    }
    return line.toString();
  }
}
