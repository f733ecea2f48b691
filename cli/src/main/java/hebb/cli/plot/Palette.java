package hebb.cli.plot;

import java.util.List;

/// Colours that people with any kind of colour vision can tell apart.
final class Palette {
  static final int WHITE = 0xFFFFFF;
  static final int INK = 0x22262B;
  static final int QUIET = 0x6B7280;
  static final int GRID = 0xE3E6EA;
  static final int BLUE = 0x0072B2;
  static final int VERMILION = 0xD55E00;
  static final int GREEN = 0x009E73;

  /// Those of Okabe and Ito (2008).
  private static final List<Integer> CLASSES =
      List.of(BLUE, VERMILION, GREEN, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x8A7F00, 0x555555);

  /// From low to high, after cividis (Nunez et al. 2018).
  private static final List<Integer> RAMP =
      List.of(0x00224E, 0x35456C, 0x666970, 0x948E77, 0xC8B866, 0xFEE838);

  private Palette() {}

  /// The colour of a class by its index; they come again after eight.
  static int ofClass(int index) {
    return CLASSES.get(index % CLASSES.size());
  }

  /// A colour for a share from 0 to 1.
  static int ramp(double share) {
    double at = Math.clamp(share, 0, 1) * (RAMP.size() - 1);
    int low = Math.min((int) at, RAMP.size() - 2);
    return mix(RAMP.get(low), RAMP.get(low + 1), at - low);
  }

  /// A colour with much white in it, to lie behind others.
  static int soft(int colour) {
    return mix(colour, WHITE, 0.6);
  }

  /// A colour between two: `share` of the second.
  static int mix(int first, int second, double share) {
    int mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      double part = (1 - share) * (first >> shift & 0xFF) + share * (second >> shift & 0xFF);
      mixed |= (int) Math.round(part) << shift;
    }
    return mixed;
  }
}
