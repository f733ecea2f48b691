package hebb.data.table;

import hebb.data.DataException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/// Splits text into records of cells: RFC 4180 with any delimiter, any line end and blanks around
/// quotes; and, where quotes may be text, cells that begin with one and do not end with it.
///
/// A record lies whole in one buffer, and its cells are stretches of it, so that nothing is copied
/// and a record can be judged before its cells are taken. Lines of blanks are passed over.
final class CellScanner {
  static final int MOST_CELLS = 1 << 20;

  private static final int BUFFER = 1 << 15;
  private static final int LONGEST_CELL = 1_000_000;
  private static final int LONGEST_RECORD = 1 << 25;

  private final String source;
  private final Reader in;
  private final char delimiter;
  private final boolean runs;
  private final boolean backslash;
  private final boolean loose;

  private char[] buffer;
  private int limit;
  private int position;
  private boolean end;

  private int record;
  private int cells;
  private int[] starts = new int[16];
  private int[] lengths = new int[16];
  private long line;
  private long nextLine;
  private long blanks;
  private boolean torn;
  private long quotesAsText;
  private long firstAsText;

  /// A scanner of some text that was read already and of what follows it.
  ///
  /// @param source what the text is called in messages
  /// @param begun the text that was read already, which is written to
  /// @param firstLine the number of the line with which it begins
  /// @param in what follows
  CellScanner(String source, Grammar grammar, char[] begun, long firstLine, Reader in) {
    this.source = source;
    this.in = in;
    this.delimiter = grammar.delimiter();
    this.runs = grammar.runs();
    this.backslash = grammar.backslash();
    this.loose = grammar.loose();
    this.buffer = begun;
    this.limit = begun.length;
    this.nextLine = firstLine;
  }

  /// How cells are written.
  ///
  /// @param delimiter what stands between two cells; if it is a blank, any number of them does
  /// @param backslash whether a quote in a quoted cell is written `\"`, beside `""`
  /// @param loose whether a cell that begins with a quote but does not end with one is text, quotes
  ///   and all
  record Grammar(char delimiter, boolean backslash, boolean loose) {
    Grammar(char delimiter) {
      this(delimiter, false, false);
    }

    boolean runs() {
      return delimiter == ' ';
    }
  }

  /// Goes on to the next record; false at the end.
  ///
  /// @throws DataException if it is not sound
  /// @throws UncheckedIOException if reading fails or there is a NUL
  boolean next() {
    long passed = 0;
    for (; ; ) {
      record = position;
      line = nextLine;
      cells = 0;
      if (position == limit && !fill()) {
        return false;
      }
      scan();
      if (cells > 1 || (cells == 1 && !isBlank())) {
        blanks += passed;
        return true;
      }
      passed++;
    }
  }

  /// How many lines of blanks stood before the records so far; those at the end do not count.
  long blanks() {
    return blanks;
  }

  /// How many cells the record has. At most [#MOST_CELLS] of them can be seen.
  int cells() {
    return cells;
  }

  /// The number of the line at which the record begins, from 1.
  long line() {
    return line;
  }

  /// What holds the record, until the next one.
  char[] buffer() {
    return buffer;
  }

  /// Where a cell begins in the buffer.
  int start(int cell) {
    return record + starts[cell];
  }

  /// How many characters a cell has.
  int length(int cell) {
    return lengths[cell];
  }

  /// A cell as it is written, without its quotes.
  String text(int cell) {
    return new String(buffer, record + starts[cell], lengths[cell]);
  }

  /// Whether a cell stands in quotes.
  boolean isQuoted(int cell) {
    return starts[cell] > 0 && buffer[record + starts[cell] - 1] == '"';
  }

  /// Whether more text was found behind a closing quote, where this stopped.
  boolean isTorn() {
    return torn;
  }

  /// How many cells so far begin with a quote and were taken as text.
  long quotesAsText() {
    return quotesAsText;
  }

  /// The number of the line of the first of them.
  long firstAsText() {
    return firstAsText;
  }

  private boolean isBlank() {
    for (int i = 0; i < lengths[0]; i++) {
      if (!Span.isSpace(buffer[record + starts[0] + i])) {
        return false;
      }
    }
    return !isQuoted(0);
  }

  private void scan() {
    boolean more = true;
    if (runs) {
      skipBlanks();
      more = position < limit && buffer[position] != '\n' && buffer[position] != '\r';
      if (!more) {
        endLine();
      }
    }
    while (more) {
      if (!runs && plainCells()) {
        return;
      }
      if (opensQuote()) {
        quoted();
      } else {
        plain();
      }
      more = endCell();
    }
  }

  /// Takes the next cells that need no care, which are most: those that lie in the buffer and begin
  /// with neither a quote nor a blank. Whether they ended the record.
  private boolean plainCells() {
    char[] text = buffer;
    int to = limit;
    char stop = delimiter;
    int at = position;
    while (at < to && text[at] > ' ' && text[at] != '"') {
      int from = at;
      while (at < to && text[at] != stop && text[at] > '\r') {
        at++;
      }
      char c = at < to ? text[at] : 0;
      if (c != stop && c != '\n' && c != '\r') {
        position = from;
        return false;
      }
      add(from - record, at - from);
      position = at;
      if (c != stop) {
        endLine();
        return true;
      }
      at++;
      position = at;
    }
    return false;
  }

  /// Takes a cell without quotes: all up to the delimiter or the end of the line.
  private void plain() {
    int from = position - record;
    int at = position;
    for (; ; ) {
      char[] text = buffer;
      int to = limit;
      while (at < to) {
        char c = text[at];
        if (c == delimiter || (c <= '\r' && (c == '\n' || c == '\r' || c == 0))) {
          break;
        }
        at++;
      }
      position = at;
      if (at < to || !fill()) {
        break;
      }
      at = position;
    }
    requireText();
    add(from, position - record - from);
  }

