package hebb.compile;

import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.ScanBody;
import hebb.graph.ScanBody.Part;
import hebb.graph.ScanBody.Signature;
import hebb.graph.ScanShapes;
import hebb.run.Program;
import hebb.run.step.Place;
import hebb.run.step.Scan;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes the step of a scan: its body is compiled once for each number of rows that a part may
/// have, with carries, sequences and outputs in place in the memory around it.
final class ScanLowering {
  /// The most parts that rows are cut into, and the fewest rows of each.
  private static final int PARTS = 16;

  private static final int FEWEST_ROWS = 4;

  private final MemoryPlanner planner;
  private final Map<Integer, Scan.Body> bodies = new HashMap<>();

  ScanLowering(MemoryPlanner planner) {
    this.planner = planner;
  }

  Scan step(Op.Scan op, Node node) {
    int rows = ScanShapes.rows(node);
    List<List<Scan.Body>> forms = new ArrayList<>();
    forms.add(List.of(body(op, node, rows)));
    for (int parts = 2; parts <= PARTS && rows >= parts * FEWEST_ROWS; parts *= 2) {
      List<Scan.Body> cut = new ArrayList<>();
      for (int part = 0; part < parts; part++) {
        int from = (int) ((long) rows * part / parts);
        int to = (int) ((long) rows * (part + 1) / parts);
        cut.add(body(op, node, to - from));
      }
      forms.add(cut);
    }
    int arena =
        forms.stream()
            .mapToInt(form -> form.stream().mapToInt(Scan.Body::arena).sum())
            .max()
            .orElse(0);
    Scan.Loop loop =
        new Scan.Loop(op.steps(), op.reverse(), firsts(op, node), planner.temporary(arena));
    List<Scan> finer = forms.stream().skip(1).map(form -> new Scan(loop, form, List.of())).toList();
    return new Scan(loop, forms.getFirst(), finer);
  }

  private List<Scan.First> firsts(Op.Scan op, Node node) {
    List<Scan.First> firsts = new ArrayList<>();
    List<Shape> carries = op.body().signature().carries();
    for (int i = 0; i < carries.size(); i++) {
      int size = carries.get(i).size();
      int steps = op.reverse() ? (op.steps() - 1) * ScanShapes.rows(node) * size : 0;
      firsts.add(
          new Scan.First(place(node.input(i)), result(node, Part.BEFORE, i).plus(steps), size));
    }
    return firsts;
  }

  private Place place(Node node) {
    return planner.place(planner.flow().views().memory(node));
  }

  private Place result(Node node, Part part, int index) {
    return planner.place(node).plus(ScanShapes.offset(new Op.ScanPart(part, index), node));
  }

  private Scan.Body body(Op.Scan op, Node node, int rows) {
    return bodies.computeIfAbsent(rows, count -> compile(op, node, count));
  }

  private Scan.Body compile(Op.Scan op, Node node, int rows) {
    Graph graph = op.body().graph(rows);
    Program program = Compiler.body(graph, planner.kernels());
    Program.Layout layout = program.layout();
    List<Scan.Binding> bindings = new ArrayList<>();
    Signature signature = op.body().signature();
    int all = ScanShapes.rows(node);
    int input = 0;
    for (int i = 0; i < signature.carries().size(); i++, input++) {
      int size = signature.carries().get(i).size();
      add(
          bindings,
          layout.inputs().get(ScanBody.carry(i)),
          result(node, Part.BEFORE, i),
          size,
          all);
      add(bindings, output(layout, ScanBody.carry(i)), result(node, Part.STATES, i), size, all);
    }
    for (int i = 0; i < signature.sequences().size(); i++, input++) {
      int size = signature.sequences().get(i).size();
      Integer number = layout.inputs().get(ScanBody.sequence(i));
      add(bindings, number, place(node.input(input)), size, all);
    }
    for (int i = 0; i < signature.contexts().size(); i++, input++) {
      int size = signature.contexts().get(i).size();
      Integer number = layout.inputs().get(ScanBody.context(i));
      add(bindings, number, place(node.input(input)), size, 0);
    }
    for (int i = 0; i < signature.wholes().size(); i++, input++) {
      add(bindings, layout.inputs().get(ScanBody.whole(i)), place(node.input(input)), 0, 0);
    }
    for (int i = 0; i < signature.outputs().size(); i++) {
      int size = signature.outputs().get(i).size();
      add(bindings, output(layout, ScanBody.output(i)), result(node, Part.OUTPUT, i), size, all);
    }
    int buffers = Program.FIRST + layout.inputs().size() + layout.outputs().size();
    return new Scan.Body(
        program.steps(), rows, layout.arena(), program.constants(), buffers, bindings);
  }

  private static Integer output(Program.Layout layout, String name) {
    return java.util.Objects.requireNonNull(layout.outputs().get(name)).buffer();
  }

  /// An input that the body does not read has no buffer.
  private static void add(
      List<Scan.Binding> bindings,
      @org.jspecify.annotations.Nullable Integer number,
      Place place,
      int perRow,
      int rows) {
    if (number != null) {
      bindings.add(new Scan.Binding(number, place, perRow, perRow * rows));
    }
  }
}
