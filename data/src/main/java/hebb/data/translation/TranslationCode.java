package hebb.data.translation;

import hebb.data.kind.Column;
import hebb.data.table.Cells;
import hebb.data.table.MissingWords;
import hebb.data.table.ReadOptions;
import hebb.data.table.Table;
import hebb.data.text.Tokenizer;
import hebb.data.text.Tokens;
import hebb.data.text.Vocabulary;
import hebb.dataset.InputSpec;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// How the rows of a table become pairs of a source and its translation, each as the indices of its
/// tokens: what was found out and learned from the training part, as plain data. Texts are taken as
/// they are, with capitals; index 0 is the end of a text and stands before a translation too, 1 is
/// a token that is not known, the vocabulary begins with [Vocabulary#FIRST].
///
/// @param columns of the table, each of the kind `source`, `target` or, with a reason, `skipped`
/// @param tokens how texts are cut, as a person says it: `chars`, `words` or `bpe=8000`
/// @param source what is known of texts to translate
/// @param target what is known of translations
/// @param missing the words for missing as a person said them; empty for the usual ones
public record TranslationCode(
    List<Column> columns, String tokens, Side source, Side target, List<String> missing) {
  /// The index of the end of a text, which stands before its first token too.
  public static final int END = Vocabulary.PADDING;

  /// The name of the input of sources.
  public static final String SOURCE = "source";

  /// The name of the input of what was said so far.
  public static final String SAID = "said";

  static final String TARGET = "target";

  /// One of the two languages.
  ///
  /// @param column its name
  /// @param vocabulary the tokens that are known, in the order of their indices
  /// @param length how many tokens a network gets of a text, or makes, at most
  public record Side(String column, List<String> vocabulary, int length) {
    /// Copies the list. Different tokens, and a length of 1 or more.
    public Side {
      vocabulary = List.copyOf(vocabulary);
      if (length < 1
          || vocabulary.contains("")
          || new HashSet<>(vocabulary).size() < vocabulary.size()) {
        throw new IllegalArgumentException(
            "column "
                + column
                + ": expected different tokens, and 1 or more of them in a text, got "
                + length
                + ".");
      }
    }

    /// How many indices there are.
    public int size() {
      return Vocabulary.FIRST + vocabulary.size();
    }

    private InputSpec input(String name, int steps) {
      return InputSpec.indices(name, Shape.of(steps), size()).varying();
    }
  }

  /// Copies the lists. Lengths are at most those of the tokenizer, and sides are columns.
  public TranslationCode {
    columns = List.copyOf(columns);
    missing = List.copyOf(missing);
    int most = Tokenizer.of(tokens).most();
    if (source.length > most
        || target.length > most
        || !named(columns, SOURCE).equals(List.of(source.column))
        || !named(columns, TARGET).equals(List.of(target.column))) {
      throw new IllegalArgumentException(
          "translation: expected a source and a target of at most "
              + most
              + " tokens, got "
              + source.column
              + " of "
              + source.length
              + " and "
              + target.column
              + " of "
              + target.length
              + ".");
    }
  }

  private static List<String> named(List<Column> columns, String kind) {
    return columns.stream().filter(column -> column.kind().equals(kind)).map(Column::name).toList();
  }

  /// What a network gets of a row: the source, and what was said so far, which begins with [#END].
  public List<InputSpec> inputs() {
    return List.of(source.input(SOURCE, source.length), target.input(SAID, steps()));
  }

  /// How many steps a decoder makes at most: the tokens of a translation and its end.
  public int steps() {
    return target.length + 1;
  }

  /// Cuts sources.
  public Tokens sourceTokens() {
    return new Tokens(tokens, source.vocabulary);
  }

  /// Cuts translations, and puts them together again.
  public Tokens targetTokens() {
    return new Tokens(tokens, target.vocabulary);
  }

  /// What its tokens are called, as in `characters`.
  public String plural() {
    return Tokenizer.of(tokens).plural();
  }

  /// The pairs of a table that has both columns. A pair of which a side is empty is left out.
  ///
  /// @throws hebb.data.DataException if a column is not there
  public List<Pair> pairs(Table table) {
    return pairs(table.cells(source.column), table.cells(target.column));
  }

  static List<Pair> pairs(Cells sources, Cells targets) {
    List<Pair> pairs = new ArrayList<>();
    for (int row = 0; row < sources.size(); row++) {
      Pair pair = new Pair(text(sources, row), text(targets, row));
      if (!pair.source().isEmpty() && !pair.target().isEmpty()) {
        pairs.add(pair);
      }
    }
    return pairs;
  }

  /// The text of a cell without blanks at its ends; empty where it has no value.
  public static String text(Cells cells, int row) {
    return cells.isMissing(row) ? "" : cells.text(row).strip();
  }

  /// How a file is read: both columns as they are written.
  public ReadOptions readOptions(ReadOptions given) {
    List<String> both = List.of(source.column, target.column);
    return given.withText(both).withExpected(both).withMissing(MissingWords.read(missing));
  }

  /// A text and its translation.
  public record Pair(String source, String target) {}
}
