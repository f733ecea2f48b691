package hebb.data.text;

import hebb.data.Counts;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/// How a text is cut into tokens: characters, words, or pieces of words. It is read in small
/// letters, in Unicode's form NFC, each run of blanks as one blank; the text itself is not changed.
public sealed interface Tokenizer permits Characters, Words, BytePairs {
  /// What a person may say.
  String EXPECTED =
      "chars, words or bpe, or bpe with the number of its tokens as in bpe=8000 ("
          + BytePairs.FEWEST
          + " to "
          + BytePairs.MOST
          + ")";

  /// Cuts texts, once it is known which tokens there are. Any number of threads use it at once.
  interface Cutter {
    /// Hands over the tokens of a text that [#read] has given, in order.
    void cut(String read, Consumer<String> to);
  }

  /// The tokens that are worth knowing: those that come twice or more often, the most frequent
  /// first, equally frequent ones in the order of their code points; if there are none such, those
  /// that come once.
  ///
  /// @param texts of the training part, as [#read] gives them
  List<String> learn(List<String> texts);

  /// What cuts texts.
  ///
  /// @param tokens those that were learned
  Cutter cutter(List<String> tokens);

  /// The most tokens of a text that a network gets.
  int most();

  /// What its tokens are called, as in `words`.
  String plural();

  /// What one of them is called, as in `word`.
  String singular();

  /// A number of them, as in `1 word` or `60 words`.
  default String counted(int count) {
    return Counts.text(count) + " " + (count == 1 ? singular() : plural());
  }

  /// The tokenizer of what a person says.
  ///
  /// @throws IllegalArgumentException if it is not [#EXPECTED]
  static Tokenizer of(String said) {
    return switch (said) {
      case "chars" -> new Characters();
      case "words" -> new Words();
      case "bpe" -> new BytePairs(BytePairs.USUAL);
      case String other when other.matches("bpe=[1-9]\\d{0,5}") ->
          new BytePairs(Integer.parseInt(other.substring(4)));
      default ->
          throw new IllegalArgumentException(
              "tokens: expected " + EXPECTED + ", got '" + said + "'.");
    };
  }

  /// A text as it is read.
  static String read(String text) {
    String small = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    var read = new StringBuilder(small.length());
    boolean blank = false;
    for (int at = 0; at < small.length(); at++) {
      char c = small.charAt(at);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
        blank = !read.isEmpty();
      } else {
        if (blank) {
          read.append(' ');
        }
        blank = false;
        read.append(c);
      }
    }
    return read.toString();
  }

  /// What [#learn] says of tokens that are cut without knowing any.
  static List<String> frequent(List<String> texts, Cutter cutter, int most) {
    Map<String, Integer> counts = new HashMap<>();
    for (String text : texts) {
      cutter.cut(text, token -> counts.merge(token, 1, Integer::sum));
    }
    List<String> tokens = new ArrayList<>(counts.keySet());
    if (counts.values().stream().anyMatch(count -> count > 1)) {
      tokens.removeIf(token -> count(counts, token) < 2);
    }
    ToIntFunction<String> count = token -> count(counts, token);
    tokens.sort(Comparator.comparingInt(count).reversed().thenComparing(Comparator.naturalOrder()));
    return List.copyOf(tokens.subList(0, Math.min(most, tokens.size())));
  }

  private static int count(Map<String, Integer> counts, String token) {
    return counts.getOrDefault(token, 0);
  }
}
