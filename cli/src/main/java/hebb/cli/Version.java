package hebb.cli;

import hebb.kernel.KernelChoice;
import hebb.model.Provenance;
import java.io.PrintStream;

/// What `hebb --version` says.
final class Version {
  private Version() {}

  static void print(PrintStream out) {
    KernelChoice choice = KernelChoice.current();
    int processors = Runtime.getRuntime().availableProcessors();
    out.println("hebb " + Provenance.version());
    out.println(
        "JDK " + Runtime.version() + " (" + System.getProperty("java.vendor") + ") on "
            + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", " + processors
            + (processors == 1 ? " processor" : " processors"));
    out.println("kernels " + choice.kernels().name() + ": " + choice.reason());
  }
}
