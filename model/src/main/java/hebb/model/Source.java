package hebb.model;

import hebb.data.DataException;
import hebb.data.Task;
import hebb.data.forecast.SeriesCode;
import hebb.data.image.Augmentation;
import hebb.data.image.Images;
import hebb.data.kind.Column;
import hebb.data.kind.Numeric;
import hebb.data.schema.Encoder;
import hebb.data.schema.Encoding;
import hebb.data.schema.Schema;
import hebb.data.schema.SchemaOptions;
import hebb.data.schema.TargetCode;
import hebb.data.schema.Unseen;
import hebb.data.split.Splits;
import hebb.data.table.Cells;
import hebb.data.table.ReadOptions;
import hebb.data.table.Reading;
import hebb.data.table.Table;
import hebb.data.translation.TranslationCode;
import hebb.dataset.Dataset;
import hebb.describe.Describer;
import hebb.describe.Leaks;
import hebb.nn.loss.Loss;
import hebb.train.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Where rows to train on come from.
sealed interface Source permits Source.OfTable, Source.OfImages, LanguageSource {
  /// With fewer rows a validation part tells nothing.
  int FEWEST_VALIDATED = 10;

  /// A column of fewer different cells is one of codes.
  int MANY = 20;

  /// What the data is called.
  String name();

  /// The SHA-256 of its file; empty where there is none.
  String sha256();

  /// How the file of rows was read; empty where there is none.
  default Optional<Reading> reading() {
    return Optional.empty();
  }

  /// What tells the data from other data: `train`, and `validation` and `test` where they are given
  /// apart.
  Map<String, DataPart> parts();

  /// Those of the parts that are given apart.
  Map<String, DataPart> others();

  /// Finds out what the rows are, splits them, and learns from the training part how to encode
  /// them.
  ///
  /// @param known the input of a model that training goes on from, which is taken as it is; null if
  ///   there is none
  Prepared prepare(TrainOptions options, @Nullable Input known);

  /// The input of a model that training goes on from, if it is one of this source.
  ///
  /// @param got what the source is
  /// @throws ModelException if it is another
  static <T extends Input> @Nullable T known(
      @Nullable Input known, Class<T> type, String name, String got) {
    if (known != null && !type.isInstance(known)) {
      throw new ModelException(
          name
              + ": expected "
              + switch (known) {
                case Input.OfTable _ -> "a table";
                case Input.OfImages _ -> "images (idx)";
                case Input.OfForecast _, Input.OfTranslation _ -> "rows of such a table";
                case Input.OfLanguage _ -> "a text";
              }
              + ", which the model that training goes on from takes, got "
              + got
              + ". Give it data of its own kind.");
    }
    return known == null ? null : type.cast(known);
  }

  /// Checks that all images of tables can be read.
  ///
  /// @throws DataException that names those that cannot
  default void requireReadable(Input input) {}

  /// The columns whose numbers are quantities of many values.
  default Set<String> quantities(Input input) {
    return Set.of();
  }

  /// Rows ready to train on.
  ///
  /// @param parts `train`, `validation` and `test`, in this order and only where there are any
  /// @param unknownClass by part, how many further rows have a class that the training part lacks
  /// @param options with target and task as they were found
  /// @param leaks findings on columns that tell the target, and on rows of a test that training has
  ///   too, by their warning
  record Prepared(
      Input input,
      Map<String, Dataset> parts,
      Map<String, Integer> unknownClass,
      TrainOptions options,
      List<String> notes,
      List<String> warnings,
      Map<String, Finding> leaks) {
    /// Rows of which no column is known to leak.
    Prepared(
        Input input,
        Map<String, Dataset> parts,
        Map<String, Integer> unknownClass,
        TrainOptions options,
        List<String> notes,
        List<String> warnings) {
      this(input, parts, unknownClass, options, notes, warnings, Map.of());
    }

    /// The part that is trained on, which there always is.
    Dataset train() {
      return Objects.requireNonNull(parts.get("train"), "train");
    }
  }

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

    @Override
    public Map<String, DataPart> others() {
      return Source.others(validation, test, OfTable::part);
    }

    @Override
    public Optional<Reading> reading() {
      return train.reading();
    }

    private static DataPart part(Table table) {
      return new DataPart(table.name(), table.rows(), table.fingerprint(), read(table));
    }

