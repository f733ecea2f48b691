package hebb.suite;

import hebb.kernel.KernelChoice;
import hebb.kernel.Kernels;
import hebb.kernel.ScalarKernels;
import java.util.ArrayList;
import java.util.List;

/// All kernels that run here: scalar first, then each forced width.
final class AllKernels {
  private AllKernels() {}

  static List<Kernels> list() {
    List<Kernels> kernels = new ArrayList<>();
    kernels.add(new ScalarKernels());
    for (String name : List.of("simd128", "simd256", "simd512")) {
      kernels.add(KernelChoice.of(name).kernels());
    }
    return kernels;
  }
}
