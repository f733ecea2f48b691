package hebb.backend;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// Where the time of runs goes, as the thread sees it that calls [Execution#profile].
public final class Profile {
  /// What a run does.
  public enum Part {
    /// Matrix products.
    PRODUCTS,
    /// Everything else that computes values.
    ELEMENTWISE,
    /// Loops that give variables their next values: the optimiser.
    UPDATE,
    /// The rest: waiting for other threads, handing work over, and the clock itself.
    WAITING
  }

  private final long[] nanos = new long[Part.values().length];
  private final Map<String, Long> layers = new TreeMap<>();
  private long runs;

  /// A profile of no runs yet.
  public Profile() {}

  /// How many runs it has seen.
  public long runs() {
    return runs;
  }

  /// Milliseconds of a part in the mean run; 0 before the first.
  public double millis(Part part) {
    return runs == 0 ? 0 : nanos[part.ordinal()] / 1e6 / runs;
  }

  /// Milliseconds of each layer's steps in the mean run, by its path; an empty path is what belongs
  /// to no layer, as the loss does.
  public Map<String, Double> layers() {
    Map<String, Double> millis = new LinkedHashMap<>();
    layers.forEach((layer, spent) -> millis.put(layer, runs == 0 ? 0 : spent / 1e6 / runs));
    return millis;
  }

  /// For back ends: adds what a piece of a layer's work took, in nanoseconds.
  public void add(Part part, String layer, long elapsed) {
    nanos[part.ordinal()] += elapsed;
    nanos[Part.WAITING.ordinal()] -= elapsed;
    layers.merge(layer, elapsed, Long::sum);
  }

  /// For back ends: ends a run that took so long, in nanoseconds.
  public void end(long elapsed) {
    nanos[Part.WAITING.ordinal()] += elapsed;
    runs++;
  }
}
