package hebb.data.date;

import java.util.List;

/// What speaks against dates although the cells can be read as dates.
final class DateDoubts {
  private static final int ONE_PERCENT = 100;
  private static final int AFTER_NOON = 13 * 3600;

  private DateDoubts() {}

  /// Whether cells that a format reads are likely to be dates.
  static boolean plausible(DateChoice choice, List<String> distinct) {
    return switch (choice.format().order()) {
      case COMPACT ->
          choice.unread() <= (choice.read() + choice.unread()) / ONE_PERCENT
              && DateSpan.of(choice.format(), distinct).isModern();
      case YEAR_MONTH -> {
        DateSpan span = DateSpan.of(choice.format(), distinct);
        yield span.isHistoric() && (span.dates() < 2 || span.seasons() < span.dates());
      }
      case MONTH_YEAR -> DateSpan.of(choice.format(), distinct).isHistoric();
      default -> true;
    };
  }

  /// Whether what a format of times reads could as well be lengths of time.
  static boolean mayBeLengths(DateFormat format, List<String> distinct) {
    for (String text : distinct) {
      long seconds = format.parse(text);
      if (seconds != DateFormat.NO_DATE
          && (seconds >= AFTER_NOON || !Digits.at(text, text.length() - 1))) {
        return false;
      }
    }
    return true;
  }
}
