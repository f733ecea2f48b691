import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A warm process, which waits for its turns. What a system measures is `peers/Harness.java` or `peers/harness.py`.
final class Racer {
  private static final Pattern RATE = Pattern.compile("\"perSecond\":([0-9.E]+)");
  private static final String WARM = "warm";

  private final Process process;
  private final BufferedReader from;
  private final BufferedWriter to;
  private final Path errors;
  final List<Double> rates = new ArrayList<>();

  Racer(Map<String, String> environment, List<String> command, Path errors) {
    this.errors = errors;
    try {
      var builder = new ProcessBuilder(command).redirectError(errors.toFile());
      builder.environment().putAll(environment);
      process = builder.start();
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    from = process.inputReader();
    to = process.outputWriter();
    await(line -> line.equals(WARM));
  }

  void turn() {
    try {
      to.write("turn\n");
      to.flush();
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    Matcher rate = RATE.matcher(await(line -> RATE.matcher(line).find()));
    rates.add(rate.find() ? Double.parseDouble(rate.group(1)) : Double.NaN);
  }

  /// The next line of that kind.
  ///
  /// @throws IllegalStateException with its first line of standard error, where the process ends or takes too long
  private String await(Predicate<String> wanted) {
    var late = CompletableFuture.delayedExecutor(Compare.LONGEST_MINUTES, TimeUnit.MINUTES);
    var watch = CompletableFuture.runAsync(process::destroyForcibly, late);
    try {
      for (String line = from.readLine(); line != null; line = from.readLine()) {
        if (wanted.test(line)) {
          return line;
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    } finally {
      watch.cancel(false);
    }
    throw new IllegalStateException("ended: " + Compare.read(errors).lines().findFirst().orElse("no message"));
  }

  double best() {
    return rates.stream().mapToDouble(r -> r).max().orElse(Double.NaN);
  }

  void end() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
