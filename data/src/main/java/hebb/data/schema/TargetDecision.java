package hebb.data.schema;

import hebb.data.DataException;
import hebb.data.Task;
import hebb.data.kind.Column;
import hebb.data.kind.ColumnView;
import hebb.data.kind.Evidence;
import hebb.data.kind.FeatureKind;
import hebb.data.kind.Flag;
import hebb.data.kind.Frequencies;
import hebb.data.kind.Kinds;
import hebb.data.kind.Numeric;
import hebb.data.table.Cells;
import hebb.data.table.Numbers;
import hebb.data.table.ReadOptions.Decimal;
import hebb.data.table.Texts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the target is taken for, by the evidence of the same kinds as any other column.
final class TargetDecision {
  private static final int MOST_WHOLE_CLASSES = 20;
  private static final int MOST_CLASSES = 1000;
  private static final double FEWEST_ROWS_A_CLASS = 1.5;
  private static final double SOME_NUMBERS = 0.4;
  private static final String NUMERIC = "numeric";
  private static final String CATEGORICAL = "categorical";
  private static final String BOOLEAN = "boolean";

  private final ColumnView view;
  private final String place;
  private final String source;
  private final Decimal decimal;
  private final Optional<String> translated;
  private final List<String> notes = new ArrayList<>();
  private final Task task;
  private final Column column;
  private int classes;

  /// Decides.
  ///
  /// @param source what the table is called
  /// @param given the task that a person says; null for none
  /// @param said the kind that a person says
  /// @param translated another column of texts, if the target may be its translation
  /// @throws DataException if the column cannot be predicted
  TargetDecision(
      String source,
      ColumnView view,
      Decimal decimal,
      @Nullable Task given,
      Optional<FeatureKind> said,
      Optional<String> translated) {
    this.translated = translated;
    this.source = source;
    this.view = view;
    this.decimal = decimal;
    this.place = source + ", column " + DataException.quote(view.name());
    if (view.known() == 0) {
      throw new DataException(
          place + ": expected a target with values, got none in any row. Name another.");
    }
    Optional<Evidence> numbers = evidence(NUMERIC);
    String kind = said.map(FeatureKind::name).orElse("");
    if (!said.map(FeatureKind::canBeTarget).orElse(true)) {
      throw new DataException(
          place
              + ": expected a quantity or classes as target, got "
              + said.get().option()
              + ". Name another target.");
    }
    if (given == Task.CLASSIFICATION && kind.equals(NUMERIC)
        || given == Task.REGRESSION && !kind.isEmpty() && !kind.equals(NUMERIC)) {
      throw new DataException(
          place
              + ": expected one word on the target, got --task "
              + given.name().toLowerCase(Locale.ROOT)
              + " and --"
              + kind
              + ". Say one of them.");
    }
    this.task = given != null ? given : kind.isEmpty() ? inferred(numbers) : taskOf(kind);
    this.column = task == Task.REGRESSION ? quantity(numbers, said) : classes(kind);
  }

  private static Task taskOf(String kind) {
    return kind.equals(NUMERIC) ? Task.REGRESSION : Task.CLASSIFICATION;
  }

  Task task() {
    return task;
  }

  Column column() {
    return column;
  }

  /// How many classes there are; 0 for a quantity.
  int classes() {
    return classes;
  }

  List<String> notes() {
    return notes;
  }

  private Optional<Evidence> evidence(String kind) {
    return Kinds.feature(kind).evidence(view, decimal);
  }

  private Task inferred(Optional<Evidence> numbers) {
    Optional<Evidence> dates = evidence("date");
    double texts = evidence(CATEGORICAL).map(Evidence::weight).orElse(0.0);
    double number = numbers.map(Evidence::weight).orElse(0.0);
    if (dates.isPresent() && dates.get().weight() > Math.max(texts, number)) {
      throw new DataException(
          place
              + ": expected a quantity or classes as target, got dates such as "
              + DataException.quote(view.cells().text(firstKnown()))
              + ". Name another target, or say --task classification to take each date as a class.");
    }
    if (isYesNo() || number < SOME_NUMBERS || texts > Math.max(0.5, number)) {
      return Task.CLASSIFICATION;
    }
    int distinct = distinctWhole(numbers.get().format());
    if (distinct <= MOST_WHOLE_CLASSES && numbers.get().format().isEmpty()) {
      if (numbers.get().odd().cells() == 0) {
        notes.add(
            "The target "
                + DataException.quote(view.name())
                + " holds "
                + distinct
                + " different whole numbers, which are taken as classes; --task regression takes them as a quantity.");
      } else {
        notes.add(
            "The target "
                + DataException.quote(view.name())
                + " holds whole numbers and other texts, such as "
                + DataException.quote(numbers.get().odd().examples().getFirst())
                + " in row "
                + numbers.get().odd().row()
                + ", each of which is taken as a class; --numeric "
                + ColumnDecision.argument(view.name())
                + " takes those as missing.");
      }
      return Task.CLASSIFICATION;
    }
    if (number < texts) {
      throw oddNumber(numbers.get(), "a number, as most cells of the target are");
    }
    return Task.REGRESSION;
  }

