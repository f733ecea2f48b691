package hebb.data.schema;

import hebb.data.DataException;
import hebb.data.Task;
import hebb.data.kind.ColumnView;
import hebb.data.kind.Evidence;
import hebb.data.kind.FeatureKind;
import hebb.data.kind.Kind;
import hebb.data.kind.Kinds;
import hebb.data.kind.Series;
import hebb.data.kind.SkippedKind;
import hebb.data.kind.Text;
import hebb.data.table.Cell;
import hebb.data.table.ReadOptions;
import hebb.data.table.Texts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/// What a column is taken for: the kind with the strongest evidence, and the one that came next.
///
/// @param column the column
/// @param evidence of the kind that it is taken for
/// @param next of the kind that came next, if there is one; series wherever some cells are some
record ColumnDecision(ColumnView column, Evidence evidence, Optional<Evidence> next) {
  /// How near the next kind must come to be worth a word.
  private static final double CLOSE = 0.1;

  /// From where on evidence does not give way to there being no other column.
  private static final double SURE = 0.7;

  /// Lets the kinds bring forward what speaks for them; an autoencoder, which makes its inputs
  /// again, takes no texts.
  static ColumnDecision of(ColumnView column, ReadOptions.Decimal decimal, @Nullable Task task) {
    List<Evidence> ranked =
        Kinds.ALL.stream()
            .filter(kind -> task != Task.AUTOENCODER || !kind.name().equals(Text.NAME))
            .flatMap(kind -> kind.evidence(column, decimal).stream())
            .sorted(Comparator.comparingDouble(Evidence::weight).reversed())
            .toList();
    List<Evidence> others = ranked.subList(1, ranked.size());
    Optional<Evidence> series = others.stream().filter(ColumnDecision::isSeries).findFirst();
    return new ColumnDecision(
        column, ranked.getFirst(), series.or(() -> others.stream().findFirst()));
  }

  private static boolean isSeries(Evidence evidence) {
    return evidence.kind().name().equals(Series.NAME);
  }

  /// Takes a person's word.
  ///
  /// @throws DataException if the column cannot be of the kind
  /// @throws IllegalArgumentException if the format is none of the kind
  static ColumnDecision said(
      ColumnView column,
      FeatureKind kind,
      String format,
      ReadOptions.Decimal decimal,
      String place) {
    Evidence evidence =
        asSaid(column, kind, format, decimal, place)
            .orElseThrow(
                () ->
                    new DataException(
                        place
                            + ": expected a column that can be "
                            + kind.name()
                            + " as "
                            + kind.option()
                            + (format.isEmpty() ? "" : " " + argument(column.name()) + "=" + format)
                            + " says, got cells such as "
                            + DataException.quote(example(column))
                            + ". Correct them, or take the column out of "
                            + kind.option()
                            + "."));
    return new ColumnDecision(column, evidence, Optional.empty());
  }

