package hebb.suite;

import hebb.compile.CompileOptions;
import hebb.compile.Compiler;
import hebb.graph.Graph;
import hebb.graph.Op;
import hebb.run.Executor;
import hebb.run.Program;
import hebb.run.Workspace;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/// Runs graphs for the suites: random inputs by seed, and all outputs of one step.
final class Steps {
  private Steps() {}

  /// Uniform float inputs of a graph, held in double precision.
  static Map<String, double[]> randomInputs(Graph graph, double low, double high, long seed) {
    Random random = new Random(seed);
    Map<String, double[]> inputs = new LinkedHashMap<>();
    graph
        .nodes()
        .forEach(
            node -> {
              if (node.op() instanceof Op.Input(String name)) {
                double[] numbers = new double[node.shape().size()];
                Arrays.setAll(numbers, i -> (float) (low + (high - low) * random.nextDouble()));
                inputs.put(name, numbers);
              }
            });
    return inputs;
  }

  /// The outputs of one compiled step.
  static Map<String, float[]> run(
      Graph graph, CompileOptions options, int threads, Map<String, double[]> inputs) {
    return run(Compiler.compile(graph, options), threads, inputs);
  }

  /// The outputs of one step of a program.
  static Map<String, float[]> run(Program program, int threads, Map<String, double[]> inputs) {
    Workspace workspace = program.newWorkspace();
    fill(workspace, inputs);
    Executor.of(threads).run(program, workspace, 1);
    return outputs(program.graph(), workspace);
  }

  static void fill(Workspace workspace, Map<String, double[]> inputs) {
    inputs.forEach(
        (name, numbers) -> {
          if (workspace.hasInput(name)) {
            System.arraycopy(narrow(numbers), 0, workspace.input(name), 0, numbers.length);
          }
        });
  }

  static Map<String, float[]> outputs(Graph graph, Workspace workspace) {
    Map<String, float[]> outputs = new LinkedHashMap<>();
    graph
        .outputs()
        .forEach(
            (name, value) -> {
              float[] numbers = new float[value.shape().size()];
              workspace.read(name, numbers, 0);
              outputs.put(name, numbers);
            });
    return outputs;
  }

  static float[] narrow(double[] numbers) {
    float[] narrow = new float[numbers.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) numbers[i];
    }
    return narrow;
  }

  static int[] bits(float[] numbers) {
    int[] bits = new int[numbers.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToIntBits(numbers[i]);
    }
    return bits;
  }
}
