package hebb.autodiff;

import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.ScanBody;
import hebb.graph.ShapeException;
import hebb.graph.Value;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/// A loop over time, such as a recurrent layer is, which is compiled once for any number of steps.
///
/// ```java
/// Scan.Result result = new Scan(graph, steps)
///     .carry(h).sequence(x).whole(w)
///     .run(at -> List.of(at.sequence(0).plus(at.carry(0).matmul(at.whole(0))).tanh()));
/// Value last = result.last(0);
/// ```
public final class Scan {
  /// One step: makes the next carries, and after them outputs. No row may depend on another one.
  public interface Cell {
    /// The next carries in their order, then any outputs.
    List<Value> next(At at);
  }

  /// What a step sees.
  public record At(
      List<Value> carries, List<Value> sequences, List<Value> contexts, List<Value> wholes) {
    /// A carry, `[rows, ...]`.
    public Value carry(int i) {
      return carries.get(i);
    }

    /// This step of a sequence, `[rows, ...]`.
    public Value sequence(int i) {
      return sequences.get(i);
    }

    /// A context, `[rows, ...]`.
    public Value context(int i) {
      return contexts.get(i);
    }

    /// A whole.
    public Value whole(int i) {
      return wholes.get(i);
    }
  }

  /// The results of a scan.
  public record Result(Value scan) {
    /// A carry after the last step that runs: `[rows, ...]`.
    public Value last(int carry) {
      return part(ScanBody.Part.LAST, carry);
    }

    /// A carry after each step, in the order of time: `[steps, rows, ...]`.
    public Value states(int carry) {
      return part(ScanBody.Part.STATES, carry);
    }

    /// An output of each step, in the order of time: `[steps, rows, ...]`.
    public Value output(int i) {
      return part(ScanBody.Part.OUTPUT, i);
    }

    Value part(ScanBody.Part part, int i) {
      return scan.graph().add(new Op.ScanPart(part, i), List.of(scan.node()));
    }
  }

  private final Graph graph;
  private final int steps;
  private final List<Value> carries = new ArrayList<>();
  private final List<Value> sequences = new ArrayList<>();
  private final List<Value> contexts = new ArrayList<>();
  private final List<Value> wholes = new ArrayList<>();
  private boolean reverse;
  private boolean saving;

  /// A loop of so many steps, 1 or more.
  public Scan(Graph graph, int steps) {
    if (steps < 1) {
      throw new ShapeException(
          graph.path(), "scan: expected at least one step of time, got " + steps + ".");
    }
    this.graph = graph;
    this.steps = steps;
  }

  /// What goes from step to step, as it is before the first: `[rows, ...]`. At least one is needed.
  public Scan carry(Value first) {
    carries.add(first);
    return this;
  }

  /// What each step has one of: `[steps, rows, ...]`.
  public Scan sequence(Value byTime) {
    sequences.add(byTime);
    return this;
  }

  /// What each row has for all steps: `[rows, ...]`.
  public Scan context(Value ofRows) {
    contexts.add(ofRows);
    return this;
  }

  /// What is the same for all rows and steps, such as a weight.
  public Scan whole(Value value) {
    wholes.add(value);
    return this;
  }

  /// Whether it begins with the last step.
  public Scan reverse(boolean fromLast) {
    reverse = fromLast;
    return this;
  }

  /// Whether what gradients need is kept; without it they compute it anew.
  public Scan saving(boolean forGradients) {
    saving = forGradients;
    return this;
  }

  /// The loop over a cell.
  public Result run(Cell cell) {
    CellBody body =
        CellBody.of(cell, rows(carries, 1), rows(sequences, 2), rows(contexts, 1), wholes(wholes));
    List<Node> inputs = new ArrayList<>();
    List.of(carries, sequences, contexts, wholes)
        .forEach(values -> values.forEach(value -> inputs.add(value.node())));
    ScanBody used = saving ? SavingBody.of(body) : body;
    return new Result(graph.add(new Op.Scan(used, steps, reverse), inputs));
  }

  private static List<Shape> rows(List<Value> values, int leading) {
    return values.stream()
        .map(value -> value.shape().range(leading, value.shape().rank()))
        .toList();
  }

  private static List<Shape> wholes(List<Value> values) {
    return values.stream().map(Value::shape).toList();
  }

  /// A cell as a body.
  private record CellBody(Cell cell, Signature signature) implements ScanBody {
    /// The cell over values of the shapes, whose outputs are found by building it once.
    static CellBody of(
        Cell cell,
        List<Shape> carries,
        List<Shape> sequences,
        List<Shape> contexts,
        List<Shape> wholes) {
      List<Shape> outputs = new ArrayList<>();
      CellBody open =
          new CellBody(cell, new Signature(carries, sequences, contexts, wholes, outputs));
      Graph graph = open.graph(ScanDerivation.ROWS);
      for (int i = 0; graph.outputs().containsKey(ScanBody.output(i)); i++) {
        Shape shape = Objects.requireNonNull(graph.outputs().get(ScanBody.output(i))).shape();
        outputs.add(shape.range(1, shape.rank()));
      }
      return new CellBody(cell, new Signature(carries, sequences, contexts, wholes, outputs));
    }

    @Override
    public Graph graph(int rows) {
      Graph graph = new Graph();
      At at =
          new At(
              inputs(graph, rows, signature.carries(), ScanBody::carry),
              inputs(graph, rows, signature.sequences(), ScanBody::sequence),
              inputs(graph, rows, signature.contexts(), ScanBody::context),
              inputs(graph, 0, signature.wholes(), ScanBody::whole));
      List<Value> next = cell.next(at);
      for (int i = 0; i < next.size(); i++) {
        boolean carry = i < signature.carries().size();
        Value value = next.get(i);
        if (carry && !value.shape().equals(at.carry(i).shape())) {
          throw new ShapeException(
              graph.path(),
              "scan: expected a next carry of "
                  + at.carry(i).shape()
                  + ", got "
                  + value.shape()
                  + ".");
        }
        graph.output(
            carry ? ScanBody.carry(i) : ScanBody.output(i - signature.carries().size()), value);
      }
      return graph;
    }
  }

  /// Adds the inputs of one kind to the graph of a body; wholes are of 0 rows.
  static List<Value> inputs(Graph graph, int rows, List<Shape> shapes, IntFunction<String> name) {
    List<Value> inputs = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      Shape shape = shapes.get(i);
      inputs.add(graph.input(name.apply(i), rows == 0 ? shape : Shape.of(rows).plus(shape)));
    }
    return inputs;
  }
}