  private static Optional<Evidence> asSaid(
      ColumnView column,
      FeatureKind kind,
      String format,
      ReadOptions.Decimal decimal,
      String place) {
    try {
      return kind.asSaid(column, format, decimal);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          place
              + ", "
              + kind.option()
              + ": expected "
              + kind.formatWords()
              + ", got "
              + DataException.quote(format)
              + ". Correct it, or leave it out to have it found.",
          e);
    }
  }

  private static String example(ColumnView column) {
    for (int row = 0; row < column.cells().size(); row++) {
      if (!column.cells().isMissing(row)
          && !Double.isFinite(Cell.number(column.cells().text(row)))) {
        return column.cells().text(row);
      }
    }
    return column.cells().size() == 0 ? "" : column.cells().text(0);
  }

  /// How cells are read, as in `date d.M.y`; empty where that is plain.
  String format() {
    return evidence.format().isEmpty() ? "" : kind().name() + " " + evidence.format();
  }

  /// Whether there is nothing to say but how cells are read.
  boolean isPlainlyRead() {
    return evidence.odd().cells() == 0 && next.flatMap(other -> close(other, "")).isEmpty();
  }

  Kind kind() {
    return evidence.kind();
  }

  /// Whether a person says so.
  boolean isSaid() {
    return evidence.reason().startsWith("--");
  }

  /// Whether it is a column of texts that mostly differ and is taken for categories or, by that
  /// alone, for an identifier.
  boolean mayBeText(@Nullable Task task) {
    boolean weak = evidence.weight() < SURE && (isIdentifier() || isCategorical());
    return weak && task != Task.AUTOENCODER && !isSaid() && Text.differ(column);
  }

  /// The same column read as text.
  ///
  /// @param tokens how it is cut; empty to find that out
  ColumnDecision asText(String tokens, ReadOptions.Decimal decimal) {
    Evidence text = Kinds.feature(Text.NAME).asSaid(column, tokens, decimal).orElse(evidence);
    return new ColumnDecision(column, text, next.filter(ColumnDecision::isSeries));
  }

  /// An identifier taken for what came next, if a network gets something of that.
  Optional<ColumnDecision> withoutSkipping() {
    return next.filter(other -> isIdentifier() && other.kind() instanceof FeatureKind)
        .map(other -> new ColumnDecision(column, other, Optional.of(evidence)));
  }

  /// Which words count as missing, if a column of numbers, dates or the like holds some that no
  /// other note names.
  Optional<String> missing() {
    String words = column.missingShown();
    boolean holds =
        isCategorical() || !(kind() instanceof FeatureKind) || kind().name().equals(Text.NAME);
    return words.isEmpty() || holds || evidence.note().contains(words)
        ? Optional.empty()
        : Optional.of(
            "Column "
                + DataException.quote(column.name())
                + " "
                + ColumnView.missingNote(words)
                + ".");
  }

  /// What a person may want to decide otherwise, as whole sentences.
  List<String> notes() {
    var notes = new ArrayList<String>();
    String name = DataException.quote(column.name());
    Optional<String> close = next.flatMap(other -> close(other, name));
    if (!evidence.note().isEmpty() && !(close.isPresent() && isCategorical())) {
      notes.add("Column " + name + " " + withColumn(evidence.note()) + ".");
    }
    Evidence.Odd odd = evidence.odd();
    if (odd.cells() > 0) {
      notes.add(
          "Column "
              + name
              + " is taken as "
              + kind().name()
              + " but for "
              + cells(odd.cells())
              + ", which "
              + (odd.cells() == 1 ? "counts" : "count")
              + " as missing: "
              + DataException.quote(odd.examples().getFirst())
              + " in row "
              + odd.row()
              + (odd.examples().size() > 1
                  ? " and "
                      + String.join(
                          ", ", odd.examples().stream().skip(1).map(DataException::quote).toList())
                  : "")
              + (isSeries(evidence)
                  ? "."
                  : "; --categorical " + argument() + " takes all its cells as texts."));
    }
    close.ifPresent(notes::add);
    if (notes.isEmpty()) {
      sameNumber().ifPresent(notes::add);
    }
    return notes;
  }

  /// Where another kind came near.
  private Optional<String> close(Evidence other, String name) {
    if (kind() instanceof SkippedKind) {
      return isIdentifier() && other.kind() instanceof FeatureKind feature
          ? Optional.of(
              "Column "
                  + name
                  + " is left out as an identifier ("
                  + evidence.reason()
                  + "); "
                  + feature.option()
                  + " "
                  + argument()
                  + " keeps it.")
          : Optional.empty();
    }
    if (other.kind() instanceof SkippedKind) {
      return evidence.weight() < 1 && evidence.weight() - other.weight() <= CLOSE
          ? Optional.of(
              "Column "
                  + name
                  + " is taken as "
                  + kind().name()
                  + ", but it may be an identifier ("
                  + other.reason()
                  + "); --ignore "
                  + argument()
                  + " leaves it out.")
          : Optional.empty();
    }
    if (other.odd().cells() == 0 || !(other.kind() instanceof FeatureKind feature)) {
      return Optional.empty();
    }
    return Optional.of(
        "Column "
            + name
            + " is taken as "
            + kind().name()
            + ": of "
            + column.known()
            + " cells some are "
            + other.reason()
            + ", but "
            + other.odd().cells()
            + " are not, the first "
            + DataException.quote(other.odd().examples().getFirst())
            + " in row "
            + other.odd().row()
            + "; "
            + feature.option()
            + " "
            + argument()
            + " takes those as missing.");
  }

  /// Where two categories are one number.
  private Optional<String> sameNumber() {
    if (!isCategorical() || !(column.cells() instanceof Texts texts)) {
      return Optional.empty();
    }
    return sameNumber(column.distinct(texts))
        .map(
            pair ->
                "Column "
                    + DataException.quote(column.name())
                    + " holds "
                    + pair
                    + ", which are one number and count as two categories; --numeric "
                    + argument()
                    + " takes them as numbers.");
  }

  /// Two texts that are one number, as in `'1' and '1.0'`.
  static Optional<String> sameNumber(List<ColumnView.Word> words) {
    Map<Double, String> numbers = new HashMap<>();
    for (ColumnView.Word word : words) {
      double number = Cell.number(word.text());
      String other = Double.isFinite(number) ? numbers.putIfAbsent(number, word.text()) : null;
      if (other != null && new BigDecimal(other).compareTo(new BigDecimal(word.text())) == 0) {
        return Optional.of(DataException.quote(other) + " and " + DataException.quote(word.text()));
      }
    }
    return Optional.empty();
  }

  private boolean isIdentifier() {
    return kind().name().equals("identifier");
  }

  private boolean isCategorical() {
    return kind().name().equals("categorical");
  }

  private static String cells(int count) {
    return count == 1 ? "1 cell" : count + " cells";
  }

  private String argument() {
    return argument(column.name());
  }

  /// A name as an option takes it.
  static String argument(String name) {
    return name.matches("[\\p{L}\\p{N}_.-]+") ? name : "'" + name + "'";
  }

  /// Options of a note are given the column that they are for.
  private String withColumn(String note) {
    return note.replaceAll(
        "--(categorical|numeric|date|ignore)(?! ')( |$)",
        Matcher.quoteReplacement("--") + "$1 " + Matcher.quoteReplacement(argument()) + "$2");
  }
}