    private static String read(Table table) {
      ReadOptions options = table.options();
      return table
          .reading()
          .map(
              how ->
                  (how.header() ? "header" : "no header")
                      + ", delimiter "
                      + how.delimiterName()
                      + (options.decimal() == ReadOptions.Decimal.AUTO
                          ? ""
                          : ", decimal "
                              + (options.decimal() == ReadOptions.Decimal.COMMA ? "," : "."))
                      + (options.missing().said().isEmpty()
                          ? ""
                          : ", missing " + options.missing()))
          .orElse("");
    }

    @Override
    public Prepared prepare(TrainOptions options, @Nullable Input parent) {
      if (options.columns().task() == Task.LANGUAGE) {
        throw new IllegalArgumentException(
            train.name()
                + ": expected a text to learn a language from, got a table. Give a Corpus.");
      }
      if (options.isForecast()) {
        return Forecasting.prepare(
            train,
            validation,
            test,
            options,
            Source.known(parent, Input.OfForecast.class, name(), "a table of a series"));
      }
      if (options.columns().task() == Task.TRANSLATE) {
        return Translating.prepare(
            train,
            validation,
            test,
            options,
            Source.known(parent, Input.OfTranslation.class, name(), "a table of texts"));
      }
      Input.OfTable known = Source.known(parent, Input.OfTable.class, name(), "a table");
      Schema schema =
          known == null ? Schema.infer(train, options.columns(), embeds(options)) : known.schema();
      List<String> notes = new ArrayList<>(known == null ? schema.notes() : List.of());
      notes.addAll(schema.notesOnFiles(train));
      Splits splits = splits(schema, options, notes);
      Encoding encoding =
          known == null ? encoding(schema, splits.train(), options) : known.encoding();
      if (options.loss().filter(loss -> loss.unit() == Loss.Unit.OWN).isPresent()) {
        for (Table each : Arrays.asList(train, validation, test)) {
          if (each != null && schema.task() == Task.REGRESSION) {
            requireRange(each, schema, options.loss().orElseThrow());
          }
        }
      }
      Encoder encoder = new Encoder(encoding);
      if (known == null) {
        encoding.columns().forEach(code -> code.note().ifPresent(notes::add));
      }
      Map<String, Dataset> parts = new LinkedHashMap<>();
      List<Augmentation.Place> images = Augmented.places(encoder);
      if (images.isEmpty() && !options.augmentation().isNone()) {
        throw new ModelException(
            train.name()
                + ": expected images to augment, got a table without any. Leave augment out.");
      }
      Dataset rows = TargetRows.of(encoder, schema, train, splits.train(), new Unseen());
      parts.put("train", options.augmentation().of(rows, images, options.training().seed()));
      Map<String, Integer> unknown = new LinkedHashMap<>();
      Map<String, Finding> leaks = Leaks.of(train, schema, splits.train());
      List<String> warnings = new ArrayList<>();
      leaks.forEach(
          (warning, leak) -> {
            if (leak.severity() != Finding.Severity.LOW) {
              warnings.add(warning);
            }
          });
      if (test != null) {
        Describer.repeated(train, test, schema).ifPresent(same -> leaks.put(same.why(), same));
      }
      Parts others = new Parts(encoder, schema, parts, unknown, warnings);
      others.put("validation", train, splits.validation(), validation);
      others.put("test", train, splits.test(), test);
      SchemaOptions given = options.columns();
      SchemaOptions found =
          given
              .withTarget(TargetCode.names(encoding.targets()))
              .withWeight(schema.weight())
              .withTask(schema.task());
      if (schema.task() == Task.AUTOENCODER) {
        found = given;
      }
      return new Prepared(
          new Input.OfTable(schema, encoder.encoding()),
          parts,
          unknown,
          options.withColumns(found),
          notes,
          warnings,
          leaks);
    }

    private Encoding encoding(Schema schema, int[] rows, TrainOptions options) {
      Encoding learned = Encoder.learn(train, schema, rows).encoding();
      Encoding encoding = options.network().isLinear() ? learned.linear() : learned;
      return options.loss().filter(loss -> loss.unit() == Loss.Unit.OWN).isPresent()
          ? encoding.withTargetsAsTheyAre()
          : encoding;
    }

    @Override
    public void requireReadable(Input input) {
      for (Table each : Arrays.asList(train, validation, test)) {
        if (each != null && input instanceof Input.OfTable table) {
          table.schema().requireFiles(each);
        }
      }
    }

