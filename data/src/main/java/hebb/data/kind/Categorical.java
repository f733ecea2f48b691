package hebb.data.kind;

import hebb.data.table.Cell;
import hebb.data.table.MissingWords;
import hebb.data.table.ReadOptions;
import hebb.data.table.Texts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One of several categories, each of which gets a feature of its own.
public final class Categorical implements FeatureKind {
  static final FeatureKind KIND = new Categorical();

  private static final int MOST_CATEGORIES = 100;
  private static final int MOST_KNOWN = 10_000;
  private static final int SHORTEST_CODE = 3;
  private static final int LONGEST_NUMBER = 12;
  private static final Pattern CODE = Pattern.compile("\\d+([eE]\\d+)?");
  private static final Pattern LIKE_NUMBER =
      Pattern.compile("['<>=~\u2264\u2265]*[-+]?(\\d|inf)", Pattern.CASE_INSENSITIVE);
  private static final double WEAK = 0.5;
  private static final double CODES = 0.9;

  private Categorical() {}

  @Override
  public String name() {
    return "categorical";
  }

  @Override
  public Class<? extends ColumnCode> code() {
    return Code.class;
  }

  @Override
  public Optional<Evidence> evidence(ColumnView column, ReadOptions.Decimal decimal) {
    if (!(column.cells() instanceof Texts texts)) {
      return Optional.empty();
    }
    if (areCodes(column.distinct(texts))) {
      return Optional.of(
          new Evidence(
              this,
              CODES,
              "codes of digits",
              "",
              Evidence.Odd.NONE,
              "holds digits that are taken as categories, such as '"
                  + texts.dictionary().stream().filter(Cell::isCode).findFirst().orElse("")
                  + "'; --numeric takes them as numbers"));
    }
    String like = likeNumbers(column, texts);
    return Optional.of(
        new Evidence(
            this,
            WEAK,
            "texts",
            "",
            Evidence.Odd.NONE,
            like.isEmpty()
                ? missingWords(texts)
                : "is taken as categories, since cells such as '"
                    + like
                    + "' are no numbers; write them as plain numbers if they are quantities"));
  }

  /// Whether digits stand for something: they have leading zeros, are very long, or differ as texts
  /// and are one number. A sign or a point anywhere tells of quantities.
  private static boolean areCodes(List<ColumnView.Word> words) {
    boolean codes = false;
    boolean same = false;
    var values = new HashSet<Double>();
    for (ColumnView.Word word : words) {
      String text = word.text();
      if (!CODE.matcher(text).matches()) {
        return false;
      }
      codes |= Cell.isCode(text) && text.length() >= SHORTEST_CODE && Cell.isDigits(text);
      same |= !values.add(Cell.number(text));
    }
    return codes || same;
  }

  /// The words that count as missing, as in `counts 'NA' (37 cells) as missing`.
  private static String missingWords(Texts texts) {
    return texts.missingWords().counts().isEmpty()
        ? ""
        : "counts "
            + texts.missingWords().counts().entrySet().stream()
                .map(word -> new ColumnView.Word(word.getKey(), word.getValue()).shown())
                .collect(Collectors.joining(", "))
            + " as missing; --missing none takes such words as values";
  }

  /// What texts that are no numbers begin like, if most of them begin like numbers.
  private static String likeNumbers(ColumnView column, Texts texts) {
    int cells = 0;
    String example = "";
    for (ColumnView.Word word : column.distinct(texts)) {
      if (word.text().length() <= LONGEST_NUMBER
          && LIKE_NUMBER.matcher(word.text()).lookingAt()
          && !Double.isFinite(Cell.number(word.text()))) {
        cells += word.count();
        example = example.isEmpty() ? word.text() : example;
      }
    }
    return 2 * cells > column.known() ? example : "";
  }

  @Override
  public Optional<Evidence> asSaid(ColumnView column, String format, ReadOptions.Decimal decimal) {
    return Optional.of(Evidence.of(this, 1, option()));
  }

  @Override
  public ColumnCode learn(ColumnView column, String format, int[] rows) {
    Frequencies all = Frequencies.of(column.cells(), rows);
    List<String> values = all.values();
    List<String> kept = values.subList(0, Math.min(MOST_CATEGORIES, values.size()));
    List<String> others = values.subList(kept.size(), Math.min(MOST_KNOWN, values.size()));
    return new Code(
        column.name(),
        kept,
        others,
        kept.size() + others.size() == values.size(),
        all.total() < rows.length);
  }

  @Override
  public String summary(ColumnView column, String format) {
    return Frequencies.of(column.cells()).shown();
  }

  /// One feature for each of the most frequent categories, 1 for the row's own and 0 for the rest.
  /// A category that has no feature is 1 in the feature of all others, if the training part had
  /// such ones, else in that of missing values, if there is one; else it leaves all at 0.
  ///
  /// @param column the column's name
  /// @param categories those that have a feature, the most frequent first
  /// @param others those that share one, the most frequent first
  /// @param complete whether these are all of the training part
  /// @param missing whether there is a feature of missing values
  public record Code(
      String column,
      List<String> categories,
      List<String> others,
      boolean complete,
      boolean missing)
      implements FeatureCode {
    /// Copies the lists.
    public Code {
      categories = List.copyOf(categories);
      others = List.copyOf(others);
    }

    @Override
    public boolean knowsMissing() {
      return missing;
    }

    /// Whether there is a feature of all other categories.
    public boolean other() {
      return !complete || !others.isEmpty();
    }

    @Override
    public boolean asText() {
      return true;
    }

    @Override
    public List<String> names() {
      var names = new ArrayList<String>();
      categories.forEach(category -> names.add(column + "=" + category));
      if (other()) {
        names.add(column + " is other");
      }
      if (missing) {
        names.add(column + " is missing");
      }
      return names;
    }

    @Override
    public String treatment() {
      return (categories.size() == 1
              ? "one feature"
              : "one feature for each of " + categories.size() + " categories")
          + (other() ? ", one for the rest" : "")
          + (missing ? ", one for missing" : "");
    }

    @Override
    public CellEncoder encoder(MissingWords words) {
      return new OneHot(
          this, new TextIndex(Stream.concat(categories.stream(), others.stream()).toList()));
    }
  }

  private record OneHot(Code code, TextIndex index) implements CellEncoder {
    @Override
    public String expected() {
      return "a category of the training data";
    }

    @Override
    public Fit number(double value, float[] out, int at) {
      return write(index.find(value), out, at);
    }

    @Override
    public Fit text(String text, float[] out, int at) {
      return write(index.find(text), out, at);
    }

    /// Where not all categories of the training part are known, another one is none to report.
    private Fit write(int place, float[] out, int at) {
      int own = code.categories().size();
      if (place >= 0 && place < own) {
        out[at + place] = 1;
        return Fit.FITS;
      }
      if (code.other()) {
        out[at + own] = 1;
      } else {
        missing(out, at);
      }
      return place >= 0 || !code.complete() ? Fit.FITS : Fit.UNSEEN;
    }

    @Override
    public void missing(float[] out, int at) {
      if (code.missing()) {
        out[at + code.categories().size() + (code.other() ? 1 : 0)] = 1;
      }
    }
  }
}
