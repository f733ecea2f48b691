package hebb.data.kind;

import java.util.List;

/// What speaks for a kind.
///
/// @param kind the kind
/// @param weight how much, from 0 to 1; the strongest kind wins
/// @param reason why, as in `one distinct text per row`
/// @param format how cells are read, in a form of the kind's own; empty where there is one way only
/// @param odd cells that do not fit the kind and would count as missing
/// @param note what a person should know of how cells are read, as in `is read as numbers, '$5' as
///   5`; empty where it is plain
public record Evidence(
    Kind kind, double weight, String reason, String format, Odd odd, String note) {
  /// Cells that do not fit a kind.
  ///
  /// @param cells how many
  /// @param examples the first ones, as they are written
  /// @param row of the first, from 1; 0 where there is none
  public record Odd(int cells, List<String> examples, int row) {
    /// No cell.
    public static final Odd NONE = new Odd(0, List.of(), 0);

    /// Copies the list.
    public Odd {
      examples = List.copyOf(examples);
    }
  }

  /// Evidence where all cells fit in one way.
  public static Evidence of(Kind kind, double weight, String reason) {
    return new Evidence(kind, weight, reason, "", Odd.NONE, "");
  }

  /// This evidence for a column of which a person says that it is of the kind.
  Evidence said(String option) {
    return new Evidence(kind, 1, option, format, odd, note);
  }
}
