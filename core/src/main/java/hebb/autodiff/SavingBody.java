package hebb.autodiff;

import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.ScanBody;
import hebb.graph.Value;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// A body with further outputs: what its gradient needs that is dear to compute anew.
record SavingBody(ScanBody body, Signature signature) implements ScanBody {
  static SavingBody of(ScanBody body) {
    Signature own = body.signature();
    List<Shape> outputs = new ArrayList<>(own.outputs());
    for (Node saved : new ScanDerivation(body, ScanDerivation.ROWS).saved()) {
      outputs.add(ScanDerivation.row(saved, ScanDerivation.ROWS));
    }
    return new SavingBody(
        body, new Signature(own.carries(), own.sequences(), own.contexts(), own.wholes(), outputs));
  }

  @Override
  public Graph graph(int rows) {
    Graph graph = body.graph(rows);
    int outputs = body.signature().outputs().size();
    for (Node saved : new ScanDerivation(body, rows).saved()) {
      Value value = new Value(graph, graph.nodes().get(saved.id()));
      Shape shape = Shape.of(rows).plus(ScanDerivation.row(saved, rows));
      graph.output(ScanBody.output(outputs++), value.reshape(shape));
    }
    return graph;
  }
}
