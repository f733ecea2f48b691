package hebb.bench;

import hebb.kernel.KernelChoice;
import hebb.kernel.Kernels;
import hebb.kernel.MatMulKernel;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Matrix products at the shapes that nets have. Beside products a second, the line `gflops` has
/// billions of floating-point operations a second.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class Products {
  /// Rows of the result, its columns, and the length of the chains.
  @Param({
    "32x64x64", "64x128x128", "128x256x784", "784x256x128", "2048x64x64", "32x512x160", "256x512x512", "1024x1024x1024",
    "128x10x128", "128x1x256", "1x256x784", "1x128x256", "1x10x128"
  })
  public String shape = "";

  /// Which operand is stored transposed.
  @Param({"NN", "NT", "TN"})
  public String form = "";

  /// Which kernels.
  @Param("simd")
  public String kernels = "";

  private MatMulKernel product = KernelChoice.of("scalar").kernels().matMul(1, 1, 1, false, false);
  private float[] scratch = {};
  private float[] a = {};
  private float[] b = {};
  private float[] c = {};
  private int rows;
  private double flops;

  /// Billions of floating-point operations a second.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Rate {
    /// Billions of floating-point operations of the iteration.
    public double gflops;

    /// Starts an iteration.
    @Setup(Level.Iteration)
    public void reset() {
      gflops = 0;
    }
  }

  /// Makes the operands.
  @Setup
  public void prepare() {
    List<Integer> sizes = Arrays.stream(shape.split("x")).map(Integer::valueOf).toList();
    rows = sizes.get(0);
    int n = sizes.get(1);
    int k = sizes.get(2);
    Kernels chosen = KernelChoice.of(kernels).kernels();
    product = chosen.matMul(rows, n, k, form.charAt(0) == 'T', form.charAt(1) == 'T');
    scratch = new float[product.scratch()];
    a = Numbers.uniform(rows * k);
    b = Numbers.uniform(k * n);
    c = new float[rows * n];
    flops = 2.0 * rows * n * k;
  }

  /// One product.
  @Benchmark
  public float[] product(Rate rate) {
    product.rows(scratch, 0, rows, a, 0, b, 0, c, 0);
    rate.gflops += flops / 1e9;
    return c;
  }
}
