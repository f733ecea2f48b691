package hebb.model;

import hebb.check.GradientCheck;
import hebb.check.GradientReport;
import hebb.data.DataException;
import hebb.data.Task;
import hebb.data.forecast.Ridge;
import hebb.data.forecast.SeriesCode;
import hebb.data.forecast.Windows;
import hebb.data.image.Augmentation;
import hebb.data.image.Images;
import hebb.data.kind.ColumnCode;
import hebb.data.kind.ShapedCode;
import hebb.data.kind.Text;
import hebb.data.language.Corpus;
import hebb.data.language.CorpusParts;
import hebb.data.language.TextWindows;
import hebb.data.schema.Encoder;
import hebb.data.schema.Schema;
import hebb.data.schema.TableDataset;
import hebb.data.schema.TargetCode;
import hebb.data.schema.Unseen;
import hebb.data.schema.UnseenCell;
import hebb.data.table.ReadOptions;
import hebb.data.table.Table;
import hebb.data.table.TableReader;
import hebb.data.table.Texts;
import hebb.data.table.TsFile;
import hebb.data.text.LanguageCode;
import hebb.data.translation.PairRows;
import hebb.data.translation.TranslationCode;
import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.graph.Variable;
import hebb.metric.Metric;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import hebb.trace.RowCells;
import hebb.trace.Trace;
import hebb.train.Predictor;
import hebb.train.StepGraph;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What training gives: the network with its parameters, how rows become its input, and where all
/// that comes from. It does not change, and any number of threads may use it at once; nothing has
/// to be closed. A row's prediction is the same in bits whatever thread asks, and whatever rows are
/// asked for beside it.
public final class Model {
  private static final int MOST_BEAM = 100;

  /// How many sources of a part are translated when a training ends, at most.
  private static final int MOST_TRANSLATED = 5000;

  private final ModelDocument document;
  private final Parameters parameters;
  private final List<InputSpec> inputs;
  private final Predictor predictor;
  private final Optional<Input.OfTable> table;
  private final @Nullable Encoder encoder;
  private final Copies copies;
  private final Optional<Ridge> ridge;
  private final @Nullable Translator translator;
  private final int beam;

  Model(ModelDocument document, Parameters parameters, Optional<Ridge> ridge) {
    this(document, parameters, ridge, Copies.NONE, 1);
  }

  private Model(
      ModelDocument document,
      Parameters parameters,
      Optional<Ridge> ridge,
      Copies copies,
      int beam) {
    this.ridge = ridge;
    this.beam = beam;
    this.copies = copies;
    this.document = document;
    this.parameters = parameters;
    this.table = document.input().table();
    this.encoder = table.map(Input.OfTable::encoder).orElse(null);
    this.inputs = document.input().inputs();
    this.predictor =
        new Predictor(document.network(), parameters, inputs, document.loss().prediction(), 1);
    this.translator =
        document.input() instanceof Input.OfTranslation(TranslationCode code)
            ? new Translator(
                document.network(), parameters, code, document.training().training().threads())
            : null;
  }

  /// Reads a model file.
  ///
  /// @throws ModelException if there is none, it is damaged, or it is of a later version
  public static Model load(Path file) {
    return ModelFile.load(file);
  }

  /// Writes the model to a file, whole or not at all. The same model gives the same bytes.
  ///
  /// @throws java.io.UncheckedIOException if the file cannot be written; a file that was there
  ///   stays as it was
  /// @throws IllegalArgumentException if a layer of the network is not known by name: neither one
  ///   of the library's nor [registered][hebb.nn.layer.Layers#register]
  public void save(Path file) {
    ModelFile.save(file, document, parameters, ridge);
  }

  /// Predicts one row, given by its columns' names. Values are numbers, texts, booleans, or null
  /// where there is none; of images and sounds the name of a file or its bytes, of a series its
  /// text or `float[steps][channels]` or `double` of the same shape; further columns are passed
  /// over.
  ///
  /// A value that is not as those of the training part counts as another category or as missing,
  /// and [Prediction#unseen] names it.
  ///
  /// @throws DataException if a column is not there, or a value is of another type or shape
  /// @throws ModelException if the model does not take rows of a table
  public Prediction predict(Map<String, ? extends @Nullable Object> row) {
    float[] numbers = new float[encoder().width()];
    List<UnseenCell> unseen = encoder().encode(row, numbers);
    return prediction(numbers, unseen);
  }

