package hebb.data.table;

import hebb.data.DataException;
import hebb.data.Names;
import hebb.data.table.ReadOptions.Header;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Weighs whether the first record of a file names its columns. Weights are natural logarithms of
/// how much likelier a sight is over a header than over data.
final class HeaderEvidence {
  /// A word in a column of otherwise numbers, beside the logarithm of how many these are.
  private static final double WORD = 3;

  /// Numbers or other values as names, once for all of them.
  private static final double VALUES = 6.5;

  /// Numbers that count up, or years.
  private static final double COUNTED = 3;

  /// How rarely the name of a column comes again as one of its cells.
  private static final double COMES_AGAIN = .02;

  /// Evidence of which nobody need hear.
  private static final double DOUBT = 1;

  /// Evidence that needs no note.
  private static final double SURE = 3;

  private static final int FEWEST_COUNTED = 5;

  /// How many rows there must be for each time that the first line comes again, if it is a header.
  private static final int FEWEST_OTHERS = 10;

  private static final Pattern DIGITS = Pattern.compile("[^\\p{L}]*\\d[^\\p{L}]*");
  private static final Pattern VALUE =
      Pattern.compile("[^\\p{L}]*\\d[^\\p{L}]*|[-+]?\\d[\\d.,'\\h]*\\h?[\\p{L}%\u00b0]{0,3}");
  private static final Pattern NUMBERED = Pattern.compile("c\\d+");

  private final List<String> first;
  private final List<List<String>> others;
  private boolean overNumbers;

  private double weight;
  private String strongestFor = "";
  private double most;
  private String strongestAgainst = "";
  private double least;

  private HeaderEvidence(List<String> first, List<List<String>> others) {
    this.first = first;
    this.others = others;
  }

  /// What was decided.
  ///
  /// @param reason a clause, as in `'age' stands over numbers`
  /// @param but what speaks against it, as a clause; empty if nothing of weight does
  /// @param close whether it could well be otherwise
  record Verdict(boolean header, String reason, String but, boolean close) {}

  /// Decides on the first of some records.
  static Verdict judge(List<List<String>> records, ReadOptions options) {
    if (options.header() != Header.AUTO) {
      boolean yes = options.header() == Header.YES;
      return new Verdict(yes, yes ? "as --header yes says" : "as --header no says", "", false);
    }
    String expected = expected(records.getFirst(), options.expected());
    if (!expected.isEmpty()) {
      return new Verdict(true, "it holds " + DataException.quote(expected), "", false);
    }
    if (!options.expected().isEmpty()
        && options.expected().stream().allMatch(name -> NUMBERED.matcher(name).matches())) {
      return new Verdict(false, "the columns are expected to have no names", "", false);
    }
    List<String> first = records.getFirst();
    List<String> units = Units.below(records);
    List<List<String>> rest = records.subList(1, records.size());
    List<List<String>> others =
        rest.stream().filter(row -> !row.equals(first) && !row.equals(units)).toList();
    var evidence = new HeaderEvidence(first, others);
    Verdict verdict = evidence.weigh();
    boolean often = (rest.size() - others.size()) * FEWEST_OTHERS > others.size();
    return often && !evidence.overNumbers ? new HeaderEvidence(first, rest).weigh() : verdict;
  }

  /// An expected name in the first record; empty if there is none. Names that are numbers count
  /// only where nearly all are there, as they could be data.
  private static String expected(List<String> first, List<String> expected) {
    Set<String> cells = new HashSet<>();
    first.forEach(cell -> cells.add(Names.normal(cell)));
    int found = 0;
    String number = "";
    for (String name : expected) {
      if (!name.isEmpty() && cells.contains(Names.normal(name))) {
        if (!isLikeData(name)) {
          return name;
        }
        number = name;
        found++;
      }
    }
    return found >= 2 && found >= expected.size() - 1 ? number : "";
  }

  /// Whether a name could be a cell of numbers or dates.
  static boolean isLikeData(String name) {
    return VALUE.matcher(name).matches() || MissingWords.DEFAULTS.isMissingAmongNumbers(name);
  }

