package hebb.data.demo;

import hebb.data.RandomStream;
import hebb.data.table.Table;
import hebb.data.table.Texts;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Days from 1950 to 2049, each written in one of many ways and as ISO 8601 has it. With points the
/// day stands first, with slashes the month; years of two digits from 50 on are of 1950 to 1999.
final class DateSpellings {
  /// The column of what is written.
  static final String WRITTEN = "written";

  /// The column of what it is to be.
  static final String ISO = "iso";

  private static final LocalDate FIRST = LocalDate.of(1950, 1, 1);
  private static final int DAYS = 36_525;
  private static final List<String> PATTERNS =
      List.of(
          "d MMMM uuuu",
          "d MMM uuuu",
          "MMMM d, uuuu",
          "MMM d, uuuu",
          "MMM d uuuu",
          "EEEE, d MMMM uuuu",
          "EEEE, MMMM d, uuuu",
          "EEE d MMM uuuu",
          "EEE, d MMM uu",
          "dd.MM.uuuu",
          "d.M.uuuu",
          "d.M.uu",
          "MM/dd/uuuu",
          "M/d/uuuu",
          "M/d/uu",
          "d-MMM-uuuu",
          "dd-MMM-uu",
          "uuuu/MM/dd",
          "uuuuMMdd",
          "'the' D 'of' MMMM uuuu",
          "D MMMM uuuu",
          "MMMM D, uuuu");

  private DateSpellings() {}

  /// Rows of both columns.
  static Table table(String name, int rows, long seed) {
    var random = new RandomStream(seed, name);
    List<String> written = new ArrayList<>(rows);
    List<String> iso = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      LocalDate day = FIRST.plusDays(random.below(DAYS));
      String text = text(day, PATTERNS.get(random.below(PATTERNS.size())));
      double letters = random.uniform();
      written.add(
          letters < 0.1
              ? text.toLowerCase(Locale.ROOT)
              : letters < 0.2 ? text.toUpperCase(Locale.ROOT) : text);
      iso.add(day.toString());
    }
    return Table.of(
        name, List.of(WRITTEN, ISO), List.of(Texts.exactly(written), Texts.exactly(iso)));
  }

  /// A day in a pattern, of which `D` is the day with its ending, as in `2nd`.
  private static String text(LocalDate day, String pattern) {
    String full = pattern.replace("D", "'" + day.getDayOfMonth() + ending(day) + "'");
    return DateTimeFormatter.ofPattern(full, Locale.ENGLISH).format(day);
  }

  private static String ending(LocalDate day) {
    int number = day.getDayOfMonth();
    return number / 10 == 1
        ? "th"
        : switch (number % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
  }
}
