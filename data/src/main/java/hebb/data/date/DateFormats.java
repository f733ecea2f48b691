package hebb.data.date;

import hebb.data.date.DateChoice.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Decides the format of a column of dates, once for the whole column.
///
/// A few cells spread over the column are looked at first: their first characters leave a handful
/// of formats or none, which is the end of it for a column of other things. The formats left are
/// then tried on every distinct text, and those that fall behind are dropped on the way. The one
/// that reads most cells is taken.
///
/// Where two orders of day, month and year read the same cells, the first of these decides: the one
/// in which the rows are in order of time; the one with a single day of the month over several
/// years (monthly data), or whose years span at most half as much (years of two digits); else, by
/// custom, month before day between slashes (the United States and most software from there), day
/// before month between dashes and points. [DateChoice#notes] says so.
public final class DateFormats {
  private static final int LOOKED_AT = 32;
  private static final int BLOCK = 64;
  private static final int CLOSE = 20;
  private static final int SHOWN = 3;
  private static final int SHORTEST_WITH_ZONE = 5;

  private DateFormats() {}

  /// The format of a column that may hold dates. Empty if fewer than half of its cells are dates in
  /// any one format, or if the cells are more likely something else:
  /// - whole numbers are compact dates only if 99 % of them are dates of the years 1900 to 2100 (of
  ///   random numbers with eight digits, one in a thousand is);
  /// - year and month need years from 1500 to 2200, and `2009-10`, `2010-11` alone are seasons;
  /// - years alone, decimals, versions, fractions and telephone numbers fit no format.
  ///
  /// @param distinct the distinct texts of the column, trimmed, without missing ones
  /// @param count how many cells have the text of a place in `distinct`
  /// @param inOrder the column's first cells in the order of rows, as many as there are at hand,
  ///   some hundred at best; empty if the order is not known
  public static Optional<DateChoice> decide(
      List<String> distinct, IntUnaryOperator count, List<String> inOrder) {
    int size = Math.min(distinct.size(), LOOKED_AT);
    int formats = 0;
    int likely = 0;
    for (int i = 0; i < size; i++) {
      int shape = DateShape.of(distinct.get((int) ((long) i * distinct.size() / size)));
      formats |= shape;
      likely += shape == 0 ? 0 : 1;
    }
    if (size == 0 || 2 * likely < size) {
      return Optional.empty();
    }
    List<DateTally> tallies = tally(distinct, count, formats);
    return tallies.isEmpty()
        ? Optional.empty()
        : choose(tallies, distinct, inOrder)
            .filter(choice -> choice.read() >= choice.unread())
            .filter(choice -> DateDoubts.plausible(choice, distinct));
  }

  /// The format that reads most cells of a column that is said to hold dates, be they few or
  /// strange. Empty if no format reads a single one.
  ///
  /// @param distinct as for [#decide]
  /// @param count as for [#decide]
  /// @param inOrder as for [#decide]
  public static Optional<DateChoice> best(
      List<String> distinct, IntUnaryOperator count, List<String> inOrder) {
    int formats = 0;
    for (String text : distinct) {
      formats |= DateShape.of(text);
    }
    List<DateTally> tallies = candidates(formats);
    tallies.forEach(tally -> tally.add(distinct, count, 0, distinct.size()));
    return tallies.isEmpty()
        ? Optional.empty()
        : choose(tallies, distinct, inOrder).filter(choice -> choice.read() > 0);
  }

  /// What a format that the user names reads of a column; it may be nothing.
  ///
  /// @param format the format
  /// @param distinct as for [#decide]
  /// @param count as for [#decide]
  public static DateChoice given(DateFormat format, List<String> distinct, IntUnaryOperator count) {
    var tally = new DateTally(format);
    tally.add(distinct, count, 0, distinct.size());
    return new DateChoice(
        format,
        tally.read(),
        tally.unread(),
        tally.odd(),
        Evidence.GIVEN,
        null,
        0,
        "",
        zones(format, distinct));
  }

