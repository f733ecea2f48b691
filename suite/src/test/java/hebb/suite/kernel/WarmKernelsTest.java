package hebb.suite.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import hebb.graph.Binary;
import hebb.graph.Reduction;
import hebb.graph.Unary;
import hebb.kernel.KernelChoice;
import hebb.kernel.Kernels;
import hebb.kernel.MatMulKernel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// In a fresh JVM every kernel that is used becomes fast: the JVM compiles it, without objects.
class WarmKernelsTest {
  private static final int SIZE = 96;

  /// The JVM compiles at once what it would compile beside, so that a busy machine does not matter.
  @Test
  void everyKernelBecomesFast() throws IOException, InterruptedException {
    everyKernelBecomesFastInAFreshJvm("-Xbatch");
  }

  @Tag("slow")
  @RepeatedTest(10)
  void everyKernelAlwaysBecomesFast() throws IOException, InterruptedException {
    everyKernelBecomesFastInAFreshJvm("-XX:+BackgroundCompilation");
  }

  private static void everyKernelBecomesFastInAFreshJvm(String compilation)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                compilation,
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Warm.class.getName())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    assertThat(out.lines().toList())
        .contains("at first slow: " + Warm.USED, "then slow: []", "then allocates 0 bytes");
  }

  /// Uses some kernels of each kind until nothing is warmed any more.
  static final class Warm {
    static final int USED = 14;

    private static final Unary[] UNARY = {Unary.TANH, Unary.RELU, Unary.EXP};

    private final Kernels kernels = KernelChoice.current().kernels();
    private final float[] x = new float[SIZE * SIZE];
    private final float[] y = new float[SIZE * SIZE];
    private final List<MatMulKernel> products = new ArrayList<>();
    private final float[] scratch;

    private Warm() {
      Arrays.fill(x, 0.5f);
      products.add(kernels.matMul(32, SIZE, 30, false, false));
      products.add(kernels.matMul(30, SIZE, 32, true, false));
      products.add(kernels.matMul(32, SIZE, 30, false, true));
      products.add(kernels.matMul(32, 20, 30, false, false));
      scratch = new float[products.stream().mapToInt(MatMulKernel::scratch).max().orElse(0)];
    }

    public static void main(String[] args) {
      Warm warm = new Warm();
      warm.use();
      System.out.println("at first slow: " + warm.kernels.slow().size());
      while (warm.kernels.warming()) {
        warm.use();
      }
      System.out.println("then slow: " + warm.kernels.slow());
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long bytes = 1;
      for (int round = 0; round < 1000 && bytes != 0; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) {
          warm.use();
        }
        bytes = threads.getCurrentThreadAllocatedBytes() - before;
      }
      System.out.println("then allocates " + bytes + " bytes");
    }

    private void use() {
      for (Unary op : UNARY) {
        kernels.unary(op, x, 0, y, 0, SIZE);
      }
      kernels.binary(Binary.ADD, x, 0, x, SIZE, y, 0, SIZE);
      kernels.binary(Binary.MULTIPLY, x, 0, 2f, y, 0, SIZE);
      kernels.binary(Binary.SUBTRACT, 1f, x, 0, y, 0, SIZE);
      kernels.reduceLanes(Reduction.SUM, x, 0, SIZE, 0, y, 0);
      kernels.reduceColumns(Reduction.SUM, x, 0, 30, SIZE, y, 0);
      kernels.reduceRows(Reduction.MAX, x, 0, 30, SIZE, y, 0);
      kernels.mix(x, 0, 1f, x, 0, 1f, 0f, y, 0, SIZE);
      for (int i = 0; i < products.size(); i++) {
        int m = i == 1 ? 30 : 32;
        products.get(i).rows(scratch, 0, m, x, 0, x, 0, y, 0);
      }
    }
  }
}
