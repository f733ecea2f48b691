package hebb.data.date;

/// Runs of the digits 0 to 9 in a text: `value << 4 | length`, so that reading one allocates
/// nothing.
final class Digits {
  private static final int MOST = 8;

  private Digits() {}

  /// The run that begins at a place: at most 8 digits; the length is 9 if there are more, 0 if
  /// there are none or the place is below 0.
  static int read(CharSequence text, int at) {
    int end = text.length();
    int value = 0;
    int i = at;
    for (; i >= 0 && i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      if (i - at == MOST) {
        return MOST + 1;
      }
      value = value * 10 + digit;
    }
    return value << 4 | (i - at);
  }

  /// The number that exactly two digits make, -1 if there are not two.
  static int two(CharSequence text, int at) {
    if (at + 2 > text.length()) {
      return -1;
    }
    int tens = text.charAt(at) - '0';
    int ones = text.charAt(at + 1) - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }

  /// The value of a run.
  static int value(int run) {
    return run >> 4;
  }

  /// The length of a run.
  static int length(int run) {
    return run & 15;
  }

  /// Whether there is a digit at a place.
  static boolean at(CharSequence text, int at) {
    return at >= 0 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }
}
