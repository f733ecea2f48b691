package hebb.compile;

import hebb.compile.CompileOptions.Fusion;
import hebb.graph.Graph;
import hebb.kernel.Kernels;
import hebb.run.Program;
import java.util.List;
import java.util.function.UnaryOperator;

/// Makes a program of a graph: short loops are written out, passes rewrite the graph, then come
/// groups of nodes that run as one step, then memory and steps.
public final class Compiler {
  /// The passes that rewrite a graph, in their order.
  static final List<UnaryOperator<Graph>> PASSES =
      List.of(Simplify::apply, SharedTransposes::apply);

  private Compiler() {}

  /// Compiles with the kernels of this machine and everything fused.
  public static Program compile(Graph graph) {
    return compile(graph, CompileOptions.standard());
  }

  /// Compiles a graph for its sizes. The graph may not change afterwards.
  public static Program compile(Graph graph, CompileOptions options) {
    return compile(graph, options, false);
  }

  /// Compiles the body of a loop: each output has a buffer of its own, and threads share no step.
  static Program body(Graph graph, Kernels kernels) {
    return compile(graph, new CompileOptions(kernels, Fusion.ON), true);
  }

  private static Program compile(Graph graph, CompileOptions options, boolean body) {
    Graph rewritten = rewrite(graph, options.fusion());
    DataFlow flow = new DataFlow(rewritten);
    List<Group> groups = new Fuse(flow, options.fusion()).groups();
    return new MemoryPlanner(rewritten, flow, groups, options.kernels(), body).program();
  }

  private static Graph rewrite(Graph graph, Fusion fusion) {
    Graph rewritten = fusion == Fusion.ON ? Unroll.apply(graph) : graph;
    for (UnaryOperator<Graph> pass : PASSES) {
      rewritten = pass.apply(rewritten);
    }
    return rewritten;
  }
}