  /// Predicts one row of a model that takes one column, given as its cell: a text to be read.
  ///
  /// @throws ModelException if the model takes several columns, or is one of images
  public Prediction predict(String cell) {
    return predict(Map.of(column(), cell));
  }

  /// The same as a file of one row, of which a cell that is not as in training is counted.
  ///
  /// @param unseen counts it, or refuses it
  /// @throws DataException if the cell is refused
  /// @throws ModelException as [#predict(String)]
  public Prediction predict(String cell, Unseen unseen) {
    float[] numbers = new float[encoder().width()];
    encoder().rowEncoder("text", List.of(column()), unseen).encode(List.of(cell), 0, numbers);
    return prediction(numbers, List.of());
  }

  /// The one column that the model takes.
  private String column() {
    List<ColumnCode> columns = encoder().encoding().columns();
    if (columns.size() > 1) {
      throw new ModelException(
          "predict: expected a row by its columns' names, since the model takes "
              + columns.size()
              + " columns, got one cell. Give a map.");
    }
    return columns.getFirst().column();
  }

  /// Predicts one row, given as the numbers that the network sees: for images the pixels from 0 to
  /// 1, row-major.
  ///
  /// @throws hebb.graph.ShapeException if the row has another length
  public Prediction predict(float[] row) {
    return prediction(row, List.of());
  }

  private Prediction prediction(float[] row, List<UnseenCell> unseen) {
    float[] outputs = new float[predictor.output().size()];
    copies.predict(predictor, row, row.length, 1, 0, outputs);
    List<TargetCode> targets = document.input().targets();
    if (task() == Task.AUTOENCODER) {
      List<Float> values = IntStream.range(0, outputs.length).mapToObj(i -> outputs[i]).toList();
      return new Prediction.OfInputs(error(row, outputs, 0), values, unseen);
    }
    if (targets.size() == 1) {
      return prediction(targets.getFirst(), outputs, unseen);
    }
    Map<String, Prediction> several = new LinkedHashMap<>();
    for (int t = 0; t < targets.size(); t++) {
      several.put(
          targets.get(t).column(), prediction(targets.get(t), new float[] {outputs[t]}, List.of()));
    }
    return new Prediction.OfSeveral(several, unseen);
  }

  private static Prediction prediction(
      TargetCode target, float[] outputs, List<UnseenCell> unseen) {
    return switch (target) {
      case TargetCode.Quantity quantity ->
          new Prediction.OfNumber(quantity.decode(outputs[0]), unseen);
      case TargetCode.Classes classes -> {
        List<String> labels = classes.labels();
        Map<String, Double> probabilities = new LinkedHashMap<>();
        for (int c = 0; c < labels.size(); c++) {
          probabilities.put(labels.get(c), ClassOutputs.probability(outputs, 0, outputs.length, c));
        }
        String label = labels.get(ClassOutputs.likeliest(outputs, 0, outputs.length));
        yield new Prediction.OfClass(label, probabilities, unseen);
      }
    };
  }

  /// Reads rows from a file and writes them with a column `prediction` and, for classes,
  /// `probability_CLASS` columns (for an autoencoder `reconstruction_error` alone), as CSV with the
  /// file's delimiter. Takes the same memory for any number of rows, but for a file of series
  /// ([TsFile]). The stream is flushed, not closed.
  ///
  /// @param unseen counts cells that are not as in training, or refuses them
  /// @return how many rows there were
  /// @throws DataException if the file cannot be read, a column is not there or a cell is refused
  /// @throws IOException if the stream fails
  public long predict(Path data, ReadOptions options, OutputStream out, Unseen unseen)
      throws IOException {
    if (TsFile.isNamed(data)) {
      return predict(read(data, options), out, unseen);
    }
    if (document.input() instanceof Input.OfTranslation(TranslationCode code)) {
      return Translating.write(this, code, data, options, out, unseen);
    }
    return AnswerWriter.write(
        columns -> Answer.predictions(this, columns), encoder(), data, options, out, unseen);
  }

