package hebb.data.schema;

import hebb.data.DataException;
import hebb.data.Names;
import hebb.data.Task;
import hebb.data.kind.Column;
import hebb.data.kind.ColumnView;
import hebb.data.kind.Embedded;
import hebb.data.kind.Evidence;
import hebb.data.kind.FeatureKind;
import hebb.data.kind.Image;
import hebb.data.kind.Kinds;
import hebb.data.kind.Series;
import hebb.data.kind.SkippedKind;
import hebb.data.kind.Text;
import hebb.data.table.Cell;
import hebb.data.table.Cells;
import hebb.data.table.MissingWords;
import hebb.data.table.ReadOptions.Decimal;
import hebb.data.table.Steps;
import hebb.data.table.Table;
import hebb.data.table.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Finds a schema: each column is what most speaks for, or what a person says.
final class SchemaInference {
  private static final int MOST_MISSING_NOTES = 3;
  private static final int MOST_NOTES = 12;
  private static final int FEWEST_ALIKE = 3;
  private static final int FEWEST_ORDERED = 10;

  private final Table table;
  private final SchemaOptions options;
  private final boolean embed;
  private final boolean open;
  private final Map<String, String> reasons = new HashMap<>();
  private final Decimal decimal;
  private final List<Integer> targets;
  private final int weight;
  private final Set<Integer> ignored;
  private final Map<Integer, FeatureKind> said = new HashMap<>();
  private final Map<Integer, String> formats = new HashMap<>();
  private final Map<FeatureKind, String> usualFormats = new HashMap<>();

  /// By the place of its first step, what stands for the columns of a series.
  private final Map<Integer, String> series = new HashMap<>();

  private final Set<Integer> stepsOf = new HashSet<>();

  static SchemaInference of(Table table, SchemaOptions options, boolean embed) {
    return new SchemaInference(table, options, embed, false);
  }

  /// Of a table whose target is not known yet.
  static SchemaInference withoutTarget(Table table, SchemaOptions options) {
    return new SchemaInference(table, options, true, true);
  }

  /// @param open whether the target is not known yet
  private SchemaInference(Table table, SchemaOptions options, boolean embed, boolean open) {
    this.open = open;
    this.embed = embed && options.task() != Task.AUTOENCODER;
    this.table = table;
    this.options = options;
    this.decimal = table.options().decimal();
    boolean alone = open || options.task() == Task.AUTOENCODER;
    if (alone && !open && !options.target().equals("last")) {
      throw new DataException(
          table.name()
              + ": expected no target for an autoencoder, whose target are its inputs, got "
              + DataException.quote(options.target())
              + ". Leave the target out; --ignore leaves a column out.");
    }
    if (!alone && table.columns().size() < 2) {
      throw new DataException(
          table.name()
              + ": expected at least 2 columns, one of them the target, got 1. Separate cells by one of , ; tab |, or say --delimiter."
              + (table.notes().isEmpty() ? "" : " " + String.join(" ", table.notes())));
    }
    this.targets =
        alone ? List.of() : Names.resolveAll(table.name(), table.columns(), options.target());
    this.weight = options.weight().isEmpty() ? -1 : resolve(options.weight());
    this.ignored = new HashSet<>();
    options.ignore().forEach(column -> ignored.add(resolve(column)));
    for (FeatureKind kind : Kinds.features()) {
      for (String said : options.columns(kind.name())) {
        say(said, kind);
      }
    }
    for (int target : targets) {
      if (ignored.contains(target)) {
        throw new DataException(
            place(target)
                + ": expected a target that is used, got one in --ignore. Take it out there.");
      }
    }
    if (targets.contains(weight) || ignored.contains(weight) || said.containsKey(weight)) {
      throw new DataException(
          place(weight)
              + ": expected a column that only --weight-column names, got it as "
              + (targets.contains(weight) ? "target" : "feature or in --ignore")
              + " too. Name it once.");
    }
    if (table.rows() < 2) {
      throw new DataException(
          table.name() + ": expected at least 2 rows, got " + table.rows() + ". Give more data.");
    }
  }

