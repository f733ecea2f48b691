package hebb.cli.bench;

import hebb.kernel.KernelChoice;
import hebb.kernel.MatMulKernel;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// The most arithmetic this machine does: the faster of a product whose operands stay near, and of
/// chains of fused multiply-adds in a loop that the JVM's own compiler turns into vector code.
public final class Ceiling {
  private static final int SIZE = 1024;
  private static final int CHAIN = 16;
  private static final int PASSES = 2000;
  private static final int M = 48;
  private static final int N = 64;
  private static final int K = 256;
  private static final int PRODUCTS = 40;
  private static final int TRIALS = 50;
  private static final double LONGEST_SECONDS = 3;
  private static final float A = 0.5f;
  private static final float B = 1f;

  private Ceiling() {}

  /// Billions of floating-point operations a second that so many threads reach together; a
  /// multiply-add counts as two.
  public static double gflops(int threads) {
    try (var pool = Executors.newFixedThreadPool(threads)) {
      Callable<Double> one = () -> Math.max(chains(), products());
      double sum = 0;
      for (var rate : pool.invokeAll(IntStream.range(0, threads).mapToObj(i -> one).toList())) {
        sum += rate.get();
      }
      return sum;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("ceiling: the measurement was interrupted.", e);
    }
  }

  private static double chains() {
    float[] x = new float[SIZE];
    float[] y = new float[SIZE];
    double best = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      long begin = System.nanoTime();
      for (int pass = 0; pass < PASSES; pass++) {
        chains(x, y);
      }
      double flops = 2.0 * CHAIN * SIZE * PASSES;
      best = Math.max(best, flops / (System.nanoTime() - begin));
    }
    return best;
  }

  /// The kernels' own product, once they are warm.
  private static double products() {
    MatMulKernel product = KernelChoice.current().kernels().matMul(M, N, K, false, false);
    float[] a = new float[M * K];
    float[] b = new float[K * N];
    float[] c = new float[M * N];
    float[] scratch = new float[product.scratch()];
    double best = 0;
    long start = System.nanoTime();
    for (int warm = 0; warm < TRIALS && System.nanoTime() - start < LONGEST_SECONDS * 1e9; ) {
      long begin = System.nanoTime();
      for (int i = 0; i < PRODUCTS; i++) {
        product.rows(scratch, 0, M, a, 0, b, 0, c, 0);
      }
      best = Math.max(best, 2.0 * M * N * K * PRODUCTS / (System.nanoTime() - begin));
      warm += KernelChoice.current().kernels().warming() ? 0 : 1;
    }
    return best;
  }

  private static void chains(float[] x, float[] y) {
    for (int i = 0; i < SIZE; i++) {
      float v = Math.fma(Math.fma(Math.fma(Math.fma(x[i], A, B), A, B), A, B), A, B);
      v = Math.fma(Math.fma(Math.fma(Math.fma(v, A, B), A, B), A, B), A, B);
      v = Math.fma(Math.fma(Math.fma(Math.fma(v, A, B), A, B), A, B), A, B);
      y[i] = Math.fma(Math.fma(Math.fma(Math.fma(v, A, B), A, B), A, B), A, B);
    }
  }
}
