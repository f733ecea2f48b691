package hebb.data.kind;

import hebb.data.FarNumbers;
import hebb.data.date.DateChoice;
import hebb.data.date.DateFeatures;
import hebb.data.date.DateFormat;
import hebb.data.date.DateFormats;
import hebb.data.table.Cell;
import hebb.data.table.Cells;
import hebb.data.table.MissingWords;
import hebb.data.table.Numbers;
import hebb.data.table.ReadOptions;
import hebb.data.table.Texts;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A date, a time of day, or both. The format is decided once for the column; year, month, day,
/// weekday, hour and minute are features where they vary, and so are the days since the first date.
public final class DateTime implements FeatureKind {
  static final FeatureKind KIND = new DateTime();

  private static final double WEIGHT = 0.86;
  private static final double CLOSE = 0.45;
  private static final int LOOKED_AT = 400;
  private static final Pattern FOUR_DIGITS = Pattern.compile("\\d{4}");
  private static final double FIRST_NUMBER = 1900_01_01;
  private static final double LAST_NUMBER = 2100_12_31_23_59_59.0;

  private DateTime() {}

  @Override
  public String name() {
    return "date";
  }

  @Override
  public String formatExample() {
    return "dd.MM.yyyy";
  }

  @Override
  public boolean canBeTarget() {
    return false;
  }

  @Override
  public Class<? extends ColumnCode> code() {
    return Code.class;
  }

  /// The distinct texts of a column with their counts, and the first ones in the order of the rows.
  private record Dates(List<String> distinct, List<Integer> counts, List<String> inOrder) {
    static Dates of(ColumnView column) {
      return switch (column.cells()) {
        case Texts texts -> of(column, texts);
        case Numbers numbers -> of(numbers);
      };
    }

    private static Dates of(ColumnView column, Texts texts) {
      var distinct = new ArrayList<String>();
      var counts = new ArrayList<Integer>();
      for (ColumnView.Word word : column.distinct(texts)) {
        if (!column.words().isMissingAmongNumbers(word.text())) {
          distinct.add(word.text());
          counts.add(word.count());
        }
      }
      return new Dates(distinct, counts, inOrder(texts));
    }

    /// Numbers may be dates where all are as large as `19000101`; others are not looked at.
    private static Dates of(Numbers numbers) {
      Map<Double, Integer> counts = new LinkedHashMap<>();
      for (int row = 0; row < numbers.size(); row++) {
        double value = numbers.get(row);
        if (!Double.isNaN(value)) {
          if (!(value >= FIRST_NUMBER && value <= LAST_NUMBER && value == Math.rint(value))) {
            return new Dates(List.of(), List.of(), List.of());
          }
          counts.merge(value, 1, Integer::sum);
        }
      }
      return new Dates(
          counts.keySet().stream().map(Cell::text).toList(),
          List.copyOf(counts.values()),
          inOrder(numbers));
    }

    private static List<String> inOrder(Cells cells) {
      var first = new ArrayList<String>();
      for (int row = 0; row < cells.size() && first.size() < LOOKED_AT; row++) {
        if (!cells.isMissing(row)) {
          first.add(cells.text(row));
        }
      }
      return first;
    }
  }

  @Override
  public Optional<Evidence> evidence(ColumnView column, ReadOptions.Decimal decimal) {
    Dates dates = Dates.of(column);
    return dates.distinct().isEmpty()
        ? Optional.empty()
        : DateFormats.decide(dates.distinct(), dates.counts()::get, dates.inOrder())
            .map(choice -> evidence(column, choice));
  }

  @Override
  public Optional<Evidence> asSaid(ColumnView column, String format, ReadOptions.Decimal decimal) {
    Dates dates = Dates.of(column);
    Optional<DateChoice> choice =
        format.isEmpty()
            ? DateFormats.best(dates.distinct(), dates.counts()::get, dates.inOrder())
            : Optional.of(
                DateFormats.given(DateFormat.of(format), dates.distinct(), dates.counts()::get));
    return choice
        .filter(found -> found.read() > 0 && found.share() >= 0.5)
        .map(found -> evidence(column, found).said(option()));
  }

  private Evidence evidence(ColumnView column, DateChoice choice) {
    Evidence.Odd odd =
        choice.unread() == 0 || !(column.cells() instanceof Texts texts)
            ? Evidence.Odd.NONE
            : new Evidence.Odd(
                choice.unread(), choice.odd(), column.firstRow(texts, choice.odd().getFirst()));
    return new Evidence(
        this,
        choice.share() >= Numeric.ENOUGH ? WEIGHT : CLOSE,
        "dates",
        choice.format().pattern(),
        odd,
        note(column, choice));
  }