  /// Takes a name, a name and a format as in `when=dd.MM.yyyy`, or the format of all columns of the
  /// kind that have no other, as in `=64x48`.
  private void say(String words, FeatureKind kind) {
    if (words.startsWith("=") && !kind.formatExample().isEmpty()) {
      usualFormats.put(kind, words.substring(1));
      return;
    }
    int equals = formatAt(words);
    if (kind.name().equals(Series.NAME) && saySteps(words, equals, kind)) {
      return;
    }
    boolean format =
        equals > 0
            && !kind.formatExample().isEmpty()
            && Names.find(table.columns(), words).isEmpty();
    int column = resolve(format ? words.substring(0, equals) : words);
    if (format) {
      String said = words.substring(equals + 1);
      String before = formats.put(column, said);
      if (said.isEmpty() || (before != null && !before.equals(said))) {
        throw new DataException(
            place(column)
                + ", "
                + kind.option()
                + ": expected "
                + kind.formatWords()
                + " after the equals sign, got "
                + (said.isEmpty()
                    ? "nothing"
                    : DataException.quote(before == null ? "" : before)
                        + " and "
                        + DataException.quote(said))
                + ". Say one, or leave it out.");
      }
    }
    FeatureKind earlier = said.putIfAbsent(column, kind);
    if (earlier != null && earlier != kind) {
      throw new DataException(
          place(column)
              + ": expected one kind, got it as "
              + earlier.option()
              + " and as "
              + kind.option()
              + ". Name it once.");
    }
    if (ignored.contains(column)) {
      throw new DataException(
          place(column)
              + ": expected a column that is used or left out, got it in --ignore and in "
              + kind.option()
              + ". Name it once.");
    }
  }

  /// Takes several columns as the steps of a series, and a length behind an equals sign.
  private boolean saySteps(String words, int equals, FeatureKind kind) {
    String name = equals > 0 ? words.substring(0, equals) : words;
    Optional<Steps> steps =
        Names.find(table.columns(), name).isPresent()
            ? Optional.empty()
            : Steps.of(table.columns(), name);
    if (steps.isEmpty()) {
      if (Steps.isForm(name) && Names.find(table.columns(), name).isEmpty()) {
        throw new DataException(Steps.missing(table.name(), table.columns(), name));
      }
      return false;
    }
    List<Integer> lengths = steps.get().channels().stream().map(List::size).distinct().toList();
    if (lengths.size() > 1) {
      throw new DataException(
          table.name()
              + ", "
              + kind.option()
              + ": expected as many columns in each channel, got "
              + lengths.get(0)
              + " and "
              + lengths.get(1)
              + " in "
              + DataException.quote(name)
              + ". Correct the first or the last column.");
    }
    for (int column : steps.get().places()) {
      if (targets.contains(column)
          || column == weight
          || ignored.contains(column)
          || said.putIfAbsent(column, kind) != null) {
        throw new DataException(
            place(column)
                + ": expected a column that is a step of one series only, got it in "
                + words
                + " and as something else. Name the steps by their first and last column.");
      }
    }
    int first = steps.get().places().getFirst();
    stepsOf.addAll(steps.get().places());
    series.put(first, name);
    if (equals > 0) {
      formats.put(first, words.substring(equals + 1));
    }
    return true;
  }

  /// Where what is said of a column begins: behind the longest name of one, else at the first sign.
  private int formatAt(String words) {
    for (int at = words.lastIndexOf('='); at > 0; at = words.lastIndexOf('=', at - 1)) {
      if (Names.find(table.columns(), words.substring(0, at)).isPresent()) {
        return at;
      }
    }
    return words.indexOf('=');
  }

  Schema.Explained explained() {
    Schema schema = schema();
    for (Column target : schema.targetColumns()) {
      reasons.put(target.name(), ofTarget(target, schema.task()));
    }
    return new Schema.Explained(schema, reasons);
  }

  private String ofTarget(Column target, Task task) {
    if (options.task() != null) {
      return "--task " + task.name().toLowerCase(Locale.ROOT);
    }
    Cells cells = table.cells(target.name());
    return task == Task.REGRESSION
        ? "numbers"
        : target.kind().equals("boolean")
            ? "words for yes and no"
            : cells instanceof Texts texts
                    && !texts.dictionary().stream().allMatch(SchemaInference::isNumber)
                ? "texts"
                : "few different whole numbers";
  }