  private static List<DateTally> candidates(int formats) {
    var tallies = new ArrayList<DateTally>();
    for (int i = 0; i < DateFormat.ALL.size(); i++) {
      if ((formats >> i & 1) == 1) {
        tallies.add(new DateTally(DateFormat.ALL.get(i)));
      }
    }
    return tallies;
  }

  /// Tries formats on all texts; one that falls behind the best is dropped, and all are once more
  /// than half of the cells are certain to be no dates.
  private static List<DateTally> tally(List<String> distinct, IntUnaryOperator count, int formats) {
    long total = 0;
    for (int i = 0; i < distinct.size(); i++) {
      total += count.applyAsInt(i);
    }
    List<DateTally> tallies = candidates(formats);
    for (int from = 0; from < distinct.size(); from += BLOCK) {
      int to = Math.min(from + BLOCK, distinct.size());
      int best = 0;
      for (DateTally tally : tallies) {
        tally.add(distinct, count, from, to);
        best = Math.max(best, tally.read());
      }
      int least = best - best / CLOSE - SHOWN;
      long half = total / 2;
      tallies.removeIf(tally -> tally.read() < least || tally.unread() > half);
    }
    return tallies;
  }

  private static Optional<DateChoice> choose(
      List<DateTally> tallies, List<String> distinct, List<String> inOrder) {
    DateTally best = tallies.getFirst();
    for (DateTally tally : tallies) {
      if (tally.read() > best.read()) {
        best = tally;
      }
    }
    int most = best.read();
    List<DateTally> equal = tallies.stream().filter(tally -> tally.read() == most).toList();
    DateOrder order =
        equal.size() > 1
            ? DateOrder.of(equal.stream().map(DateTally::format).toList(), distinct, inOrder)
            : DateOrder.clear(best.format(), nearest(tallies, best), distinct);
    DateTally taken = tallyOf(tallies, order.format());
    DateFormat other = order.other();
    String example = other == null ? "" : example(order.format(), other, distinct);
    boolean same = other == null || example.isEmpty();
    return Optional.of(
        new DateChoice(
            order.format(),
            taken.read(),
            taken.unread(),
            taken.odd(),
            other != null && same ? Evidence.ALONE : order.evidence(),
            same ? null : other,
            other == null || same ? 0 : tallyOf(tallies, other).read(),
            example,
            zones(order.format(), distinct)));
  }

  private static DateTally tallyOf(List<DateTally> tallies, DateFormat format) {
    return tallies.stream()
        .filter(tally -> tally.format().equals(format))
        .findFirst()
        .orElseThrow();
  }

  /// The format that reads all but a few of the cells that the best one reads.
  private static @Nullable DateFormat nearest(List<DateTally> tallies, DateTally best) {
    DateTally nearest = null;
    int most = best.read() - best.read() / CLOSE;
    for (DateTally tally : tallies) {
      if (tally != best && tally.read() > 0 && tally.read() >= most) {
        nearest = tally;
        most = tally.read();
      }
    }
    return nearest == null ? null : nearest.format();
  }

  /// The first text that two formats read as different dates; empty if there is none.
  private static String example(DateFormat format, DateFormat other, List<String> distinct) {
    for (String text : distinct) {
      long one = format.parse(text);
      long two = other.parse(text);
      if (one != DateFormat.NO_DATE && two != DateFormat.NO_DATE && one != two) {
        return text;
      }
    }
    return "";
  }

  private static List<String> zones(DateFormat format, List<String> distinct) {
    var zones = new LinkedHashSet<String>();
    for (int i = 0; i < distinct.size() && zones.size() <= SHOWN; i++) {
      String text = distinct.get(i);
      String zone = text.length() <= SHORTEST_WITH_ZONE ? "" : format.zone(text);
      if (!zone.isEmpty() || (!zones.contains("") && format.parse(text) != DateFormat.NO_DATE)) {
        zones.add(zone);
      }
    }
    return List.copyOf(zones);
  }
}