  private DataException oddNumber(Evidence numbers, String expected) {
    return new DataException(
        source
            + ", row "
            + numbers.odd().row()
            + ", column "
            + DataException.quote(view.name())
            + ": expected "
            + expected
            + ", got "
            + DataException.quote(numbers.odd().examples().getFirst())
            + " (and "
            + numbers.odd().cells()
            + " such cells in all). Correct it, leave it empty, or say --task classification to take"
            + " each text as a class.");
  }

  private boolean isYesNo() {
    return evidence(BOOLEAN).filter(found -> found.odd().cells() == 0).isPresent();
  }

  /// How many different whole numbers there are; more than any limit if some number is not whole.
  private int distinctWhole(String format) {
    var seen = new HashSet<Double>();
    if (view.cells() instanceof Texts texts) {
      ToDoubleFunction<String> number = Numeric.reader(format);
      for (String text : texts.dictionary()) {
        double value = number.applyAsDouble(text);
        if (value != Math.rint(value) && !Double.isNaN(value)) {
          return Integer.MAX_VALUE;
        }
        if (!Double.isNaN(value)) {
          seen.add(value);
        }
      }
      return seen.size();
    }
    Numbers numbers = (Numbers) view.cells();
    for (int row = 0; row < numbers.size() && seen.size() <= MOST_WHOLE_CLASSES; row++) {
      double value = numbers.get(row);
      if (!Double.isNaN(value) && value != Math.rint(value)) {
        return Integer.MAX_VALUE;
      }
      if (!Double.isNaN(value)) {
        seen.add(value);
      }
    }
    return seen.size();
  }

  private Column quantity(Optional<Evidence> found, Optional<FeatureKind> said) {
    Evidence numbers =
        said.flatMap(kind -> kind.asSaid(view, "", decimal))
            .or(() -> found)
            .orElseThrow(
                () ->
                    new DataException(
                        source
                            + ", row "
                            + (firstKnown() + 1)
                            + ", column "
                            + DataException.quote(view.name())
                            + ": expected a number as target of a regression, got "
                            + DataException.quote(view.cells().text(firstKnown()))
                            + ". Name another target, or say --task classification."));
    if (numbers.weight() < 0.5 && said.isEmpty()) {
      throw oddNumber(numbers, "a number as target of a regression");
    }
    double[] values = Numeric.values(view.cells(), numbers.format());
    double first = Double.NaN;
    int missing = 0;
    boolean differs = false;
    for (double value : values) {
      if (Double.isNaN(value)) {
        missing++;
      } else {
        first = Double.isNaN(first) ? value : first;
        differs |= value != first;
      }
    }
    if (!differs) {
      throw new DataException(
          place + ": expected a target that differs between rows, got one value. Name another.");
    }
    if (!numbers.note().isEmpty()) {
      notes.add(
          "The target "
              + DataException.quote(view.name())
              + " "
              + numbers
                  .note()
                  .replace(
                      "--categorical takes its cells as texts",
                      "--task classification takes its cells as classes")
              + ".");
    }
    if (view.cells() instanceof Texts texts) {
      ColumnDecision.sameNumber(view.distinct(texts))
          .ifPresent(
              pair ->
                  notes.add(
                      "The target holds "
                          + pair
                          + ", which are one number and are taken as one; --categorical "
                          + ColumnDecision.argument(view.name())
                          + " takes each text as a class."));
    }
    if (missing > 0) {
      leftOut(missing, numbers.odd());
    }
    FeatureKind kind = Kinds.feature(NUMERIC);
    return new Column(
        view.name(), NUMERIC, numbers.format(), "", missing, kind.summary(view, numbers.format()));
  }

  private void leftOut(int rows, Evidence.Odd odd) {
    String words =
        view.cells().missingWords().counts().entrySet().stream()
            .map(entry -> DataException.quote(entry.getKey()) + " in " + entry.getValue())
            .collect(Collectors.joining(", "));
    notes.add(
        (rows == 1
                ? "1 row without a value of the target is"
                : rows + " rows without a value of the target are")
            + " left out"
            + (odd.cells() > 0
                ? ", of which "
                    + odd.cells()
                    + (odd.cells() == 1 ? " holds" : " hold")
                    + " no number, the first "
                    + DataException.quote(odd.examples().getFirst())
                    + " in row "
                    + odd.row()
                    + " (correct such cells if a number is meant)"
                : "")
            + (words.isEmpty()
                ? "."
                : " (" + words + "); --missing none takes such words as values."));
  }

