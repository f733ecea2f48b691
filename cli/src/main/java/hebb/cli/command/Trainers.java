package hebb.cli.command;

import hebb.cli.option.DataFlags;
import hebb.cli.option.ReadingFlags;
import hebb.cli.option.Settings;
import hebb.cli.option.UsageException;
import hebb.cli.option.Values;
import hebb.cli.output.Layout;
import hebb.data.DataException;
import hebb.data.Task;
import hebb.data.demo.Demo;
import hebb.data.image.Images;
import hebb.data.kind.Text;
import hebb.data.language.Corpus;
import hebb.data.table.FileFolder;
import hebb.data.table.ReadOptions;
import hebb.data.table.RowReader;
import hebb.data.table.Table;
import hebb.data.table.TableReader;
import hebb.data.table.Texts;
import hebb.data.table.TsFile;
import hebb.data.text.TextFolder;
import hebb.model.Input;
import hebb.model.Model;
import hebb.model.ModelTrainer;
import hebb.model.Parent;
import hebb.model.TrainOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// From DATA and the options of data to a trainer.
final class Trainers {
  private Trainers() {}

  /// A trainer on what DATA stands for.
  ///
  /// @throws UsageException if the column to predict is not said
  static ModelTrainer of(String source, Settings settings, DataFlags data, ReadingFlags files) {
    TrainOptions options = settings.options();
    if (options.columns().task() == Task.LANGUAGE) {
      return of(corpus(source, data), settings, data);
    }
    requireLanguage(data);
    requireTarget(source, options, data, files);
    return of(read(source, options, data, files), settings, data);
  }

  /// A trainer of a language on a text that was read.
  static ModelTrainer of(Corpus corpus, Settings settings, DataFlags data) {
    return said(language(corpus, settings.options(), data), settings, data);
  }

  /// A trainer on rows or images that were read.
  static ModelTrainer of(Given given, Settings settings, DataFlags data) {
    TrainOptions options = given.options();
    boolean alone = options.columns().task() == Task.AUTOENCODER;
    ModelTrainer trainer =
        switch (given.data()) {
          case DataSource.Rows rows -> tables(rows, options, data, given.reading());
          case DataSource.Pictures pictures ->
              pictures(pictures, options, alone ? List.of() : pictures.images().classes(), data);
        };
    return said(trainer, settings, data);
  }

  private static ModelTrainer said(ModelTrainer trainer, Settings settings, DataFlags data) {
    trainer.given(settings.given());
    return data.strict ? trainer.strict() : trainer;
  }

  /// Checks that the column to predict is said where it has to be.
  ///
  /// @throws UsageException if it is not, or is where there is none
  static void requireTarget(
      String source, TrainOptions options, DataFlags data, ReadingFlags files) {
    boolean alone = options.columns().task() == Task.AUTOENCODER;
    if (alone && data.target != null) {
      throw new UsageException(
          "--target: expected none with --task autoencoder, whose target are its inputs, got '"
              + data.target
              + "'. Leave it out; --ignore leaves a column out.");
    }
    if (data.target == null
        && !alone
        && data.labels == null
        && !DataSource.isDemo(source)
        && !Files.isDirectory(Path.of(source))
        && !TsFile.isNamed(Path.of(source))
        && !Images.isIdx(Path.of(source))) {
      throw new UsageException(targetWanted(Path.of(source), data, files));
    }
  }

  /// Checks that no option of languages is there, where none is learned.
  static void requireLanguage(DataFlags data) {
    if (data.lines) {
      throw new UsageException(
          "--lines: expected --task language to go with it, got none. Add it, or leave --lines out.");
    }
    if (data.carryState != null) {
      throw new UsageException(
          "--carry-state: expected --task language to go with it, got none. Add it, or leave"
              + " --carry-state out.");
    }
  }

  /// A trainer on what DATA stands for that goes on from a model: rows are read as it takes them.
  static ModelTrainer from(
      Parent parent, String source, TrainOptions options, DataFlags data, ReadingFlags files) {
    Model model = parent.model();
    ReadOptions said = files.options().withDecimal(Values.decimal(data.decimal));
    ModelTrainer trainer =
        model.task() == Task.LANGUAGE
            ? language(corpus(source, data), options, data)
            : from(model, source, options, data, said);
    trainer.from(parent);
    return data.strict ? trainer.strict() : trainer;
  }

  private static ModelTrainer from(
      Model model, String source, TrainOptions options, DataFlags data, ReadOptions said) {
    ReadOptions reading = model.input() instanceof Input.OfImages ? said : model.readOptions(said);
    return switch (DataSource.read(source, data.labels, reading, model.task())) {
      case DataSource.Rows rows -> tables(rows, options, data, reading);
      case DataSource.Pictures pictures -> pictures(pictures, options, model.classes(), data);
    };
  }

  /// DATA as it was read.
  ///
  /// @param hasTarget whether it is known what is to be predicted
  /// @param options with the target that the data has of its own
  record Given(DataSource data, TrainOptions options, boolean hasTarget, ReadOptions reading) {}

  /// Reads what DATA stands for.
  static Given read(String source, TrainOptions options, DataFlags data, ReadingFlags files) {
    ReadOptions reading = data.reading(files);
    DataSource read = DataSource.read(source, data.labels, reading, options.columns().task());
    if (data.target != null || !(read instanceof DataSource.Rows rows)) {
      return new Given(read, options, true, reading);
    }
    Table table = rows.table();
    return DataSource.isDemo(source)
        ? new Given(read, withTarget(Demo.of(source), options), true, reading)
        : Files.isDirectory(Path.of(source))
            ? new Given(read, withClass(source, table, options), true, reading)
            : TsFile.isNamed(Path.of(source))
                ? new Given(
                    read, withLabel(source, table, options), table.columns().size() > 1, reading)
                : new Given(read, options, options.columns().task() == Task.AUTOENCODER, reading);
  }

