package hebb.data.table;

/// A stretch of a character buffer without the white space at its ends, seen as text without making
/// a string. Used again for every cell.
public final class Span implements CharSequence {
  private char[] buffer = {};
  private int start;
  private int end;

  Span() {}

  /// Looks at another stretch.
  Span set(char[] newBuffer, int offset, int length) {
    buffer = newBuffer;
    start = offset;
    end = offset + length;
    while (start < end && isSpace(buffer[start])) {
      start++;
    }
    while (start < end && isSpace(buffer[end - 1])) {
      end--;
    }
    return this;
  }

  /// White space as it stands around cells: ASCII's and the no-break space.
  static boolean isSpace(char c) {
    return c <= ' ' || c == '\u00a0';
  }

  /// A text without the white space at its ends.
  public static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (from < to && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  @Override
  public int length() {
    return end - start;
  }

  @Override
  public char charAt(int index) {
    return buffer[start + index];
  }

  @Override
  public CharSequence subSequence(int from, int to) {
    return toString().subSequence(from, to);
  }

  @Override
  public String toString() {
    return new String(buffer, start, end - start);
  }
}
