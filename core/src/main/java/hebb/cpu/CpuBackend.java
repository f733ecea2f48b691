package hebb.cpu;

import hebb.backend.Backend;
import hebb.backend.Executable;
import hebb.compile.Compiler;
import hebb.graph.Graph;
import hebb.kernel.KernelChoice;
import hebb.run.Executor;
import org.jspecify.annotations.Nullable;

/// The processor: [Compiler] makes a program of steps, which an [Executor] walks.
public final class CpuBackend implements Backend {
  /// The back end `cpu`.
  public CpuBackend() {}

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public String arithmetic() {
    return KernelChoice.current().kernels().name();
  }

  @Override
  public @Nullable String unavailable() {
    return null;
  }

  @Override
  public Executable compile(Graph graph, int threads) {
    return new CpuExecutable(Compiler.compile(graph), Executor.of(threads));
  }
}
