package hebb.data.text;

import java.util.List;

/// Each character (Unicode code point) is a token.
public record Characters() implements Tokenizer {
  private static final int MOST_KNOWN = 10_000;
  private static final int LONGEST = 1024;

  @Override
  public List<String> learn(List<String> texts) {
    return Tokenizer.frequent(texts, cutter(List.of()), MOST_KNOWN);
  }

  @Override
  public Cutter cutter(List<String> tokens) {
    return (text, to) -> text.codePoints().mapToObj(Character::toString).forEach(to);
  }

  @Override
  public int most() {
    return LONGEST;
  }

  @Override
  public String plural() {
    return "characters";
  }

  @Override
  public String singular() {
    return "character";
  }

  @Override
  public String toString() {
    return "chars";
  }
}
