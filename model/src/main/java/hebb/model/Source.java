package hebb.model;

import hebb.data.Task;
import hebb.data.image.Images;
import hebb.data.kind.Column;
import hebb.data.schema.Encoder;
import hebb.data.schema.Giveaway;
import hebb.data.schema.Schema;
import hebb.data.schema.SchemaOptions;
import hebb.data.schema.TableBatches;
import hebb.data.split.Splits;
import hebb.data.table.Table;
import hebb.tensor.Batches;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Where rows to train on come from.
sealed interface Source {
  /// What the data is called.
  String name();

  /// The SHA-256 of its file; empty where there is none.
  String sha256();

  /// What tells the data from other data: `train`, and `validation` and `test` where they are given
  /// apart.
  Map<String, DataPart> parts();

  /// Finds out what the rows are, splits them, and learns from the training part how to encode
  /// them.
  Prepared prepare(TrainOptions options);

  /// Rows ready to train on.
  ///
  /// @param parts `train`, `validation` and `test`, in this order and only where there are any
  /// @param options with target and task as they were found
  record Prepared(
      Input input,
      Map<String, Batches> parts,
      TrainOptions options,
      List<String> notes,
      List<String> warnings) {}

  /// A table, and others that stand for its splits.
  record OfTable(Table train, @Nullable Table validation, @Nullable Table test) implements Source {
    @Override
    public String name() {
      return train.name();
    }

    @Override
    public String sha256() {
      return train.sha256();
    }

    @Override
    public Map<String, DataPart> parts() {
      return Source.parts(train, validation, test, OfTable::part);
    }

    private static DataPart part(Table table) {
      return new DataPart(table.name(), table.rows(), table.fingerprint());
    }

    @Override
    public Prepared prepare(TrainOptions options) {
      Schema schema = Schema.infer(train, options.columns());
      Splits splits =
          Splits.of(
              train,
              schema,
              validation == null ? options.splits().validation() : 0,
              test == null ? options.splits().test() : 0,
              options.training().seed());
      Encoder learned = Encoder.learn(train, schema, splits.train());
      Encoder encoder =
          options.network().hidden().isEmpty() ? new Encoder(learned.encoding().linear()) : learned;
      Map<String, Batches> parts = new LinkedHashMap<>();
      parts.put("train", TableBatches.of(encoder, train, splits.train()));
      put(parts, "validation", encoder, schema, splits.validation(), validation);
      put(parts, "test", encoder, schema, splits.test(), test);
      SchemaOptions given = options.columns();
      SchemaOptions found =
          new SchemaOptions(
              schema.target(), schema.task(), given.ignore(), given.categorical(), given.numeric());
      List<String> warnings = Giveaway.warnings(train, schema, splits.train());
      return new Prepared(
          new Input.OfTable(schema, encoder.encoding()),
          parts,
          options.withColumns(found),
          schema.notes(),
          warnings);
    }

    private void put(
        Map<String, Batches> parts,
        String part,
        Encoder encoder,
        Schema schema,
        int[] split,
        @Nullable Table own) {
      if (own != null) {
        parts.put(part, TableBatches.of(encoder, own, schema.rowsWithTarget(own)));
      } else if (split.length > 0) {
        parts.put(part, TableBatches.of(encoder, train, split));
      }
    }
  }

  /// Pictures with labels, and others that stand for their splits.
  record OfImages(Images train, @Nullable Images validation, @Nullable Images test)
      implements Source {
    @Override
    public String name() {
      return train.name();
    }

    @Override
    public String sha256() {
      return train.sha256();
    }

    @Override
    public Map<String, DataPart> parts() {
      return Source.parts(train, validation, test, OfImages::part);
    }

    private static DataPart part(Images images) {
      return new DataPart(images.name(), images.rows(), images.fingerprint());
    }

    @Override
    public Prepared prepare(TrainOptions options) {
      if (train.classes().size() < 2) {
        throw new ModelException(
            train.name() + ": expected pictures with labels, got none. Give their labels.");
      }
      Splits splits =
          train.split(
              validation == null ? options.splits().validation() : 0,
              test == null ? options.splits().test() : 0,
              options.training().seed());
      Map<String, Batches> parts = new LinkedHashMap<>();
      parts.put("train", train.part(splits.train()));
      put(parts, "validation", splits.validation(), validation);
      put(parts, "test", splits.test(), test);
      SchemaOptions columns = SchemaOptions.target("class").withTask(Task.CLASSIFICATION);
      return new Prepared(
          new Input.OfImages(train.image(), train.classes()),
          parts,
          options.withColumns(columns),
          List.of(),
          List.of());
    }

    private void put(Map<String, Batches> parts, String part, int[] split, @Nullable Images own) {
      if (own != null) {
        if (!own.image().equals(train.image()) || !own.classes().equals(train.classes())) {
          throw new ModelException(
              own.name()
                  + ": expected pictures of "
                  + train.image()
                  + " in the classes "
                  + train.classes()
                  + " as in the training part, got "
                  + own.image()
                  + " in "
                  + own.classes()
                  + ". Give files that match.");
        }
        parts.put(part, own);
      } else if (split.length > 0) {
        parts.put(part, train.part(split));
      }
    }
  }

  private static <T> Map<String, DataPart> parts(
      T train, @Nullable T validation, @Nullable T test, Function<T, DataPart> part) {
    Map<String, DataPart> parts = new LinkedHashMap<>();
    parts.put("train", part.apply(train));
    if (validation != null) {
      parts.put("validation", part.apply(validation));
    }
    if (test != null) {
      parts.put("test", part.apply(test));
    }
    return parts;
  }

  /// The columns of an input, to be read.
  static List<ColumnLine> columns(Input input) {
    return switch (input) {
      case Input.OfImages images -> List.of();
      case Input.OfTable table ->
          IntStream.range(0, table.schema().columns().size())
              .mapToObj(i -> line(table.schema().columns().get(i), table.schema().target()))
              .toList();
    };
  }

  private static ColumnLine line(Column column, String target) {
    String kind =
        column.name().equals(target) ? "target" : column.kind().name().toLowerCase(Locale.ROOT);
    String detail = column.reason().isEmpty() ? column.summary() : column.reason();
    return new ColumnLine(column.name(), kind, detail, column.missing());
  }
}
