package hebb.run;

import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.kernel.Kernels;
import hebb.run.step.Instruction;
import hebb.run.step.Place;
import hebb.run.step.Step;
import hebb.run.step.UpdateRows;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A compiled graph: stages of steps over planned memory, for fixed sizes; the steps of a stage are
/// independent of each other. It is immutable and may be run by many callers at once, each with a
/// [Workspace] of its own; the variables are shared by all programs that read or assign them.
public final class Program {
  /// The memory a program needs.
  ///
  /// @param arena floats of working memory for each workspace
  /// @param inputs the number of the buffer of each input
  /// @param variables the number of the buffer of each variable
  /// @param outputs where each output lies
  public record Layout(
      int arena,
      Map<String, Integer> inputs,
      Map<Variable, Integer> variables,
      Map<String, Place> outputs) {
    /// The maps may not change.
    public Layout {
      inputs = Collections.unmodifiableMap(inputs);
      variables = Collections.unmodifiableMap(variables);
      outputs = Collections.unmodifiableMap(outputs);
    }
  }

  /// The number of the arena among the buffers.
  public static final int ARENA = 0;

  /// The number of the constants among the buffers.
  public static final int CONSTANTS = 1;

  /// The number of the first input or variable among the buffers.
  public static final int FIRST = 2;

  private final Graph graph;
  private final Kernels kernels;
  private final List<List<Step>> stages;
  private final List<Step> steps;
  private final Map<Step, String> layers;
  private final Layout layout;
  private final float[] constants;
  private final int scratch;
  private final long work;

  /// A program of the given stages.
  ///
  /// @param layers the path of the layer that each step, as an object, works for, with its halves
  public Program(
      Graph graph,
      Kernels kernels,
      List<List<Step>> stages,
      Map<Step, String> layers,
      Layout layout,
      float[] constants) {
    this.layers = new IdentityHashMap<>(layers);
    layers.forEach((step, layer) -> step.forms().forEach(form -> this.layers.put(form, layer)));
    this.graph = graph;
    this.kernels = kernels;
    this.stages = stages.stream().map(List::copyOf).toList();
    this.steps = stages.stream().flatMap(List::stream).toList();
    this.layout = layout;
    this.constants = constants;
    this.scratch = steps.stream().mapToInt(Step::scratch).max().orElse(0);
    this.work = steps.stream().mapToLong(Step::work).sum();
  }

  /// The graph it was made from.
  public Graph graph() {
    return graph;
  }

  /// The kernels it runs on.
  public Kernels kernels() {
    return kernels;
  }

  /// Its steps, in the order they run.
  public List<Step> steps() {
    return steps;
  }

  /// The path of the layer that a step works for, as in `hidden1`; empty where that is no layer, as
  /// of the loss.
  public String layer(Step step) {
    return layers.getOrDefault(step, "");
  }

  /// The steps of each stage, in the order the stages run; those of one may run at the same time.
  public List<List<Step>> stages() {
    return stages;
  }

  /// The variables of which it moves the rows alone that it looks up.
  public Set<Variable> updatedByRows() {
    Set<Integer> written =
        steps.stream()
            .filter(UpdateRows.class::isInstance)
            .flatMap(step -> ((UpdateRows) step).loop().body().stream())
            .map(Instruction::buffer)
            .collect(Collectors.toSet());
    return layout.variables().entrySet().stream()
        .filter(each -> written.contains(each.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /// The same program with the steps of each stage in the opposite order, which changes no result:
  /// to see that they are independent.
  public Program reversed() {
    List<List<Step>> turned = stages.stream().map(List::reversed).toList();
    return new Program(graph, kernels, turned, layers, layout, constants);
  }

  /// An estimate of its whole work, in elementary operations.
  public long work() {
    return work;
  }

  /// The memory it needs.
  public Layout layout() {
    return layout;
  }

  /// What its buffer of constants holds; a copy.
  public float[] constants() {
    return constants.clone();
  }

  /// The constants themselves, which nobody writes.
  float[] sharedConstants() {
    return constants;
  }

  /// Floats of private memory that each thread needs.
  public int scratch() {
    return scratch;
  }

  /// Bytes of working memory that each workspace takes.
  public long arenaBytes() {
    return 4L * layout.arena;
  }

  /// New memory for one caller.
  public Workspace newWorkspace() {
    return new Workspace(this);
  }

  int inputSize(String input) {
    return graph.nodes().stream()
        .filter(node -> node.op() instanceof hebb.graph.Op.Input(String name) && name.equals(input))
        .mapToInt(node -> node.shape().size())
        .findFirst()
        .orElseThrow();
  }

  Place place(String output) {
    Place place = layout.outputs.get(output);
    if (place == null) {
      throw new IllegalArgumentException(
          "output: expected one of " + layout.outputs.keySet() + ", got '" + output + "'.");
    }
    return place;
  }

  int outputSize(String output) {
    Value value = graph.outputs().get(output);
    return value == null ? 0 : value.shape().size();
  }

  /// The steps, one a line, with their parts.
  @Override
  public String toString() {
    return steps.stream()
        .map(step -> step.parts() + " x " + step.describe())
        .collect(Collectors.joining("\n"));
  }
}
