package hebb.describe;

import hebb.data.Task;
import hebb.data.image.ImageFiles;
import hebb.data.image.ImageHeader;
import hebb.data.kind.Column;
import hebb.data.kind.Kinds;
import hebb.data.kind.Text;
import hebb.data.language.Corpus;
import hebb.data.schema.Schema;
import hebb.data.schema.SchemaOptions;
import hebb.data.table.Folder;
import hebb.data.table.Table;
import hebb.data.table.Texts;
import hebb.describe.ColumnDescription.Role;
import hebb.describe.ColumnDescription.Spread;
import hebb.describe.Distribution.Bin;
import hebb.diagnose.DataFindings;
import hebb.train.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Describes a table. The time it takes is linear in the rows; scores and pairs are of at most
/// 100,000 of them.
///
/// ```java
/// Description data = new Describer(table).options(options).beside(test).describe();
/// ```
public final class Describer {
  private final Table table;
  private Optional<SchemaOptions> options = Optional.empty();
  private SchemaOptions withoutTarget = SchemaOptions.target("last");
  private final List<Table> others = new ArrayList<>();
  private Folder.Watcher watcher = (done, all) -> {};
  private boolean strict;
  private boolean lines;

  /// Of a table whose target is not known.
  public Describer(Table table) {
    this.table = table;
  }

  /// Of a text: its lines.
  static Describer of(Corpus corpus, String tokens) {
    Texts lines = Texts.exactly(corpus.lines());
    Describer describer =
        new Describer(Table.of(corpus.name(), List.of(Text.NAME), List.of(lines)));
    describer.lines = true;
    return describer.withoutTarget(
        SchemaOptions.target("last").withKind(Text.NAME, List.of(Text.NAME + "=" + tokens)));
  }

  /// Says what training would be told, its target with it.
  public Describer options(SchemaOptions training) {
    options = Optional.of(training);
    return this;
  }

  /// Says what training would be told but for its target, which is not known.
  public Describer withoutTarget(SchemaOptions training) {
    options = Optional.empty();
    withoutTarget = training;
    return this;
  }

  /// Adds rows for validation or a test: which of them are among those of the table?
  public Describer beside(Table other) {
    others.add(other);
    return this;
  }

  /// Sets who is told how many of the columns are done.
  public Describer watch(Folder.Watcher newWatcher) {
    watcher = newWatcher;
    return this;
  }

  /// Refuses images and sounds that cannot be read; else a note names them.
  public Describer strict() {
    strict = true;
    return this;
  }

  /// Describes it.
  ///
  /// @throws hebb.data.DataException as [Schema#explain] and [Schema#explainWithoutTarget]
  public Description describe() {
    Schema.Explained explained =
        options
            .map(training -> Schema.explain(table, training))
            .orElseGet(() -> Schema.explainWithoutTarget(table, withoutTarget));
    Schema schema = explained.schema();
    if (strict) {
      schema.requireFiles(table);
    }
    List<String> notes = new ArrayList<>(schema.notes());
    notes.addAll(schema.notesOnFiles(table));
    int[] rows = schema.rowsWithTarget(table);
    List<ColumnCells> cells =
        schema.columns().stream().map(each -> ColumnCells.of(table, each, schema)).toList();
    List<ColumnDescription> columns = new ArrayList<>();
    List<OneColumn> alone = alone(schema, cells, rows);
    for (ColumnCells each : cells) {
      String reason =
          explained.reasons().getOrDefault(each.column().name(), each.column().reason());
      ColumnDescription column = column(each, schema, reason, rows);
      columns.add(
          column.role() == Role.TARGET || column.role() == Role.WEIGHT
              ? column
              : column.withAlone(alone.stream().flatMap(of -> of.score(each).stream()).toList()));
      watcher.at(columns.size(), cells.size());
    }
    for (Table other : others) {
      if (isSame(table, other)) {
        notes.add(
            other.name()
                + " has the same rows as the data, by its SHA-256: all of them are in both, and results"
                + " on it say nothing of new rows. Name a file of other rows.");
      }
    }
    RowHashes hashes = new RowHashes(table, schema, schema.columns());
    Duplicates duplicates = Duplicates.of(hashes.whole(), hashes.features(), hashes.used());
    List<Overlap> overlaps = others.stream().map(other -> overlap(other, schema, hashes)).toList();
    List<ColumnCells> used =
        cells.stream().filter(each -> schema.features().contains(each.column())).toList();
    return new Description(
        table.name(),
        table.rows(),
        table.reading(),
        options.map(training -> schema.task()),
        schema.targets(),
        columns,
        MissingPattern.of(cells, table.rows()),
        duplicates,
        Pairs.of(used, table.rows()),
        overlaps,
        findings(schema, rows, columns, duplicates, overlaps, hashes.isContinuous()),
        notes.stream().distinct().toList());
  }

