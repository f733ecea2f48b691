package hebb.cli.bench;

import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.train.Predictor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// How long one caller waits for one row's prediction while others call too.
///
/// @param callers threads that call at once
/// @param perSecond calls a second of all callers together
/// @param p50 microseconds that half of the calls take at most
/// @param p99 microseconds that 99 of 100 calls take at most
/// @param p999 microseconds that 999 of 1,000 calls take at most
public record Latency(int callers, double perSecond, double p50, double p99, double p999) {
  private static final int WARM_UP = 200_000;

  /// Predicts so many single rows from each number of callers in turn, all by one predictor.
  public static List<Latency> measure(Workload workload, int calls, List<Integer> callers) {
    Parameters parameters = Parameters.create(workload.network(), workload.row(), Synthetic.SEED);
    Predictor predictor =
        new Predictor(workload.network(), parameters, workload.row(), Activation.Standard.IDENTITY);
    float[] row = new float[workload.row().size()];
    Synthetic.fill(row, new float[1], row.length, 2);
    int[] warm = new int[Math.min(calls, WARM_UP)];
    time(predictor, row, warm, new CountDownLatch(0));
    return callers.stream().map(count -> measure(predictor, row, calls, count)).toList();
  }

  private static Latency measure(Predictor predictor, float[] row, int calls, int callers) {
    CountDownLatch start = new CountDownLatch(1);
    List<int[]> nanos = new ArrayList<>();
    List<Future<Long>> done = new ArrayList<>();
    long longest = 0;
    try (var pool = Executors.newFixedThreadPool(callers)) {
      for (int i = 0; i < callers; i++) {
        int[] own = new int[calls / callers];
        nanos.add(own);
        Callable<Long> caller = () -> time(predictor, row, own, start);
        done.add(pool.submit(caller));
      }
      start.countDown();
      for (Future<Long> one : done) {
        longest = Math.max(longest, one.get());
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("latency: the measurement was interrupted.", e);
    }
    int[] all = nanos.stream().flatMapToInt(Arrays::stream).sorted().toArray();
    return new Latency(
        callers, all.length * 1e9 / longest, at(all, 0.5), at(all, 0.99), at(all, 0.999));
  }

  /// Writes what each call took into the array; returns what all of them took.
  private static long time(Predictor predictor, float[] row, int[] nanos, CountDownLatch start) {
    try {
      start.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("latency: the measurement was interrupted.", e);
    }
    long begin = System.nanoTime();
    long before = begin;
    for (int i = 0; i < nanos.length; i++) {
      predictor.predict(row);
      long now = System.nanoTime();
      nanos[i] = (int) Math.min(now - before, Integer.MAX_VALUE);
      before = now;
    }
    return before - begin;
  }

  private static double at(int[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))] / 1e3;
  }
}