  /// Writes the rows of a table with their predictions, as CSV. The stream is flushed, not closed.
  ///
  /// @param unseen counts cells that are not as in training, or refuses them
  /// @return how many rows there were
  /// @throws DataException if a column is not there or a cell is refused
  /// @throws IOException if the stream fails
  public long predict(Table table, OutputStream out, Unseen unseen) throws IOException {
    if (document.input() instanceof Input.OfTranslation(TranslationCode code)) {
      return Translating.write(this, code, table, out, unseen);
    }
    return AnswerWriter.write(
        columns -> Answer.predictions(this, columns),
        encoder(),
        table,
        rows(table, unseen),
        out,
        unseen);
  }

  /// Forecasts the steps after the last row of a table, which has the columns of the training data.
  ///
  /// @throws DataException if a column is not there, a cell holds something else than a number,
  ///   times do not rise, or there are too few rows or gaps at their end
  /// @throws ModelException if the model is not one of forecasts
  public Forecast forecast(Table table) {
    if (!(document.input() instanceof Input.OfForecast(SeriesCode series))) {
      throw new ModelException(
          "model: expected one of forecasts, got one that predicts rows. Use predict.");
    }
    return Forecasting.next(predictor, series, document.intervals(), table);
  }

  /// All rows of a table but those whose images cannot be read.
  int[] rows(Table table, Unseen unseen) {
    schema().lookAtFiles(table, unseen);
    return schema().withReadableFiles(table, IntStream.range(0, table.rows()).toArray());
  }

  /// Writes the prediction of each picture, as CSV. The stream is flushed, not closed.
  ///
  /// @return how many pictures there were
  /// @throws ModelException if the model does not take pictures of that shape
  /// @throws IOException if the stream fails
  public long predict(Images images, OutputStream out) throws IOException {
    return AnswerWriter.write(
        Answer.predictions(this, List.of()), TargetRows.taken(this, images), out);
  }

  /// The same model, whose predictions are means over each image and so many copies of it, changed
  /// as in training; as by `light` where training changed none. The same row has the same copies.
  ///
  /// @param number how many copies, from 1
  /// @throws IllegalArgumentException if the model is not one of images, or an autoencoder
  public Model averaging(int number) {
    List<Augmentation.Place> places =
        document.input() instanceof Input.OfImages images
            ? Augmented.places(images.image())
            : Augmented.places(encoder());
    if (number < 1 || places.isEmpty() || task() == Task.AUTOENCODER) {
      throw new IllegalArgumentException(
          "augment: expected a model that predicts from images, and 1 or more copies, got "
              + (number < 1
                  ? number + " copies"
                  : places.isEmpty() ? "one of tables" : "an autoencoder")
              + ". Leave augment out.");
    }
    Augmentation trained = options().augmentation();
    return new Model(
        document,
        parameters,
        ridge,
        new Copies(
            number,
            trained.isNone() ? Augmentation.LIGHT : trained,
            places,
            options().training().seed()),
        beam);
  }

  /// The same model, which translates by a beam search: the likeliest beginnings of a translation
  /// are kept, so many at once. Of those that end, the likeliest for its length is taken.
  ///
  /// @param width how many, from 1, which takes the likeliest token at each step, to 100
  /// @throws IllegalArgumentException if the model is not one of translations, or the width is out
  ///   of range
  public Model withBeam(int width) {
    if (translator == null) {
      throw new IllegalArgumentException(
          "beam: expected a model that translates, got one that does not. Leave it out.");
    }
    if (width < 1 || width > MOST_BEAM) {
      throw new IllegalArgumentException(
          "beam: expected 1 to " + MOST_BEAM + " beginnings that are kept, got " + width + ".");
    }
    return new Model(document, parameters, ridge, copies, width);
  }

  /// Translates a text. Tokens that are not in the training data are passed as unknown, and of a
  /// text that is longer than the model's maximum the first tokens count; the translation of a text
  /// without any is empty.
  ///
  /// @throws ModelException if the model is not one of translations
  public String translate(String text) {
    return translate(List.of(text)).getFirst();
  }

