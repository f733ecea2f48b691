package hebb.data.table;

import java.util.List;

/// How a file was read: what was decided about it, and why.
///
/// @param delimiter what stands between two cells; a blank stands for any number of them
/// @param delimiterReason why, as in `3 cells in every line`
/// @param header whether a line names the columns
/// @param headerReason why, as in `'age' stands over numbers`
/// @param linesAbove how many lines above the header, or the first row, were left out
/// @param rowsLeftOut how many rows were left out because they are the header again or its units,
///   as far as the file was read
/// @param notes a sentence for everything that was left out and for what was decided though it was
///   close, with the option that decides otherwise
public record Reading(
    char delimiter,
    String delimiterReason,
    boolean header,
    String headerReason,
    int linesAbove,
    long rowsLeftOut,
    List<String> notes) {

  /// Copies the notes.
  public Reading {
    notes = List.copyOf(notes);
  }

  /// The same with other notes.
  Reading withNotes(List<String> newNotes) {
    return new Reading(
        delimiter, delimiterReason, header, headerReason, linesAbove, rowsLeftOut, newNotes);
  }

  /// The delimiter as it is shown and given to `--delimiter`: `','`, `tab`, `space`.
  public String delimiterName() {
    return named(delimiter);
  }

  static String named(char delimiter) {
    return switch (delimiter) {
      case '\t' -> "tab";
      case ' ' -> "space";
      default -> "'" + delimiter + "'";
    };
  }
}
