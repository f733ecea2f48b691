package hebb.bench;

import hebb.graph.Binary;
import hebb.graph.Reduction;
import hebb.graph.Unary;
import hebb.kernel.KernelChoice;
import hebb.kernel.Kernels;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Elementwise functions and reductions over a block, in nanoseconds for each number.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class Elementwise {
  private static final int COUNT = 1024;
  private static final int COLUMNS = 64;

  /// A block of numbers.
  @State(Scope.Thread)
  public static class Block {
    /// Which kernels.
    @Param("simd")
    public String kernels = "";

    private Kernels chosen = KernelChoice.of("scalar").kernels();
    private final float[] a = Numbers.uniform(COUNT);
    private final float[] b = Numbers.uniform(COUNT);
    private final float[] y = new float[COUNT];

    /// Chooses the kernels.
    @Setup
    public void choose() {
      chosen = KernelChoice.of(kernels).kernels();
    }
  }

  /// A function of one number.
  @State(Scope.Thread)
  public static class One {
    /// Which.
    @Param public Unary op = Unary.values()[0];
  }

  /// A function of two numbers.
  @State(Scope.Thread)
  public static class Two {
    /// Which.
    @Param public Binary op = Binary.values()[0];
  }

  /// A reduction.
  @State(Scope.Thread)
  public static class Fold {
    /// Which.
    @Param public Reduction op = Reduction.SUM;
  }

  /// A function of each number.
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public float[] unary(Block block, One one) {
    block.chosen.unary(one.op, block.a, 0, block.y, 0, COUNT);
    return block.y;
  }

  /// A function of each pair.
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public float[] binary(Block block, Two two) {
    block.chosen.binary(two.op, block.a, 0, block.b, 0, block.y, 0, COUNT);
    return block.y;
  }

  /// All numbers into lanes.
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public float[] reduceLanes(Block block, Fold fold) {
    block.chosen.reduceLanes(fold.op, block.a, 0, COUNT, 0, block.y, 0);
    return block.y;
  }

  /// Each row into a number.
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public float[] reduceRows(Block block, Fold fold) {
    block.chosen.reduceRows(fold.op, block.a, 0, COUNT / COLUMNS, COLUMNS, block.y, 0);
    return block.y;
  }

  /// Each column into a number.
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public float[] reduceColumns(Block block, Fold fold) {
    block.chosen.reduceColumns(fold.op, block.a, 0, COUNT / COLUMNS, COLUMNS, block.y, 0);
    return block.y;
  }
}