  private Verdict weigh() {
    boolean names = true;
    boolean counted = countsUp();
    String value = "";
    for (int column = 0; column < first.size(); column++) {
      String cell = first.get(column);
      List<String> below = below(column);
      boolean name =
          isName(cell)
              || (!cell.isEmpty() && !isNumber(cell) && isMostly(below, HeaderEvidence::isNumber));
      names &= name || cell.isEmpty();
      if (!name) {
        value = value.isEmpty() && !cell.isEmpty() ? cell : value;
      } else if (isMostly(below, HeaderEvidence::isNumber) && !below.contains(cell)) {
        overNumbers = true;
        add(WORD + Math.log(below.size() + 1), DataException.quote(cell) + " stands over numbers");
      } else if (isMostly(below, HeaderEvidence::isWithoutLetters)) {
        add(
            WORD + Math.log(below.size() + 1),
            DataException.quote(cell) + " stands over cells without letters");
      } else {
        overTexts(cell, below);
      }
    }
    if (!value.isEmpty()) {
      if (counted) {
        add(COUNTED, "its numbers count up");
      } else if (!startsCounting()) {
        add(-VALUES, DataException.quote(value) + " does not look like a name");
      }
    }
    if (new HashSet<>(first).size() < first.size()) {
      add(-WORD, "its cells are not all different");
    }
    double sum = weight + (names ? .5 : -.5);
    boolean header = sum > 0;
    String reason = header ? strongestFor : strongestAgainst;
    if (reason.isEmpty()) {
      reason = header ? "its cells are all different words" : "its cells are like those below";
    }
    boolean doubted = (header ? -least : most) > DOUBT;
    return new Verdict(
        header,
        reason,
        !doubted ? "" : header ? strongestAgainst : strongestFor,
        doubted || Math.abs(sum) < SURE);
  }

  private void add(double evidence, String reason) {
    weight += evidence;
    if (evidence > most) {
      most = evidence;
      strongestFor = reason;
    } else if (evidence < least) {
      least = evidence;
      strongestAgainst = reason;
    }
  }

  /// A word over texts: over few different ones it would be seen again if it were one of them. How
  /// likely a next cell is new, is the share of those that were seen once (Good 1953).
  private void overTexts(String cell, List<String> below) {
    Map<String, Integer> counts = new HashMap<>();
    below.forEach(other -> counts.merge(other, 1, Integer::sum));
    long once = counts.values().stream().filter(count -> count == 1).count();
    double fresh = Math.min(.9, (once + 1) / (below.size() + 1.0));
    if (counts.containsKey(cell)) {
      add(Math.log(COMES_AGAIN / (1 - fresh)), DataException.quote(cell) + " comes again below");
    } else if (fresh < .9) {
      add(-Math.log(fresh), DataException.quote(cell) + " does not come again below");
    }
  }

  /// The cells under the first of a column, without those that are missing.
  private List<String> below(int column) {
    var cells = new ArrayList<String>();
    for (List<String> row : others) {
      if (column < row.size() && !MissingWords.DEFAULTS.isMissingAmongNumbers(row.get(column))) {
        cells.add(row.get(column));
      }
    }
    return cells;
  }

  /// Whether nearly all cells are of a sort; of fewer than ten, all.
  private static boolean isMostly(List<String> cells, Predicate<String> sort) {
    long odd = cells.stream().filter(sort.negate()).count();
    return !cells.isEmpty() && odd * 10 <= cells.size();
  }

  private static boolean isWithoutLetters(String cell) {
    return DIGITS.matcher(cell).matches();
  }

  private static boolean isName(String cell) {
    return !cell.isEmpty()
        && !isNumber(cell)
        && !MissingWords.DEFAULTS.isMissingAmongNumbers(cell)
        && !VALUE.matcher(cell).matches();
  }

  static boolean isNumber(String cell) {
    return !Double.isNaN(Cell.number(cell));
  }

  /// Whether the numbers of the first record are at least five that count up from 0 or 1, or years
  /// one after the other, and the next record has no such numbers.
  private boolean countsUp() {
    List<Double> numbers = numbers(first);
    return isCounted(numbers, FEWEST_COUNTED)
        && others.stream().noneMatch(row -> isCounted(numbers(row), 2));
  }

  /// Whether the numbers are the beginning of a count, too few to prove anything, beside names.
  private boolean startsCounting() {
    List<Double> numbers = numbers(first);
    boolean onlyNumbers = first.stream().noneMatch(HeaderEvidence::isName);
    return !onlyNumbers
        && numbers.size() > 1
        && numbers.size() + first.stream().filter(c -> c.isEmpty() || isName(c)).count()
            == first.size()
        && isCounted(numbers, 2);
  }

  private static List<Double> numbers(List<String> cells) {
    return cells.stream().filter(HeaderEvidence::isNumber).map(Cell::number).toList();
  }

  private static boolean isCounted(List<Double> numbers, int fewest) {
    if (numbers.size() < 2) {
      return false;
    }
    double start = numbers.getFirst();
    boolean years = start >= 1800 && start <= 2100 && start == Math.rint(start);
    boolean count = (start == 0 || start == 1) && numbers.size() >= fewest;
    for (int i = 1; i < numbers.size(); i++) {
      if (numbers.get(i) - numbers.get(i - 1) != 1) {
        return false;
      }
    }
    return years || count;
  }
}
