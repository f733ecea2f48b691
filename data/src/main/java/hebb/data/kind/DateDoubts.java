package hebb.data.kind;

import java.util.List;

/// What speaks against dates although the cells can be read as dates.
final class DateDoubts {
  private static final int ONE_PERCENT = 100;

  private DateDoubts() {}

  /// Whether cells that a format reads are likely to be dates.
  static boolean plausible(DateChoice choice, List<String> distinct) {
    return switch (choice.format().order()) {
      case COMPACT ->
          choice.unread() <= (choice.read() + choice.unread()) / ONE_PERCENT
              && DateSpan.of(choice.format(), distinct).isModern();
      case YEAR_MONTH -> {
        DateSpan span = DateSpan.of(choice.format(), distinct);
        yield span.isModern() && (span.dates() < 2 || span.seasons() < span.dates());
      }
      case MONTH_YEAR -> DateSpan.of(choice.format(), distinct).isModern();
      default -> true;
    };
  }
}
