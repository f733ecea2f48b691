package hebb.model;

import hebb.data.Counts;
import hebb.data.schema.Unseen;
import hebb.data.text.Tokens;
import hebb.data.text.Vocabulary;
import hebb.data.translation.TranslationCode;
import java.util.List;
import java.util.stream.IntStream;

/// Counts of texts to translate those that are not as in training: empty, longer than what the
/// model takes, or of unknown tokens. For one thread.
final class Sources {
  private final TranslationCode code;
  private final Tokens tokens;
  private final String name;
  private final Unseen unseen;
  private long empty;
  private long cut;
  private long unknown;

  /// @param name what the texts are called in messages
  /// @param unseen is told of them, or refuses unknown tokens
  Sources(TranslationCode code, String name, Unseen unseen) {
    this.code = code;
    this.tokens = code.sourceTokens();
    this.name = name;
    this.unseen = unseen;
  }

  /// Takes the next text.
  ///
  /// @param row from 1; 0 where it stands alone
  /// @throws hebb.data.DataException if its tokens are not known, and such are refused
  void look(long row, String text) {
    int[] indices = tokens.indices(text.strip());
    long known = IntStream.of(indices).filter(index -> index != Vocabulary.UNKNOWN).count();
    empty += indices.length == 0 ? 1 : 0;
    cut += indices.length > code.source().length() ? 1 : 0;
    if (known < indices.length) {
      unknown++;
      unseen.target(
          name,
          row,
          code.source().column(),
          "a text of " + code.plural() + " of the training data",
          text.strip());
    }
  }

  /// Says how many there were.
  void note() {
    if (empty > 0) {
      unseen.note(List.of(count(empty, "text") + " empty, and so is the translation."));
    }
    noteCut(code, cut, unseen);
    if (unknown > 0) {
      unseen.note(
          List.of(
              Counts.text(unknown, "text")
                  + (unknown == 1 ? " has " : " have ")
                  + code.plural()
                  + " that are not in the training data."));
    }
  }

  static void noteCut(TranslationCode code, long cut, Unseen unseen) {
    if (cut > 0) {
      unseen.note(
          List.of(
              count(cut, "text")
                  + " longer than the "
                  + code.source().length()
                  + " "
                  + code.plural()
                  + " that the model takes, and cut."));
    }
  }

  static String count(long count, String what) {
    return Counts.text(count, what) + (count == 1 ? " is" : " are");
  }
}
