package hebb.cli.command;

import hebb.cli.option.DataFlags;
import hebb.cli.option.ReadingFlags;
import hebb.cli.option.UsageException;
import hebb.cli.output.Layout;
import hebb.data.Task;
import hebb.data.demo.Demo;
import hebb.data.image.Images;
import hebb.data.table.ReadOptions;
import hebb.data.table.RowReader;
import hebb.data.table.Table;
import hebb.data.table.TableReader;
import hebb.model.ModelTrainer;
import hebb.model.TrainOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// From DATA and the options of data to a trainer.
final class Trainers {
  private Trainers() {}

  /// A trainer on what DATA stands for.
  ///
  /// @throws UsageException if the column to predict is not said
  static ModelTrainer of(String source, TrainOptions options, DataFlags data, ReadingFlags files) {
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
        && !Images.isIdx(Path.of(source))) {
      throw new UsageException(targetWanted(Path.of(source), data, files));
    }
    ReadOptions reading = data.reading(files);
    return switch (DataSource.read(source, data.labels, reading, options.columns().task())) {
      case DataSource.Rows(Table table) -> {
        boolean own = data.target == null && DataSource.isDemo(source);
        yield tables(
            new ModelTrainer(table, own ? withTargetOf(Demo.of(source), options) : options),
            table,
            data,
            reading);
      }
      case DataSource.Pictures(Images images) ->
          pictures(new ModelTrainer(images, options), alone ? List.of() : images.classes(), data);
    };
  }

  /// The target of a demo set is its class, which an autoencoder does not see.
  private static TrainOptions withTargetOf(Demo demo, TrainOptions options) {
    if (options.columns().task() != Task.AUTOENCODER) {
      return options.withTarget(demo.target());
    }
    var ignored = new ArrayList<>(options.columns().ignore());
    if (!ignored.contains(demo.target())) {
      ignored.add(demo.target());
    }
    return options.withIgnore(ignored);
  }

  private static ModelTrainer tables(
      ModelTrainer trainer, Table table, DataFlags data, ReadOptions reading) {
    ReadOptions same = reading.withExpected(table.columns());
    if (data.validation != null) {
      trainer.validation(TableReader.read(data.validation, same));
    }
    if (data.test != null) {
      trainer.test(TableReader.read(data.test, same));
    }
    return trainer;
  }

  private static ModelTrainer pictures(ModelTrainer trainer, List<String> classes, DataFlags data) {
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
      return "--target: expected the column to predict, got none. Columns: "
          + Layout.some(columns)
          + ". The last would be "
          + Layout.shell("--target=" + columns.getLast())
          + ".";
    }
  }
}