  private Column classes(String said) {
    Cells cells = view.cells();
    boolean yesNo =
        said.equals(BOOLEAN)
            ? Kinds.feature(BOOLEAN)
                .asSaid(view, "", decimal)
                .filter(e -> e.odd().cells() == 0)
                .isPresent()
            : said.isEmpty() && isYesNo();
    if (said.equals(BOOLEAN) && !yesNo) {
      throw new DataException(
          place
              + ": expected words for yes and no in all cells as --boolean says, got others too. Take it out there.");
    }
    Frequencies frequencies = Frequencies.of(cells);
    classes = frequencies.counts().size();
    int rows = frequencies.total();
    if (yesNo && cells instanceof Texts) {
      if (frequencies.values().stream().mapToInt(Flag::value).distinct().count() < 2) {
        classes = 1;
      } else if (classes > 2) {
        spellings(frequencies);
        classes = 2;
      }
    }
    if (classes < 2) {
      throw new DataException(
          place
              + ": expected at least 2 classes, got only "
              + DataException.quote(frequencies.values().getFirst())
              + ". Name another target"
              + (cells.missingWords().counts().isEmpty()
                  ? "."
                  : ", or say --missing none if "
                      + String.join(
                          ", ",
                          cells.missingWords().counts().keySet().stream()
                              .map(DataException::quote)
                              .toList())
                      + " is a class."));
    }
    boolean aboutOneRow = classes > MOST_WHOLE_CLASSES && rows < FEWEST_ROWS_A_CLASS * classes;
    if (classes > MOST_CLASSES || aboutOneRow || (classes == rows && rows > 2)) {
      throw new DataException(
          place
              + ": expected at most "
              + Math.min(MOST_CLASSES, Math.max(2, (int) (rows / FEWEST_ROWS_A_CLASS)))
              + " classes, got "
              + classes
              + " in "
              + rows
              + " rows. Name another target"
              + (cells instanceof Numbers || evidence(NUMERIC).isPresent()
                  ? ", or say --task regression."
                  : translated
                      .map(
                          text ->
                              ", or say --task translate if it is a translation of "
                                  + DataException.quote(text)
                                  + ".")
                      .orElse(".")));
    }
    if (!yesNo && cells instanceof Texts texts) {
      ColumnDecision.sameNumber(view.distinct(texts))
          .ifPresent(
              pair ->
                  notes.add(
                      "The target holds "
                          + pair
                          + ", which are one number and count as two classes; --numeric "
                          + ColumnDecision.argument(view.name())
                          + " takes it as a quantity."));
    }
    List<String> few =
        frequencies.counts().stream()
            .filter(each -> each.getValue() < Schema.FEWEST_OF_A_CLASS)
            .map(each -> DataException.quote(each.getKey()) + " in " + each.getValue())
            .toList();
    if (!yesNo && !few.isEmpty() && rows >= Schema.FEWEST_OF_A_CLASS * Schema.FEWEST_OF_A_CLASS) {
      notes.add(
          "Classes of so few rows ("
              + String.join(", ", few.subList(0, Math.min(3, few.size())))
              + (few.size() > 3 ? " and " + (few.size() - 3) + " more" : "")
              + ") can hardly be learned, and none may be left for validation: weights do not help."
              + " Add rows of them, join them with other classes or leave them out.");
    }
    if (cells.missing() > 0) {
      leftOut(cells.missing(), Evidence.Odd.NONE);
    }
    return new Column(
        view.name(), yesNo ? BOOLEAN : CATEGORICAL, "", "", cells.missing(), frequencies.shown());
  }

  private void spellings(Frequencies frequencies) {
    Map<Integer, List<String>> words =
        frequencies.values().stream().collect(Collectors.groupingBy(Flag::value));
    notes.add(
        "The target "
            + DataException.quote(view.name())
            + " is yes or no in several spellings: "
            + words.values().stream()
                .filter(same -> same.size() > 1)
                .map(
                    same ->
                        String.join(", ", same) + " are " + DataException.quote(same.getFirst()))
                .collect(Collectors.joining("; "))
            + "; --categorical "
            + ColumnDecision.argument(view.name())
            + " takes each as a class.");
  }

  private int firstKnown() {
    int row = 0;
    while (view.cells().isMissing(row)) {
      row++;
    }
    return row;
  }
}
