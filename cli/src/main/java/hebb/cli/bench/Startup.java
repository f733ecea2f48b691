package hebb.cli.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// How long this JVM took to the first step of training, and what it needed for that.
///
/// @param seconds from the start of the JVM to the end of the first trained step of `mnist`
/// @param peakBytes the most memory of the machine that the process has had so far, where the
///   system tells
public record Startup(double seconds, OptionalLong peakBytes) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";

  /// Trains one step of `mnist`. What it says about the start is true when it is the first that a
  /// process does.
  public static Startup measure(int threads) {
    Workload.of("mnist").job(threads, 1).run();
    long now = System.currentTimeMillis();
    OptionalLong peak = readPeak();
    return new Startup((now - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1e3, peak);
  }

  private static OptionalLong readPeak() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(PEAK))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