  private static List<OneColumn> alone(Schema schema, List<ColumnCells> cells, int[] rows) {
    return cells.stream()
        .filter(each -> schema.targets().contains(each.column().name()))
        .flatMap(target -> OneColumn.of(target, schema.task(), rows).stream())
        .toList();
  }

  private ColumnDescription column(ColumnCells cells, Schema schema, String reason, int[] rows) {
    Column column = cells.column();
    Role role =
        schema.targets().contains(column.name())
            ? Role.TARGET
            : column.name().equals(schema.weight())
                ? Role.WEIGHT
                : column.skipped() ? Role.LEFT_OUT : Role.FEATURE;
    String treatment =
        switch (role) {
          case FEATURE ->
              Kinds.feature(column.kind()).learn(cells.view(), column.format(), rows).treatment();
          case TARGET -> "predicted";
          case WEIGHT -> "weight of the row";
          case LEFT_OUT -> "left out";
        };
    double[] sorted = cells.isNumbers() ? sorted(cells) : new double[0];
    return new ColumnDescription(
        column.name(),
        role,
        column.kind(),
        reason,
        column.missing(),
        distinct(cells, sorted),
        sorted.length == 0 ? Optional.empty() : Optional.of(spread(sorted)),
        distribution(cells, sorted),
        treatment,
        List.of());
  }

  private double[] sorted(ColumnCells cells) {
    double[] numbers = new double[table.rows()];
    int count = 0;
    for (int row = 0; row < numbers.length; row++) {
      double number = cells.number(row);
      if (!Double.isNaN(number)) {
        numbers[count++] = number;
      }
    }
    double[] sorted = Arrays.copyOf(numbers, count);
    Arrays.sort(sorted);
    return sorted;
  }

  private static Spread spread(double[] sorted) {
    int count = sorted.length;
    double sum = 0;
    for (double number : sorted) {
      sum += number;
    }
    double mean = sum / count;
    double squares = 0;
    for (double number : sorted) {
      squares += (number - mean) * (number - mean);
    }
    double median = sorted[count / 2];
    return new Spread(
        sorted[0],
        sorted[count - 1],
        mean,
        Math.sqrt(squares / count),
        count % 2 == 1 ? median : sorted[count / 2 - 1] + (median - sorted[count / 2 - 1]) / 2);
  }

  private static int distinct(ColumnCells cells, double[] sorted) {
    if (!cells.isNumbers() || !cells.isQuantity()) {
      return cells.labels().size();
    }
    int distinct = sorted.length == 0 ? 0 : 1;
    for (int i = 1; i < sorted.length; i++) {
      distinct += sorted[i] == sorted[i - 1] ? 0 : 1;
    }
    return distinct;
  }

  private Distribution distribution(ColumnCells cells, double[] sorted) {
    if (cells.isNumbers()) {
      return Distribution.ofNumbers(cells.measured(), sorted);
    }
    if (cells.column().kind().equals("image") && cells.cells() instanceof Texts names) {
      return sizes(names.dictionary());
    }
    int[] counts = cells.counts();
    List<String> labels = cells.labels();
    return Distribution.ofCategories(
        "category",
        IntStream.range(0, counts.length)
            .mapToObj(code -> new Bin(labels.get(code), 0, 0, counts[code]))
            .toList());
  }

