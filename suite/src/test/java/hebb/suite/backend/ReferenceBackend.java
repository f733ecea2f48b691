package hebb.suite.backend;

import hebb.backend.Backend;
import hebb.backend.Executable;
import hebb.backend.Execution;
import hebb.backend.Profile;
import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Variable;
import hebb.run.Reference;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The reference interpreter as a back end: state and arithmetic in double precision.
public final class ReferenceBackend implements Backend {
  @Override
  public String name() {
    return "reference";
  }

  @Override
  public String arithmetic() {
    return "double";
  }

  @Override
  public @Nullable String unavailable() {
    return null;
  }

  @Override
  public Executable compile(Graph graph, int threads) {
    return new Interpreted(graph);
  }

  /// A variable's numbers in double precision.
  private static final class DoubleStorage implements Variable.Storage {
    double[] numbers;

    DoubleStorage(int size) {
      numbers = new double[size];
    }

    static DoubleStorage of(Variable variable) {
      return variable.storage(DoubleStorage.class, DoubleStorage::new);
    }

    @Override
    public void fetch(float[] into) {
      narrow(numbers, into, 0);
    }

    @Override
    public void store(float[] from) {
      numbers = widened(from);
    }
  }

  private record Interpreted(Graph graph) implements Executable {
    @Override
    public List<Operation> operations() {
      return graph.nodes().stream()
          .map(node -> new Operation(node.path(), node.toString()))
          .toList();
    }

    @Override
    public int threads() {
      return 1;
    }

    @Override
    public long memoryBytes() {
      return 8 * graph.nodes().stream().mapToLong(node -> node.shape().size()).sum();
    }

    @Override
    public Execution newExecution() {
      return new Interpretation(graph);
    }
  }

  private static final class Interpretation implements Execution {
    private final Reference reference;
    private final Set<Variable> variables = new LinkedHashSet<>();
    private final Map<String, float[]> inputs = new LinkedHashMap<>();
    private Map<String, double[]> outputs = Map.of();

    Interpretation(Graph graph) {
      reference = new Reference(graph);
      for (Node node : graph.nodes()) {
        if (node.op() instanceof Op.Input(String name)) {
          inputs.put(name, new float[node.shape().size()]);
        } else if (node.op() instanceof Op.Parameter(Variable variable)) {
          variables.add(variable);
        }
      }
      variables.addAll(graph.assigns().keySet());
    }

    @Override
    public boolean hasInput(String name) {
      return inputs.containsKey(name);
    }

    @Override
    public float[] input(String name) {
      return known(inputs, name);
    }

    @Override
    public void run(long step) {
      variables.forEach(each -> reference.set(each, DoubleStorage.of(each).numbers));
      Map<String, double[]> wide = new LinkedHashMap<>();
      inputs.forEach((name, numbers) -> wide.put(name, widened(numbers)));
      outputs = reference.run(wide, step);
      variables.forEach(each -> DoubleStorage.of(each).numbers = reference.get(each).clone());
    }

    @Override
    public void profile(long step, Profile profile) {
      long begin = System.nanoTime();
      run(step);
      long elapsed = System.nanoTime() - begin;
      profile.add(Profile.Part.ELEMENTWISE, "", elapsed);
      profile.end(elapsed);
    }

    @Override
    public int read(String output, float[] into, int offset) {
      double[] numbers = known(outputs, output);
      narrow(numbers, into, offset);
      return numbers.length;
    }

    @Override
    public float scalar(String output) {
      return (float) known(outputs, output)[0];
    }
  }

  private static <T> T known(Map<String, T> all, String name) {
    T found = all.get(name);
    if (found == null) {
      throw new IllegalArgumentException("expected one of " + all.keySet() + ", got " + name);
    }
    return found;
  }

  private static double[] widened(float[] numbers) {
    double[] wide = new double[numbers.length];
    Arrays.setAll(wide, i -> numbers[i]);
    return wide;
  }

  private static void narrow(double[] numbers, float[] into, int offset) {
    for (int i = 0; i < numbers.length; i++) {
      into[offset + i] = (float) numbers[i];
    }
  }
}
