package hebb.data.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Pieces of words are tokens, learned by byte-pair encoding (Gage 1994; for words Sennrich et al.
/// 2016): from single characters on, the two neighbours that stand side by side most often become
/// one piece, again and again. The first piece of a word begins with `▁`, so that the words can be
/// told. A word that is not known is made of pieces that are.
///
/// @param size how many tokens are learned at most, single characters with them; 8000 unless said
public record BytePairs(int size) implements Tokenizer {
  static final int USUAL = 8000;
  static final int FEWEST = 100;
  static final int MOST = 100_000;

  private static final String WORD = "\u2581";
  private static final int LONGEST_WORD = 64;
  private static final int LONGEST = 512;
  private static final int MOST_KEPT = 50_000;

  /// A size in range.
  public BytePairs {
    if (size < FEWEST || size > MOST) {
      throw new IllegalArgumentException(
          "tokens: expected " + EXPECTED + ", got 'bpe=" + size + "'.");
    }
  }

  /// The characters that come twice or more often, the most frequent first, then what was made of
  /// pairs, in the order in which it was.
  @Override
  public List<String> learn(List<String> texts) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    texts.forEach(
        text -> Words.cut(text, word -> parts(word, part -> counts.merge(part, 1, Integer::sum))));
    return PairLearner.learn(counts, size);
  }

  /// A word with the sign that begins it, in parts that are not too long.
  private static void parts(String word, Consumer<String> to) {
    String marked = WORD + word;
    int from = 0;
    while (from < marked.length()) {
      int count = Math.min(LONGEST_WORD, marked.codePointCount(from, marked.length()));
      int end = marked.offsetByCodePoints(from, count);
      to.accept(marked.substring(from, end));
      from = end;
    }
  }

  /// Words that come again are cut once, as far as memory is spent on that.
  @Override
  public Cutter cutter(List<String> tokens) {
    Map<String, Integer> ranks = new HashMap<>();
    tokens.forEach(token -> ranks.put(token, ranks.size()));
    Map<String, List<String>> cut = new ConcurrentHashMap<>();
    return (text, to) ->
        Words.cut(
            text,
            word ->
                parts(
                    word,
                    part -> {
                      List<String> pieces = cut.get(part);
                      if (pieces == null) {
                        pieces = pieces(part, ranks);
                        if (cut.size() < MOST_KEPT) {
                          cut.put(part, pieces);
                        }
                      }
                      pieces.forEach(to);
                    }));
  }

  /// Puts neighbours together as they were in learning, those that were first before others.
  static List<String> pieces(String part, Map<String, Integer> ranks) {
    List<String> pieces = new ArrayList<>(part.codePoints().mapToObj(Character::toString).toList());
    while (true) {
      int best = Integer.MAX_VALUE;
      int place = -1;
      for (int i = 0; i + 1 < pieces.size(); i++) {
        int rank = ranks.getOrDefault(pieces.get(i) + pieces.get(i + 1), Integer.MAX_VALUE);
        if (rank < best) {
          best = rank;
          place = i;
        }
      }
      if (place < 0) {
        return pieces;
      }
      pieces.set(place, pieces.get(place) + pieces.remove(place + 1));
    }
  }

  @Override
  public int most() {
    return LONGEST;
  }

  @Override
  public String plural() {
    return "pieces of words";
  }

  @Override
  public String singular() {
    return "piece of words";
  }

  @Override
  public String toString() {
    return "bpe=" + size;
  }
}
