package hebb.graph;

import hebb.graph.ScanBody.Part;
import hebb.graph.ScanBody.Signature;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Where the results of a scan lie among its elements: the carries by time, one more than there are
/// steps, then the outputs by time.
public final class ScanShapes {
  private ScanShapes() {}

  static Shape scan(Op.Scan op, List<Node> inputs, String path) {
    Signature signature = op.body().signature();
    List<Shape> given = inputs.stream().map(Node::shape).toList();
    int rows = given.isEmpty() || given.getFirst().rank() == 0 ? 0 : given.getFirst().dim(0);
    List<Shape> expected = new ArrayList<>();
    signature.carries().forEach(shape -> expected.add(Shape.of(rows).plus(shape)));
    signature.sequences().forEach(shape -> expected.add(Shape.of(op.steps(), rows).plus(shape)));
    signature.contexts().forEach(shape -> expected.add(Shape.of(rows).plus(shape)));
    expected.addAll(signature.wholes());
    if (!expected.equals(given)) {
      throw new ShapeException(path, "scan: expected " + expected + ", got " + given + ".");
    }
    long size = 0;
    for (Shape carry : signature.carries()) {
      size += (op.steps() + 1L) * rows * carry.size();
    }
    for (Shape output : signature.outputs()) {
      size += (long) op.steps() * rows * output.size();
    }
    if (size > Integer.MAX_VALUE) {
      throw new ShapeException(
          path,
          "scan: expected results of at most 2147483647 numbers, got "
              + size
              + " for "
              + op.steps()
              + " steps of "
              + rows
              + " rows. Use shorter rows or smaller batches.");
    }
    return Shape.of((int) size);
  }

  static Shape part(Op.ScanPart op, Node scan, String path) {
    Op.Scan of = scan(scan, path);
    Signature signature = of.body().signature();
    List<Shape> shapes = op.part() == Part.OUTPUT ? signature.outputs() : signature.carries();
    Shape rows = Shape.of(rows(scan)).plus(shapes.get(op.index()));
    return op.part() == Part.LAST ? rows : Shape.of(of.steps()).plus(rows);
  }

  /// How many rows a scan has.
  public static int rows(Node scan) {
    return scan.input().shape().dim(0);
  }

  /// Where a result begins among the elements of a scan.
  public static int offset(Op.ScanPart part, Node scan) {
    Op.Scan op = scan(scan, scan.path());
    Signature signature = op.body().signature();
    int rows = rows(scan);
    int offset = 0;
    for (int i = 0; i < signature.carries().size(); i++) {
      int step = rows * signature.carries().get(i).size();
      if (part.part() != Part.OUTPUT && i == part.index()) {
        boolean later =
            switch (part.part()) {
              case STATES -> !op.reverse();
              case BEFORE -> op.reverse();
              case LAST, OUTPUT -> false;
            };
        boolean last = part.part() == Part.LAST && !op.reverse();
        return offset + (later ? step : 0) + (last ? op.steps() * step : 0);
      }
      offset += (op.steps() + 1) * step;
    }
    for (int i = 0; i < part.index(); i++) {
      offset += op.steps() * rows * signature.outputs().get(i).size();
    }
    return offset;
  }

  private static Op.Scan scan(Node node, String path) {
    if (node.op() instanceof Op.Scan scan) {
      return scan;
    }
    throw new ShapeException(path, "scan: expected the results of a scan, got " + node + ".");
  }
}
