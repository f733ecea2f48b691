package hebb.data.kind;

import hebb.data.Counts;
import hebb.data.table.MissingWords;
import hebb.data.table.ReadOptions;
import hebb.data.table.Texts;
import hebb.data.text.Characters;
import hebb.data.text.Tokenizer;
import hebb.data.text.Vocabulary;
import hebb.dataset.InputSpec;
import hebb.tensor.Shape;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Texts in a language, such as reviews: an input of the indices of their tokens, whose length
/// varies by row.
public final class Text implements FeatureKind {
  static final FeatureKind KIND = new Text();

  /// The name.
  public static final String NAME = "text";

  private static final double LIKELY = 0.8;
  private static final int FEWEST = 50;
  private static final int FEWEST_WORDS = 3;
  private static final int LOOKED = 10_000;
  private static final double MOSTLY = 0.99;
  private static final int SHOWN = 40;
  private static final double MOST_WHOLE = 1e15;

  private Text() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean canBeTarget() {
    return false;
  }

  @Override
  public Class<? extends ColumnCode> code() {
    return Code.class;
  }

  /// The median cell has three words or more, most words after the first begin with no capital (as
  /// those of names, addresses and titles do), and most cells differ.
  @Override
  public Optional<Evidence> evidence(ColumnView column, ReadOptions.Decimal decimal) {
    if (!differ(column) || !(column.cells() instanceof Texts texts)) {
      return Optional.empty();
    }
    Look look = Look.at(texts);
    return look.words() < FEWEST_WORDS || 2 * look.capitals() > look.others()
        ? Optional.empty()
        : Optional.of(evidence(LIKELY, "texts of " + look.words() + " words", look.tokens()));
  }

  /// Whether the cells are texts of which most differ, and there are enough of them to learn from.
  public static boolean differ(ColumnView column) {
    return column.cells() instanceof Texts texts
        && column.known() >= FEWEST
        && 2 * texts.dictionary().size() >= column.known();
  }

  @Override
  public String formatExample() {
    return "words";
  }

  @Override
  public String formatWords() {
    return Tokenizer.EXPECTED;
  }

  @Override
  public Optional<Evidence> asSaid(ColumnView column, String format, ReadOptions.Decimal decimal) {
    return column.cells() instanceof Texts texts
        ? Optional.of(
            evidence(
                1,
                option(),
                format.isEmpty() ? Look.at(texts).tokens() : Tokenizer.of(format).toString()))
        : Optional.empty();
  }

  private Evidence evidence(double weight, String reason, String tokens) {
    return new Evidence(
        this,
        weight,
        reason,
        tokens,
        Evidence.Odd.NONE,
        "is read as text, in small letters and cut into "
            + Tokenizer.of(tokens).plural()
            + "; --tokens cuts it otherwise"
            + (weight < 1 ? ", --ignore leaves it out" : ""));
  }

  /// What a column of texts looks like.
  ///
  /// @param words of the median cell, those without a letter left out
  /// @param capitals words after the first of a cell that begin with a capital
  /// @param others words after the first of a cell, those with
  private record Look(int words, long capitals, long others) {
    static Look at(Texts texts) {
      List<String> looked =
          texts.dictionary().subList(0, Math.min(LOOKED, texts.dictionary().size()));
      int[] counts = new int[looked.size()];
      long capitals = 0;
      long others = 0;
      for (int i = 0; i < counts.length; i++) {
        for (String word : looked.get(i).split("\\s+", -1)) {
          int first = word.codePoints().filter(Character::isLetter).findFirst().orElse(-1);
          counts[i] += first < 0 ? 0 : 1;
          if (counts[i] > 1 && first >= 0) {
            others++;
            capitals += Character.isUpperCase(first) || Character.isTitleCase(first) ? 1 : 0;
          }
        }
      }
      Arrays.sort(counts);
      return new Look(counts.length == 0 ? 0 : counts[counts.length / 2], capitals, others);
    }

    /// How the texts are cut where nobody says it.
    String tokens() {
      return words < FEWEST_WORDS ? "chars" : "words";
    }
  }

  /// The tokens of the training part, and how many of a text are looked at: as many as the longest
  /// has, but at most half more than 99 of 100 texts have at most.
  @Override
  public ColumnCode learn(ColumnView column, String format, int[] rows) {
    Tokenizer tokenizer = Tokenizer.of(format);
    int[] known = IntStream.of(rows).filter(row -> !column.cells().isMissing(row)).toArray();
    List<String> texts =
        IntStream.of(known)
            .parallel()
            .mapToObj(row -> Tokenizer.read(column.cells().text(row)))
            .toList();
    List<String> tokens = tokenizer.learn(texts);
    Vocabulary vocabulary = new Vocabulary(tokenizer, tokens);
    int[] lengths =
        texts.stream().parallel().mapToInt(text -> vocabulary.indices(text).length).toArray();
    int[] sorted = lengths.clone();
    Arrays.sort(sorted);
    int usual = sorted.length == 0 ? 1 : sorted[(int) (MOSTLY * (sorted.length - 1))];
    int longest = sorted.length == 0 ? 1 : sorted[sorted.length - 1];
    int length = Math.clamp(Math.min(longest, usual + usual / 2), 1, tokenizer.most());
    int cut = (int) IntStream.of(lengths).filter(each -> each > length).count();
    return new Code(
        column.name(),
        tokenizer.toString(),
        tokens,
        length,
        texts.size(),
        cut,
        known.length < rows.length);
  }