  /// Reads a text to learn a language from.
  ///
  /// @throws UsageException if a target is said, or the text is none
  static Corpus corpus(String source, DataFlags data) {
    if (data.target != null || data.labels != null) {
      throw new UsageException(
          (data.target != null ? "--target" : "--labels")
              + ": expected none with --task language, which is learned from a text alone. Leave it"
              + " out.");
    }
    if (DataSource.isDemo(source)) {
      throw new UsageException(
          "--task language: expected a file of text, got " + source + ". Name a file.");
    }
    return Corpus.read(Path.of(source));
  }

  private static ModelTrainer language(Corpus corpus, TrainOptions options, DataFlags data) {
    ModelTrainer trainer = new ModelTrainer(corpus, options);
    if (data.validation != null) {
      trainer.validation(Corpus.read(data.validation));
    }
    if (data.test != null) {
      trainer.test(Corpus.read(data.test));
    }
    return trainer;
  }

  /// The target of a folder of images, sounds or texts is its class, and texts are texts.
  private static TrainOptions withClass(String source, Table table, TrainOptions options) {
    boolean has = table.find(FileFolder.CLASS).isPresent();
    boolean alone = options.columns().task() == Task.AUTOENCODER;
    long classes = has ? ((Texts) table.cells(FileFolder.CLASS)).dictionary().size() : 0;
    if (!alone && classes < 2) {
      throw new DataException(
          source
              + ": expected a folder for each of at least 2 classes with its images, sounds or"
              + " texts, got "
              + (has ? "only one" : table.columns().getFirst() + "s without such folders")
              + ". Sort them into folders"
              + (table.find(TextFolder.TEXT).isPresent()
                  ? "."
                  : ", or train an autoencoder with --task autoencoder."));
    }
    if (alone) {
      return has ? withTarget(FileFolder.CLASS, options) : options;
    }
    return withTexts(table, withTarget(FileFolder.CLASS, options)).withTask(Task.CLASSIFICATION);
  }

  private static TrainOptions withTexts(Table table, TrainOptions options) {
    List<String> said = options.columns().columns(Text.NAME);
    return table.find(TextFolder.TEXT).isEmpty() || said.contains(TextFolder.TEXT)
        ? options
        : options.withKind(
            Text.NAME, Stream.concat(said.stream(), Stream.of(TextFolder.TEXT)).toList());
  }

  /// The target of a file of series, where it has one.
  private static TrainOptions withLabel(String source, Table table, TrainOptions options) {
    boolean has = table.columns().size() > 1;
    if (!has && options.columns().task() != Task.AUTOENCODER) {
      throw new DataException(
          source
              + ": expected series with a class each (@classLabel true) or a number (@targetLabel true), got series alone. Name another file.");
    }
    String target = table.columns().getLast();
    Task task = target.equals(FileFolder.CLASS) ? Task.CLASSIFICATION : Task.REGRESSION;
    return has && options.columns().task() == null
        ? withTarget(target, options).withTask(task)
        : has ? withTarget(target, options) : options;
  }

  /// The target of a demo set, and its task where that is not told from the target.
  private static TrainOptions withTarget(Demo demo, TrainOptions options) {
    TrainOptions own = withTarget(demo.target(), options);
    return demo.isTranslation() && options.columns().task() == null
        ? own.withTask(Task.TRANSLATE)
        : own;
  }

  /// The target that data has of its own, which an autoencoder does not see.
  private static TrainOptions withTarget(String target, TrainOptions options) {
    if (options.columns().task() != Task.AUTOENCODER) {
      return options.withTarget(target);
    }
    var ignored = new ArrayList<>(options.columns().ignore());
    if (!ignored.contains(target)) {
      ignored.add(target);
    }
    return options.withIgnore(ignored);
  }

  private static ModelTrainer tables(
      DataSource.Rows rows, TrainOptions options, DataFlags data, ReadOptions reading) {
    ModelTrainer trainer = new ModelTrainer(rows.table(), options);
    rows.validation().ifPresent(trainer::validation);
    rows.test().ifPresent(trainer::test);
    ReadOptions same = reading.withExpected(rows.table().columns());
    if (data.validation != null) {
      trainer.validation(read(data.validation, same));
    }
    if (data.test != null) {
      trainer.test(read(data.test, same));
    }
    return trainer;
  }

  /// Reads rows beside those of DATA.
  static Table read(Path data, ReadOptions options) {
    return Files.isDirectory(data)
        ? DataSource.folder(data).table()
        : TableReader.read(data, options);
  }

  private static ModelTrainer pictures(
      DataSource.Pictures pictures, TrainOptions options, List<String> classes, DataFlags data) {
    ModelTrainer trainer = new ModelTrainer(pictures.images(), options);
    pictures.test().ifPresent(trainer::test);
    if (data.validation != null) {
      trainer.validation(
          DataSource.images("--validation", data.validation, data.validationLabels, classes));
    }
    if (data.test != null) {
      trainer.test(DataSource.images("--test", data.test, data.testLabels, classes));
    }
    return trainer;
  }

  private static String targetWanted(Path file, DataFlags data, ReadingFlags files) {
    try (var rows = RowReader.open(file, data.reading(files))) {
      List<String> columns = rows.columns();
      if (columns.size() == 1) {
        return "--target: expected the column to predict, got none, and one column alone in "
            + file
            + ". If it is a text to go on with, say --task language.";
      }
      return "--target: expected the column to predict, got none. Columns: "
          + Layout.some(columns)
          + ". The last would be "
          + Layout.shell("--target=" + columns.getLast())
          + ".";
    }
  }
}
