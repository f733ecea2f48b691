package hebb.backend;

import hebb.graph.Graph;
import org.jspecify.annotations.Nullable;

/// What compiles graphs and runs them: the processor, or a device. It is found by `ServiceLoader`
/// and must load on every machine: whatever may be missing is named by [#compile] only.
///
/// It keeps the numbers of variables in memory of its own, by [hebb.graph.Variable#storage]. Where
/// another back end has run with a variable since, its numbers are moved back before the next run.
public interface Backend {
  /// As in `cpu`.
  String name();

  /// What does the arithmetic, as in `simd512`; a model says what it was trained by. Called only
  /// where the back end is available.
  String arithmetic();

  /// Why it cannot run here, as the rest of a sentence; null if it can.
  @Nullable String unavailable();

  /// Compiles a graph for its sizes. The graph may not change afterwards.
  ///
  /// @param threads how many threads of the host may share the work of a run at most; it changes no
  ///   result
  Executable compile(Graph graph, int threads);
}