  private static String note(ColumnView column, DateChoice choice) {
    int row = 0;
    while (row < column.cells().size()
        && seconds(column.cells(), row, choice.format()) == DateFormat.NO_DATE) {
      row++;
    }
    if (row == column.cells().size()) {
      return "";
    }
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            seconds(column.cells(), row, choice.format()), 0, ZoneOffset.UTC);
    String read =
        choice.format().isTimeOfDay()
            ? time.toLocalTime().toString()
            : time.toString().replace("T00:00", "");
    return "is read as "
        + (choice.format().isTimeOfDay() ? "times of day" : "dates")
        + " ("
        + choice.format().pattern()
        + (read.contains("T") ? " with a time" : "")
        + "), '"
        + column.cells().text(row)
        + "' as "
        + read
        + (hasShortYear(column.cells().text(row), choice.format())
            ? "; years of two digits are those from 1969 to 2068"
            : "")
        + (choice.notes().isEmpty() ? "" : "; " + String.join("; ", choice.notes()))
        + (choice.isAmbiguous() && choice.other() != null
            ? "; --date '" + column.name() + "=" + choice.other().pattern() + "' reads it so"
            : "; --categorical takes its cells as texts");
  }

  /// Whether the year of a date is written with two digits: no four digits stand together.
  private static boolean hasShortYear(String text, DateFormat format) {
    return !format.isTimeOfDay() && !FOUR_DIGITS.matcher(text).find();
  }

  private static long seconds(Cells cells, int row, DateFormat format) {
    if (cells.isMissing(row)) {
      return DateFormat.NO_DATE;
    }
    return switch (cells) {
      case Numbers numbers -> format.parse(numbers.get(row));
      case Texts texts -> format.parse(texts.text(row));
    };
  }

  /// The dates of some rows, those that have one; each distinct text is read once.
  private static long[] known(Cells cells, DateFormat format, int[] rows) {
    long[] seconds = new long[rows.length];
    long[] byCode =
        cells instanceof Texts texts
            ? texts.dictionary().stream().mapToLong(format::parse).toArray()
            : new long[0];
    int count = 0;
    for (int row : rows) {
      long value =
          cells.isMissing(row)
              ? DateFormat.NO_DATE
              : cells instanceof Texts texts
                  ? byCode[texts.code(row)]
                  : seconds(cells, row, format);
      if (value != DateFormat.NO_DATE) {
        seconds[count++] = value;
      }
    }
    return Arrays.copyOf(seconds, count);
  }

  private static double number(long seconds) {
    return seconds == DateFormat.NO_DATE ? Double.NaN : seconds;
  }

  private static int[] all(ColumnView column) {
    return IntStream.range(0, column.cells().size()).toArray();
  }

  @Override
  public int missing(ColumnView column, String format) {
    return column.cells().size() - known(column.cells(), DateFormat.of(format), all(column)).length;
  }

  @Override
  public ColumnCode learn(ColumnView column, String format, int[] rows) {
    long[] known = known(column.cells(), DateFormat.of(format), rows);
    return new Code(
        column.name(),
        format,
        DateFeatures.learn(known, known.length, FarNumbers.USUAL),
        known.length < rows.length);
  }

  @Override
  public String measured(String format) {
    return "date";
  }

  @Override
  public double[] measures(ColumnView column, String format) {
    DateFormat read = DateFormat.of(format);
    return ColumnView.numbers(
        column.cells(), text -> number(read.parse(text)), value -> number(read.parse(value)));
  }

  @Override
  public String summary(ColumnView column, String format) {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (long seconds : known(column.cells(), DateFormat.of(format), all(column))) {
      first = Math.min(first, seconds);
      last = Math.max(last, seconds);
    }
    long[] ends = {first, last};
    return first > last
        ? ""
        : DateFeatures.learn(ends, ends.length, FarNumbers.USUAL).shown() + " (" + format + ")";
  }

  /// What varies of the dates, as numbers; a missing date counts as the median.
  ///
  /// @param column the column's name
  /// @param format how cells are written, as in `yyyy-MM-dd`
  /// @param features what varies in the training part
  /// @param indicator whether a last feature is 1 where the value is missing
  public record Code(String column, String format, DateFeatures features, boolean indicator)
      implements FeatureCode {
    /// Checks the format.
    public Code {
      DateFormat.of(format);
    }

    @Override
    public boolean knowsMissing() {
      return indicator;
    }

    @Override
    public List<String> names() {
      var names = new ArrayList<>(features.names(column));
      if (indicator) {
        names.add(column + " is missing");
      }
      return names;
    }

    @Override
    public String range() {
      return features.shown();
    }

    @Override
    public boolean goesOn() {
      return true;
    }

    @Override
    public FeatureCode linear() {
      return new Code(column, format, features.linear(), indicator);
    }

    @Override
    public String treatment() {
      return (features.parts().isEmpty()
              ? "always the same"
              : features.parts().stream()
                  .map(part -> part.name().toLowerCase(Locale.ROOT))
                  .collect(Collectors.joining(", ", "", " as numbers")))
          + FeatureCode.flagged(indicator, "the median");
    }

    @Override
    public CellEncoder encoder(MissingWords words) {
      return new Written(this, DateFormat.of(format), words);
    }
  }

  private record Written(Code code, DateFormat format, MissingWords words) implements CellEncoder {
    @Override
    public String expected() {
      return "a date as in " + code.format();
    }

    @Override
    public Fit number(double value, float[] out, int at) {
      return write(format.parse(value), out, at);
    }

    @Override
    public Fit text(String text, float[] out, int at) {
      long seconds = format.parse(text);
      if (seconds == DateFormat.NO_DATE && words.isMissingAmongNumbers(text)) {
        missing(out, at);
        return Fit.MISSING;
      }
      return write(seconds, out, at);
    }

    private Fit write(long seconds, float[] out, int at) {
      if (seconds == DateFormat.NO_DATE) {
        missing(out, at);
        return Fit.UNREADABLE;
      }
      code.features().write(seconds, out, at);
      return seconds < code.features().first() || seconds > code.features().last()
          ? Fit.OUT_OF_RANGE
          : Fit.FITS;
    }

    @Override
    public void missing(float[] out, int at) {
      code.features().missing(out, at);
      if (code.indicator()) {
        out[at + code.features().size()] = 1;
      }
    }
  }
}
