package hebb.cli.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The range of numbers that an axis shows.
record Scale(double low, double high) {
  /// A range is never empty.
  Scale {
    if (!(high - low > Math.ulp(Math.max(Math.abs(low), Math.abs(high))))) {
      double room = Math.max(Math.abs(low) * 1e-3, 1e-3);
      low -= room;
      high += room;
    }
  }

  /// The range with a share of it added at both ends.
  Scale wider(double share) {
    double room = share * (high - low);
    return new Scale(low - room, high + room);
  }

  /// Where a number lies: 0 at the low end, 1 at the high one.
  double share(double value) {
    return (value - low) / (high - low);
  }

  /// The number at a share.
  double at(double share) {
    return low + share * (high - low);
  }

  /// Round numbers in the range with steps of 1, 2 or 5 times a power of ten.
  ///
  /// @param about how many there are
  List<Double> ticks(int about) {
    double step = step(about);
    var ticks = new ArrayList<Double>();
    for (double k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) {
      ticks.add(k * step);
    }
    return ticks;
  }

  /// A tick as text, with as many decimals as the steps need.
  String label(double tick, int about) {
    double step = step(about);
    double largest = Math.max(Math.abs(low), Math.abs(high));
    if (largest >= 1e7 || largest < 1e-3) {
      return String.format(Locale.ROOT, "%.1e", tick);
    }
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    String text = String.format(Locale.ROOT, "%,." + decimals + "f", tick);
    return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
  }

  private double step(int about) {
    double raw = (high - low) / about;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double lead = raw / power;
    return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
  }
}
