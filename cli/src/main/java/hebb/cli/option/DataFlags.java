package hebb.cli.option;

import hebb.data.Task;
import hebb.data.forecast.ForecastOptions;
import hebb.data.image.Augmentation;
import hebb.data.language.LanguageOptions;
import hebb.data.table.MissingWords;
import hebb.data.table.ReadOptions;
import hebb.model.TrainOptions;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What `train` is told about its data.
public final class DataFlags {
  @Option(
      names = "--target",
      paramLabel = "COL,...",
      description =
          "The column to predict: a name, a number from 1, or last. Needed for files of rows."
              + " Several: all quantities, or all yes and no.")
  public @Nullable String target;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      completionCandidates = Tasks.class,
      description =
          "auto (told from the target), classification, regression, forecast (as --horizon has it),"
              + " language (the next token of a text), translate (a column of texts into another),"
              + " autoencoder (no target: the inputs are made again).")
  public String task = "auto";

  @Option(
      names = "--horizon",
      paramLabel = "STEPS",
      description =
          "Forecast the next STEPS of the target, a series: rows follow each other in time.")
  public @Nullable Integer horizon;

  @Option(
      names = "--time",
      paramLabel = "COLUMN",
      description = "The column of times of a series, which rise from row to row.")
  public @Nullable String time;

  @Option(
      names = "--window",
      paramLabel = "STEPS",
      description =
          "How many steps a forecast looks back (four horizons, or a season and a horizon; at most a"
              + " third of the training part), or how many tokens a language model sees at once (128"
              + " characters, 64 others).")
  public @Nullable Integer window;

  @Option(
      names = "--lines",
      description = "Each line of a language's text is a text of its own, and ends.")
  public boolean lines;

  @Option(
      names = "--carry-state",
      arity = "0..1",
      paramLabel = "true|false",
      fallbackValue = "true",
      description =
          "Recurrent layers of a language go on from window to window while they train (true).")
  public @Nullable Boolean carryState;

  @Option(
      names = "--interpolate",
      paramLabel = "STEPS",
      description =
          "Fill in gaps of a series of up to STEPS on a straight line (none: windows with a gap are"
              + " left out).")
  public @Nullable Integer interpolate;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "The labels (idx) of the images; makes DATA a file of images (idx).")
  public @Nullable Path labels;

  @Option(
      names = "--validation",
      paramLabel = "FILE",
      description = "Rows for early stopping, in place of a split.")
  public @Nullable Path validation;

  @Option(
      names = "--validation-labels",
      paramLabel = "FILE",
      description = "Their labels, if they are images.")
  public @Nullable Path validationLabels;

  @Option(
      names = "--test",
      paramLabel = "FILE",
      description = "Rows for a last look, in place of a split.")
  public @Nullable Path test;

  @Option(
      names = "--test-labels",
      paramLabel = "FILE",
      description = "Their labels, if they are images.")
  public @Nullable Path testLabels;

  @Option(
      names = "--validation-split",
      paramLabel = "SHARE|ROWS",
      description = "Share of rows for early stopping, or how many (.1).")
  public @Nullable Double validationSplit;

  @Option(
      names = "--test-split",
      paramLabel = "SHARE|ROWS",
      description = "Share of rows for a last look, or how many (0).")
  public @Nullable Double testSplit;

  @Option(
      names = "--weight-column",
      paramLabel = "COLUMN",
      description = "The column that says how much each row counts, in training and in measures.")
  public @Nullable String weightColumn;

  @Option(names = "--ignore", paramLabel = "COL,...", description = "Columns that are not used.")
  public String ignore = "";

  @Option(
      names = "--categorical",
      paramLabel = "COL,...",
      description = "Columns whose cells are categories, even where they are numbers.")
  public String categorical = "";

  @Option(
      names = "--numeric",
      paramLabel = "COL[=FORMAT],...",
      description = "Columns that are quantities in any case.")
  public String numeric = "";

  @Option(
      names = "--date",
      paramLabel = "COL[=FORMAT],...",
      description = "Columns that are dates or times in any case, in a format such as dd.MM.yyyy.")
  public String date = "";

  @Option(
      names = "--boolean",
      paramLabel = "COL,...",
      description = "Columns that are yes or no in any case.")
  public String yesNo = "";

  @Option(
      names = "--embed",
      paramLabel = "COL[=SIZE],...",
      description =
          "Columns of many categories: for each one SIZE numbers are learned"
              + " (1.6 n^.56 of n categories).")
  public String embed = "";

  @Option(
      names = "--image",
      paramLabel = "COL[=SIZE],...",
      description = "Columns of names of image files, relative to the table's folder, in any case.")
  public String image = "";

  @Option(
      names = "--image-size",
      paramLabel = "HxW|N|auto",
      description =
          "The size that images are brought to: height and width, one number, or auto (their"
              + " median, at most 64 a side); :crop behind it cuts, where else they are fitted in.")
  public @Nullable String imageSize;

  @Option(
      names = "--series",
      paramLabel = "COL|A..B|P*[=STEPS],...",
      description =
          "Columns of series in any case, or columns that are the steps of one: from A to B, or all"
              + " whose names begin with P; at most STEPS count.")
  public String series = "";

  @Option(
      names = "--sound",
      paramLabel = "COL[=SECONDS],...",
      description =
          "Columns of names of sound files (WAV), relative to the table's folder, in any case; at"
              + " most SECONDS of each count (10).")
  public String sound = "";

  @Option(
      names = "--augment",
      paramLabel = "none|light|strong|STEPS",
      description =
          "Change images at random as they are trained on (none). By name: shift(0.1) rotate(10)"
              + " zoom(0.1) flip brightness(0.2) cutout(0.2); light is the first three.")
  public @Nullable String augment;

  @Option(
      names = "--strict",
      description = "Refuse images that cannot be read, which are left out and named otherwise.")
  public boolean strict;

  @Option(
      names = "--text",
      paramLabel = "COL[=TOKENS],...",
      description = "Columns of texts in a language, such as reviews, in any case.")
  public String text = "";

  @Option(
      names = "--tokens",
      paramLabel = "chars|words|bpe[=N]",
      completionCandidates = TokenNames.class,
      description =
          "How texts are cut: into characters, words, or N pieces of words learned by byte-pair"
              + " encoding (8000). By the data: words, chars where the median text has fewer than"
              + " three words.")
  public @Nullable String tokens;

  @Option(
      names = "--missing",
      paramLabel = "WORD,...|none",
      description =
          "Words that say that a cell holds no value, in place of the usual ones (auto: NA, N/A,"
              + " null, ? and those of Excel, R, pandas and SQL). Empty cells are missing in any"
              + " case.")
  public String missing = "auto";

  @Option(
      names = "--decimal",
      paramLabel = ".|,|auto",
      description = "What stands before the decimals of a number (auto: told column by column).")
  public String decimal = "auto";

  /// How the files of rows are read. A column that is named and stands in the first line shows that
  /// this line holds names.
  public ReadOptions reading(ReadingFlags files) {
    List<String> written =
        Stream.of(
                Values.list("--categorical", categorical),
                withSize("--embed", embed),
                withSize("--image", image),
                withSize("--text", text),
                withSize("--series", series),
                withSize("--sound", sound),
                translates() && target != null ? List.of(target) : List.<String>of(),
                withFormat(Values.list("--numeric", numeric)),
                withFormat(Values.list("--date", date)))
            .flatMap(List::stream)
            .toList();
    List<String> named =
        Stream.of(
                target == null ? List.<String>of() : List.of(target),
                target == null ? List.<String>of() : Values.list("--target", target),
                weightColumn == null ? List.<String>of() : List.of(weightColumn),
                time == null ? List.<String>of() : List.of(time),
                Values.list("--ignore", ignore),
                written,
                Values.list("--numeric", numeric),
                Values.list("--date", date),
                Values.list("--boolean", yesNo),
                withSize("--embed", embed),
                withSize("--image", image),
                withSize("--text", text),
                withSize("--series", series),
                withSize("--sound", sound))
            .flatMap(List::stream)
            .filter(name -> !name.matches("\\d*|last"))
            .toList();
    return files
        .options()
        .withText(written)
        .withExpected(named)
        .withTarget(target == null ? "" : target)
        .withMissing(
            translates() && missing.equals("auto") ? MissingWords.NONE : Values.missing(missing))
        .withDecimal(Values.decimal(decimal));
  }

  /// Whether texts are translated, in which a word for missing is a word.
  private boolean translates() {
    return task.equals("translate");
  }

  /// Columns whose cells count as they are written. A name may hold an equals sign, so a text that
  /// has one may be a name, or a name and a size.
  private static List<String> withSize(String option, String columns) {
    return Values.list(option, columns).stream()
        .flatMap(
            said ->
                IntStream.rangeClosed(1, said.length())
                    .filter(end -> end == said.length() || said.charAt(end) == '=')
                    .mapToObj(end -> said.substring(0, end)))
        .toList();
  }

  /// The columns of which a format is said: their cells count as they are written.
  private static List<String> withFormat(List<String> names) {
    return names.stream()
        .filter(name -> name.indexOf('=') > 0)
        .map(name -> name.substring(0, name.indexOf('=')))
        .toList();
  }

  /// The files that are read beside the data.
  public List<Path> files() {
    return Stream.of(labels, validation, validationLabels, test, testLabels)
        .filter(Objects::nonNull)
        .toList();
  }

  public void applyTo(Settings settings) {
    settings
        .set("--target", target, TrainOptions::withTarget)
        .set("--weight-column", weightColumn, TrainOptions::withWeightColumn)
        .set("--task", Values.task(task).orElse(null), TrainOptions::withTask)
        .set("--horizon", horizon, forecast(ForecastOptions::withHorizon))
        .set("--time", time, forecast(ForecastOptions::withTime))
        .set("--window", window, this::withWindow)
        .set("--lines", lines ? Boolean.TRUE : null, language(LanguageOptions::withLines))
        .set("--carry-state", carryState, language(LanguageOptions::withCarryState))
        .set("--interpolate", interpolate, forecast(ForecastOptions::withInterpolate))
        .set("--validation-split", validationSplit, TrainOptions::withValidationSplit)
        .set("--test-split", testSplit, TrainOptions::withTestSplit)
        .set("--ignore", Values.list("--ignore", ignore), TrainOptions::withIgnore)
        .set("--categorical", Values.list("--categorical", categorical), kind("categorical"))
        .set("--numeric", Values.list("--numeric", numeric), kind("numeric"))
        .set("--date", Values.list("--date", date), kind("date"))
        .set("--embed", Values.list("--embed", embed), kind("embedded"))
        .set("--image", Values.list("--image", image), kind("image"))
        .set("--sound", Values.list("--sound", sound), kind("sound"))
        .set("--series", Values.list("--series", series), kind("series"))
        .set("--image-size", imageSize, TrainOptions::withImageSize)
        .set("--text", Values.list("--text", text), kind("text"))
        .set("--tokens", tokens, TrainOptions::withTokens)
        .set(
            "--augment",
            augment,
            (options, text) -> options.withAugmentation(Augmentation.of(text)))
        .set("--boolean", Values.list("--boolean", yesNo), kind("boolean"));
  }

  /// Their names, for completion.
  public static final class Tasks implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Values.TASKS.iterator();
    }
  }

  /// How texts are cut, for completion.
  public static final class TokenNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("chars", "words", "bpe").iterator();
    }
  }

  private TrainOptions withWindow(TrainOptions options, int steps) {
    return options.columns().task() == Task.LANGUAGE
        ? language(LanguageOptions::withWindow).apply(options, steps)
        : forecast(ForecastOptions::withWindow).apply(options, steps);
  }

  private static <T> BiFunction<TrainOptions, T, TrainOptions> language(
      BiFunction<LanguageOptions, T, LanguageOptions> change) {
    return (options, value) -> options.withLanguage(change.apply(options.language(), value));
  }

  private static <T> BiFunction<TrainOptions, T, TrainOptions> forecast(
      BiFunction<ForecastOptions, T, ForecastOptions> change) {
    return (options, value) -> options.withForecast(change.apply(options.forecast(), value));
  }

  private static BiFunction<TrainOptions, List<String>, TrainOptions> kind(String name) {
    return (options, columns) -> options.withKind(name, columns);
  }
}