  /// The sizes of the images of these names that can be read, height first.
  private Distribution sizes(List<String> names) {
    Map<String, Integer> counts = new HashMap<>();
    for (ImageHeader image : ImageFiles.headers(table.folder(), names)) {
      counts.merge(image.shownHeight() + "x" + image.shownWidth(), 1, Integer::sum);
    }
    return Distribution.ofCategories(
        "size",
        counts.entrySet().stream()
            .map(size -> new Bin(size.getKey(), 0, 0, size.getValue()))
            .toList());
  }

  /// Rows of another table that a table has too, if they are many.
  public static Optional<Finding> repeated(Table table, Table other, Schema schema) {
    RowHashes hashes = new RowHashes(table, schema, schema.columns());
    return finding(overlap(other, schema, hashes), isSame(table, other) || hashes.isContinuous());
  }

  /// A file that has no target is compared in the rest.
  private static Overlap overlap(Table other, Schema schema, RowHashes hashes) {
    boolean withTarget =
        !schema.targets().isEmpty()
            && schema.targets().stream().allMatch(name -> other.find(name).isPresent());
    List<Column> columns =
        withTarget
            ? Stream.concat(schema.features().stream(), schema.targetColumns().stream()).toList()
            : schema.features();
    RowHashes theirs = new RowHashes(other, schema, columns);
    return withTarget
        ? Overlap.of(other.name(), hashes.used(), theirs.used(), true)
        : Overlap.of(other.name(), hashes.features(), theirs.features(), false);
  }

  private List<Finding> findings(
      Schema schema,
      int[] rows,
      List<ColumnDescription> columns,
      Duplicates duplicates,
      List<Overlap> overlaps,
      boolean continuous) {
    List<Finding> findings = new ArrayList<>(Leaks.of(table, schema, rows).values());
    if (!lines) {
      DataFindings.duplicateRows(
              DataFindings.Again.IN_THE_SAME_ROWS,
              "",
              (double) duplicates.same() / table.rows(),
              continuous)
          .ifPresent(findings::add);
    }
    for (int i = 0; i < overlaps.size(); i++) {
      finding(overlaps.get(i), continuous || isSame(table, others.get(i))).ifPresent(findings::add);
    }
    if (schema.task() == Task.CLASSIFICATION && schema.targets().size() == 1) {
      columns.stream()
          .filter(column -> column.role() == Role.TARGET)
          .forEach(
              target ->
                  rarest(target)
                      .flatMap(
                          share -> DataFindings.rareClass(target.name(), share, target.distinct()))
                      .ifPresent(findings::add));
    }
    return DataFindings.ranked(findings.stream().distinct().toList());
  }

  /// Whether another table has the same bytes, so that equal rows are no chance.
  private static boolean isSame(Table table, Table other) {
    return other.fingerprint().equals(table.fingerprint());
  }

  static Optional<Finding> finding(Overlap overlap, boolean continuous) {
    return overlap.rows() == 0
        ? Optional.empty()
        : DataFindings.duplicateRows(
            DataFindings.Again.IN_OTHER_ROWS,
            overlap.file(),
            (double) overlap.same() / overlap.rows(),
            continuous);
  }

  /// The share of the rarest class; nothing where it has so few rows that weights do not help.
  private Optional<Double> rarest(ColumnDescription target) {
    ColumnCells cells =
        ColumnCells.ofClasses(
            table, new Column(target.name(), target.kind(), "", "", target.missing(), ""));
    int[] counts = Arrays.stream(cells.counts()).filter(count -> count > 0).toArray();
    int known = Arrays.stream(counts).sum();
    int least = Arrays.stream(counts).min().orElse(0);
    return least < Schema.FEWEST_OF_A_CLASS
        ? Optional.empty()
        : Optional.of((double) least / known);
  }
}
