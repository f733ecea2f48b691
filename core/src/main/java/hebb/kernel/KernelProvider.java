package hebb.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A supplier of kernels, found by `ServiceLoader`. It must load on every machine: whatever may be
/// missing is named by [#create] only.
public interface KernelProvider {
  /// The name of its kernels, as in `simd`.
  String name();

  /// The provider of highest priority that is available is chosen; the scalar kernels have 0.
  int priority();

  /// Why its kernels cannot run here, as the rest of a sentence; null if they can.
  @Nullable String unavailable();

  /// The kernels of the given name, or null if it has none of that name. Called only where they are
  /// available.
  ///
  /// @param name [#name], or a variant such as `simd256`
  @Nullable Kernels create(String name);

  /// The kernels of the given name in classes of their own, which the JVM compiles anew; those of
  /// [#create] where it has no others.
  ///
  /// @param name the [Kernels#name] of kernels of this provider
  default Kernels copy(String name) {
    return Objects.requireNonNull(create(name), name);
  }
}
