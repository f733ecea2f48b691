/// Kernels by the Vector API, found at run time by `ServiceLoader`.
module hebb.simd {
  requires hebb.core;
  requires jdk.incubator.vector;
  requires static transitive org.jspecify;

  provides hebb.kernel.KernelProvider with
      hebb.simd.SimdProvider;
}
