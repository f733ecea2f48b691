package hebb.describe;

import java.util.List;
import java.util.Optional;

/// One column of the data.
///
/// @param name its name
/// @param role what training takes it for
/// @param kind the kind that it is taken for, as in `numeric`; of one that is left out `constant`,
///   `identifier` or `ignored`
/// @param reason what spoke for that, as in `words for yes and no`
/// @param missing how many rows have no value
/// @param distinct how many different values there are; of files, their names
/// @param spread of numbers, dates and lengths; empty for categories
/// @param distribution how often which values come
/// @param treatment what a network gets of it, as in `standardised`; else `predicted`, `left out`
///   or `weight of the row`
/// @param alone how well it tells each target by itself; empty where that is not measured
public record ColumnDescription(
    String name,
    Role role,
    String kind,
    String reason,
    int missing,
    int distinct,
    Optional<Spread> spread,
    Distribution distribution,
    String treatment,
    List<Alone> alone) {
  /// Copies the list.
  public ColumnDescription {
    alone = List.copyOf(alone);
  }

  /// What training takes a column for.
  public enum Role {
    /// It predicts.
    FEATURE,
    /// It is predicted.
    TARGET,
    /// It says how much rows count.
    WEIGHT,
    /// It is left out.
    LEFT_OUT
  }

  /// Numbers in short.
  public record Spread(double low, double high, double mean, double deviation, double median) {}

  /// How well a column tells a target all by itself, on rows that were held out.
  ///
  /// @param measure `auc` for two classes, `accuracy` for more, `r2` for a quantity
  /// @param score what it reaches, up to 1; an auc is .5 (chance) at least, an r2 0
  /// @param baseline what the best guess without looking reaches
  public record Alone(String target, String measure, double score, double baseline) {}

  /// This column as training takes it.
  public ColumnDescription with(Role taken, String why, String given) {
    return new ColumnDescription(
        name, taken, kind, why, missing, distinct, spread, distribution, given, alone);
  }

  /// This with how well it tells targets.
  ColumnDescription withAlone(List<Alone> scores) {
    return new ColumnDescription(
        name, role, kind, reason, missing, distinct, spread, distribution, treatment, scores);
  }
}
