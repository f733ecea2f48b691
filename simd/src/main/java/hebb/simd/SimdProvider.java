package hebb.simd;

import hebb.kernel.KernelProvider;
import hebb.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/// Offers the Vector API kernels. It names no vector type itself, so that it loads where the vector
/// module is missing.
public final class SimdProvider implements KernelProvider {
  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  @Override
  public String name() {
    return "simd";
  }

  @Override
  public int priority() {
    return 10;
  }

  @Override
  public @Nullable String unavailable() {
    if (ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
      return "the JVM was started without --add-modules " + VECTOR_MODULE;
    }
    String mode = System.getProperty("java.vm.info", "");
    return mode.contains("interpreted") || mode.contains("emulated-client")
        ? "the JVM runs without the compiler that makes vector code"
        : null;
  }

  @Override
  public @Nullable Kernels create(String name) {
    return switch (name) {
      case "simd" -> new SimdKernels();
      case "simd128", "simd256", "simd512" -> WidthLoader.kernels(name);
      default -> null;
    };
  }

  @Override
  public Kernels copy(String name) {
    return WidthLoader.copy(name);
  }
}
