package hebb.data.text;

import hebb.dataset.InputSpec;
import hebb.tensor.Shape;
import java.util.HashSet;
import java.util.List;

/// How a language model reads texts: as they are, with capitals, blanks and line ends, cut into
/// tokens that make the text again when they are put together.
///
/// @param tokens how texts are cut, as a person says it: `chars`, `words` or `bpe=8000`
/// @param vocabulary the tokens that are known, in the order of their indices, which begin with
///   [Vocabulary#FIRST]; index 0 is the end of a text, 1 a token that is not known
/// @param window how many tokens the network sees at once, at most
/// @param lines whether each line is a text of its own
public record LanguageCode(String tokens, List<String> vocabulary, int window, boolean lines) {
  /// The index of the end of a text, which stands before its first token too.
  public static final int END = Vocabulary.PADDING;

  /// The name of the one input.
  public static final String INPUT = "tokens";

  /// The most tokens that a network may see at once.
  public static final int LONGEST = 1024;

  /// Copies the list. Different tokens, and a window from 2 to 1,024.
  public LanguageCode {
    vocabulary = List.copyOf(vocabulary);
    Tokenizer.of(tokens);
    if (window < 2 || window > LONGEST) {
      throw new IllegalArgumentException(
          "window: expected 2 to " + LONGEST + " tokens, got " + window + ".");
    }
    if (vocabulary.isEmpty()
        || vocabulary.contains("")
        || new HashSet<>(vocabulary).size() < vocabulary.size()) {
      throw new IllegalArgumentException(
          "vocabulary: expected different tokens, got " + vocabulary.size() + ".");
    }
  }

  /// How many indices there are.
  public int size() {
    return Vocabulary.FIRST + vocabulary.size();
  }

  /// What the network gets of a row: the indices of a window, of which a line has as many as it is
  /// long.
  public InputSpec input() {
    InputSpec whole = InputSpec.indices(INPUT, Shape.of(window), size());
    return lines ? whole.varying() : whole;
  }

  /// What its tokens are called, as in `characters`.
  public String plural() {
    return Tokenizer.of(tokens).plural();
  }

  /// Whether each character is a token.
  public boolean byCharacters() {
    return Tokenizer.of(tokens) instanceof Characters;
  }
}
