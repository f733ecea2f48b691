package hebb.model;

import hebb.data.DataException;
import hebb.data.Names;
import hebb.data.Task;
import hebb.data.forecast.ForecastOptions;
import hebb.data.kind.Text;
import hebb.data.schema.Unseen;
import hebb.data.table.ReadOptions;
import hebb.data.table.RowReader;
import hebb.data.table.RowWriter;
import hebb.data.table.Table;
import hebb.data.translation.Bleu;
import hebb.data.translation.PairRows;
import hebb.data.translation.TranslationCode;
import hebb.data.translation.TranslationLearner;
import hebb.dataset.Dataset;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What is particular to translations: rows from pairs, BLEU and exact matches beside those of
/// copying the source, and rows with what they are translated to.
final class Translating {
  /// What predictions are called.
  private static final String PREDICTION = "prediction";

  private static final int BLOCK = 1024;

  private Translating() {}

  /// Pairs of a table, split by source.
  ///
  /// @param validation pairs that stand for the split; null for none
  /// @param test likewise
  static Source.Prepared prepare(
      Table train,
      @Nullable Table validation,
      @Nullable Table test,
      TrainOptions options,
      Input.@Nullable OfTranslation known) {
    requirePlain(train, options);
    TranslationLearner.Learned learned =
        TranslationLearner.learn(
            train,
            options.columns(),
            new TranslationLearner.Parts(
                validation == null ? options.splits().validation() : 0,
                test == null ? options.splits().test() : 0,
                options.training().seed()),
            known == null ? null : known.translation());
    TranslationCode code = learned.code();
    Map<String, Dataset> parts = new LinkedHashMap<>(learned.parts());
    List<String> notes = new ArrayList<>(learned.notes());
    put(parts, "validation", code, validation, notes);
    put(parts, "test", code, test, notes);
    TrainOptions found =
        options.withColumns(
            options
                .columns()
                .withTarget(code.target().column())
                .withTask(Task.TRANSLATE)
                .withKind(Text.NAME, List.of(code.source().column() + "=" + code.tokens())));
    return new Source.Prepared(
        new Input.OfTranslation(code), parts, Map.of(), found, notes, List.of());
  }

  private static void put(
      Map<String, Dataset> parts,
      String part,
      TranslationCode code,
      @Nullable Table own,
      List<String> notes) {
    if (own != null) {
      var unseen = new Unseen();
      parts.put(part, rows(code, own, unseen));
      unseen.notes().forEach(note -> notes.add(own.name() + ": " + note));
    }
  }