  private void requireText() {
    if (position < limit && buffer[position] == 0) {
      throw new UncheckedIOException(new CharacterCodingException());
    }
  }

  /// Whether the next cell begins with a quote, which then is the next character. Blanks before it
  /// do not count.
  private boolean opensQuote() {
    if (position == limit && !fill()) {
      return false;
    }
    char c = buffer[position];
    if (c > ' ') {
      return c == '"';
    }
    int from = position - record;
    skipBlanks();
    if (position < limit && buffer[position] == '"') {
      return true;
    }
    position = record + from;
    return false;
  }

  /// Goes to the next character that is no blank, if there is one.
  private void skipBlanks() {
    while (position < limit || fill()) {
      char c = buffer[position];
      boolean blank = (c == ' ' || c == '\t') && (runs || c != delimiter);
      if (!blank) {
        return;
      }
      position++;
    }
  }

  /// Takes a quoted cell, which is put together in place, and goes to what follows it.
  private void quoted() {
    long beginLine = nextLine;
    position++;
    int from = position - record;
    int to = from;
    char before = 0;
    for (; ; ) {
      if (loose && position == limit && !fill()) {
        asText(from, to, position - record, beginLine);
        return;
      }
      char c = inQuotes();
      if (c == '"') {
        if ((position == limit && !fill()) || buffer[position] != '"') {
          break;
        }
        position++;
      } else if (c == '\\' && backslash) {
        char escaped = inQuotes();
        if (escaped == '"' || escaped == '\\') {
          c = escaped;
        } else {
          position--;
        }
      } else if (c == '\r' || (c == '\n' && before != '\r')) {
        nextLine++;
      }
      before = c;
      buffer[record + to++] = c;
    }
    int end = position - record - 1;
    if (!runs) {
      skipBlanks();
    }
    if (position < limit || fill()) {
      char c = buffer[position];
      if (c != delimiter && c != '\n' && c != '\r') {
        if (loose) {
          asText(from, to, end, beginLine);
          return;
        }
        torn = true;
        throw new DataException(
            source
                + ", line "
                + line
                + ": expected a delimiter after a closing quote, got more text. Write a quote inside"
                + " a quoted cell twice, and a cell that begins with one in quotes.");
      }
    }
    add(from, to - from);
  }

  /// Takes a cell back that begins with a quote but is not quoted, and takes it as it is written.
  ///
  /// @param from where its content begins, behind the quote
  /// @param to where it ends, put together
  /// @param end where it ended before, each quote written twice
  private void asText(int from, int to, int end, long beginLine) {
    int at = record + end;
    for (int i = record + to - 1; i >= record + from; i--) {
      char c = buffer[i];
      buffer[--at] = c;
      if (c == '"') {
        buffer[--at] = c;
      }
    }
    position = record + from - 1;
    nextLine = beginLine;
    firstAsText = quotesAsText++ == 0 ? beginLine : firstAsText;
    plain();
  }

  private char inQuotes() {
    if (position == limit && !fill()) {
      throw unclosed();
    }
    requireText();
    return buffer[position++];
  }

  private DataException unclosed() {
    return new DataException(
        source
            + ", line "
            + line
            + ": expected a quoted cell to end with a quote, got one that is never closed. Close it"
            + " or take it away.");
  }

  private void add(int from, int length) {
    if (length > LONGEST_CELL) {
      throw new DataException(
          source
              + ", line "
              + line
              + ", column "
              + (cells + 1)
              + ": expected cells of at most "
              + LONGEST_CELL
              + " characters, got one of "
              + length
              + ". Check the quotes, or leave the column out of the file.");
    }
    if (cells == starts.length && cells < MOST_CELLS) {
      starts = Arrays.copyOf(starts, cells * 2);
      lengths = Arrays.copyOf(lengths, cells * 2);
    }
    if (cells < starts.length) {
      starts[cells] = from;
      lengths[cells] = length;
    }
    cells++;
  }

  /// Goes over the delimiter or the end of the line; whether another cell follows.
  private boolean endCell() {
    if (position == limit) {
      return false;
    }
    if (buffer[position] == delimiter) {
      position++;
      if (!runs) {
        return true;
      }
      skipBlanks();
      if (position < limit && buffer[position] != '\n' && buffer[position] != '\r') {
        return true;
      }
    }
    endLine();
    return false;
  }

  private void endLine() {
    if (position == limit) {
      return;
    }
    nextLine++;
    if (buffer[position++] == '\r' && (position < limit || fill()) && buffer[position] == '\n') {
      position++;
    }
  }

  /// Reads on behind the limit and keeps the record, which may move to the front of the buffer;
  /// false if the text is at its end.
  private boolean fill() {
    if (end) {
      return false;
    }
    int kept = limit - record;
    if (kept >= LONGEST_RECORD) {
      throw new DataException(
          source
              + ", line "
              + line
              + ": expected lines of at most "
              + LONGEST_RECORD
              + " characters, got a longer one. Check the quotes and the line ends.");
    }
    char[] into = buffer;
    if (kept > buffer.length / 2) {
      into = new char[Math.max(BUFFER, buffer.length * 2)];
    } else if (kept <= BUFFER / 2 && buffer.length != BUFFER) {
      into = new char[BUFFER];
    }
    System.arraycopy(buffer, record, into, 0, kept);
    buffer = into;
    position -= record;
    record = 0;
    limit = kept;
    try {
      int read = in.read(buffer, limit, buffer.length - limit);
      end = read < 0;
      limit += Math.max(read, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return !end;
  }
}
