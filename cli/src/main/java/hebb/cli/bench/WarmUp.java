package hebb.cli.bench;

import java.util.ArrayList;
import java.util.List;

/// How a workload gets faster while the JVM compiles what it runs on. What it says is true when it
/// is the first that a process does.
///
/// @param rates steps or calls a second in each tenth of a second, from the first step's end on
/// @param settled the rate in the middle of the last third
public record WarmUp(List<Double> rates, double settled) {
  private static final int TENTH = 100_000_000;
  private static final double SETTLED = 0.9;

  /// A copy of the rates is kept.
  public WarmUp {
    rates = List.copyOf(rates);
  }

  /// Runs a workload for so many tenths of a second, at least 3.
  public static WarmUp measure(Workload workload, int threads, int tenths) {
    Job job = workload.job(threads);
    job.run();
    List<Double> rates = new ArrayList<>();
    long begin = System.nanoTime();
    long last = begin;
    int runs = 0;
    while (rates.size() < tenths) {
      job.run();
      runs++;
      long now = System.nanoTime();
      if (now - begin >= (rates.size() + 1L) * TENTH) {
        double rate = runs * 1e9 / (now - last);
        while (rates.size() < tenths && now - begin >= (rates.size() + 1L) * TENTH) {
          rates.add(rate);
        }
        last = now;
        runs = 0;
      }
    }
    List<Double> end = rates.subList(tenths - tenths / 3, tenths).stream().sorted().toList();
    return new WarmUp(rates, end.get(end.size() / 2));
  }

  /// Seconds until a tenth of a second has 90 % of the settled rate.
  public double seconds() {
    int tenths = 0;
    while (tenths < rates.size() && rates.get(tenths) < SETTLED * settled) {
      tenths++;
    }
    return (tenths + 1) / 10.0;
  }
}
