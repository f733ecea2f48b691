package hebb.data.kind;

import hebb.data.table.Cell;
import hebb.data.table.Numbers;
import hebb.data.table.ReadOptions;
import hebb.data.table.Texts;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A column that names the rows: a network would learn them by heart. What speaks for it is its
/// name, that no value comes again, that whole numbers count the rows, and that they rise where the
/// rows stand in the order of the classes; a name of a quantity, as `year` is, speaks against it.
final class Identifier implements SkippedKind {
  static final Kind KIND = new Identifier();

  private static final int FEWEST = 3;
  private static final double STRONG = 0.95;
  private static final double LIKELY = 0.87;
  private static final double POSSIBLE = 0.72;
  private static final double TEXTS = 0.6;
  private static final double MOSTLY = 0.98;
  private static final Set<String> NAMES =
      Set.of(
          "id",
          "ids",
          "ident",
          "identifier",
          "index",
          "idx",
          "rowid",
          "row",
          "rownum",
          "rownumber",
          "rowno",
          "rownr",
          "nr",
          "no",
          "number",
          "num",
          "key",
          "pk",
          "uid",
          "uuid",
          "guid",
          "serial",
          "recordid",
          "caseid",
          "unnamed0",
          "obs",
          "sno",
          "srno",
          "level0");
  private static final Pattern ID_ENDING =
      Pattern.compile(".*([a-z0-9]Id|ID|[_ .-](id|nr|no|key|uuid|guid))$");
  private static final Set<String> QUANTITIES =
      Set.of(
          "year",
          "years",
          "yr",
          "month",
          "day",
          "week",
          "quarter",
          "hour",
          "minute",
          "second",
          "date",
          "time",
          "t",
          "step",
          "epoch",
          "iteration",
          "age",
          "period",
          "x",
          "distance",
          "position",
          "depth",
          "dose",
          "rank",
          "season",
          "jahr",
          "annee",
          "ano",
          "anno");

  private Identifier() {}

  @Override
  public String name() {
    return "identifier";
  }

  @Override
  public Optional<Evidence> evidence(ColumnView column, ReadOptions.Decimal decimal) {
    return switch (column.cells()) {
      case Texts texts -> evidence(column, texts);
      case Numbers numbers -> evidence(column, numbers);
    };
  }

  private Optional<Evidence> evidence(ColumnView column, Texts texts) {
    int distinct = texts.dictionary().size();
    if (distinct < FEWEST || distinct < column.known()) {
      return Optional.empty();
    }
    boolean codes = texts.dictionary().stream().allMatch(Cell::isDigits);
    return Optional.of(
        Evidence.of(
            this, codes || isNamed(column.name()) ? STRONG : TEXTS, "one distinct text per row"));
  }

  private Optional<Evidence> evidence(ColumnView column, Numbers numbers) {
    boolean named = isNamed(column.name());
    if (numbers.size() < FEWEST || numbers.missing() > 0 || !isWhole(numbers)) {
      return Optional.empty();
    }
    double[] sorted = new double[numbers.size()];
    boolean rising = true;
    for (int row = 0; row < sorted.length; row++) {
      sorted[row] = numbers.get(row);
      rising &= row == 0 || sorted[row] > sorted[row - 1];
    }
    Arrays.sort(sorted);
    int distinct = 1;
    for (int i = 1; i < sorted.length; i++) {
      distinct += sorted[i] != sorted[i - 1] ? 1 : 0;
    }
    boolean unique = distinct == sorted.length;
    if (named && distinct >= MOSTLY * sorted.length && sorted[0] >= 0) {
      return Optional.of(
          Evidence.of(
              this,
              unique ? STRONG : LIKELY,
              unique
                  ? "named as an identifier, one distinct whole number per row"
                  : "named as an identifier, nearly one distinct whole number per row"));
    }
    if (!unique) {
      return Optional.empty();
    }
    double least = sorted[0];
    boolean stepsOfOne = sorted[sorted.length - 1] - least == sorted.length - 1;
    String reason =
        stepsOfOne
            ? "one distinct whole number per row, in steps of one"
            : "one distinct whole number per row, rising from row to row";
    return Optional.of(Evidence.of(this, weight(column, sorted, stepsOfOne, rising), reason));
  }

  private static double weight(
      ColumnView column, double[] sorted, boolean stepsOfOne, boolean rising) {
    double least = sorted[0];
    double most = sorted[sorted.length - 1];
    if (isQuantity(column.name()) || (stepsOfOne && least >= 1700 && most <= 2200)) {
      return 0.4;
    }
    if (stepsOfOne) {
      return least == 0 || least == 1 || !rising ? STRONG : LIKELY;
    }
    if (rising && column.rowsInOrderOfTarget() && sorted.length >= 10) {
      return LIKELY;
    }
    return rising && sorted.length >= 20 ? POSSIBLE : 0.3;
  }

  private static boolean isWhole(Numbers numbers) {
    for (int row = 0; row < numbers.size(); row++) {
      if (numbers.get(row) != Math.rint(numbers.get(row))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNamed(String name) {
    return NAMES.contains(letters(name)) || ID_ENDING.matcher(name).matches();
  }

  private static boolean isQuantity(String name) {
    String letters = letters(name);
    if (QUANTITIES.contains(letters)) {
      return true;
    }
    return Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
        .anyMatch(word -> word.length() > 1 && QUANTITIES.contains(word));
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
