package hebb.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Texts whose letters may take two columns of a terminal, as Chinese ones do.
public final class WideText {
  /// A wide letter with the marks after it, which do not begin a line; else what has no blank in
  /// it.
  private static final Pattern PIECE =
      Pattern.compile(" |[\\x{2E80}-\\x{9FFF}][，。：；、？！）]*|[^ \\x{2E80}-\\x{9FFF}]+");

  private WideText() {}

  /// How many columns of a terminal a text takes.
  public static int width(String text) {
    return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
  }

  /// Chinese letters, their punctuation and full-width forms.
  private static boolean isWide(int letter) {
    return (letter >= 0x2E80 && letter <= 0x9FFF)
        || (letter >= 0xF900 && letter <= 0xFAFF)
        || (letter >= 0xFF01 && letter <= 0xFF60);
  }

  /// A text in lines, cut at blanks and between wide letters.
  public static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    var line = new StringBuilder();
    PIECE
        .matcher(text)
        .results()
        .forEach(
            piece -> {
              if (!line.isEmpty() && width(line + piece.group().strip()) > width) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
              }
              line.append(line.isEmpty() ? piece.group().strip() : piece.group());
            });
    lines.add(line.toString());
    return lines;
  }
}
