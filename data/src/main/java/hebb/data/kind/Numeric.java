package hebb.data.kind;

import hebb.data.FarNumbers;
import hebb.data.Statistics;
import hebb.data.table.Cell;
import hebb.data.table.Cells;
import hebb.data.table.MissingWords;
import hebb.data.table.Numbers;
import hebb.data.table.ReadOptions;
import hebb.data.table.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// A number that is a quantity; it is standardised.
public final class Numeric implements FeatureKind {
  static final FeatureKind KIND = new Numeric();

  /// So many of the cells must be numbers.
  public static final double ENOUGH = 0.9;

  private static final double WEIGHT = 0.8;
  private static final double HALF = 0.5;
  private static final double CLOSE = 0.45;
  private static final double FEW = 0.2;
  private static final double SOME = 0.3;

  private Numeric() {}

  @Override
  public String name() {
    return "numeric";
  }

  @Override
  public Class<? extends ColumnCode> code() {
    return Code.class;
  }

  @Override
  public Optional<Evidence> evidence(ColumnView column, ReadOptions.Decimal decimal) {
    Optional<Evidence> read = read(column, decimal);
    return read.filter(found -> found.weight() >= SOME);
  }

  @Override
  public Optional<Evidence> asSaid(ColumnView column, String format, ReadOptions.Decimal decimal) {
    Optional<Evidence> read =
        format.isEmpty() ? read(column, decimal) : read(column, NumberFormat.of(format));
    return read.filter(found -> found.odd().cells() * 2 <= column.known())
        .map(found -> found.said(option()));
  }

  /// How cells are best read as numbers; the weight falls below that of texts where fewer than 90 %
  /// are.
  private Optional<Evidence> read(ColumnView column, ReadOptions.Decimal decimal) {
    if (!(column.cells() instanceof Texts texts)) {
      return Optional.of(Evidence.of(this, WEIGHT, "numbers"));
    }
    List<ColumnView.Word> words = words(column, texts);
    return read(column, texts, words, NumberFormats.find(words, decimal, column.delimiter()));
  }

  /// How cells are read in a format that a person says.
  private Optional<Evidence> read(ColumnView column, NumberFormat format) {
    if (!(column.cells() instanceof Texts texts)) {
      return Optional.of(Evidence.of(this, WEIGHT, "numbers"));
    }
    List<ColumnView.Word> words = words(column, texts);
    int cells =
        words.stream()
            .filter(word -> Double.isFinite(format.number(word.text())))
            .mapToInt(ColumnView.Word::count)
            .sum();
    return read(column, texts, words, new NumberFormats.Found(format, cells, false));
  }

  private static List<ColumnView.Word> words(ColumnView column, Texts texts) {
    return column.distinct(texts).stream()
        .filter(word -> !column.words().isMissingAmongNumbers(word.text()))
        .toList();
  }

  private Optional<Evidence> read(
      ColumnView column, Texts texts, List<ColumnView.Word> words, NumberFormats.Found found) {
    MissingWords missing = column.words();
    int known = words.stream().mapToInt(ColumnView.Word::count).sum();
    if (known == 0 || found.cells() == 0) {
      return Optional.empty();
    }
    Evidence.Odd odd =
        column.odd(
            texts,
            text ->
                missing.isMissingAmongNumbers(text)
                    || Double.isFinite(found.format().number(text)));
    double share = (double) found.cells() / known;
    double weight = share >= ENOUGH ? WEIGHT : share >= HALF ? CLOSE : share >= FEW ? SOME : 0;
    NumberFormat format = found.format();
    return Optional.of(
        new Evidence(
            this,
            weight,
            "numbers",
            format.isPlain() ? "" : format.text(),
            odd,
            note(words, found, column.missingShown())));
  }

  /// How a cell that is no plain number is read, or that some words count as missing.
  private static String note(
      List<ColumnView.Word> words, NumberFormats.Found found, String without) {
    NumberFormat format = found.format();
    String example =
        words.stream()
            .map(ColumnView.Word::text)
            .filter(text -> !Double.isFinite(Cell.number(text)))
            .filter(text -> Double.isFinite(format.number(text)))
            .findFirst()
            .orElse("");
    if (example.isEmpty()) {
      return without.isEmpty() ? "" : ColumnView.missingNote(without);
    }
    String note =
        "is read as numbers, '"
            + example
            + "' as "
            + Cell.text(format.number(example))
            + (without.isEmpty() ? "" : ", and " + without + " as missing")
            + "; ";
    if (!found.ambiguous()) {
      return note + "--categorical takes its cells as texts";
    }
    return note
        + (format.decimal() == ','
            ? "--decimal . if the comma stands between thousands"
            : "--decimal , if the comma stands before decimals");
  }

  @Override
  public String formatExample() {
    return "1.234,5";
  }

