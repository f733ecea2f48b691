package hebb.data.table;

import hebb.data.DataException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The beginning of a text, read ahead to see how the text is written: 256 Ki characters, or more
/// where lines are so long that this holds only few of them.
final class Opening {
  private static final int CHARACTERS = 1 << 18;
  private static final int FEWEST_LINES = 8;
  private static final int MOST_CHARACTERS = 1 << 25;
  private static final int RECORDS = 100;
  private static final int MOST_CELLS = 200_000;

  private final char[] text;
  private final boolean whole;

  private Opening(char[] text, boolean whole) {
    this.text = text;
    this.whole = whole;
  }

  /// Reads the beginning, without a byte order mark.
  ///
  /// @throws CharacterCodingException if there is a NUL in it
  static Opening read(Reader in) throws IOException {
    char[] buffer = new char[CHARACTERS];
    int length = 0;
    int lines = 0;
    int read = 0;
    while (read >= 0 && (length < CHARACTERS || lines < FEWEST_LINES) && length < MOST_CHARACTERS) {
      if (length == buffer.length) {
        buffer = Arrays.copyOf(buffer, length * 2);
      }
      read = in.read(buffer, length, buffer.length - length);
      for (int i = length; i < length + read; i++) {
        char c = buffer[i];
        if (c == 0) {
          throw new CharacterCodingException();
        }
        lines += c == '\n' || c == '\r' ? 1 : 0;
      }
      length += Math.max(read, 0);
    }
    int start = length > 0 && buffer[0] == '\ufeff' ? 1 : 0;
    return new Opening(Arrays.copyOfRange(buffer, start, length), read < 0);
  }

  /// The text.
  String text() {
    return new String(text);
  }

  /// A scanner of the whole text, of which a number of characters and lines are passed over.
  CellScanner scanner(
      String source, CellScanner.Grammar grammar, int characters, int lines, Reader rest) {
    return new CellScanner(
        source, grammar, Arrays.copyOfRange(text, characters, text.length), lines + 1L, rest);
  }

  /// Records from the beginning.
  ///
  /// @param cells trimmed, by record
  /// @param torn how many records hold a cell with a quote or a tab in its middle
  /// @param sound whether none of them was badly quoted
  record Sample(List<List<String>> cells, int torn, boolean sound) {}

  /// The first records in a grammar, as far as they are sound and whole.
  Sample sample(CellScanner.Grammar grammar, int characters) {
    CellScanner scanner = scanner("", grammar, characters, 0, Reader.nullReader());
    var records = new ArrayList<List<String>>();
    int torn = 0;
    int seen = 0;
    try {
      while (records.size() <= RECORDS && seen < MOST_CELLS && scanner.next()) {
        int count = Math.min(scanner.cells(), CellScanner.MOST_CELLS);
        var cells = new ArrayList<String>(count);
        boolean tear = false;
        for (int i = 0; i < count; i++) {
          String cell = Span.trim(scanner.text(i));
          tear |= cell.indexOf('\t') >= 0 || (!scanner.isQuoted(i) && cell.indexOf('"') >= 0);
          cells.add(cell);
        }
        records.add(cells);
        torn += tear ? 1 : 0;
        seen += count;
      }
    } catch (DataException e) {
      // As far as this grammar goes; if it is the right one, reading tells what is wrong.
      return new Sample(records, torn, !scanner.isTorn());
    }
    if ((!whole || records.size() > RECORDS) && records.size() > 1) {
      records.removeLast();
    }
    return new Sample(records, torn, true);
  }
}
