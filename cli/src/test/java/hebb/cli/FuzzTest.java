package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import hebb.cli.FuzzTargets.Target;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Reads files that were changed at random: each is taken or refused with a sentence, within 2 s of
/// processor time and 256 MB of allocation, and nothing piles up. Run by `mvn -Pfuzz verify
/// -Dfuzz.minutes=10`; `-Dfuzz.seed=N` repeats a run, `-Dfuzz.target=image` takes one format alone.
@Tag("fuzz")
class FuzzTest {
  private static final double MINUTES = Double.parseDouble(System.getProperty("fuzz.minutes", "1"));
  private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
  private static final String TARGET = System.getProperty("fuzz.target", "");
  private static final long MOST_NANOS = 2_000_000_000L;
  private static final long MOST_BYTES = 256L << 20;
  private static final long MOST_GROWTH = 32L << 20;
  private static final int MOST_FAILURES = 10;

  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Map<String, String> failures = new LinkedHashMap<>();
  private volatile Path present = Path.of("");
  private volatile long begun;

  @Test
  void everyFileIsTakenOrRefused() throws IOException {
    Path memory = Path.of("/dev/shm");
    Path folder =
        Files.isWritable(memory)
            ? Files.createTempDirectory(memory, "hebb-fuzz")
            : Files.createTempDirectory("hebb-fuzz");
    watch();
    List<Target> targets =
        new FuzzTargets(folder, new Random(SEED))
            .all().stream().filter(each -> TARGET.isEmpty() || each.name().equals(TARGET)).toList();
    assertThat(targets).isNotEmpty();
    System.out.println("seed " + SEED);
    for (Target target : targets) {
      fuzz(target, folder, (long) (MINUTES * 60e9 / targets.size()));
    }
    try (var files = Files.list(folder)) {
      if (failures.isEmpty()) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
    assertThat(failures).isEmpty();
  }

  private void fuzz(Target target, Path folder, long nanos) throws IOException {
    Path file = folder.resolve("input");
    present = file;
    long refused = 0;
    long slowest = 0;
    long largest = 0;
    long inputs = 0;
    long base = 0;
    long end = System.nanoTime() + nanos;
    for (; System.nanoTime() < end && failures.size() < MOST_FAILURES; inputs++) {
      Files.write(file, target.source().next());
      long bytes = THREAD.getCurrentThreadAllocatedBytes();
      long time = THREAD.getCurrentThreadCpuTime();
      begun = System.nanoTime();
      try {
        target.reading().read(file);
      } catch (Throwable e) {
        refused++;
        if (!target.refusal().isInstance(e) || String.valueOf(e.getMessage()).contains("\n")) {
          failed(target, file, e.toString(), e);
        }
      }
      begun = 0;
      slowest = Math.max(slowest, THREAD.getCurrentThreadCpuTime() - time);
      largest = Math.max(largest, THREAD.getCurrentThreadAllocatedBytes() - bytes);
      if (slowest > MOST_NANOS || largest > MOST_BYTES) {
        failed(
            target, file, "took " + slowest / 1_000_000 + " ms, " + (largest >> 20) + " MB", null);
        slowest = 0;
        largest = 0;
      }
      if (inputs % 20_000 == 2_000) {
        base = base == 0 ? used() : base;
        assertThat(used() - base).as("growth of the heap").isLessThan(MOST_GROWTH);
      }
    }
    System.out.printf(
        "%-15s %,9d inputs, %5.1f %% refused, slowest %d ms, largest %.1f MB, heap %.1f MB%n",
        target.name(),
        inputs,
        100.0 * refused / inputs,
        slowest / 1_000_000,
        largest / 1e6,
        used() / 1e6);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /// Keeps one input of each kind of failure.
  private void failed(Target target, Path file, String what, @Nullable Throwable e)
      throws IOException {
    String place =
        e == null
            ? what
            : e.getClass().getSimpleName()
                + Arrays.stream(e.getStackTrace())
                    .filter(frame -> frame.getClassName().startsWith("hebb."))
                    .limit(2)
                    .map(String::valueOf)
                    .collect(Collectors.joining(" "));
    String key = target.name() + ": " + place;
    if (!failures.containsKey(key)) {
      Path kept = file.resolveSibling(target.name().replace(' ', '-') + "-" + failures.size());
      Files.copy(file, kept);
      failures.put(key, what + " (" + kept + ")");
    }
  }

  /// Ends the process where an input never ends: its file stays.
  private void watch() {
    Thread watcher =
        new Thread(
            () -> {
              while (true) {
                long since = begun;
                if (since != 0 && System.nanoTime() - since > 30 * MOST_NANOS) {
                  System.err.println("fuzz: an input that never ends: " + present);
                  Runtime.getRuntime().halt(3);
                }
                try {
                  Thread.sleep(1000);
                } catch (InterruptedException e) {
                  return;
                }
              }
            },
            "fuzz-watch");
    watcher.setDaemon(true);
    watcher.start();
  }
}
