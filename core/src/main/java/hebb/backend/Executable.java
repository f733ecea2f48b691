package hebb.backend;

import hebb.graph.Graph;
import hebb.graph.Variable;
import java.util.List;
import java.util.Set;

/// A compiled graph. It is immutable and may be run by many callers at once, each with an
/// [Execution] of its own; the variables are shared by all that read or assign them.
public interface Executable {
  /// A piece of its work.
  ///
  /// @param layer the path of the layer it is for, as in `hidden1`; empty where that is no layer,
  ///   as of the loss
  /// @param description what it does, in a line
  record Operation(String layer, String description) {}

  /// The graph it was made from, as it was rewritten.
  Graph graph();

  /// What it does, in order.
  List<Operation> operations();

  /// The variables of which a run moves the rows alone that it looks up, and costs by them.
  default Set<Variable> updatedByRows() {
    return Set.of();
  }

  /// How many threads of the host take part in a run, at most.
  int threads();

  /// Bytes of working memory that each [Execution] takes.
  long memoryBytes();

  /// New memory for one caller.
  Execution newExecution();
}
