package hebb.data.date;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The format that was decided for a column of dates, and what speaks for it.
///
/// @param format the format
/// @param read how many cells it reads
/// @param unread how many cells it does not read
/// @param odd the first few distinct texts that it does not read
/// @param evidence what decided between this format and the nearest other one
/// @param other the format that reads the same cells or nearly all of them, with other dates; null
///   if there is none
/// @param otherRead how many cells the other format reads, 0 without one
/// @param example the first text that both formats read as different dates; empty without an other
/// @param zones the first few different zones as the cells name them, an empty one for cells that
///   name none
public record DateChoice(
    DateFormat format,
    int read,
    int unread,
    List<String> odd,
    Evidence evidence,
    @Nullable DateFormat other,
    int otherRead,
    String example,
    List<String> zones) {
  /// What decided between two orders of day, month and year.
  public enum Evidence {
    /// No other format comes near.
    ALONE,
    /// A few cells, at most one in twenty, that are dates in this format alone.
    CELLS,
    /// The rows are in order of time in this reading and not in the other.
    ROWS,
    /// In this reading the day is the same in each month and year, or the years lie closer
    /// together.
    YEARS,
    /// Nothing: month before day between slashes, day before month between dashes and points.
    ASSUMED,
    /// No other format comes near, but no time is after 12:59 and none says AM or PM: the cells may
    /// be lengths of time.
    EARLY,
    /// It was said by the user.
    GIVEN
  }

  /// Copies the lists.
  public DateChoice {
    odd = List.copyOf(odd);
    zones = List.copyOf(zones);
  }

  /// Whether all cells could be read in another order of day, month and year.
  public boolean isAmbiguous() {
    return switch (evidence) {
      case ROWS, YEARS, ASSUMED -> true;
      case ALONE, CELLS, EARLY, GIVEN -> false;
    };
  }

  /// The share of the cells that are read, 0 to 1.
  public double share() {
    return read == 0 ? 0 : (double) read / ((double) read + unread);
  }

  /// What a person should know of the decision, as sentences without a full stop: an order that
  /// nothing or little proves, times that may be lengths of time, zones that differ. Cells that
  /// were not read are not among them.
  public List<String> notes() {
    var notes = new ArrayList<String>();
    DateFormat second = other;
    if (second != null && isAmbiguous()) {
      notes.add(
          "the order of day and month is ambiguous: %s is read as %s (%s), %s; %s would make it %s"
              .formatted(
                  example,
                  shown(format),
                  format.pattern(),
                  reason(),
                  second.pattern(),
                  shown(second)));
    } else if (second != null) {
      notes.add(
          "the order of day and month hangs on few cells: %s reads %d, %s reads %d; %s is %s"
              .formatted(
                  format.pattern(), read, second.pattern(), otherRead, example, shown(format)));
    }
    if (evidence == Evidence.EARLY) {
      notes.add("no time is after 12:59: they are read as times of day but may be lengths of time");
    }
    if (zones.size() > 1) {
      notes.add(
          "zones differ (%s): times are used as they are written"
              .formatted(
                  String.join(
                      ", ", zones.stream().map(zone -> zone.isEmpty() ? "none" : zone).toList())));
    }
    return notes;
  }

  private String shown(DateFormat reading) {
    long seconds = reading.parse(example);
    return seconds == DateFormat.NO_DATE
        ? "no date"
        : Days.text(Math.floorDiv(seconds, (long) Days.SECONDS));
  }

  private String reason() {
    return switch (evidence) {
      case ROWS -> "as the rows are then in order of time";
      case YEARS -> "as the dates then lie closer together or fall on one day of the month";
      case ALONE, CELLS, ASSUMED, EARLY, GIVEN -> "as no cell tells and this is the usual order";
    };
  }
}
