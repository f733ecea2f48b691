package hebb.suite.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.graph.RandomKey;
import hebb.kernel.Kernels;
import hebb.kernel.ScalarKernels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Uniform numbers look uniform and independent, within one stream and between the streams of
/// successive steps.
class UniformTest {
  private static final int N = 1 << 18;
  private static final Kernels KERNELS = new ScalarKernels();

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 42, -1})
  void isUniform(long seed) {
    float[] u = stream(seed, 0);
    int[] counts = new int[256];
    for (float x : u) {
      assertThat(x).isBetween(0f, 0.99999994f);
      counts[(int) (x * 256)]++;
    }
    double chiSquare = 0;
    for (int count : counts) {
      chiSquare += (count - N / 256.0) * (count - N / 256.0) / (N / 256.0);
    }
    assertThat(chiSquare).as("chi square with 255 degrees of freedom").isBetween(160.0, 370.0);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 42, -1})
  void isIndependent(long seed) {
    float[] u = stream(seed, 0);
    float[] next = stream(seed, 1);
    for (int lag : new int[] {1, 2, 16, 128, 1024}) {
      assertThat(correlation(u, 0, u, lag)).as("lag %s", lag).isBetween(-0.01, 0.01);
      assertThat(correlation(u, 0, next, lag)).as("next step, lag %s", lag).isBetween(-0.01, 0.01);
    }
    assertThat(correlation(u, 0, next, 0)).isBetween(-0.01, 0.01);
  }

  private static float[] stream(long seed, long step) {
    float[] u = new float[N];
    KERNELS.uniform(RandomKey.at(RandomKey.of(seed, "hidden1", "dropout"), step), 0, u, 0, N);
    return u;
  }

  private static double correlation(float[] a, int ao, float[] b, int bo) {
    int n = N - Math.max(ao, bo);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += (a[ao + i] - 0.5) * (b[bo + i] - 0.5);
    }
    return sum / n * 12;
  }
}
