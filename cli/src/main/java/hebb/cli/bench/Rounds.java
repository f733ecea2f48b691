package hebb.cli.bench;

import hebb.kernel.KernelChoice;
import java.util.Arrays;

/// How often a second something warm runs: the best and the median of several rounds.
///
/// @param best runs a second in the fastest round
/// @param median runs a second in the round in the middle
public record Rounds(double best, double median) {
  private static final int ROUNDS = 10;

  /// Warm-up goes on until kernels are warm and so many short rounds in a row have brought nothing.
  private static final int PATIENCE = 4;

  private static final double SHORT = 0.25;
  private static final double LONGEST_WARM_UP = 20;

  /// Warms up until it gets no faster, then measures for about so many seconds.
  public static Rounds measure(Runnable work, double seconds) {
    int chunk = chunk(work, warmUp(work, Math.min(SHORT, seconds)));
    double[] rates = new double[ROUNDS];
    Arrays.setAll(rates, i -> rate(work, chunk, seconds / ROUNDS));
    Arrays.sort(rates);
    return new Rounds(rates[ROUNDS - 1], (rates[ROUNDS / 2] + rates[(ROUNDS - 1) / 2]) / 2);
  }

  private static double warmUp(Runnable work, double seconds) {
    long begin = System.nanoTime();
    double best = 0;
    for (int idle = 0; idle < PATIENCE && System.nanoTime() - begin < LONGEST_WARM_UP * 1e9; ) {
      double rate = rate(work, 1, seconds);
      boolean warming = KernelChoice.current().kernels().warming();
      idle = warming || rate > best * 1.03 ? 0 : idle + 1;
      best = Math.max(best, rate);
    }
    return best;
  }

  /// How many runs there are between two looks at the clock: about a millisecond's.
  private static int chunk(Runnable work, double rate) {
    work.run();
    return (int) Math.max(1, Math.min(rate / 1000, 1_000_000));
  }

  private static double rate(Runnable work, int chunk, double seconds) {
    long begin = System.nanoTime();
    long end = begin + (long) (seconds * 1e9);
    long runs = 0;
    long now;
    do {
      for (int i = 0; i < chunk; i++) {
        work.run();
      }
      runs += chunk;
      now = System.nanoTime();
    } while (now < end);
    return runs * 1e9 / (now - begin);
  }
}
