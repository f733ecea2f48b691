package hebb.data.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The tokens that are known, and the indices under which a network has them: 0 for none, 1 for
/// those that are not known, then one for each. Any number of threads use it at once.
public final class Vocabulary {
  /// The index of what comes after a text, and of a text that is not there.
  public static final int PADDING = 0;

  /// The index of tokens that are not known.
  public static final int UNKNOWN = 1;

  /// The index of the first token that is known.
  public static final int FIRST = 2;

  private final Tokenizer.Cutter cutter;
  private final Map<String, Integer> indices = new HashMap<>();

  /// Tokens in the order of their indices.
  public Vocabulary(Tokenizer tokenizer, List<String> tokens) {
    this.cutter = tokenizer.cutter(tokens);
    tokens.forEach(token -> indices.put(token, FIRST + indices.size()));
  }

  /// The indices of a text's tokens, in order.
  public int[] indices(String text) {
    IntStream.Builder found = IntStream.builder();
    cutter.cut(Tokenizer.read(text), token -> found.add(indices.getOrDefault(token, UNKNOWN)));
    return found.build().toArray();
  }

  /// The tokens of a text, in order.
  public List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    cutter.cut(Tokenizer.read(text), tokens::add);
    return tokens;
  }

  /// The tokens of a text that are not known, in order.
  public List<String> unknown(String text) {
    return tokens(text).stream().filter(token -> !indices.containsKey(token)).toList();
  }
}