  /// Sets who is told, now and again, how many texts of a call are translated, or of the sources
  /// that an evaluation translates.
  ///
  /// @throws ModelException if the model is not one of translations
  public Model watch(Watcher watcher) {
    translator().watch(watcher);
    return this;
  }

  /// The same as a file of one row, of which is counted what is not as in training: unknown tokens,
  /// a text that is cut, or that is empty.
  ///
  /// @param unseen counts it, or refuses unknown tokens
  /// @throws DataException if they are refused
  /// @throws ModelException if the model is not one of translations
  public String translate(String text, Unseen unseen) {
    if (document.input() instanceof Input.OfTranslation(TranslationCode code)) {
      var sources = new Sources(code, "text", unseen);
      sources.look(0, text);
      sources.note();
    }
    return translate(text);
  }

  /// Translates texts, which is faster together than one by one and gives the same.
  ///
  /// @throws ModelException if the model is not one of translations
  public List<String> translate(List<String> texts) {
    return translator().translate(texts, beam);
  }

  /// How much attention the decoder pays to each token of a text as it translates it.
  ///
  /// @param layer the path of the attention, as in `seq2seq1/decoder/attention1`; empty for the
  ///   last
  /// @throws ModelException if the model is not one of translations
  /// @throws IllegalArgumentException if the text has no token, or the decoder no such attention
  public AttentionWeights attention(String text, Optional<String> layer) {
    return translator().attention(text, beam, layer);
  }

  private Translator translator() {
    if (translator == null) {
      throw new ModelException(
          "model: expected one that translates, got one of "
              + task().name().toLowerCase(Locale.ROOT)
              + ". Train one with --task translate.");
    }
    return translator;
  }

  Copies copies() {
    return copies;
  }

  /// What the model knows of its columns of texts, and so reveals of its training part: the tokens,
  /// by column.
  public Map<String, List<String>> vocabularies() {
    Map<String, List<String>> tokens = new LinkedHashMap<>();
    if (document.input() instanceof Input.OfLanguage(LanguageCode code)) {
      tokens.put(LanguageCode.INPUT, code.vocabulary());
    }
    if (document.input() instanceof Input.OfTable of) {
      for (ColumnCode code : of.encoding().columns()) {
        if (code instanceof Text.Code text) {
          tokens.put(text.column(), text.vocabulary());
        }
      }
    }
    if (document.input() instanceof Input.OfTranslation(TranslationCode code)) {
      tokens.put(code.source().column(), code.source().vocabulary());
      tokens.put(code.target().column(), code.target().vocabulary());
    }
    return tokens;
  }

  /// Whether a row is one text and nothing else.
  public boolean takesTexts() {
    return table
        .map(of -> of.encoding().columns())
        .filter(columns -> columns.size() == 1 && columns.getFirst() instanceof Text.Code)
        .isPresent();
  }

  /// The column of images or sounds, where a row is nothing else; `image` of a model of pictures.
  public Optional<ShapedCode> fileColumn() {
    return table
        .map(of -> of.encoding().columns())
        .filter(columns -> columns.size() == 1)
        .flatMap(
            columns ->
                columns.getFirst() instanceof ShapedCode code && code.files().isPresent()
                    ? Optional.of(code)
                    : Optional.empty());
  }

