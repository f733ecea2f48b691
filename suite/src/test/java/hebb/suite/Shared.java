package hebb.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// The folder of data sets and golden numbers that is not part of the project: `-Dhebb.shared=DIR`.
/// Tests that want it are skipped where it is absent, and say so.
final class Shared {
  private Shared() {}

  static Path file(String name) {
    String folder = System.getProperty("hebb.shared", "");
    Path file = Path.of(folder, name);
    boolean there = !folder.isEmpty() && Files.exists(file);
    if (!there) {
      System.out.println(
          "skipped: " + name + " is not there; give its folder with -Dhebb.shared=DIR");
    }
    Assumptions.assumeTrue(there, name + " is not there (-Dhebb.shared=DIR)");
    return file;
  }
}
