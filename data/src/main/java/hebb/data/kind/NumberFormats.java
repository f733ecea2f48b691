package hebb.data.kind;

import hebb.data.table.ReadOptions.Decimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/// Finds out how the numbers of a column are written, once for all its cells.
final class NumberFormats {
  private static final Set<String> PREFIXES =
      Set.of(
          "$", "us$", "usd", "\u20ac", "eur", "\u00a3", "gbp", "\u00a5", "jpy", "cny", "\u20b9",
          "inr", "rs", "rs.", "\u20bd", "\u20a9", "chf", "fr.", "r$", "a$", "c$", "kr", "z\u0142",
          "'", "\u2019", "~", "#");
  private static final String SEPARATORS = ".,'\u2019_";
  private static final int LONGEST_UNIT = 12;

  private final List<ColumnView.Word> words;
  private final Decimal decimal;
  private final char delimiter;

  /// What was found.
  ///
  /// @param format how numbers are written
  /// @param cells how many cells it reads
  /// @param ambiguous whether a comma before three digits may as well stand before decimals
  record Found(NumberFormat format, int cells, boolean ambiguous) {}

  private NumberFormats(List<ColumnView.Word> words, Decimal decimal, char delimiter) {
    this.words = words;
    this.decimal = decimal;
    this.delimiter = delimiter;
  }

  /// The format that reads most cells.
  ///
  /// @param words the distinct texts that are not missing, with their counts
  /// @param decimal what a person says of decimals
  /// @param delimiter between the cells of the file: between semicolons, `1,234` has decimals
  static Found find(List<ColumnView.Word> words, Decimal decimal, char delimiter) {
    return new NumberFormats(words, decimal, delimiter).find();
  }

  private Found find() {
    String prefix = most(NumberFormats::prefix);
    String suffix = most(NumberFormats::suffix);
    Set<Character> marks = marks();
    Found best = new Found(NumberFormat.PLAIN, -1, false);
    for (NumberFormat format : candidates(prefix, suffix, marks)) {
      int cells = cells(format);
      if (cells > best.cells()) {
        best = new Found(format, cells, false);
      }
    }
    NumberFormat format = best.format();
    boolean comma = format.group() == ',' && format.decimal() == '.' && decimal == Decimal.AUTO;
    if (comma && best.cells() > 0 && best.cells() == cells(decimals(format))) {
      return delimiter == ';'
          ? new Found(decimals(format), best.cells(), true)
          : new Found(format, best.cells(), true);
    }
    return best;
  }

  /// The same with the comma before decimals.
  private static NumberFormat decimals(NumberFormat format) {
    return new NumberFormat(',', NumberFormat.NO_GROUP, format.prefix(), format.suffix());
  }

  /// In the order in which they are preferred where they read equally many cells.
  private List<NumberFormat> candidates(String prefix, String suffix, Set<Character> marks) {
    var formats = new ArrayList<NumberFormat>();
    if (decimal != Decimal.COMMA) {
      formats.add(NumberFormat.PLAIN);
    }
    var groups = new ArrayList<Character>(List.of(NumberFormat.NO_GROUP));
    groups.addAll(marks);
    for (char point : decimal == Decimal.COMMA ? ",".toCharArray() : ".,".toCharArray()) {
      if (point == ',' && decimal == Decimal.POINT) {
        continue;
      }
      for (char group : groups) {
        if (group != point) {
          formats.add(new NumberFormat(point, group, prefix, suffix));
        }
      }
    }
    return formats;
  }

  private int cells(NumberFormat format) {
    int cells = 0;
    for (ColumnView.Word word : words) {
      cells += Double.isFinite(format.number(word.text())) ? word.count() : 0;
    }
    return cells;
  }

  /// What may stand between thousands, of what the cells hold.
  private Set<Character> marks() {
    var marks = new TreeSet<Character>();
    for (ColumnView.Word word : words) {
      String text = word.text();
      for (int i = 1; i + 1 < text.length(); i++) {
        char c = text.charAt(i);
        if (SEPARATORS.indexOf(c) >= 0) {
          marks.add(c);
        } else if (NumberFormat.isBlank(c)) {
          marks.add(' ');
        }
      }
    }
    return marks;
  }

  /// The prefix or suffix that most cells have, of those that have one; empty where none has.
  private String most(UnaryOperator<String> part) {
    Map<String, Integer> counts = new HashMap<>();
    for (ColumnView.Word word : words) {
      String found = part.apply(word.text());
      if (!found.isEmpty()) {
        counts.merge(found, word.count(), Integer::sum);
      }
    }
    ToIntFunction<Map.Entry<String, Integer>> count = Map.Entry::getValue;
    return counts.entrySet().stream()
        .max(
            Comparator.comparingInt(count)
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  /// What stands before the first digit, without sign and blanks, where that may be a prefix.
  private static String prefix(String text) {
    int end = 0;
    while (end < text.length() && Character.digit(text.charAt(end), 10) < 0) {
      end++;
    }
    if (end == text.length()) {
      return "";
    }
    int start = 0;
    while (start < end && (NumberFormat.isSign(text.charAt(start)) || text.charAt(start) == '(')) {
      start++;
    }
    while (end > start && isBefore(text.charAt(end - 1))) {
      end--;
    }
    String prefix = text.substring(start, end);
    return PREFIXES.contains(prefix.toLowerCase(Locale.ROOT)) ? prefix : "";
  }

  private static boolean isBefore(char c) {
    return NumberFormat.isBlank(c) || NumberFormat.isSign(c);
  }

  /// What stands behind the last digit, without blanks, where that may be a unit: a sign such as
  /// `%`, or letters.
  private static String suffix(String text) {
    int start = text.length();
    while (start > 0 && Character.digit(text.charAt(start - 1), 10) < 0) {
      start--;
    }
    if (start == 0) {
      return "";
    }
    int end = text.endsWith(")") && text.startsWith("(") ? text.length() - 1 : text.length();
    while (start < end && NumberFormat.isBlank(text.charAt(start))) {
      start++;
    }
    if (start >= end || end - start > LONGEST_UNIT) {
      return "";
    }
    String suffix = text.substring(start, end);
    return suffix.chars().allMatch(NumberFormats::isOfUnit) && !isHex(text) ? suffix : "";
  }

  private static boolean isHex(String text) {
    return text.startsWith("0x") || text.startsWith("0X");
  }

  private static boolean isOfUnit(int c) {
    return Character.isLetter(c)
        || Character.getType(c) == Character.CURRENCY_SYMBOL
        || "%\u2030\u00b0\u00b2\u00b3/'\u2019\".".indexOf(c) >= 0;
  }
}
