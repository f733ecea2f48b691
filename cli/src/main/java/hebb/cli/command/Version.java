package hebb.cli.command;

import hebb.backend.BackendChoice;
import hebb.kernel.KernelChoice;
import java.io.PrintStream;
import java.lang.module.ModuleDescriptor;

/// What `hebb --version` says.
public final class Version {
  private Version() {}

  /// The version of this module; `unknown` where it does not run from its jar.
  private static String text() {
    ModuleDescriptor module = Version.class.getModule().getDescriptor();
    return module == null ? "unknown" : module.rawVersion().orElse("unknown");
  }

  public static void print(PrintStream out) {
    BackendChoice backend = BackendChoice.current();
    KernelChoice choice = KernelChoice.current();
    int processors = Runtime.getRuntime().availableProcessors();
    out.println("hebb " + text());
    out.println(
        "JDK "
            + Runtime.version()
            + " ("
            + System.getProperty("java.vendor")
            + ") on "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + ", "
            + processors
            + (processors == 1 ? " processor" : " processors"));
    out.println("back end " + backend.backend().name() + ": " + backend.reason());
    out.println("kernels " + choice.kernels().name() + ": " + choice.reason());
  }
}
