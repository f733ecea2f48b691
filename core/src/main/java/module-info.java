/// Tensors, graph, gradients, compiler, kernels and executor. Depends on the JDK only.
module hebb.core {
  requires static transitive org.jspecify;
  requires jdk.management;
  requires jdk.jfr;

  exports hebb.tensor;
  exports hebb.backend;
  exports hebb.dataset;
  exports hebb.graph;
  exports hebb.autodiff;
  exports hebb.compile;
  exports hebb.kernel;
  exports hebb.run;
  exports hebb.run.step;

  uses hebb.backend.Backend;
  uses hebb.kernel.KernelProvider;

  provides hebb.backend.Backend with
      hebb.cpu.CpuBackend;
}
