package hebb.graph;

import hebb.tensor.Shape;
import java.util.List;

/// What an [Op.Scan] does at each step, as a graph for any number of rows, in which no row depends
/// on another one. Bodies that are equal do the same.
///
/// The graph has the inputs `carry/0`, `sequence/0`, `context/0` and `whole/0` and so on, all of
/// them, and the outputs `carry/0`, the next carries, and `output/0`.
public interface ScanBody {
  /// The results of a scan.
  enum Part {
    /// A carry after each step: `[steps, rows, ...]`, in the order of time.
    STATES,
    /// A carry before each step, in the order of time.
    BEFORE,
    /// A carry after the last step that runs: `[rows, ...]`.
    LAST,
    /// An output of each step, in the order of time.
    OUTPUT
  }

  /// The shapes of what a body has: of one row of one step, but for wholes.
  record Signature(
      List<Shape> carries,
      List<Shape> sequences,
      List<Shape> contexts,
      List<Shape> wholes,
      List<Shape> outputs) {
    /// Copies the lists; at least one carry.
    public Signature {
      carries = List.copyOf(carries);
      sequences = List.copyOf(sequences);
      contexts = List.copyOf(contexts);
      wholes = List.copyOf(wholes);
      outputs = List.copyOf(outputs);
      if (carries.isEmpty()) {
        throw new IllegalArgumentException("scan: expected at least one carry, got none.");
      }
    }
  }

  /// What the body has.
  Signature signature();

  /// The graph of one step for so many rows.
  Graph graph(int rows);

  /// The name of a carry, among inputs and among outputs.
  static String carry(int i) {
    return "carry/" + i;
  }

  /// The name of an input.
  static String sequence(int i) {
    return "sequence/" + i;
  }

  /// The name of an input.
  static String context(int i) {
    return "context/" + i;
  }

  /// The name of an input.
  static String whole(int i) {
    return "whole/" + i;
  }

  /// The name of an output.
  static String output(int i) {
    return "output/" + i;
  }
}
