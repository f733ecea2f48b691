package hebb.model;

import hebb.backend.BackendChoice;
import hebb.tensor.Shape;
import hebb.train.Lookup;
import hebb.train.StepGraph;
import java.util.ArrayList;
import java.util.List;

/// A table of vectors that a network looks rows up in, to be read.
///
/// @param name the path of the parameter
/// @param table its shape
/// @param moved what a step of training moved of it
public record LookupLine(String name, Shape table, Lookup moved) {
  /// The rows of a training that was interrupted are not known.
  private static final int UNKNOWN = 256;

  static List<LookupLine> of(Model model, StepGraph step) {
    TrainOptions options = model.options();
    PartReport trained = model.results().parts().get("train");
    int rows = trained == null ? UNKNOWN : (int) trained.rows();
    List<LookupLine> lines = new ArrayList<>();
    step.lookups(
            options.loop(),
            Math.min(rows, options.batchSizeFor(rows)),
            BackendChoice.current().backend())
        .forEach((table, moved) -> lines.add(new LookupLine(table.path(), table.shape(), moved)));
    return List.copyOf(lines);
  }
}
