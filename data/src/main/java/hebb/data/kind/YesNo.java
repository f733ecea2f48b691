package hebb.data.kind;

import hebb.data.table.Cells;
import hebb.data.table.MissingWords;
import hebb.data.table.Numbers;
import hebb.data.table.ReadOptions;
import hebb.data.table.Texts;
import java.util.List;
import java.util.Optional;

/// Yes or no in any spelling: `true`, `No`, `T`, `n`. One feature of 1 or 0.
public final class YesNo implements FeatureKind {
  static final FeatureKind KIND = new YesNo();

  private static final double WEIGHT = 0.9;
  private static final double NEAR = 0.45;
  private static final String WORDS = "words for yes and no";

  private YesNo() {}

  private static boolean isWord(String text) {
    return Flag.value(text) >= 0 && Character.isLetter(text.charAt(0));
  }

  @Override
  public String name() {
    return "boolean";
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
    if (Flag.isFlag(texts.dictionary())) {
      return Optional.of(Evidence.of(this, WEIGHT, WORDS));
    }
    List<String> flags = texts.dictionary().stream().filter(YesNo::isWord).toList();
    Evidence.Odd odd = column.odd(texts, YesNo::isWord);
    return Flag.isFlag(flags) && odd.cells() <= (1 - Numeric.ENOUGH) * column.known()
        ? Optional.of(new Evidence(this, NEAR, WORDS, "", odd, ""))
        : Optional.empty();
  }

  @Override
  public Optional<Evidence> asSaid(ColumnView column, String format, ReadOptions.Decimal decimal) {
    if (column.cells() instanceof Numbers numbers) {
      for (int row = 0; row < numbers.size(); row++) {
        double value = numbers.get(row);
        if (!Double.isNaN(value) && value != 0 && value != 1) {
          return Optional.empty();
        }
      }
      return Optional.of(Evidence.of(this, 1, option()));
    }
    Texts texts = (Texts) column.cells();
    Evidence.Odd odd =
        column.odd(
            texts, word -> Flag.value(word) >= 0 || column.words().isMissingAmongNumbers(word));
    return 2 * odd.cells() > column.known()
        ? Optional.empty()
        : Optional.of(new Evidence(this, 1, option(), "", odd, ""));
  }

  @Override
  public ColumnCode learn(ColumnView column, String format, int[] rows) {
    int yes = 0;
    int known = 0;
    for (int row : rows) {
      int value = value(column.cells(), row);
      yes += value == 1 ? 1 : 0;
      known += value >= 0 ? 1 : 0;
    }
    return new Code(column.name(), known == 0 ? 0.5 : (double) yes / known, known < rows.length);
  }

  private static int value(Cells cells, int row) {
    return cells.isMissing(row) ? -1 : Flag.value(cells.text(row));
  }

  @Override
  public int missing(ColumnView column, String format) {
    int missing = 0;
    for (int row = 0; row < column.cells().size(); row++) {
      missing += value(column.cells(), row) < 0 ? 1 : 0;
    }
    return missing;
  }

  @Override
  public String summary(ColumnView column, String format) {
    return Frequencies.of(column.cells()).shown();
  }

  /// Yes or no as 1 or 0. A missing value counts as the share of yes.
  ///
  /// @param column the column's name
  /// @param share the share of yes, from 0 to 1
  /// @param indicator whether a second feature is 1 where the value is missing
  public record Code(String column, double share, boolean indicator) implements FeatureCode {
    @Override
    public boolean knowsMissing() {
      return indicator;
    }

    @Override
    public List<String> names() {
      return FeatureCode.withIndicator(column, indicator);
    }

    @Override
    public String treatment() {
      return "1 or 0" + FeatureCode.flagged(indicator, "the share of yes");
    }

    @Override
    public CellEncoder encoder(MissingWords words) {
      return new OneOrZero(this, words);
    }
  }

  private record OneOrZero(Code code, MissingWords words) implements CellEncoder {
    @Override
    public String expected() {
      return "yes or no, true or false";
    }

    @Override
    public Fit number(double value, float[] out, int at) {
      return write(value == 1 ? 1 : value == 0 ? 0 : -1, out, at);
    }

    @Override
    public Fit text(String text, float[] out, int at) {
      int value = Flag.value(text);
      if (value < 0 && words.isMissingAmongNumbers(text)) {
        missing(out, at);
        return Fit.MISSING;
      }
      return write(value, out, at);
    }

    private Fit write(int value, float[] out, int at) {
      if (value < 0) {
        missing(out, at);
        return Fit.UNSEEN;
      }
      out[at] = value;
      return Fit.FITS;
    }

    @Override
    public void missing(float[] out, int at) {
      out[at] = (float) code.share();
      if (code.indicator()) {
        out[at + 1] = 1;
      }
    }
  }
}
