package hebb.data.language;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.data.text.Tokens;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts as tokens that make them again.
class TokensTest {
  private static String joined(Tokens tokens, String text) {
    return IntStream.of(tokens.indices(text)).mapToObj(tokens::text).collect(Collectors.joining());
  }

  @ParameterizedTest
  @ValueSource(strings = {"chars", "words", "bpe=150"})
  void tokensMakeTheTextAgain(String how) {
    String letters = "aBé ß\n\t'’.,-_7\u0301\uD83D\uDE00漢 \u00a0";
    int[] points = letters.codePoints().toArray();
    for (long seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(300); i >= 0; i--) {
        text.appendCodePoint(points[random.nextInt(points.length)]);
      }
      String twice = text + "" + text + text;
      List<String> known = Tokens.learn(how, List.of(twice));
      Tokens tokens = new Tokens(how, known);
      assertThat(tokens.unknown(text.toString()).isEmpty() ? joined(tokens, text.toString()) : text)
          .as("seed %d", seed)
          .hasToString(text.toString());
      assertThat(tokens.unknown("Ж").getFirst()).contains("Ж");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"words", "bpe=100"})
  void wordsTakeTheBlankBeforeThem(String how) {
    String text = "To be,  or not\n\nto be: don't. ".repeat(30);
    Tokens tokens = new Tokens(how, Tokens.learn(how, List.of(text)));
    List<String> cut = IntStream.of(tokens.indices(text)).mapToObj(tokens::text).toList();
    assertThat(cut.subList(1, 11))
        .containsExactly(" be", ",", " ", " or", " not", "\n", "\n", "to", " be", ":");
  }
}