  @Override
  public ColumnCode learn(ColumnView column, String format, int[] rows) {
    NumberFormat read = NumberFormat.of(format);
    double[] values = new double[rows.length];
    int count = 0;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int row : rows) {
      double value = value(column.cells(), row, read);
      if (Double.isFinite(value)) {
        values[count++] = value;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    Statistics statistics = Statistics.of(values, count);
    return new Code(
        column.name(),
        read.isPlain() ? "" : read.text(),
        statistics.mean(),
        statistics.std(),
        statistics.median(),
        count == 0 ? 0 : low,
        count == 0 ? 0 : high,
        FarNumbers.USUAL,
        count < rows.length);
  }

  /// The number in a row; NaN where there is none.
  private static double value(Cells cells, int row, NumberFormat format) {
    if (cells instanceof Numbers numbers) {
      return numbers.get(row);
    }
    double value = cells.isMissing(row) ? Double.NaN : format.number(cells.text(row));
    return Double.isFinite(value) ? value : Double.NaN;
  }

  /// The numbers of a column; NaN where there is none.
  ///
  /// @param format how cells are read
  public static double[] values(Cells cells, String format) {
    NumberFormat read = NumberFormat.of(format);
    double[] values = new double[cells.size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = value(cells, row, read);
    }
    return values;
  }

  /// What reads a trimmed text as a number; NaN where it is none or too large.
  ///
  /// @param format how cells are written
  /// @throws IllegalArgumentException if that is no format
  public static ToDoubleFunction<String> reader(String format) {
    NumberFormat read = NumberFormat.of(format);
    return text -> {
      double value = read.number(text);
      return Double.isFinite(value) ? value : Double.NaN;
    };
  }

  @Override
  public int missing(ColumnView column, String format) {
    if (column.cells() instanceof Numbers numbers) {
      return numbers.missing();
    }
    int missing = 0;
    for (double value : values(column.cells(), format)) {
      missing += Double.isNaN(value) ? 1 : 0;
    }
    return missing;
  }

  @Override
  public String measured(String format) {
    return "value";
  }

  @Override
  public double[] measures(ColumnView column, String format) {
    return values(column.cells(), format);
  }

  @Override
  public String summary(ColumnView column, String format) {
    NumberFormat read = NumberFormat.of(format);
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < column.cells().size(); row++) {
      double value = value(column.cells(), row, read);
      if (!Double.isNaN(value)) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    return least > most
        ? ""
        : Cell.shown(least)
            + " to "
            + Cell.shown(most)
            + (format.isEmpty() ? "" : ", written " + format);
  }

  /// A quantity: `z = (x - mean) / std`, 0 if `std` is 0. Beyond `far` deviations it is the
  /// logarithm that counts: `far + ln(|z| - far + 1)` with the sign of `z`. A missing value counts
  /// as the median.
  ///
  /// @param column the column's name
  /// @param format how cells are written, as in `$1,234.5`; empty for plain numbers
  /// @param mean the mean
  /// @param std the population's standard deviation; 0 for a constant
  /// @param median the median
  /// @param low the least number in the training part
  /// @param high the greatest
  /// @param far from where the logarithm counts, in deviations; above 0
  /// @param indicator whether a second feature is 1 where the value is missing
  public record Code(
      String column,
      String format,
      double mean,
      double std,
      double median,
      double low,
      double high,
      double far,
      boolean indicator)
      implements FeatureCode {
    /// Checks the numbers.
    public Code {
      NumberFormat.of(format);
      if (!Double.isFinite(mean)
          || !Double.isFinite(std)
          || !Double.isFinite(median)
          || !Double.isFinite(low)
          || !Double.isFinite(high)
          || std < 0
          || low > high
          || !FarNumbers.isInRange(far)) {
        throw new IllegalArgumentException(
            "column "
                + column
                + ": expected finite statistics with std of 0 or more, low of at most high and far above 0, got mean "
                + mean
                + ", std "
                + std
                + ", median "
                + median
                + ", low "
                + low
                + ", high "
                + high
                + ", far "
                + far
                + ".");
      }
    }

    /// Cells in a format of their own may look like plain numbers and be others: `1.309` for 1309.
    @Override
    public boolean asText() {
      return !format.isEmpty();
    }

    @Override
    public boolean knowsMissing() {
      return indicator;
    }

    @Override
    public List<String> names() {
      return FeatureCode.withIndicator(column, indicator);
    }

    @Override
    public String range() {
      return Cell.shown(low) + " to " + Cell.shown(high);
    }

    @Override
    public FeatureCode linear() {
      return new Code(column, format, mean, std, median, low, high, FarNumbers.LINEAR, indicator);
    }

    @Override
    public String treatment() {
      double most = std == 0 ? 0 : Math.max(high - mean, mean - low) / std;
      return (std == 0 ? "always the same" : "standardised")
          + (most > far ? ", beyond " + Cell.shown(far) + " deviations by logarithm" : "")
          + FeatureCode.flagged(indicator, "the median");
    }

    @Override
    public CellEncoder encoder(MissingWords words) {
      return new Scaled(this, words);
    }
  }

  /// A standardised number, and perhaps an indicator.
  private static final class Scaled implements CellEncoder {
    private final Code code;
    private final MissingWords words;
    private final NumberFormat format;
    private final double least;
    private final double most;

    Scaled(Code code, MissingWords words) {
      this.code = code;
      this.words = words;
      this.format = NumberFormat.of(code.format());
      double margin = (code.high() - code.low()) / 10;
      this.least = code.low() - margin;
      this.most = code.high() + margin;
    }

    @Override
    public String expected() {
      return "a finite number";
    }

    @Override
    public Fit number(double value, float[] out, int at) {
      if (!Double.isFinite(value)) {
        missing(out, at);
        return Fit.UNREADABLE;
      }
      double z = code.std() == 0 ? 0 : (value - code.mean()) / code.std();
      out[at] = (float) FarNumbers.of(z, code.far());
      return value < least || value > most ? Fit.OUT_OF_RANGE : Fit.FITS;
    }

    @Override
    public Fit text(String text, float[] out, int at) {
      double value = format.number(text);
      if (Double.isNaN(value) && words.isMissingAmongNumbers(text)) {
        missing(out, at);
        return Fit.MISSING;
      }
      return number(value, out, at);
    }

    @Override
    public void missing(float[] out, int at) {
      number(code.median(), out, at);
      if (code.indicator()) {
        out[at + 1] = 1;
      }
    }
  }
}