  private static boolean isNumber(String text) {
    return Double.isFinite(Cell.number(text));
  }

  Schema schema() {
    List<TargetDecision> decided = targets.stream().map(this::target).toList();
    requireAlike(decided);
    Task task = decided.isEmpty() ? Task.AUTOENCODER : decided.getFirst().task();
    boolean ordered =
        !targets.isEmpty() && targets.stream().allMatch(target -> isInOrder(table.cells(target)));
    var columns = new ArrayList<Column>();
    var decisions = new ArrayList<ColumnDecision>();
    for (int i = 0; i < table.columns().size(); i++) {
      if (targets.contains(i)) {
        columns.add(decided.get(targets.indexOf(i)).column());
      } else if (i == weight) {
        columns.add(weights());
      } else if (ignored.contains(i)) {
        columns.add(skipped(view(i, ordered), "ignored", "--ignore"));
      } else if (!stepsOf.contains(i) || series.containsKey(i)) {
        ColumnDecision decision = decide(i, ordered);
        decisions.add(decision);
        columns.add(column(decision));
      }
    }
    readLoneText(columns, decisions);
    int others = columns.size() - targets.size() - (weight < 0 ? 0 : 1);
    if (columns.stream().filter(Column::skipped).count() == others) {
      keepCounting(columns, decisions);
    }
    var notes = new ArrayList<>(table.notes());
    List<String> words = table.options().missing().said();
    if (!words.isEmpty() && !table.options().missing().equals(MissingWords.NONE)) {
      notes.add(
          "Only empty cells and "
              + String.join(", ", words.stream().map(DataException::quote).toList())
              + " count as missing, as --missing says.");
    }
    decided.forEach(decision -> notes.addAll(decision.notes()));
    notes.addAll(notes(decisions));
    List<String> missing =
        decisions.stream().flatMap(decision -> decision.missing().stream()).toList();
    missing.stream().limit(MOST_MISSING_NOTES).forEach(notes::add);
    if (missing.size() > MOST_MISSING_NOTES) {
      notes.add(
          "Words count as missing in "
              + (missing.size() - MOST_MISSING_NOTES)
              + " more of the columns too.");
    }
    List<String> lost = imagesNotThere(decisions);
    notes.addAll(lost);
    embedded(columns, decisions).ifPresent(notes::add);
    var schema =
        new Schema(
            columns,
            targets.stream().map(table.columns()::get).toList(),
            weight < 0 ? "" : table.columns().get(weight),
            task,
            notes);
    decisions.forEach(each -> reasons.put(each.column().name(), each.evidence().reason()));
    if (schema.features().isEmpty() && !open) {
      throw nothingLeft(columns, lost);
    }
    return schema;
  }

  private TargetDecision target(int column) {
    return new TargetDecision(
        table.name(),
        view(column, false),
        decimal,
        options.task(),
        Optional.ofNullable(said.get(column)),
        textBeside(column));
  }

  /// Another column of texts of which most differ, if a target is one too; empty if not.
  private Optional<String> textBeside(int column) {
    return IntStream.range(0, table.columns().size())
        .filter(i -> i != column && !ignored.contains(i) && Text.differ(view(i, false)))
        .filter(i -> Text.differ(view(column, false)))
        .mapToObj(table.columns()::get)
        .findFirst();
  }

  /// Several targets are all quantities or all of two classes.
  private void requireAlike(List<TargetDecision> decided) {
    for (int i = 0; i < decided.size(); i++) {
      TargetDecision one = decided.get(i);
      Task first = decided.getFirst().task();
      if (decided.size() > 1
          && (one.task() != first || (one.classes() != 2 && one.classes() != 0))) {
        throw new DataException(
            place(targets.get(i))
                + ": expected several targets to be all quantities or all of two classes, got "
                + (one.classes() == 0 ? "a quantity" : one.classes() + " classes")
                + (one.task() == first
                    ? ""
                    : " beside "
                        + (first == Task.REGRESSION
                            ? "a quantity"
                            : decided.getFirst().classes() + " classes"))
                + ". Say --task regression if they are quantities, else train a model for each.");
      }
    }
  }

