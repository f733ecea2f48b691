package hebb.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.graph.Unary;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kernels that always allocate are not taken for fast; then those of other classes are tried.
class WarmKernelsCopyTest {
  private static final Kernels SCALAR = new ScalarKernels();
  private static final float[] X = new float[1024];

  /// Keeps the JVM from doing without the object.
  static volatile float[] allocated = {};

  @Test
  void kernelsInClassesOfTheirOwnServeWhereOthersAllocate() {
    AtomicInteger copies = new AtomicInteger();
    WarmKernels kernels = warm(() -> copies.incrementAndGet() < 2 ? boxing() : new ScalarKernels());
    assertThat(kernels.slow()).isEmpty();
    assertThat(copies).hasValue(2);
  }

  @Test
  void kernelsThatAlwaysAllocateDoNotServe() {
    WarmKernels kernels = warm(WarmKernelsCopyTest::boxing);
    assertThat(kernels.slow()).containsExactly("TANH");
  }

  @Test
  void theyAreRecorded(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("warm.jfr");
    AtomicInteger copies = new AtomicInteger();
    try (Recording recording = new Recording()) {
      recording.enable("hebb.WarmUp");
      recording.start();
      warm(() -> copies.incrementAndGet() < 2 ? boxing() : new ScalarKernels());
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events = RecordingFile.readAllEvents(file);
    assertThat(events).hasSizeGreaterThan(1);
    assertThat(events).allMatch(event -> event.getString("kernel").equals("TANH"));
    assertThat(events.getFirst().getBoolean("fast")).isFalse();
    assertThat(events.getFirst().getInt("copy")).isZero();
    assertThat(events.getLast().getBoolean("fast")).isTrue();
    assertThat(events.getLast().getInt("copy")).isEqualTo(2);
  }

  /// Uses one kernel until nothing is warmed any more.
  private static WarmKernels warm(Supplier<Kernels> copy) {
    WarmKernels kernels = new WarmKernels(SCALAR, boxing(), copy);
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    do {
      kernels.unary(Unary.TANH, X, 0, X, 0, X.length);
    } while (kernels.warming() && System.nanoTime() < end);
    assertThat(kernels.warming()).isFalse();
    return kernels;
  }

  /// Scalar kernels that allocate at each call, as vectors in objects do.
  private static Kernels boxing() {
    return (Kernels)
        Proxy.newProxyInstance(
            Kernels.class.getClassLoader(),
            new Class<?>[] {Kernels.class},
            (proxy, method, arguments) -> {
              allocated = new float[1];
              return method.invoke(SCALAR, arguments);
            });
  }
}
