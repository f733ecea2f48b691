package hebb.trace;

import hebb.backend.BackendChoice;
import hebb.backend.Execution;
import hebb.dataset.InputSpec;
import hebb.graph.Graph;
import hebb.graph.Op;
import hebb.run.Reference;
import hebb.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// Runs a graph twice: in double precision by the reference, and in float32 as it is compiled.
record Numbers(Graph graph) {
  /// The inputs of a row, by name.
  ///
  /// @param row the numbers of its inputs one after the other
  Map<String, double[]> row(List<InputSpec> inputs, Tensor row) {
    double[] numbers = wide(row.data());
    Map<String, double[]> fed = new HashMap<>();
    int at = 0;
    for (InputSpec input : inputs) {
      if (input.varies()) {
        fed.put(input.lengths(), Arrays.copyOfRange(numbers, at, at + 1));
        at++;
      }
      fed.put(input.graphName(), Arrays.copyOfRange(numbers, at, at + input.row().size()));
      at += input.row().size();
    }
    return fed;
  }

  static double[] wide(float[] numbers) {
    return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).toArray();
  }

  private static float[] narrow(double[] numbers) {
    float[] narrow = new float[numbers.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) numbers[i];
    }
    return narrow;
  }

  /// Gives tensors their numbers.
  void fill(List<TracedTensor> tensors, Map<String, double[]> fed) {
    for (TracedTensor tensor : tensors) {
      if (isMade(tensor)) {
        graph.output(output(tensor), tensor.graphValue());
      }
    }
    Map<String, double[]> doubles = new Reference(graph).evaluate(fed, 0);
    Execution execution = BackendChoice.current().backend().compile(graph, 1).newExecution();
    fed.forEach(
        (name, numbers) -> {
          if (execution.hasInput(name)) {
            float[] into = execution.input(name);
            System.arraycopy(narrow(numbers), 0, into, 0, into.length);
          }
        });
    execution.run(0);
    for (TracedTensor tensor : tensors) {
      float[] floats =
          switch (tensor.graphValue().node().op()) {
            case Op.Input(String name) -> narrow(Objects.requireNonNull(fed.get(name)));
            case Op.Parameter(var variable) -> variable.fetch();
            case Op any -> {
              float[] numbers = new float[tensor.size()];
              execution.read(output(tensor), numbers, 0);
              yield numbers;
            }
          };
      tensor.fill(
          isMade(tensor) ? Objects.requireNonNull(doubles.get(output(tensor))) : wide(floats),
          floats);
    }
  }

  private static boolean isMade(TracedTensor tensor) {
    Op op = tensor.graphValue().node().op();
    return !(op instanceof Op.Input) && !(op instanceof Op.Parameter);
  }

  private static String output(TracedTensor tensor) {
    return "trace" + tensor.graphValue().node().id();
  }
}
