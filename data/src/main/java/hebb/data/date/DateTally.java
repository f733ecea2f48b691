package hebb.data.date;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// Counts how many cells of a column one format reads.
final class DateTally {
  private static final int SHOWN = 3;

  private final DateFormat format;
  private final List<String> odd = new ArrayList<>();
  private int read;
  private int unread;

  DateTally(DateFormat format) {
    this.format = format;
  }

  /// Reads the distinct texts from one place to before another.
  void add(List<String> distinct, IntUnaryOperator count, int from, int to) {
    for (int i = from; i < to; i++) {
      String text = distinct.get(i);
      if (format.parse(text) != DateFormat.NO_DATE) {
        read += count.applyAsInt(i);
      } else {
        unread += count.applyAsInt(i);
        if (odd.size() < SHOWN) {
          odd.add(text);
        }
      }
    }
  }

  DateFormat format() {
    return format;
  }

  int read() {
    return read;
  }

  int unread() {
    return unread;
  }

  /// The first few texts that were not read.
  List<String> odd() {
    return odd;
  }
}
