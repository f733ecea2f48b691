package hebb.data.date;

import hebb.data.date.DateChoice.Evidence;
import hebb.data.date.DateFormat.Order;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which of several formats that read the same cells is meant.
///
/// @param format the format that is meant
/// @param other the nearest other one; null if there is none
/// @param evidence what decided
record DateOrder(DateFormat format, @Nullable DateFormat other, Evidence evidence) {
  private static final int LEAST_STEPS = 4;
  private static final double IN_ORDER = .9;

  /// A format that reads more cells than all others.
  ///
  /// @param near one that reads all but a few of them; null if there is none
  static DateOrder clear(DateFormat format, @Nullable DateFormat near, List<String> distinct) {
    if (near != null) {
      return new DateOrder(format, near, Evidence.CELLS);
    }
    boolean early = format.order() == Order.TIME && DateDoubts.mayBeLengths(format, distinct);
    return new DateOrder(format, null, early ? Evidence.EARLY : Evidence.ALONE);
  }

  /// Decides among two or more formats.
  static DateOrder of(List<DateFormat> formats, List<String> distinct, List<String> inOrder) {
    DateFormat first = customary(formats);
    DateFormat yearFirst = find(formats, Order.SHORT_YEAR_MONTH_DAY);
    List<DateFormat> others =
        formats.stream().filter(f -> !f.equals(first) && !f.equals(yearFirst)).toList();
    if (yearFirst != null) {
      // The dates of a table lie in few years, while their days are all from 1 to 31.
      int shorter = DateSpan.of(yearFirst, distinct).years();
      int years = DateSpan.of(first, distinct).years();
      if (2 * shorter <= years) {
        return new DateOrder(yearFirst, first, Evidence.YEARS);
      }
      if (others.isEmpty()) {
        return 2 * years <= shorter
            ? new DateOrder(first, null, Evidence.ALONE)
            : new DateOrder(first, yearFirst, Evidence.ASSUMED);
      }
    }
    return of(first, others.getFirst(), distinct, inOrder);
  }

  private static DateOrder of(
      DateFormat first, DateFormat second, List<String> distinct, List<String> inOrder) {
    boolean one = isInOrder(first, inOrder);
    boolean two = isInOrder(second, inOrder);
    if (one != two) {
      return one
          ? new DateOrder(first, second, Evidence.ROWS)
          : new DateOrder(second, first, Evidence.ROWS);
    }
    DateSpan here = DateSpan.of(first, distinct);
    DateSpan there = DateSpan.of(second, distinct);
    if (here.isMonthly() != there.isMonthly()) {
      return here.isMonthly()
          ? new DateOrder(first, second, Evidence.YEARS)
          : new DateOrder(second, first, Evidence.YEARS);
    }
    return new DateOrder(first, second, Evidence.ASSUMED);
  }

  private static DateFormat customary(List<DateFormat> formats) {
    DateFormat monthFirst = find(formats, Order.MONTH_DAY_YEAR);
    return monthFirst != null && monthFirst.separator().equals("/")
        ? monthFirst
        : formats.getFirst();
  }

  private static @Nullable DateFormat find(List<DateFormat> formats, Order order) {
    return formats.stream().filter(format -> format.order() == order).findFirst().orElse(null);
  }

  /// Whether nine of ten steps from one cell to the next go the same way in time.
  private static boolean isInOrder(DateFormat format, List<String> inOrder) {
    int up = 0;
    int down = 0;
    long before = DateFormat.NO_DATE;
    for (String text : inOrder) {
      long now = format.parse(text);
      if (now != DateFormat.NO_DATE) {
        up += before != DateFormat.NO_DATE && now > before ? 1 : 0;
        down += before != DateFormat.NO_DATE && now < before ? 1 : 0;
        before = now;
      }
    }
    return up + down >= LEAST_STEPS && Math.max(up, down) >= IN_ORDER * (up + down);
  }
}
