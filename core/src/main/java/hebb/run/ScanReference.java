package hebb.run;

import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.ScanBody;
import hebb.graph.ScanBody.Part;
import hebb.graph.ScanBody.Signature;
import hebb.graph.ScanShapes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Loops over time in double precision, step by step.
final class ScanReference {
  private ScanReference() {}

  static double[] compute(Op.Scan op, Node node, double[][] in, long step) {
    Signature signature = op.body().signature();
    int carries = signature.carries().size();
    int sequences = signature.sequences().size();
    int contexts = signature.contexts().size();
    Graph graph = op.body().graph(ScanShapes.rows(node));
    Reference body = new Reference(graph);
    Map<String, double[]> inputs = new HashMap<>();
    for (int i = 0; i < in.length; i++) {
      int later = i - carries - sequences;
      if (i < carries) {
        inputs.put(ScanBody.carry(i), in[i]);
      } else if (later >= contexts) {
        inputs.put(ScanBody.whole(later - contexts), in[i]);
      } else if (later >= 0) {
        inputs.put(ScanBody.context(later), in[i]);
      }
    }
    double[] result = new double[node.shape().size()];
    for (int i = 0; i < carries; i++) {
      int first = ScanShapes.offset(new Op.ScanPart(Part.BEFORE, i), node);
      int rest = op.reverse() ? (op.steps() - 1) * in[i].length : 0;
      System.arraycopy(in[i], 0, result, first + rest, in[i].length);
    }
    for (int s = 0; s < op.steps(); s++) {
      int t = op.reverse() ? op.steps() - 1 - s : s;
      for (int i = 0; i < sequences; i++) {
        double[] all = in[carries + i];
        int size = all.length / op.steps();
        inputs.put(ScanBody.sequence(i), Arrays.copyOfRange(all, t * size, (t + 1) * size));
      }
      Map<String, double[]> outputs = body.run(inputs, step);
      for (int i = 0; i < carries; i++) {
        double[] next = Objects.requireNonNull(outputs.get(ScanBody.carry(i)));
        int states = ScanShapes.offset(new Op.ScanPart(Part.STATES, i), node);
        System.arraycopy(next, 0, result, states + t * next.length, next.length);
        inputs.put(ScanBody.carry(i), next);
      }
      for (int i = 0; i < signature.outputs().size(); i++) {
        double[] output = Objects.requireNonNull(outputs.get(ScanBody.output(i)));
        int outputsFrom = ScanShapes.offset(new Op.ScanPart(Part.OUTPUT, i), node);
        System.arraycopy(output, 0, result, outputsFrom + t * output.length, output.length);
      }
    }
    return result;
  }
}
