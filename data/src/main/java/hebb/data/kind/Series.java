package hebb.data.kind;

import hebb.data.series.SeriesText;
import hebb.data.table.Cells;
import hebb.data.table.MissingWords;
import hebb.data.table.ReadOptions;
import hebb.data.table.Texts;
import hebb.dataset.InputSpec;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Series of numbers, each the text of a cell or the [steps][hebb.data.table.Steps] in several
/// columns: an input `[steps, channels]`, standardised by channel, whose length varies by row if
/// that of the cells does.
public final class Series implements FeatureKind {
  static final FeatureKind KIND = new Series();

  /// The name.
  public static final String NAME = "series";

  private static final double NEAR = 0.1;
  private static final int FEWEST_STEPS = 8;
  private static final int MOST_STEPS = 1_000_000;
  private static final int WHOLE = 1000;
  private static final int LOOKED = 100;
  private static final int ODD = 10;
  private static final int LONGEST = 40;

  private Series() {}

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

  /// The layers for series as text, up to a vector: three convolutions of 32 filters over 16, 9 and
  /// 5 steps with batch norm and relu, and the mean over all steps (a small form of the fully
  /// convolutional network of Wang, Yan and Oates 2017). Of more than 1,000 steps the first leaves
  /// 500 to 1,000.
  public static String network(int length) {
    int stride = Math.ceilDiv(length, WHOLE);
    String first = stride == 1 ? "16" : Math.max(16, 2 * stride) + ", stride=" + stride;
    return "conv1d(32, kernel="
        + first
        + ") batch_norm relu conv1d(32, kernel=9) batch_norm relu conv1d(32, kernel=5) batch_norm"
        + " relu global_average_pool";
  }

  /// Nine in ten cells are series of 8 steps or more; of half it is told.
  @Override
  public Optional<Evidence> evidence(ColumnView column, ReadOptions.Decimal decimal) {
    if (!(column.cells() instanceof Texts texts)) {
      return Optional.empty();
    }
    List<String> first = texts.dictionary().stream().limit(LOOKED).toList();
    long fitting = first.stream().filter(Series::isLong).count();
    if (2 * fitting < first.size() || first.isEmpty()) {
      return Optional.empty();
    }
    boolean most = ODD * (first.size() - fitting) <= first.size();
    return asSaid(column, "", decimal)
        .filter(said -> 2 * said.odd().cells() <= column.known())
        .map(
            said -> {
              double weight = most && ODD * said.odd().cells() <= column.known() ? 1 : NEAR;
              return new Evidence(this, weight, NAME, said.format(), said.odd(), "");
            });
  }

  private static boolean isLong(String text) {
    return SeriesText.read(text).filter(series -> series.length >= FEWEST_STEPS).isPresent();
  }

  @Override
  public String formatExample() {
    return "200";
  }

  @Override
  public String formatWords() {
    return "the most steps, 1 to " + MOST_STEPS;
  }

  /// Of several numbers of channels the one of most cells counts.
  @Override
  public Optional<Evidence> asSaid(ColumnView column, String format, ReadOptions.Decimal decimal) {
    int most = format.isEmpty() ? MOST_STEPS : Form.steps(format);
    if (!(column.cells() instanceof Texts texts)) {
      return Optional.empty();
    }
    Map<Integer, Integer> byChannels = new TreeMap<>();
    for (ColumnView.Word word : column.distinct(texts)) {
      SeriesText.read(word.text())
          .ifPresent(series -> byChannels.merge(series[0].length, word.count(), Integer::sum));
    }
    if (byChannels.isEmpty()) {
      return Optional.empty();
    }
    int usual = Collections.max(byChannels.entrySet(), Map.Entry.comparingByValue()).getKey();
    IntSummaryStatistics steps =
        texts.dictionary().stream()
            .flatMap(text -> SeriesText.read(text).stream())
            .filter(series -> series[0].length == usual)
            .mapToInt(series -> series.length)
            .summaryStatistics();
    Form form = new Form(Math.min(steps.getMin(), most), Math.min(steps.getMax(), most), usual);
    Evidence.Odd odd =
        column.odd(texts, text -> SeriesText.read(text).filter(form::fits).isPresent());
    return Optional.of(new Evidence(this, 1, option(), form.toString(), odd, ""));
  }

  /// Mean and deviation by channel, over all steps of the training part.
  @Override
  public ColumnCode learn(ColumnView column, String format, int[] rows) {
    Form form = Form.of(format);
    Cells cells = column.cells();
    List<float[][]> read =
        IntStream.of(rows)
            .filter(row -> !cells.isMissing(row))
            .mapToObj(cells::text)
            .flatMap(text -> SeriesText.read(text).filter(form::fits).stream())
            .toList();
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (int c = 0; c < form.channels; c++) {
      int channel = c;
      long count = read.stream().mapToLong(series -> series.length).sum();
      double mean = 0;
      for (float[][] series : read) {
        for (float[] step : series) {
          mean += step[channel] / count;
        }
      }
      double variance = 0;
      for (float[][] series : read) {
        for (float[] step : series) {
          variance += (step[channel] - mean) * (step[channel] - mean) / count;
        }
      }
      double deviation = Math.sqrt(variance);
      means.add(mean);
      deviations.add(deviation > 1e-12 * Math.abs(mean) ? deviation : 1);
    }
    boolean missing = IntStream.of(rows).anyMatch(cells::isMissing);
    return new Code(
        column.name(), form.longest, form.shortest < form.longest, means, deviations, missing);
  }

  @Override
  public int missing(ColumnView column, String format) {
    Form form = Form.of(format);
    return (int)
        IntStream.range(0, column.cells().size())
            .filter(
                row ->
                    column.cells().isMissing(row)
                        || SeriesText.read(column.cells().text(row)).filter(form::fits).isEmpty())
            .count();
  }

