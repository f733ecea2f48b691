package hebb.data.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Cuts texts into tokens as they are, with capitals and blanks: put together, the tokens are the
/// text. Any number of threads use it at once.
///
/// Words are cut with the blank before them, as in ` word`; signs and other blanks are tokens of
/// their own. Pieces of words are learned within those.
public final class Tokens {
  private static final int MOST_CHARACTERS = 10_000;
  private static final int MOST_WORDS = 20_000;
  private static final Pattern WORD =
      Pattern.compile(
          " ?[\\p{L}\\p{M}\\p{N}_]{1,64}(?:['\u2019]\\p{L}{1,16})?"
              + "| ?[^\\s\\p{L}\\p{M}\\p{N}_]"
              + "|\\s{1,64}(?!\\S)"
              + "|\\s",
          Pattern.UNICODE_CHARACTER_CLASS);

  private final Tokenizer tokenizer;
  private final List<String> vocabulary;
  private final Map<String, Integer> indices = new HashMap<>();

  /// For a vocabulary that was learned.
  ///
  /// @param tokens how texts are cut, as a person says it
  public Tokens(String tokens, List<String> vocabulary) {
    this(Tokenizer.of(tokens), vocabulary);
  }

  private Tokens(Tokenizer tokenizer, List<String> vocabulary) {
    this.tokenizer = tokenizer;
    this.vocabulary = vocabulary;
    vocabulary.forEach(token -> indices.put(token, Vocabulary.FIRST + indices.size()));
  }

  /// The tokens of texts that are worth knowing: all characters, the most frequent first; words
  /// that come twice or more often; or pieces of words.
  ///
  /// @param tokens how they are cut, as a person says it
  public static List<String> learn(String tokens, Iterable<String> texts) {
    Tokenizer tokenizer = Tokenizer.of(tokens);
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String text : texts) {
      pieces(tokenizer, text, piece -> counts.merge(piece, 1, Integer::sum));
    }
    return switch (tokenizer) {
      case BytePairs pairs -> PairLearner.learn(counts, pairs.size());
      case Characters _ -> frequent(counts, 1, MOST_CHARACTERS);
      case Words _ -> {
        List<String> again = frequent(counts, 2, MOST_WORDS);
        yield again.isEmpty() ? frequent(counts, 1, MOST_WORDS) : again;
      }
    };
  }

  private static List<String> frequent(Map<String, Integer> counts, int fewest, int most) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= fewest)
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void pieces(Tokenizer tokenizer, String text, Consumer<String> to) {
    if (tokenizer instanceof Characters) {
      text.codePoints().mapToObj(Character::toString).forEach(to);
      return;
    }
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      to.accept(word.group());
    }
  }

  private void cut(String text, Consumer<String> to) {
    if (!(tokenizer instanceof BytePairs)) {
      pieces(tokenizer, text, to);
      return;
    }
    Map<String, List<String>> known = new HashMap<>();
    pieces(
        tokenizer,
        text,
        word -> known.computeIfAbsent(word, it -> BytePairs.pieces(it, indices)).forEach(to));
  }

  /// The indices of a text's tokens, in order; [Vocabulary#UNKNOWN] for those that are not known.
  public int[] indices(String text) {
    IntStream.Builder found = IntStream.builder();
    cut(text, token -> found.add(indices.getOrDefault(token, Vocabulary.UNKNOWN)));
    return found.build().toArray();
  }

  /// The tokens of a text that are not known, each once, in order.
  public List<String> unknown(String text) {
    var unknown = new LinkedHashSet<String>();
    cut(
        text,
        token -> {
          if (!indices.containsKey(token)) {
            unknown.add(token);
          }
        });
    return new ArrayList<>(unknown);
  }

  /// What a token is in a text; empty for the end of one, and for a token that is not known.
  public String text(int index) {
    return index < Vocabulary.FIRST ? "" : vocabulary.get(index - Vocabulary.FIRST);
  }
}