    @Override
    public Set<String> quantities(Input input) {
      return !(input instanceof Input.OfTable table)
          ? Set.of()
          : table.schema().features().stream()
              .filter(column -> column.kind().equals("numeric"))
              .map(Column::name)
              .filter(name -> isVaried(train.cells(name)))
              .collect(Collectors.toSet());
    }

    private boolean isVaried(Cells cells) {
      return IntStream.range(0, train.rows()).mapToObj(cells::text).distinct().limit(MANY).count()
          == MANY;
    }

    /// Columns of many categories are embedded unless a model is linear or is pre-trained, which
    /// makes its inputs again.
    private static boolean embeds(TrainOptions options) {
      return !options.network().isLinear() && options.network().pretrain() == 0;
    }

    /// Checks the numbers of targets that a loss takes as they are.
    private static void requireRange(Table table, Schema schema, Loss loss) {
      Loss.Range range = loss.targets(1, 1);
      for (Column target : schema.targetColumns()) {
        Cells cells = table.cells(target.name());
        double[] values = Numeric.values(cells, target.format());
        for (int row : schema.rowsWithTarget(table)) {
          if (!range.contains((float) values[row])) {
            throw new DataException(
                table.name()
                    + ", row "
                    + (row + 1)
                    + ", column "
                    + DataException.quote(target.name())
                    + ": expected "
                    + range
                    + " for the loss "
                    + loss.spec()
                    + ", got "
                    + DataException.quote(cells.text(row))
                    + ". Correct the cell, or choose another loss.");
          }
        }
      }
    }

    /// The splits that are asked for; a validation part that nobody asked for is not taken where it
    /// would be too small to tell anything.
    private Splits splits(Schema schema, TrainOptions options, List<String> notes) {
      double wanted = validation == null ? options.splits().validation() : 0;
      double held = test == null ? options.splits().test() : 0;
      long seed = options.training().seed();
      Splits splits = Splits.of(train, schema, wanted, held, seed);
      int rows = splits.validation().length;
      boolean usual = wanted == new SplitOptions().validation();
      boolean few = rows < FEWEST_VALIDATED;
      if (!usual || rows == 0 || (!few && differs(schema, splits.validation()))) {
        return splits;
      }
      notes.add(
          "No validation part is taken: it would have "
              + (few ? rows + (rows == 1 ? " row" : " rows") : "rows of one class only")
              + ", too little to tell when to stop; --validation FILE gives one, --validation-split takes a larger share.");
      return Splits.of(train, schema, 0, held, seed);
    }