  @Override
  public String measured(String format) {
    return Tokenizer.of(format) instanceof Characters ? "characters" : "words";
  }

  @Override
  public double[] measures(ColumnView column, String format) {
    boolean characters = Tokenizer.of(format) instanceof Characters;
    return ColumnView.numbers(
        column.cells(),
        text ->
            characters ? text.codePointCount(0, text.length()) : text.strip().split("\\s+").length,
        value -> 1);
  }

  @Override
  public String summary(ColumnView column, String format) {
    return "texts, cut into " + Tokenizer.of(format).plural();
  }

  /// The indices of a text's tokens, as [Vocabulary] has them; of a text that is longer than that
  /// the first ones. A text that is missing, or has no token, is one of padding.
  ///
  /// @param column the column's name
  /// @param tokens how texts are cut, as a person says it
  /// @param vocabulary the tokens that are known, in the order of their indices
  /// @param length how many tokens of a text count at most
  /// @param texts how many the training part has
  /// @param cut how many of them are longer
  /// @param missing whether the training part had missing values
  public record Code(
      String column,
      String tokens,
      List<String> vocabulary,
      int length,
      int texts,
      int cut,
      boolean missing)
      implements ShapedCode {
    /// Copies the list.
    public Code {
      vocabulary = List.copyOf(vocabulary);
      if (length < 1
          || length > Tokenizer.of(tokens).most()
          || new HashSet<>(vocabulary).size() < vocabulary.size()) {
        throw new IllegalArgumentException(
            "text "
                + column
                + ": expected different tokens, and 1 to "
                + Tokenizer.of(tokens).most()
                + " of them in a text, got "
                + length
                + ".");
      }
    }

    @Override
    public InputSpec spec() {
      return InputSpec.indices(input(), Shape.of(length), Vocabulary.FIRST + vocabulary.size())
          .varying();
    }

    /// Whether each character is a token.
    public boolean byCharacters() {
      return Tokenizer.of(tokens) instanceof Characters;
    }

    @Override
    public String network() {
      return byCharacters()
          ? "embedding(32) conv1d(256, kernel=5) relu global_max_pool dropout(0.3)"
          : "embedding(64) global_average_pool dropout(0.5)";
    }

    @Override
    public Optional<String> note() {
      return Optional.of(
          "Of column '"
              + column
              + "' "
              + Tokenizer.of(tokens).counted(vocabulary.size())
              + (vocabulary.size() == 1 ? " is" : " are")
              + " known, those of the training part that come twice or more often, or all where none"
              + " does, and at most "
              + length
              + " of a text count"
              + (cut == 0
                  ? "."
                  : "; "
                      + Counts.text(cut)
                      + " of "
                      + Counts.text(texts)
                      + " texts are longer and cut."));
    }

    @Override
    public boolean knowsMissing() {
      return missing;
    }

    @Override
    public boolean asText() {
      return true;
    }

    @Override
    public String treatment() {
      return "cut into "
          + Tokenizer.of(tokens).plural()
          + ", "
          + Counts.text(vocabulary.size())
          + " known, at most "
          + length
          + " of a text";
    }

    /// The tokens of a text that count, in the order in which a network has their indices.
    public List<String> tokens(String text) {
      return known().tokens(text).stream().limit(length).toList();
    }

    private Vocabulary known() {
      return new Vocabulary(Tokenizer.of(tokens), vocabulary);
    }

    @Override
    public CellEncoder encoder(MissingWords words) {
      return new Reader(this, known());
    }
  }

  private record Reader(Code code, Vocabulary vocabulary) implements CellEncoder {
    @Override
    public String expected() {
      return "a text with " + Tokenizer.of(code.tokens).plural() + " of the training data";
    }

    @Override
    public Fit number(double value, float[] out, int at) {
      boolean whole = value == Math.rint(value) && Math.abs(value) < MOST_WHOLE;
      return text(whole ? Long.toString((long) value) : Double.toString(value), out, at);
    }

    @Override
    public Fit text(String text, float[] out, int at) {
      int[] indices = vocabulary.indices(text);
      if (indices.length == 0) {
        missing(out, at);
        return Fit.MISSING;
      }
      int length = Math.min(code.length, indices.length);
      int unknown = 0;
      out[at] = length;
      for (int i = 0; i < length; i++) {
        out[at + 1 + i] = indices[i];
        unknown += indices[i] == Vocabulary.UNKNOWN ? 1 : 0;
      }
      if (unknown == length) {
        return Fit.UNKNOWN;
      }
      return 2 * unknown >= length
          ? Fit.MOSTLY_UNKNOWN
          : indices.length > length ? Fit.CUT : Fit.FITS;
    }

    @Override
    public String shown(String text, Fit fit) {
      String read =
          fit == Fit.MOSTLY_UNKNOWN ? String.join(" ", vocabulary.unknown(text)) : text.strip();
      return read.length() > SHOWN ? read.substring(0, SHOWN).strip() + "..." : read;
    }

    @Override
    public void missing(float[] out, int at) {
      out[at] = 1;
    }
  }
}
