package hebb.cli.command;

import hebb.cli.help.HelpText;
import hebb.cli.option.ConfigFile;
import hebb.cli.option.DataFlags;
import hebb.cli.option.ExitCode;
import hebb.cli.option.LanguageFlag;
import hebb.cli.option.ReadingFlags;
import hebb.cli.option.Settings;
import hebb.cli.option.UsageException;
import hebb.cli.output.DescriptionJson;
import hebb.cli.output.DescriptionText;
import hebb.cli.output.JsonText;
import hebb.cli.output.Layout;
import hebb.cli.output.Phrases;
import hebb.cli.output.ProgressLine;
import hebb.cli.output.Session;
import hebb.data.Task;
import hebb.data.forecast.ForecastOptions;
import hebb.data.image.Images;
import hebb.data.language.Corpus;
import hebb.data.schema.SchemaOptions;
import hebb.data.table.ReadOptions;
import hebb.data.table.Table;
import hebb.describe.Describer;
import hebb.describe.Description;
import hebb.model.TrainOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hebb describe`: what data holds, and what training would make of it.
@Command(
    name = "describe",
    description =
        "Shows what data holds and what training would make of it: the columns with their"
            + " distributions, what is missing, met twice, or tells the target. Nothing is trained.",
    customSynopsis = "hebb describe DATA [--target COLUMN] [OPTIONS]",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./hebb describe titanic.csv --target survived",
      "  ./hebb describe train.csv --target price --test test.csv --json",
    })
public final class DescribeCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "DATA",
      description =
          "A CSV or TSV file (plain or gzip), series (.ts), a folder of images, sounds or texts,"
              + " images (idx) with --labels, demo:NAME, or - for standard input.")
  private @Nullable String place;

  @Option(
      names = "--json",
      description = "Write one JSON object to standard output and nothing else there.")
  private boolean json;

  @Mixin private final DataFlags data = new DataFlags();

  @Mixin private final ReadingFlags files = new ReadingFlags();

  @Mixin private final LanguageFlag language = new LanguageFlag();

  @Option(
      names = ConfigFile.OPTION,
      paramLabel = "FILE",
      description = "Options from a TOML file, as in target = \"price\"; the command line wins.")
  private @Nullable Path config;

  public DescribeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (place == null) {
      throw new UsageException(
          "describe: expected DATA, got nothing in its place. Name a file, or start with ./hebb"
              + " describe demo:flower.");
    }
    var phrases = new Phrases(language.language());
    Description description;
    try (StandardInput input = StandardInput.of(place)) {
      Description found = of(input.place());
      description = input.place().equals(place) ? found : found.named(StandardInput.said(place));
    }
    if (json) {
      session.out().println(JsonText.of(DescriptionJson.of(description, phrases)));
    } else {
      if (config != null) {
        Layout.entry(session.out(), "Config", config + ", behind the command line");
      }
      new DescriptionText(
              session.out(), HelpText.width(System.getenv("COLUMNS")), HelpText.isUnicode())
          .print(description, phrases);
    }
    return ExitCode.DONE;
  }

  private Description of(String source) {
    var settings = new Settings(new TrainOptions());
    data.applyTo(settings);
    TrainOptions options = settings.options();
    if (options.columns().task() == Task.LANGUAGE) {
      Corpus corpus = Trainers.corpus(source, data);
      var planned = new Planned(Trainers.of(corpus, settings, data).plan());
      return planned.of(Description.of(corpus, planned.tokens()));
    }
    Trainers.requireLanguage(data);
    Trainers.Given given = Trainers.read(source, options, data, files);
    return switch (given.data()) {
      case DataSource.Rows rows -> {
        if (isTable(given.options())) {
          yield rows(rows, given, given.hasTarget() ? null : given.options().columns());
        }
        Trainers.requireTarget(source, options, data, files);
        var planned = new Planned(Trainers.of(given, settings, data).plan());
        yield planned.of(rows(rows, given, planned.looked(given.options().columns())));
      }
      case DataSource.Pictures(Images images, var test) -> {
        List<Images> others = new ArrayList<>();
        test.ifPresent(others::add);
        if (data.validation != null) {
          others.add(pictures(images, "--validation", data.validation, data.validationLabels));
        }
        if (data.test != null) {
          others.add(pictures(images, "--test", data.test, data.testLabels));
        }
        yield Description.of(images, others);
      }
    };
  }

  private static Images pictures(Images images, String option, Path file, @Nullable Path labels) {
    return DataSource.images(option, file, labels, images.classes());
  }

  /// Whether each row is trained on by itself.
  private static boolean isTable(TrainOptions options) {
    Task task = options.columns().task();
    return task != Task.TRANSLATE
        && task != Task.FORECAST
        && options.forecast().equals(ForecastOptions.NONE);
  }

  /// @param withoutTarget what is said of columns that are not told from a target; null where they
  ///   are
  private Description rows(
      DataSource.Rows rows, Trainers.Given given, @Nullable SchemaOptions withoutTarget) {
    Table table = rows.table();
    var describer = new Describer(table);
    var columns = new ProgressLine(session.err(), session.terminal(), "columns are described");
    var read = new ProgressLine(session.err(), session.terminal(), "images are read");
    table.folder().watch(read::at);
    describer.watch(columns::at);
    if (data.strict) {
      describer.strict();
    }
    if (withoutTarget == null) {
      describer.options(given.options().columns());
    } else {
      describer.withoutTarget(withoutTarget);
    }
    rows.validation().ifPresent(describer::beside);
    rows.test().ifPresent(describer::beside);
    ReadOptions same = given.reading().withExpected(table.columns());
    Stream.of(data.validation, data.test)
        .filter(Objects::nonNull)
        .forEach(file -> describer.beside(Trainers.read(file, same)));
    try {
      return describer.describe();
    } finally {
      read.clear();
      columns.clear();
    }
  }
}
