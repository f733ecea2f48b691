package hebb.data.text;

import java.util.List;
import java.util.function.Consumer;

/// Each word is a token: letters, digits and what stands on them, apostrophes between letters with
/// them (`don't`). So is each sign between words, and each ideograph.
public record Words() implements Tokenizer {
  private static final int MOST_KNOWN = 20_000;
  private static final int LONGEST = 512;

  @Override
  public List<String> learn(List<String> texts) {
    return Tokenizer.frequent(texts, Words::cut, MOST_KNOWN);
  }

  @Override
  public Cutter cutter(List<String> tokens) {
    return Words::cut;
  }

  /// Hands over the words and signs of a text.
  public static void cut(String text, Consumer<String> to) {
    int from = 0;
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      int next = at + Character.charCount(c);
      boolean inWord = isInWord(c) || (isApostrophe(c) && at > from && isLetter(text, next));
      if (!inWord) {
        if (at > from) {
          to.accept(text.substring(from, at).replace('\u2019', '\''));
        }
        if (isSign(c)) {
          to.accept(Character.toString(c));
        }
        from = next;
      }
      at = next;
    }
    if (at > from) {
      to.accept(text.substring(from, at).replace('\u2019', '\''));
    }
  }

  private static boolean isInWord(int c) {
    return !Character.isIdeographic(c)
        && switch (Character.getType(c)) {
          case Character.NON_SPACING_MARK,
              Character.COMBINING_SPACING_MARK,
              Character.ENCLOSING_MARK,
              Character.CONNECTOR_PUNCTUATION ->
              true;
          default -> Character.isLetterOrDigit(c);
        };
  }

  private static boolean isApostrophe(int c) {
    return c == '\'' || c == '\u2019';
  }

  private static boolean isLetter(String text, int at) {
    return at < text.length() && Character.isLetter(text.codePointAt(at));
  }

  private static boolean isSign(int c) {
    return !Character.isWhitespace(c)
        && !Character.isSpaceChar(c)
        && !Character.isISOControl(c)
        && Character.getType(c) != Character.FORMAT;
  }

  @Override
  public int most() {
    return LONGEST;
  }

  @Override
  public String plural() {
    return "words";
  }

  @Override
  public String singular() {
    return "word";
  }

  @Override
  public String toString() {
    return "words";
  }
}