  /// The codes of rows, from the layer that is usual: of an autoencoder the narrowest before the
  /// output, of any other model the last before it.
  ///
  /// @throws IllegalArgumentException if there is no dense layer before the output
  public Codes codes() {
    return codes(
        Codes.usual(network(), inputs, task())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--layer: expected a network with a dense layer before the output, whose"
                            + " numbers are taken where no layer is named, got "
                            + LayerLine.text(network().layers())
                            + ". Name another layer, as in --layer "
                            + network().layers().getFirst().name()
                            + ".")));
  }

  /// The codes of rows: what the network has made of them after one of its layers.
  ///
  /// @param layer its path, as in `hidden2`
  /// @throws IllegalArgumentException if there is no such layer; the message lists those that there
  ///   are
  public Codes codes(String layer) {
    return new Codes(this, layer, parameters);
  }

  /// A copy of what was trained, by its path, as in `hidden1/weight`.
  ///
  /// @throws IllegalArgumentException if there is no such parameter; the message lists those that
  ///   there are
  public Tensor parameter(String path) {
    Variable variable = parameters.get(path);
    return Tensor.of(variable.shape(), variable.fetch());
  }

  /// Reads a table as this model needs it: kinds are kept as they are written, and the columns'
  /// names tell a header.
  ///
  /// @throws DataException if the file cannot be read
  /// @throws ModelException if the model does not take rows of a table
  public Table read(Path data, ReadOptions options) {
    return TableReader.read(data, readOptions(options));
  }

  /// How to read a table as this model needs it.
  ///
  /// @throws ModelException if the model does not take rows of a table
  public ReadOptions readOptions(ReadOptions options) {
    return switch (document.input()) {
      case Input.OfForecast(SeriesCode series) -> series.readOptions(options);
      case Input.OfTranslation(TranslationCode code) -> code.readOptions(options);
      case Input.OfTable _, Input.OfImages _, Input.OfLanguage _ -> encoder().readOptions(options);
    };
  }

  /// Measures the model on all rows of a table whose target is known; an autoencoder on all.
  ///
  /// @throws DataException if a column is not there, or no row has a target
  /// @throws ModelException if the model does not take rows of a table
  public PartReport evaluate(Table table) {
    return evaluate(table, new Unseen());
  }

  /// Measures the model on all rows of a table whose target is known. Rows of a class that is not
  /// in the training data count as wrong in the accuracy and are left out of everything else.
  ///
  /// @param unseen counts cells that are not as in training, or refuses them
  /// @throws DataException if a column is not there, a cell is refused, or no row has a target or
  ///   one of a class that the training data has
  /// @throws ModelException if the model does not take rows of a table
  public PartReport evaluate(Table table, Unseen unseen) {
    return evaluate(table, unseen, List.of());
  }

  /// Measures the model on all rows of a table whose target is known, with further measures.
  ///
  /// @param more beside those of the task and the one that training was monitored by
  /// @throws DataException as [#evaluate(Table, Unseen)]
  /// @throws IllegalArgumentException if a measure does not fit the task
  public PartReport evaluate(Table table, Unseen unseen, List<Metric> more) {
    if (document.input() instanceof Input.OfForecast(SeriesCode series)) {
      return evaluate(Forecasting.windows(series, table), more);
    }
    if (document.input() instanceof Input.OfTranslation(TranslationCode code)) {
      return evaluate(Translating.rows(code, table, unseen), more, Integer.MAX_VALUE);
    }
    int[] readable = rows(table, unseen);
    int[] rows = schema().rowsWithTarget(table);
    encoder().lookAtTargets(table, readable, rows, unseen);
    int[] known = encoder().withKnownTarget(table, rows);
    int unknown = rows.length - known.length;
    return known.length == 0
        ? PartReport.ofUnknownClasses(unknown)
        : evaluate(TargetRows.of(encoder(), schema(), table, known, unseen), more)
            .withUnknownClass(unknown);
  }

  /// What is wrong with the prediction of each row of a table, so that models can be compared row
  /// by row: of classes 1 where it is wrong (as where its class is not in the training data), else
  /// 0; of a quantity the squared error in its own unit; of an autoencoder the mean squared error
  /// over a row's numbers. NaN where there is no target. Weights of rows do not count.
  ///
  /// @throws DataException if a column is not there, or no row has a target
  /// @throws ModelException if the model does not take rows of a table by themselves, or has
  ///   several targets
  public double[] errors(Table table) {
    double[] errors = new double[table.rows()];
    Arrays.fill(errors, Double.NaN);
    int[] rows = schema().rowsWithTarget(table);
    IntStream.of(rows).forEach(row -> errors[row] = 1);
    int[] known = encoder().withKnownTarget(table, rows);
    if (known.length > 0) {
      double[] own =
          RowErrors.of(this, TargetRows.of(encoder(), schema(), table, known, new Unseen()));
      IntStream.range(0, known.length).forEach(i -> errors[known[i]] = own[i]);
    }
    return errors;
  }

  /// What is wrong with the prediction of each picture, as [#errors(Table)].
  ///
  /// @throws ModelException if the model does not take pictures of that shape, or their classes are
  ///   others
  public double[] errors(Images images) {
    return RowErrors.of(this, TargetRows.of(this, images));
  }

  /// Measures a language model on a text.
  ///
  /// @param unseen is told which tokens are not in the text that was trained on
  /// @param more none fits a language model
  /// @throws DataException if the text is too short
  /// @throws ModelException if the model is not one of a language
  public PartReport evaluate(Corpus corpus, Unseen unseen, List<Metric> more) {
    List<String> notes = new ArrayList<>();
    Dataset windows = CorpusParts.measured(language(), corpus, notes);
    unseen.note(notes);
    return evaluate(windows, more);
  }

  /// What writes texts with this model.
  ///
  /// @throws ModelException if the model is not one of a language that goes on from token to token
  public Generator generator() {
    LanguageCode code = language();
    try {
      return new Generator(network(), parameters, code);
    } catch (IllegalArgumentException e) {
      throw new ModelException("model: " + e.getMessage(), e);
    }
  }

  private LanguageCode language() {
    if (document.input() instanceof Input.OfLanguage(LanguageCode code)) {
      return code;
    }
    throw new ModelException(
        "model: expected one of a language, got one of "
            + task().name().toLowerCase(Locale.ROOT)
            + ". Train one with --task language.");
  }

  /// Measures the model on pictures with labels; an autoencoder needs none.
  ///
  /// @throws ModelException if the model does not take pictures of that shape, or their classes are
  ///   others
  public PartReport evaluate(Images images) {
    return evaluate(images, List.of());
  }

  /// Measures the model on pictures with labels, with further measures.
  ///
  /// @throws ModelException as [#evaluate(Images)]
  /// @throws IllegalArgumentException if a measure does not fit the task
  public PartReport evaluate(Images images, List<Metric> more) {
    return evaluate(TargetRows.of(this, images), more);
  }

  /// Checks the gradients of what training minimised, at the weights that were kept, on rows of a
  /// table whose target is known.
  ///
  /// @param settings changes what is checked, as in `check -> check.withRows(32)`
  /// @throws DataException if a column is not there, or no row has a target that the training data
  ///   has
  /// @throws ModelException if the model does not take rows of a table
  public GradientReport checkGradients(Table table, UnaryOperator<GradientCheck> settings) {
    if (document.input() instanceof Input.OfForecast(SeriesCode series)) {
      return checkGradients(Forecasting.windows(series, table), settings);
    }
    if (document.input() instanceof Input.OfTranslation(TranslationCode code)) {
      return checkGradients(Translating.rows(code, table, new Unseen()), settings);
    }
    int[] rows = Source.withKnownTarget(encoder(), table, schema().rowsWithTarget(table));
    return checkGradients(TargetRows.of(encoder(), schema(), table, rows, new Unseen()), settings);
  }

  /// Checks the gradients of what training minimised, at the weights that were kept, on pictures
  /// with labels.
  ///
  /// @param settings changes what is checked, as in `check -> check.withRows(32)`
  /// @throws ModelException if the model does not take pictures of that shape, or their classes are
  ///   others
  public GradientReport checkGradients(Images images, UnaryOperator<GradientCheck> settings) {
    return checkGradients(TargetRows.of(this, images), settings);
  }

  /// On a copy of the weights, since those of the model may be in use.
  private GradientReport checkGradients(Dataset rows, UnaryOperator<GradientCheck> settings) {
    Parameters copy = Parameters.create(network(), inputs, parameters.seed());
    copy.variables().forEach(each -> each.store(parameters.get(each.path()).fetch()));
    GradientCheck check =
        GradientCheck.of(network(), document.loss()).withConfig(document.training().training());
    Dataset weighted = options().classWeights().weighted(rows, document.input().targets());
    return settings.apply(check).run(copy, weighted);
  }

  PartReport evaluate(Dataset rows) {
    return evaluate(rows, List.of());
  }

  private PartReport evaluate(Dataset rows, List<Metric> more) {
    return evaluate(rows, more, MOST_TRANSLATED);
  }

  private PartReport evaluate(Dataset rows, List<Metric> more, int translated) {
    PartReport report = PartReports.measure(document, parameters, rows, more);
    if (rows instanceof TextWindows windows) {
      return LanguageTask.report(report, windows);
    }
    if (rows instanceof PairRows pairs) {
      return Translating.report(report, translator(), beam, pairs, translated);
    }
    return document.input() instanceof Input.OfForecast(SeriesCode series)
            && rows instanceof Windows windows
        ? Forecasting.report(report, Forecasting.errors(predictor, ridge, series, windows))
        : report;
  }

  /// The rows of a table that the model takes for another class.
  ///
  /// @param most how many of them are shown, those that it is surest of
  /// @param unseen counts cells and images that are not as in training
  /// @throws DataException if a column is not there, or no row has a known target
  /// @throws ModelException if the model is not one of one target of classes
  public Mistakes mistakes(Table table, int most, Unseen unseen) {
    schema().lookAtFiles(table, unseen);
    int[] known = encoder().withKnownTarget(table, schema().rowsWithTarget(table));
    return Mistakes.of(this, TableDataset.of(encoder(), table, known, unseen), known, most);
  }

  /// The pictures with labels that the model takes for another class.
  ///
  /// @param most how many of them are shown, those that it is surest of
  /// @throws ModelException if the model takes no such pictures, or their classes are others
  public Mistakes mistakes(Images images, int most) {
    int[] all = IntStream.range(0, images.rows()).toArray();
    return Mistakes.of(this, TargetRows.of(this, images), all, most);
  }

  /// The classes that a row is likeliest of, by their indices, the likeliest first.
  ///
  /// @param row the numbers that the network sees
  /// @param most at most so many
  public List<Integer> likeliest(float[] row, int most) {
    float[] outputs = predictor.predict(row);
    return IntStream.range(0, classes().size())
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                    (Integer c) -> ClassOutputs.probability(outputs, 0, outputs.length, c))
                .reversed())
        .limit(most)
        .toList();
  }

  /// What the network sees of a row of a table.
  ///
  /// @param unseen is told of an image of another size than those of training
  /// @throws DataException if a column is not there, or the row's image cannot be read
  /// @throws ModelException if the model is one of forecasts
  public float[] numbers(Table table, int row, Unseen unseen) {
    schema().withReadableFiles(table, new int[] {row});
    schema().lookAtFiles(table, unseen);
    float[] numbers = new float[encoder().width()];
    encoder().encode(table, new int[] {row}, numbers);
    return numbers;
  }

  /// What the network sees of a picture.
  ///
  /// @throws ModelException if the model does not take such pictures
  public float[] numbers(Images images, int row) {
    Dataset rows = TargetRows.taken(this, images);
    float[] numbers = new float[rows.width()];
    rows.read(new int[] {row}, 0, 1, numbers, new float[1]);
    return numbers;
  }

  /// Says of pictures if they are brought to another size, that of training.
  public List<String> notesOn(Images images) {
    return TargetRows.notes(this, images);
  }

  /// The image among what the network sees of a row, `[height, width, channels]` of levels from 0
  /// (black) to 1.
  ///
  /// @throws ModelException if there is none
  public Tensor image(float[] row) {
    return Mistakes.image(document.input(), row);
  }

  /// What one layer over images says of rows.
  ///
  /// @param layer its name, as in `conv2`; the last whose output is an image where there is none
  /// @throws IllegalArgumentException if there is no such layer, or its output is no image
  public LayerView view(Optional<String> layer) {
    String name =
        layer
            .map(given -> LayerView.require(network(), inputs, given))
            .orElseGet(() -> LayerView.usual(network(), inputs));
    return new LayerView(network(), parameters, inputs, name);
  }

  /// The forward pass of a row, number by number, and where the row has its targets the backward
  /// pass.
  ///
  /// @param row from 0
  /// @throws DataException if a column is not there, or the row's image cannot be read
  /// @throws ModelException if the model is not one of rows that stand by themselves
  /// @throws IndexOutOfBoundsException if there is no such row
  public Trace trace(Table table, int row) {
    Objects.checkIndex(row, table.rows());
    Trace trace = trace(numbers(table, row, new Unseen()), RowTrace.target(encoder(), table, row));
    return trace.with(RowCells.of(encoder(), table, row, trace), trace.words());
  }

  /// The same of one row by its columns' names: numbers, texts, booleans, or null where there is
  /// none.
  ///
  /// @throws DataException as [#trace(Table, int)]
  /// @throws ModelException as [#trace(Table, int)]
  public Trace trace(Map<String, ? extends @Nullable Object> row) {
    List<Texts> cells =
        row.values().stream().map(cell -> Texts.of(Objects.toString(cell, ""))).toList();
    return trace(Table.of("row", List.copyOf(row.keySet()), cells), 0);
  }

  /// The same of a picture.
  ///
  /// @param row from 0
  /// @throws ModelException if the model does not take such pictures
  /// @throws IndexOutOfBoundsException if there is no such picture
  public Trace trace(Images images, int row) {
    Objects.checkIndex(row, images.rows());
    boolean known = !classes().isEmpty() && images.classes().equals(classes());
    Optional<Tensor> target =
        known
            ? Optional.of(Tensor.of(Shape.of(1, 1), (float) images.target(row)))
            : Optional.empty();
    return trace(numbers(images, row), target);
  }

  private Trace trace(float[] numbers, Optional<Tensor> target) {
    Shape targets = Shape.of(document.input().targets().size());
    var step = new StepGraph(network(), document.loss(), parameters, inputs, targets);
    return RowTrace.of(this, step, numbers, target);
  }

  /// What is predicted.
  public Task task() {
    return document.input().task();
  }

  /// What the prediction is called: the target column, or `class` for images; several as a list.
  public String target() {
    return document.input().target();
  }

  /// What is predicted, and how outputs are read; mostly one, none for an autoencoder.
  public List<TargetCode> targets() {
    return document.input().targets();
  }

  /// The classes of the one target, in the order of the network's outputs; empty for a quantity and
  /// for several targets.
  public List<String> classes() {
    return document.input().classes();
  }

  /// What the model takes.
  public Input input() {
    return document.input();
  }

  /// The columns of the table that it was trained on; empty for images.
  public List<ColumnLine> columns() {
    return Source.columns(document.input());
  }

  /// The layers.
  public Network network() {
    return document.network();
  }

  /// The layers, to be read.
  public List<LayerLine> layers() {
    return LayerLine.of(document.network(), parameters, inputs);
  }

  /// How many numbers were trained.
  public long parameters() {
    return parameters.count();
  }

  /// The tables of vectors that the network looks rows up in, as those of embeddings.
  public List<LookupLine> lookups() {
    return LookupLine.of(
        this, new StepGraph(network(), document.loss(), parameters, inputs, Shape.SCALAR));
  }

  /// What the network gets of a row, each by name. A row is their numbers one after the other.
  public List<InputSpec> inputs() {
    return inputs;
  }

  /// How it was trained.
  public TrainOptions options() {
    return document.training();
  }

  /// How its training ended, and how good it was then.
  public Results results() {
    return document.results();
  }

  /// Where it comes from.
  public Provenance provenance() {
    return document.provenance();
  }

  /// How far the outputs for row `r` are from the row: the root of the mean square over its
  /// numbers.
  double error(float[] rows, float[] outputs, int r) {
    int width = predictor.output().size();
    double squares = 0;
    for (int i = r * width; i < (r + 1) * width; i++) {
      double error = outputs[i] - rows[i];
      squares += error * error;
    }
    return Math.sqrt(squares / width);
  }

  Predictor predictor() {
    return predictor;
  }

  Encoder encoder() {
    if (encoder == null) {
      throw noTable();
    }
    return encoder;
  }

  private Schema schema() {
    return table.orElseThrow(this::noTable).schema();
  }

  private ModelException noTable() {
    return new ModelException(
        switch (document.input()) {
          case Input.OfForecast _ ->
              "model: expected one that takes rows by themselves, got one of forecasts, which takes a"
                  + " whole series. Use predict or evaluate on a table.";
          case Input.OfLanguage _ ->
              "model: expected one of a table, got one of a language. Use generate, or evaluate on a"
                  + " text.";
          case Input.OfTranslation _ ->
              "model: expected one that predicts columns, got one that translates. Use translate, or"
                  + " predict on a table.";
          case Input.OfTable _, Input.OfImages _ ->
              "model: expected one of a table, got one of images of other channels than 1 or 3. Give"
                  + " it images.";
        });
  }
}
