package hebb.data;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Names that people type: finds what was meant, and says what was near when it was not found.
public final class Names {
  private static final int MOST_LISTED = 12;

  private Names() {}

  /// The place of the column that `wanted` stands for: a name, in double quotes or not, else
  /// `last`, else a number from 1.
  ///
  /// @throws DataException if there is none, with the nearest name
  public static int resolve(String source, List<String> columns, String wanted) {
    return find(columns, wanted)
        .orElseThrow(() -> new DataException(missing(source, wanted, columns)));
  }

  /// The places of the columns that a text stands for: the name of one, else a [list][#list] of
  /// them.
  ///
  /// @throws DataException if one is not there or comes twice
  public static List<Integer> resolveAll(String source, List<String> columns, String wanted) {
    if (find(columns, wanted).isPresent()) {
      return List.of(resolve(source, columns, wanted));
    }
    List<String> names = list(wanted);
    List<Integer> places = new ArrayList<>();
    for (String name :
        names.size() > 1 ? names : List.of(names.isEmpty() ? wanted : names.getFirst())) {
      int place = resolve(source, columns, name);
      if (places.contains(place)) {
        throw new DataException(
            source
                + ": expected different columns, got "
                + DataException.quote(columns.get(place))
                + " twice. Name it once.");
      }
      places.add(place);
    }
    return places;
  }

  /// Names between commas, blanks around them taken off. A name in double quotes may hold commas; a
  /// quote in it is written twice.
  ///
  /// @throws DataException if a quote is not closed
  public static List<String> list(String text) {
    var names = new ArrayList<String>();
    var name = new StringBuilder();
    boolean quoted = false;
    boolean wasQuoted = false;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ',';
      if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        name.append(c);
        i++;
      } else if (c == '"' && (quoted || name.toString().isBlank())) {
        quoted = !quoted;
        wasQuoted = true;
      } else if (c == ',' && !quoted) {
        String whole = wasQuoted ? name.toString() : name.toString().strip();
        if (!whole.isEmpty()) {
          names.add(whole);
        }
        name.setLength(0);
        wasQuoted = false;
      } else if (i < text.length() && !(wasQuoted && !quoted && Character.isWhitespace(c))) {
        name.append(c);
      }
    }
    if (quoted) {
      throw new DataException(
          "expected names in which each double quote is closed, got '" + text + "'. Close it.");
    }
    return names;
  }

  /// Names as a text from which [#list] reads them.
  public static String listed(List<String> names) {
    return String.join(
        ",",
        names.stream()
            .map(
                name ->
                    name.matches("[^\",]*") && name.equals(name.strip())
                        ? name
                        : '"' + name.replace("\"", "\"\"") + '"')
            .toList());
  }

  /// The place of a name, -1 if it is not there. Letters with marks are the same letters whether
  /// they are written as one character or as two (Unicode normalisation form C).
  public static int indexOf(List<String> columns, String wanted) {
    int at = columns.indexOf(wanted);
    if (at >= 0) {
      return at;
    }
    String normal = normal(wanted);
    for (int i = 0; i < columns.size(); i++) {
      if (normal(columns.get(i)).equals(normal)) {
        return i;
      }
    }
    return -1;
  }

  /// The place of each name, to look many up: by itself and in Unicode normalisation form C, of two
  /// equal ones the first.
  public static Map<String, Integer> places(List<String> columns) {
    Map<String, Integer> places = new HashMap<>(columns.size() * 2);
    for (int i = 0; i < columns.size(); i++) {
      places.putIfAbsent(columns.get(i), i);
    }
    for (int i = 0; i < columns.size(); i++) {
      places.putIfAbsent(normal(columns.get(i)), i);
    }
    return places;
  }

  /// The place of a name among [places][#places]; -1 if it is not there.
  public static int place(Map<String, Integer> places, String wanted) {
    Integer place = places.get(wanted);
    place = place == null ? places.get(normal(wanted)) : place;
    return place == null ? -1 : place;
  }

  /// A name in Unicode normalisation form C.
  public static String normal(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 0x80) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
      }
    }
    return name;
  }

  /// The place of the column that `wanted` stands for, if there is one.
  public static OptionalInt find(List<String> columns, String wanted) {
    int at = indexOf(columns, wanted);
    if (at < 0 && wanted.length() > 2 && wanted.startsWith("\"") && wanted.endsWith("\"")) {
      at = indexOf(columns, wanted.substring(1, wanted.length() - 1).replace("\"\"", "\""));
    } else if (at < 0 && wanted.equals("last")) {
      at = columns.size() - 1;
    } else if (at < 0 && wanted.matches("\\d{1,9}") && Integer.parseInt(wanted) <= columns.size()) {
      at = Integer.parseInt(wanted) - 1;
    }
    return at < 0 ? OptionalInt.empty() : OptionalInt.of(at);
  }

  /// The sentence for a column that is not there.
  public static String missing(String source, String wanted, Collection<String> columns) {
    if (wanted.matches("\\d+")) {
      return source
          + ": expected a column name or a number from 1 to "
          + columns.size()
          + ", got "
          + wanted
          + ". "
          + known(columns);
    }
    String near = nearest(wanted, columns).map(name -> "Did you mean '" + name + "'? ").orElse("");
    return source
        + ": expected a column "
        + DataException.quote(wanted)
        + ", got none of that name. "
        + near
        + known(columns);
  }

  private static String known(Collection<String> columns) {
    String more = columns.size() > MOST_LISTED ? ", ... (" + columns.size() + " in all)." : ".";
    return "Columns: "
        + String.join(
            ", ", columns.stream().limit(MOST_LISTED).map(name -> shortened(name)).toList())
        + more;
  }

  private static String shortened(String name) {
    String quoted = DataException.quote(name);
    return quoted.substring(1, quoted.length() - 1);
  }

  /// The known name that is fewest edits away from what was typed, if it is near enough to be what
  /// was meant: at most a third of its letters, and two in any case. Upper and lower case count as
  /// equal.
  public static Optional<String> nearest(String typed, Collection<String> known) {
    String best = null;
    int fewest = Math.max(2, typed.length() / 3) + 1;
    for (String name : known) {
      if (Math.abs(name.length() - typed.length()) < fewest && name.length() < 200) {
        int edits =
            distance(normal(typed).toLowerCase(Locale.ROOT), normal(name).toLowerCase(Locale.ROOT));
        if (edits < fewest && edits < Math.max(typed.length(), name.length())) {
          fewest = edits;
          best = name;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /// How many letters must be put in, taken out or changed to make one text of the other
  /// (Levenshtein 1966).
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j - 1], row[j]) + 1);
      }
    }
    return row[b.length()];
  }
}
