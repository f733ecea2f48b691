package hebb.nn.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// Messages about names that are not known.
public final class Names {
  private Names() {}

  /// An error that says what was asked for, what there is and what was probably meant.
  public static IllegalArgumentException unknown(
      String what, String got, Collection<String> known) {
    String list = known.isEmpty() ? "none" : "one of " + String.join(", ", known);
    String hint = nearest(got, known).map(name -> " Did you mean " + name + "?").orElse("");
    return new IllegalArgumentException(
        what + ": expected " + list + ", got '" + got + "'." + hint);
  }

  /// The known name that takes the fewest edits, if it is near.
  public static Optional<String> nearest(String wrong, Collection<String> known) {
    return near(wrong, known).stream().findFirst();
  }

  /// The known names that take at most a third of their letters as edits (and two at least), fewest
  /// first.
  public static List<String> near(String wrong, Collection<String> known) {
    String lower = wrong.toLowerCase(Locale.ROOT);
    ToIntFunction<String> far = name -> edits(lower, name.toLowerCase(Locale.ROOT));
    return known.stream()
        .filter(name -> far.applyAsInt(name) <= Math.max(2, name.length() / 3))
        .sorted(Comparator.comparingInt(far))
        .toList();
  }

  /// The distance of Levenshtein (1966): insertions, deletions and replacements of one letter.
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