    private boolean differs(Schema schema, int[] rows) {
      if (schema.task() != Task.CLASSIFICATION || schema.targets().size() > 1) {
        return true;
      }
      Cells cells = train.cells(schema.targets().getFirst());
      return IntStream.of(rows).mapToObj(cells::text).distinct().count() > 1;
    }
  }

  /// Parts beside that of training, as they are put together.
  record Parts(
      Encoder encoder,
      Schema schema,
      Map<String, Dataset> parts,
      Map<String, Integer> unknownClass,
      List<String> warnings) {
    void put(String part, Table whole, int[] split, @Nullable Table own) {
      if (own == null) {
        if (split.length > 0) {
          parts.put(part, TargetRows.of(encoder, schema, whole, split, new Unseen()));
        }
        return;
      }
      int[] rows = schema.rowsWithTarget(own);
      int[] known = withKnownTarget(encoder, own, rows);
      Unseen unseen = new Unseen();
      schema.notesOnFiles(own).forEach(note -> warnings.add(own.name() + ": " + note));
      parts.put(part, TargetRows.of(encoder, schema, own, known, unseen));
      int[] all = IntStream.range(0, own.rows()).toArray();
      encoder.lookAtTargets(own, schema.withReadableFiles(own, all), rows, unseen);
      unseen.notes().forEach(note -> warnings.add(own.name() + ": " + note));
      unseen.lines().forEach(line -> warnings.add(own.name() + ", " + line + "."));
      if (known.length < rows.length) {
        unknownClass.put(part, rows.length - known.length);
      }
    }
  }

  /// Of some rows those whose target is a class of the training part.
  ///
  /// @throws DataException if there are none
  static int[] withKnownTarget(Encoder encoder, Table table, int[] rows) {
    int[] known = encoder.withKnownTarget(table, rows);
    if (known.length == 0) {
      throw new DataException(
          table.name()
              + ", column "
              + DataException.quote(encoder.targets().getFirst().column())
              + ": expected classes of the training data, got others only, such as "
              + DataException.quote(
                  table.cells(encoder.targets().getFirst().column()).text(rows[0]))
              + ". Check the column.");
    }
    return known;
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

    @Override
    public Map<String, DataPart> others() {
      return Source.others(validation, test, OfImages::part);
    }

    private static DataPart part(Images images) {
      return new DataPart(images.name(), images.rows(), images.fingerprint(), "");
    }

    @Override
    public Prepared prepare(TrainOptions options, @Nullable Input parent) {
      if (options.columns().task() == Task.LANGUAGE) {
        throw new IllegalArgumentException(
            train.name() + ": expected a text to learn a language from, got images. Give a text.");
      }
      boolean labelled = options.columns().task() != Task.AUTOENCODER;
      Input.OfImages known = Source.known(parent, Input.OfImages.class, name(), "images (idx)");
      if (labelled && train.classes().size() < 2) {
        throw new ModelException(
            train.name()
                + ": expected pictures with labels, got none. Give their labels, or train an autoencoder, which needs none.");
      }
      Splits splits =
          Splits.of(
              train,
              validation == null ? options.splits().validation() : 0,
              test == null ? options.splits().test() : 0,
              options.training().seed());
      Map<String, Dataset> parts = new LinkedHashMap<>();
      Augmentation augmentation = options.augmentation();
      parts.put(
          "train",
          augmentation.of(
              train.part(splits.train()),
              Augmented.places(train.image()),
              options.training().seed()));
      List<String> classes = labelled ? train.classes() : List.of();
      Input.OfImages input = new Input.OfImages(train.image(), classes);
      if (known != null && !known.equals(input)) {
        throw new ModelException(
            name()
                + ": expected pictures of "
                + known.image()
                + " in the classes "
                + known.classes()
                + ", which the model that training goes on from takes, got "
                + train.image()
                + " in "
                + classes
                + ". Give files that match.");
      }
      put(parts, "validation", splits.validation(), validation, classes);
      put(parts, "test", splits.test(), test, classes);
      SchemaOptions columns = SchemaOptions.target("class").withTask(Task.CLASSIFICATION);
      if (!labelled) {
        parts.replaceAll((name, part) -> Dataset.autoencoder(part));
        columns = options.columns();
      }
      return new Prepared(
          input, parts, Map.of(), options.withColumns(columns), train.notes(), List.of());
    }

    /// @param classes that both must have; none where labels do not count
    private void put(
        Map<String, Dataset> parts,
        String part,
        int[] split,
        @Nullable Images own,
        List<String> classes) {
      if (own != null) {
        boolean others = !classes.isEmpty() && !own.classes().equals(classes);
        if (!own.image().equals(train.image()) || others) {
          throw new ModelException(
              own.name()
                  + ": expected pictures of "
                  + train.image()
                  + (others ? " in the classes " + classes : "")
                  + " as in the training part, got "
                  + own.image()
                  + (others ? " in " + own.classes() : "")
                  + ". Give files that match.");
        }
        parts.put(part, own);
      } else if (split.length > 0) {
        parts.put(part, train.part(split));
      }
    }
  }

  static <T> Map<String, DataPart> parts(
      T train, @Nullable T validation, @Nullable T test, Function<T, DataPart> part) {
    Map<String, DataPart> parts = new LinkedHashMap<>();
    parts.put("train", part.apply(train));
    parts.putAll(others(validation, test, part));
    return parts;
  }

  static <T> Map<String, DataPart> others(
      @Nullable T validation, @Nullable T test, Function<T, DataPart> part) {
    Map<String, DataPart> parts = new LinkedHashMap<>();
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
      case Input.OfImages _, Input.OfLanguage _ -> List.of();
      case Input.OfForecast(SeriesCode series) ->
          series.columns().stream().map(column -> line(column, List.of())).toList();
      case Input.OfTranslation(TranslationCode code) ->
          code.columns().stream().map(column -> line(column, List.of())).toList();
      case Input.OfTable table ->
          IntStream.range(0, table.schema().columns().size())
              .mapToObj(i -> line(table.schema().columns().get(i), table.schema().targets()))
              .toList();
    };
  }

  private static ColumnLine line(Column column, List<String> targets) {
    String kind =
        targets.contains(column.name()) ? "target" : column.skipped() ? "skipped" : column.kind();
    String detail = column.reason().isEmpty() ? column.summary() : column.reason();
    return new ColumnLine(column.name(), kind, detail, column.missing());
  }
}