  /// The column of weights, whose cells are looked at when the rows are known.
  private Column weights() {
    ColumnView view = view(weight, false);
    FeatureKind numeric = Kinds.feature("numeric");
    Evidence numbers =
        numeric
            .asSaid(view, "", decimal)
            .orElseThrow(
                () ->
                    new DataException(
                        place(weight)
                            + ": expected numbers of 0 or more as weights, got texts. Name another column with --weight-column."));
    return new Column(
        view.name(),
        "weight",
        numbers.format(),
        "",
        numeric.missing(view, numbers.format()),
        numeric.summary(view, numbers.format()));
  }

  private ColumnDecision decide(int i, boolean ordered) {
    ColumnView view = view(i, ordered);
    FeatureKind kind = said.get(i);
    if (kind == null || isEmptyOrConstant(view)) {
      ColumnDecision found = ColumnDecision.of(view, decimal, options.task());
      return found.kind() instanceof FeatureKind of && usualFormats.containsKey(of)
          ? ColumnDecision.said(view, of, usual(of), decimal, place(i))
          : found;
    }
    return ColumnDecision.said(view, kind, formats.getOrDefault(i, usual(kind)), decimal, place(i));
  }

  private String usual(FeatureKind kind) {
    return usualFormats.getOrDefault(kind, "");
  }

  /// A column that says nothing stays one, whatever it is said to be.
  private boolean isEmptyOrConstant(ColumnView view) {
    return Kinds.named("constant").orElseThrow().evidence(view, decimal).isPresent();
  }

  private ColumnView view(int i, boolean ordered) {
    Character delimiter = table.options().delimiter();
    String steps = series.get(i);
    return new ColumnView(
        steps == null ? table.columns().get(i) : steps,
        steps == null ? table.cells(i) : table.cells(steps),
        table.options().missing(),
        delimiter == null ? ',' : delimiter,
        ordered,
        table.folder());
  }

  private Column column(ColumnDecision decision) {
    ColumnView view = decision.column();
    Evidence evidence = decision.evidence();
    return switch (decision.kind()) {
      case SkippedKind kind -> skipped(view, kind.name(), evidence.reason());
      case FeatureKind kind -> {
        boolean many = embed && !decision.isSaid() && Embedded.suits(kind, view);
        yield new Column(
            view.name(),
            many ? Embedded.NAME : kind.name(),
            evidence.format(),
            "",
            kind.missing(view, evidence.format()),
            kind.summary(view, evidence.format()));
      }
    };
  }

  private static Column skipped(ColumnView view, String kind, String reason) {
    return new Column(view.name(), kind, "", reason, view.cells().missing(), "");
  }

  /// Where a column of texts that mostly differ, such as names, is all that there is, it is read as
  /// text.
  private void readLoneText(List<Column> columns, List<ColumnDecision> decisions) {
    List<ColumnDecision> lone =
        decisions.stream().filter(decision -> decision.mayBeText(options.task())).toList();
    boolean others =
        decisions.stream()
            .anyMatch(each -> each.kind() instanceof FeatureKind && !lone.contains(each));
    if (lone.size() == 1 && !others) {
      ColumnDecision decision = lone.getFirst();
      ColumnDecision text = decision.asText(usual(Kinds.feature(Text.NAME)), decimal);
      replace(columns, decisions, decision, text);
    }
  }

  private void replace(
      List<Column> columns,
      List<ColumnDecision> decisions,
      ColumnDecision old,
      ColumnDecision decision) {
    decisions.set(decisions.indexOf(old), decision);
    columns.replaceAll(
        column -> column.name().equals(old.column().name()) ? column(decision) : column);
  }

  /// Where numbers that count the rows are all there is, they are no identifier but the x of a
  /// curve.
  private void keepCounting(List<Column> columns, List<ColumnDecision> decisions) {
    for (ColumnDecision decision : List.copyOf(decisions)) {
      if (!(decision.column().cells() instanceof Texts)) {
        decision.withoutSkipping().ifPresent(other -> replace(columns, decisions, decision, other));
      }
    }
  }

