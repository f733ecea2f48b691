package hebb.data.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// A column of texts, kept as codes into the list of its distinct texts. A missing value is code
/// -1.
public final class Texts implements Cells {
  private final List<String> dictionary = new ArrayList<>();
  private int[] slots = new int[64];
  private int[] codes = new int[64];
  private int size;
  private final MissingWords words;
  private final WordCounts missingWords = new WordCounts();
  private int missing;

  Texts(MissingWords words) {
    this.words = words;
    Arrays.fill(slots, -1);
  }

  /// A column of the given texts, trimmed; the usual words for missing are missing.
  public static Texts of(String... values) {
    var cells = new Texts(MissingWords.DEFAULTS);
    for (String value : values) {
      cells.add(Span.trim(value));
    }
    return cells;
  }

  /// A column of the given texts as they are, none of them missing.
  public static Texts exactly(List<String> values) {
    var cells = new Texts(MissingWords.NONE);
    values.forEach(value -> cells.addCode(cells.codeOf(value)));
    return cells;
  }

  void add(CharSequence trimmed) {
    if (words.isMissing(trimmed) || (words.hasNumbers() && words.isMissing(Cell.number(trimmed)))) {
      if (!trimmed.isEmpty()) {
        missingWords.add(trimmed);
      }
      addCode(-1);
    } else {
      addCode(codeOf(trimmed));
    }
  }

  /// Takes rows of which none has a value.
  void addMissing(Numbers none) {
    for (int i = 0; i < none.size(); i++) {
      addCode(-1);
    }
    missingWords.addAll(none.missingWords());
  }

  private void addCode(int code) {
    if (size == codes.length) {
      codes = Arrays.copyOf(codes, size + (size >> 1));
    }
    codes[size++] = code;
    missing += code < 0 ? 1 : 0;
  }

  /// The code of a text, new if it was not met before. Open addressing over the texts' hashes, so
  /// that looking up a stretch of a buffer needs no string.
  private int codeOf(CharSequence text) {
    if (dictionary.size() * 2 >= slots.length) {
      grow();
    }
    int at = slot(text);
    if (slots[at] < 0) {
      slots[at] = dictionary.size();
      dictionary.add(text.toString());
    }
    return slots[at];
  }

  private int slot(CharSequence text) {
    int hash = 0;
    for (int i = 0; i < text.length(); i++) {
      hash = hash * 31 + text.charAt(i);
    }
    int at = (hash * 0x9e3779b9) >>> (32 - Integer.numberOfTrailingZeros(slots.length));
    while (slots[at] >= 0 && !dictionary.get(slots[at]).contentEquals(text)) {
      at = (at + 1) & (slots.length - 1);
    }
    return at;
  }

  private void grow() {
    slots = new int[slots.length * 4];
    Arrays.fill(slots, -1);
    for (int code = 0; code < dictionary.size(); code++) {
      slots[slot(dictionary.get(code))] = code;
    }
  }

  /// The code of a row's text: its place in the dictionary; -1 where it is missing.
  public int code(int row) {
    return codes[row];
  }

  /// The distinct texts in the order in which they first appear.
  public List<String> dictionary() {
    return Collections.unmodifiableList(dictionary);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean isMissing(int row) {
    return codes[row] < 0;
  }

  @Override
  public int missing() {
    return missing;
  }

  @Override
  public WordCounts missingWords() {
    return missingWords;
  }

  @Override
  public String text(int row) {
    return codes[row] < 0 ? "" : dictionary.get(codes[row]);
  }
}