  @Override
  public String measured(String format) {
    return "steps";
  }

  @Override
  public double[] measures(ColumnView column, String format) {
    Form form = Form.of(format);
    return ColumnView.numbers(
        column.cells(),
        text ->
            SeriesText.read(text)
                .filter(form::fits)
                .map(series -> (double) series.length)
                .orElse(Double.NaN),
        value -> 1);
  }

  @Override
  public String summary(ColumnView column, String format) {
    Form form = Form.of(format);
    return (form.shortest < form.longest ? form.shortest + " to " : "")
        + form.longest
        + " steps"
        + (form.channels > 1 ? " of " + form.channels + " channels" : "");
  }

  /// What series of a column have in common.
  ///
  /// @param shortest the fewest steps
  /// @param longest the most steps that count
  private record Form(int shortest, int longest, int channels) {
    /// As [#toString] writes it.
    static Form of(String text) {
      String[] parts = text.split("[-x]", -1);
      return new Form(
          Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    /// A number of steps as a person says it.
    static int steps(String text) {
      if (!text.matches("[1-9]\\d{0,6}") || Integer.parseInt(text) > MOST_STEPS) {
        throw new IllegalArgumentException("series: expected " + KIND.formatWords() + ".");
      }
      return Integer.parseInt(text);
    }

    boolean fits(float[][] series) {
      return series[0].length == channels;
    }

    @Override
    public String toString() {
      return shortest + "-" + longest + "x" + channels;
    }
  }

  /// Steps, standardised by channel: `(x - mean) / deviation`; 0 where there is no series. Of a
  /// series that is longer than those of the training data the first steps count.
  ///
  /// @param column the column's name, or what stands for several columns, as in `v1..v140`
  /// @param length how many steps there are, at most if that varies
  /// @param varies whether series are of different lengths
  /// @param means by channel
  /// @param deviations by channel, more than 0
  /// @param missing whether the training part had rows without a series
  public record Code(
      String column,
      int length,
      boolean varies,
      List<Double> means,
      List<Double> deviations,
      boolean missing)
      implements ShapedCode {
    /// Copies the lists.
    public Code {
      means = List.copyOf(means);
      deviations = List.copyOf(deviations);
      boolean sound = length > 0 && !means.isEmpty() && means.size() == deviations.size();
      for (int c = 0; c < means.size() && sound; c++) {
        sound =
            deviations.get(c) > 0
                && Double.isFinite(deviations.get(c))
                && Double.isFinite(means.get(c));
      }
      if (!sound) {
        throw new IllegalArgumentException(
            "series "
                + column
                + ": expected a length from 1, and means and deviations above 0 of 1 or more"
                + " channels, got "
                + length
                + ", "
                + means
                + " and "
                + deviations
                + ".");
      }
    }

    /// How many numbers a step has.
    public int channels() {
      return means.size();
    }

    @Override
    public InputSpec spec() {
      InputSpec fixed = InputSpec.of(input(), Shape.of(length, channels()));
      return varies ? fixed.varying() : fixed;
    }

    @Override
    public String network() {
      return Series.network(length);
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
      return "standardised, "
          + (varies ? "up to " : "")
          + length
          + " steps"
          + (channels() == 1 ? "" : " of " + channels() + " channels");
    }

    @Override
    public CellEncoder encoder(MissingWords words) {
      return new Reader(this);
    }
  }

  private record Reader(Code code) implements CellEncoder {
    @Override
    public String expected() {
      return String.format(
          Locale.ROOT,
          "a series of %s%d steps%s, such as 1.5; 2; 2.5",
          code.varies ? "at most " : "",
          code.length,
          code.channels() > 1 ? " of " + code.channels() + " channels between colons" : "");
    }

    @Override
    public Fit number(double value, float[] out, int at) {
      return series(new float[][] {{(float) value}}, out, at);
    }

    @Override
    public Fit text(String text, float[] out, int at) {
      return write(SeriesText.read(text).orElse(null), out, at);
    }

    @Override
    public Fit series(float[][] steps, float[] out, int at) {
      for (float[] step : steps) {
        for (float value : step) {
          if (step.length != code.channels() || !Float.isFinite(value)) {
            return write(null, out, at);
          }
        }
      }
      return write(steps, out, at);
    }

    private Fit write(float @Nullable [][] steps, float[] out, int at) {
      if (steps == null
          || steps.length == 0
          || steps[0].length != code.channels()
          || (steps.length < code.length && !code.varies)) {
        missing(out, at);
        return Fit.UNREADABLE;
      }
      int count = Math.min(steps.length, code.length);
      int to = at;
      if (code.varies) {
        out[to++] = count;
      }
      for (int t = 0; t < count; t++) {
        for (int c = 0; c < code.channels(); c++) {
          out[to++] = (float) ((steps[t][c] - code.means.get(c)) / code.deviations.get(c));
        }
      }
      return steps.length > code.length ? Fit.CUT : Fit.FITS;
    }

    @Override
    public String shown(String text, Fit fit) {
      String some = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
      return fit == Fit.UNREADABLE ? some + " (" + wrong(text) + ")" : some;
    }

    private String wrong(String text) {
      return SeriesText.read(text)
          .map(
              series ->
                  series[0].length == code.channels()
                      ? series.length + (series.length == 1 ? " step" : " steps")
                      : series[0].length + (series[0].length == 1 ? " channel" : " channels"))
          .orElseGet(() -> SeriesText.wrong(text));
    }

    /// One step at the mean, so that there is something to take the mean of.
    @Override
    public void missing(float[] out, int at) {
      out[at] = code.varies ? 1 : 0;
    }
  }
}