  private static void requirePlain(Table table, TrainOptions options) {
    String wrong =
        !options.columns().weight().isEmpty()
            ? "--weight-column"
            : !options.augmentation().isNone()
                ? "--augment"
                : !options.classWeights().equals(ClassWeights.NONE)
                    ? "--class-weight"
                    : options.network().pretrain() > 0
                        ? "--pretrain"
                        : !options.forecast().equals(ForecastOptions.NONE) ? "--horizon" : "";
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          table.name()
              + ": expected a translation, as --task translate asks for, got "
              + wrong
              + " too. Leave one of them out.");
    }
  }

  /// All pairs of a table; what is cut or left out is noted.
  ///
  /// @throws DataException if there is none
  static PairRows rows(TranslationCode code, Table table, Unseen unseen) {
    List<TranslationCode.Pair> pairs = code.pairs(table);
    int empty = table.rows() - pairs.size();
    if (pairs.isEmpty()) {
      throw new DataException(
          table.name()
              + ": expected pairs of "
              + DataException.quote(code.source().column())
              + " and "
              + DataException.quote(code.target().column())
              + ", got none of which both sides hold a text. Check the columns.");
    }
    if (empty > 0) {
      unseen.note(List.of(Sources.count(empty, "row") + " left out, of which a side is empty."));
    }
    PairRows rows = PairRows.of(code, pairs);
    Sources.noteCut(code, rows.cut(), unseen);
    return rows;
  }

  /// A report with the measures of translations beside those of copying the source: BLEU, and the
  /// share that is exactly one of the translations given for a source.
  ///
  /// @param most at most so many sources are translated, evenly spread
  static PartReport report(
      PartReport report, Translator translator, int beam, PairRows rows, int most) {
    Map<String, List<String>> references = rows.references();
    List<String> all = List.copyOf(references.keySet());
    List<String> sources =
        all.size() <= most
            ? all
            : IntStream.range(0, most)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / most)))
                .toList();
    Map<String, Double> metrics = new LinkedHashMap<>(report.metrics());
    metrics.putAll(measures(sources, translator.translate(sources, beam), references));
    Map<String, Double> baseline = measures(sources, sources, references);
    return new PartReport(
        report.rows(), metrics, Map.of(), baseline, report.confusion(), 0, Map.of());
  }

  private static Map<String, Double> measures(
      List<String> sources, List<String> translations, Map<String, List<String>> references) {
    Bleu bleu = new Bleu();
    int exact = 0;
    for (int i = 0; i < sources.size(); i++) {
      List<String> right = references.getOrDefault(sources.get(i), List.of());
      bleu.add(translations.get(i), right);
      exact += right.contains(translations.get(i)) ? 1 : 0;
    }
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("bleu", bleu.value());
    measures.put("exact", (double) exact / sources.size());
    return measures;
  }

  /// Goes through the rows of a file, a block at a time.
  static long write(
      Model model,
      TranslationCode code,
      Path data,
      ReadOptions options,
      OutputStream out,
      Unseen unseen)
      throws IOException {
    try (RowReader rows = RowReader.open(data, code.readOptions(options))) {
      Writer writer =
          new Writer(model, code, data.toString(), rows.columns(), rows.delimiter(), out, unseen);
      while (rows.next()) {
        writer.add(rows.fields());
      }
      long count = writer.finish();
      unseen.note(rows.reading().notes());
      return count;
    }
  }

  /// Goes through the rows of a table.
  static long write(Model model, TranslationCode code, Table table, OutputStream out, Unseen unseen)
      throws IOException {
    Writer writer = new Writer(model, code, table.name(), table.columns(), ',', out, unseen);
    for (int row = 0; row < table.rows(); row++) {
      int each = row;
      writer.add(
          IntStream.range(0, table.columns().size())
              .mapToObj(column -> table.cells(column).text(each))
              .toList());
    }
    return writer.finish();
  }

  /// Writes rows with their translations.
  private static final class Writer {
    private final Model model;
    private final int source;
    private final Sources sources;
    private final RowWriter out;
    private final List<List<String>> held = new ArrayList<>(BLOCK);
    private long written;

    Writer(
        Model model,
        TranslationCode code,
        String name,
        List<String> columns,
        char delimiter,
        OutputStream stream,
        Unseen unseen) {
      this.model = model;
      this.sources = new Sources(code, name, unseen);
      this.source = Names.resolve(name, columns, code.source().column());
      if (columns.contains(PREDICTION)) {
        throw new DataException(
            "predict: expected rows without a column '"
                + PREDICTION
                + "', which is what predictions are called, got one. Rename it or leave it out.");
      }
      this.out = RowWriter.to(stream, delimiter);
      List<String> header = new ArrayList<>(columns);
      header.add(PREDICTION);
      out.write(header);
    }

    void add(List<String> cells) {
      sources.look(written + held.size() + 1, cells.get(source));
      held.add(cells);
      if (held.size() == BLOCK) {
        writeHeld();
      }
    }

    private void writeHeld() {
      List<String> translations =
          model.translate(held.stream().map(cells -> cells.get(source)).toList());
      for (int i = 0; i < held.size(); i++) {
        List<String> cells = new ArrayList<>(held.get(i));
        cells.add(translations.get(i));
        out.write(cells);
      }
      written += held.size();
      held.clear();
    }

    long finish() throws IOException {
      writeHeld();
      out.flush();
      sources.note();
      return written;
    }
  }
}