  /// Which columns are embedded though nobody says so.
  private static Optional<String> embedded(List<Column> columns, List<ColumnDecision> decisions) {
    List<String> names =
        decisions.stream()
            .filter(decision -> !decision.isSaid())
            .map(decision -> decision.column().name())
            .filter(
                name ->
                    columns.stream()
                        .anyMatch(c -> c.name().equals(name) && c.kind().equals(Embedded.NAME)))
            .toList();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    boolean one = names.size() == 1;
    String some = String.join(", ", names.stream().limit(5).map(DataException::quote).toList());
    return Optional.of(
        (one ? "Column " : "Columns ")
            + some
            + (names.size() > 5 ? ", ..." : "")
            + (one ? " has" : " have")
            + " many categories, for each of which a vector is learned; --categorical "
            + ColumnDecision.argument(names.getFirst())
            + " gives each category a feature.");
  }

  private static List<String> notes(List<ColumnDecision> decisions) {
    Map<String, Integer> alike = new LinkedHashMap<>();
    decisions.forEach(decision -> alike.merge(decision.format(), 1, Integer::sum));
    Map<String, String> told = new HashMap<>();
    var notes = new ArrayList<String>();
    var all = new ArrayList<List<String>>();
    for (ColumnDecision decision : decisions) {
      String format = decision.format();
      boolean several = !format.isEmpty() && alike.getOrDefault(format, 0) >= FEWEST_ALIKE;
      String name = decision.column().name();
      if (several && told.putIfAbsent(format, name) != null && decision.isPlainlyRead()) {
        continue;
      }
      List<String> own = decision.notes();
      if (!own.isEmpty()) {
        all.add(own);
      }
      if (several && name.equals(told.get(format))) {
        all.add(
            List.of(
                (alike.getOrDefault(format, 0) - 1)
                    + " more columns are written like "
                    + DataException.quote(name)
                    + "."));
      }
    }
    all.stream().limit(MOST_NOTES).forEach(notes::addAll);
    if (all.size() > MOST_NOTES) {
      notes.add((all.size() - MOST_NOTES) + " more columns have notes of these kinds.");
    }
    return notes;
  }

  /// Whether the rows stand one class after the other.
  private static boolean isInOrder(Cells cells) {
    if (!(cells instanceof Texts texts) || texts.size() < FEWEST_ORDERED) {
      return false;
    }
    int runs = 0;
    for (int row = 0; row < texts.size(); row++) {
      runs += row == 0 || texts.code(row) != texts.code(row - 1) ? 1 : 0;
    }
    int classes = texts.dictionary().size() + (texts.missing() > 0 ? 1 : 0);
    return classes > 1 && runs == classes && classes * 2 <= texts.size();
  }

  /// Columns whose cells look like names of images that are not there.
  private static List<String> imagesNotThere(List<ColumnDecision> decisions) {
    return decisions.stream()
        .filter(decision -> !decision.isSaid() && !decision.kind().name().equals(Image.NAME))
        .flatMap(
            decision ->
                Image.noteIfNotThere(decision.column()).stream()
                    .map(
                        look ->
                            "The cells of column "
                                + DataException.quote(decision.column().name())
                                + " "
                                + look
                                + "; --image "
                                + ColumnDecision.argument(decision.column().name())
                                + " says that they are."))
        .toList();
  }

  private DataException nothingLeft(List<Column> columns, List<String> lost) {
    List<String> reasons =
        columns.stream()
            .filter(Column::skipped)
            .map(c -> c.name() + " (" + c.reason() + ")")
            .toList();
    return new DataException(
        table.name()
            + ": expected a column to learn from"
            + (targets.isEmpty() ? "" : " besides the target")
            + ", got "
            + (reasons.isEmpty()
                ? "none. Check the delimiter."
                : "only skipped ones: "
                    + String.join(", ", reasons.subList(0, Math.min(5, reasons.size())))
                    + (!lost.isEmpty()
                        ? ". " + String.join(" ", lost)
                        : columns.stream().anyMatch(SchemaInference::mayMatter)
                            ? ". Name those that matter with --numeric, --categorical, --date or --text."
                            : ". Give other columns.")));
  }

  /// Whether a column is left out that could be taken: one of several values that nobody ignores.
  private static boolean mayMatter(Column column) {
    return column.skipped()
        && !column.kind().equals("ignored")
        && !column.kind().equals("constant");
  }

  private int resolve(String column) {
    return Names.resolve(table.name(), table.columns(), column);
  }

  private String place(int column) {
    return table.name() + ", column " + DataException.quote(table.columns().get(column));
  }
}
