package hebb.compile;

import hebb.kernel.KernelChoice;
import hebb.kernel.Kernels;

/// What a program is compiled with.
///
/// @param kernels the loops that do the arithmetic
/// @param fusion whether elementwise work runs together; it changes time, never bits
public record CompileOptions(Kernels kernels, Fusion fusion) {
  /// Whether elementwise work runs together.
  public enum Fusion {
    /// As much as fits runs block by block.
    ON,
    /// Every op runs by itself (for tests).
    OFF
  }

  /// The kernels of this machine, fused.
  public static CompileOptions standard() {
    return new CompileOptions(KernelChoice.current().kernels(), Fusion.ON);
  }

  /// These options with other kernels.
  public CompileOptions withKernels(Kernels kernels) {
    return new CompileOptions(kernels, fusion);
  }

  /// These options with or without fusion.
  public CompileOptions withFusion(Fusion fusion) {
    return new CompileOptions(kernels, fusion);
  }
}
