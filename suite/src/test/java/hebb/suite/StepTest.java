package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import hebb.autodiff.Autodiff;
import hebb.compile.CompileOptions;
import hebb.compile.CompileOptions.Fusion;
import hebb.compile.Compiler;
import hebb.graph.Graph;
import hebb.graph.RandomKey;
import hebb.graph.ShapeException;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.kernel.KernelChoice;
import hebb.kernel.Kernels;
import hebb.kernel.ScalarKernels;
import hebb.run.Executor;
import hebb.run.Program;
import hebb.run.Reference;
import hebb.run.Workspace;
import hebb.tensor.Shape;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Steps as a whole: variables, the order of reads and writes, random streams, memory and threads.
class StepTest {
  /// A net of two layers with momentum, dropout and an L2 penalty: everything a training step is
  /// made of.
  private record Net(Graph graph, List<Variable> variables) {
    static Net of(int batch, int in, int hidden, int out) {
      Graph graph = new Graph();
      Random random = new Random(3);
      Value x = graph.input("x", Shape.of(batch, in));
      Value y = graph.input("y", Shape.of(batch, out));
      List<Variable> variables = new ArrayList<>();
      List<Value> parameters = new ArrayList<>();
      for (Shape shape :
          List.of(Shape.of(in, hidden), Shape.of(hidden), Shape.of(hidden, out), Shape.of(out))) {
        double[] numbers = random.doubles(shape.size(), -0.5, 0.5).toArray();
        Variable variable = Variable.of("p" + variables.size(), shape, Steps.narrow(numbers));
        variables.add(variable);
        parameters.add(graph.parameter(variable));
      }
      Value h = x.matmul(parameters.get(0)).plus(parameters.get(1)).tanh();
      Value keep = graph.random(RandomKey.of(1, "dropout", "mask"), h.shape()).greaterThan(0.2);
      Value z = h.times(keep).times(1.25).matmul(parameters.get(2)).plus(parameters.get(3));
      Value penalty =
          parameters.get(0).square().sum().plus(parameters.get(2).square().sum()).times(0.005);
      Value loss = z.softplus().minus(z.times(y)).sum().times(1.0 / batch).plus(penalty);
      graph.output("loss", loss);
      List<Value> gradients = Autodiff.gradients(loss, parameters);
      for (int i = 0; i < 4; i++) {
        Variable velocity = Variable.zeros("v" + i, variables.get(i).shape());
        Value v = graph.parameter(velocity).times(0.9).minus(gradients.get(i).times(0.05));
        graph.assign(velocity, v);
        graph.assign(variables.get(i), parameters.get(i).plus(v));
      }
      return new Net(graph, variables);
    }
  }

  @Test
  void trainingFollowsTheReference() {
    Net net = Net.of(30, 5, 18, 2);
    Map<String, double[]> inputs = Steps.randomInputs(net.graph, 0, 1, 5);
    Reference reference = new Reference(net.graph);
    net.variables.forEach(reference::get);
    Program program = Compiler.compile(net.graph);
    Workspace workspace = program.newWorkspace();
    Steps.fill(workspace, inputs);
    for (int step = 0; step < 50; step++) {
      double expected = reference.run(inputs, step).get("loss")[0];
      Executor.of(1).run(program, workspace, step);
      assertThat((double) workspace.scalar("loss"))
          .as("step %d", step)
          .isCloseTo(expected, within(1e-5));
    }
    for (Variable variable : net.variables) {
      double[] expected = reference.get(variable);
      float[] got = variable.fetch();
      for (int i = 0; i < expected.length; i++) {
        assertThat((double) got[i])
            .as("%s element %d", variable, i)
            .isCloseTo(expected[i], within(1e-5));
      }
    }
  }

  @Test
  void sameSeedGivesSameBitsForAnyKernelsFusionAndThreads() {
    int[] expected = null;
    for (Kernels kernels : AllKernels.list()) {
      for (Fusion fusion : Fusion.values()) {
        for (int threads : new int[] {1, 2, 3, 8}) {
          CompileOptions options = CompileOptions.standard();
          int[] got = train(options.withKernels(kernels).withFusion(fusion), threads, false);
          expected = expected == null ? got : expected;
          assertThat(got)
              .as("%s fusion %s threads %d", kernels.name(), fusion, threads)
              .isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void stepsOfAStageRunInAnyOrder() {
    Program program = Compiler.compile(Net.of(300, 20, 150, 3).graph);
    assertThat(program.stages().getLast()).as("%s", program).hasSizeGreaterThan(2);
    for (Fusion fusion : Fusion.values()) {
      CompileOptions options = CompileOptions.standard().withFusion(fusion);
      assertThat(train(options, 1, true)).isEqualTo(train(options, 1, false));
    }
  }

  /// The variable is written last, when the loop has made something else of the product.
  @Test
  void aVariableTakesAProductThatItsLoopGoesOnWith() {
    Graph graph = new Graph();
    Value product = graph.input("x", Shape.of(20, 30)).matmul(graph.input("w", Shape.of(30, 40)));
    Variable variable = Variable.zeros("product", product.shape());
    graph.assign(variable, product);
    graph.output("y", product.relu());
    Map<String, double[]> inputs = Steps.randomInputs(graph, -1, 1, 3);
    Map<String, float[]> y = Steps.run(graph, CompileOptions.standard(), 1, inputs);
    Reference reference = new Reference(graph);
    reference.run(inputs, 1);
    float[] got = variable.fetch();
    for (int i = 0; i < got.length; i++) {
      double exact = reference.get(variable)[i];
      assertThat((double) got[i]).isCloseTo(exact, within(1e-5));
      assertThat((double) y.get("y")[i]).isCloseTo(Math.max(0, exact), within(1e-5));
    }
  }

  /// Few rows and many columns: threads share products by columns.
  @Test
  void sameBitsWhereThreadsShareColumns() {
    for (Kernels kernels : AllKernels.list()) {
      CompileOptions options = CompileOptions.standard().withKernels(kernels);
      int[] expected = train(Net.of(40, 300, 700, 3), options, 1, false);
      for (int threads : new int[] {2, 3, 5}) {
        assertThat(train(Net.of(40, 300, 700, 3), options, threads, false))
            .as("%s threads %d", kernels.name(), threads)
            .isEqualTo(expected);
      }
    }
  }

  private static int[] train(CompileOptions options, int threads, boolean reversed) {
    return train(Net.of(300, 20, 150, 3), options, threads, reversed);
  }

  private static int[] train(Net net, CompileOptions options, int threads, boolean reversed) {
    Program compiled = Compiler.compile(net.graph, options);
    Program program = reversed ? compiled.reversed() : compiled;
    Workspace workspace = program.newWorkspace();
    Steps.fill(workspace, Steps.randomInputs(net.graph, 0, 1, 5));
    Executor executor = Executor.of(threads);
    for (int step = 0; step < 5; step++) {
      executor.run(program, workspace, step);
    }
    float[] all = new float[0];
    for (Variable variable : net.variables) {
      int at = all.length;
      float[] numbers = variable.fetch();
      all = java.util.Arrays.copyOf(all, at + numbers.length);
      System.arraycopy(numbers, 0, all, at, numbers.length);
    }
    return Steps.bits(all);
  }

  /// Scalar kernels from the start; vector kernels once compiled. The JVM's compiler sometimes
  /// leaves a vector of one loop boxed, so one of four copies of them has to pass: what allocates
  /// by itself does so in all.
  @Test
  void aWarmStepAllocatesNothing() {
    assertThat(bytesOfWarmSteps(new ScalarKernels())).as("scalar").isZero();
    long bytes = bytesOfWarmSteps(KernelChoice.current().kernels());
    for (Kernels kernels : AllKernels.list()) {
      if (bytes != 0 && !kernels.name().equals("scalar")) {
        bytes = bytesOfWarmSteps(kernels);
      }
    }
    assertThat(bytes).as("bytes allocated by 1,000 warm steps").isZero();
  }

  private static long bytesOfWarmSteps(Kernels kernels) {
    Net net = Net.of(32, 20, 30, 2);
    Program program = Compiler.compile(net.graph, CompileOptions.standard().withKernels(kernels));
    Workspace workspace = program.newWorkspace();
    Steps.fill(workspace, Steps.randomInputs(net.graph, 0, 1, 5));
    Executor executor = Executor.of(1);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = -1;
    for (int round = 0; round < 60 && bytes != 0 || kernels.warming(); round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int step = 0; step < 1000; step++) {
        executor.run(program, workspace, step);
      }
      bytes = threads.getCurrentThreadAllocatedBytes() - before;
    }
    return bytes;
  }

  @Test
  void variablesCanExchangeTheirValues() {
    Variable a = Variable.of("a", Shape.of(2), 1, 2);
    Variable b = Variable.of("b", Shape.of(2), 3, 4);
    Graph graph = new Graph();
    graph.assign(a, graph.parameter(b));
    graph.assign(b, graph.parameter(a));
    graph.output("old", graph.parameter(a));
    Program program = Compiler.compile(graph);
    Workspace workspace = program.newWorkspace();
    Executor.of(1).run(program, workspace, 0);
    float[] old = new float[2];
    workspace.read("old", old, 0);
    assertThat(a.fetch()).containsExactly(3, 4);
    assertThat(b.fetch()).containsExactly(1, 2);
    assertThat(old).containsExactly(1, 2);
  }

  @Test
  void aVariableIsAssignedAfterAllWhoReadIt() {
    Variable w = Variable.of("w", Shape.of(2, 2), 1, 2, 3, 4);
    Graph graph = new Graph();
    Value x = graph.parameter(w);
    graph.assign(w, x.times(2).plus(x.sum(0)));
    graph.output("product", x.matmul(x));
    graph.output("sum", x.sum());
    Program program = Compiler.compile(graph);
    Workspace workspace = program.newWorkspace();
    Executor.of(1).run(program, workspace, 0);
    float[] product = new float[4];
    workspace.read("product", product, 0);
    assertThat(product).containsExactly(7, 10, 15, 22);
    assertThat(workspace.scalar("sum")).isEqualTo(10);
    assertThat(w.fetch()).containsExactly(6, 10, 10, 14);
  }

  /// Instructions of several operations read late what the graph reads early.
  @Test
  void aVariableIsAssignedAfterTheLastInstructionThatReadsIt() {
    Variable a = Variable.of("a", Shape.of(2), 1, 2);
    Variable b = Variable.of("b", Shape.of(2), 30, 40);
    Graph graph = new Graph();
    Value half = graph.parameter(a).times(0.5);
    graph.assign(a, graph.parameter(a).plus(1));
    graph.assign(b, half.plus(graph.parameter(b).times(0.25)));
    Program program = Compiler.compile(graph);
    Executor.of(1).run(program, program.newWorkspace(), 0);
    assertThat(program.toString()).contains("mix");
    assertThat(a.fetch()).containsExactly(2, 3);
    assertThat(b.fetch()).containsExactly(8, 11);
  }

  @Test
  void aVariableTakesItsOwnRowsInAnotherOrder() {
    Variable moved = Variable.of("moved", Shape.of(2, 2, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    Variable repeated = Variable.of("repeated", Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
    Graph graph = new Graph();
    graph.assign(moved, graph.parameter(moved).permute(1, 0, 2));
    Value middle = graph.parameter(repeated).slice(0, 1, 2);
    graph.assign(repeated, middle.broadcastTo(Shape.of(3, 2)));
    Program program = Compiler.compile(graph);
    Executor.of(1).run(program, program.newWorkspace(), 0);
    assertThat(moved.fetch()).containsExactly(1, 2, 3, 7, 8, 9, 4, 5, 6, 10, 11, 12);
    assertThat(repeated.fetch()).containsExactly(3, 4, 3, 4, 3, 4);
  }

  /// Views of variables, and results that are views, are as they were before the step.
  @Test
  void viewsOfVariablesAreReadBeforeTheyAreWritten() {
    Variable w = Variable.of("w", Shape.of(3, 4), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    Graph graph = new Graph();
    Value x = graph.parameter(w);
    graph.assign(w, x.times(10).plus(x.slice(1, 1, 2)));
    graph.output("row", x.slice(0, 1, 2));
    graph.output("column", x.slice(1, 2, 3));
    graph.output("product", x.slice(1, 0, 2).transpose().matmul(x.slice(1, 2, 4)));
    Map<String, float[]> outputs = Steps.run(graph, CompileOptions.standard(), 1, Map.of());
    assertThat(outputs.get("row")).containsExactly(5, 6, 7, 8);
    assertThat(outputs.get("column")).containsExactly(3, 7, 11);
    assertThat(outputs.get("product")).containsExactly(137, 152, 158, 176);
    assertThat(w.fetch()).startsWith(12, 22, 32, 42, 56);
  }

  @Test
  void detachIsAConstantForGradients() {
    Graph graph = new Graph();
    Value x = graph.input("x", Shape.of(3));
    Value y = x.times(x.detach()).sum();
    graph.output("gradient", Autodiff.gradients(y, List.of(x)).getFirst());
    assertThat(new Reference(graph).run(Map.of("x", new double[] {1, 2, 3}), 0).get("gradient"))
        .containsExactly(1, 2, 3);
  }

  @Test
  void derivativesAtKinksAreAsWrittenDown() {
    Graph graph = new Graph();
    Value x = graph.input("x", Shape.of(3));
    graph.output("relu", Autodiff.gradients(x.relu().sum(), List.of(x)).getFirst());
    graph.output("abs", Autodiff.gradients(x.abs().sum(), List.of(x)).getFirst());
    graph.output("max", Autodiff.gradients(x.max(), List.of(x)).getFirst());
    List<Value> ties = Autodiff.gradients(x.max(x.times(1)).sum(), List.of(x));
    graph.output("tie", ties.getFirst());
    Map<String, float[]> outputs =
        Steps.run(graph, CompileOptions.standard(), 1, Map.of("x", new double[3]));
    assertThat(outputs.get("relu")).containsExactly(0, 0, 0);
    assertThat(outputs.get("abs")).containsExactly(0, 0, 0);
    assertThat(outputs.get("max")).containsExactly(1, 0, 0);
    assertThat(outputs.get("tie")).containsExactly(1, 1, 1);
  }

  @Test
  void shapesThatDoNotFitAreNamedWithTheirLayer() {
    Graph graph = new Graph();
    graph.setPath("hidden1");
    Value x = graph.input("x", Shape.of(4, 3));
    assertThatThrownBy(() -> x.matmul(graph.input("w", Shape.of(4, 2))))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "matmul: expected [..., m, k] and [..., k, n], got [4, 3] and [4, 2]. (in hidden1)");
  }

  @Test
  void anIndexOutsideTheTableIsAnErrorOnAnyNumberOfThreads() {
    Graph graph = new Graph();
    Value table = graph.input("table", Shape.of(5, 2));
    graph.output("y", table.gather(graph.indices("ids", Shape.of(3))));
    assertThatThrownBy(
            () ->
                Steps.run(
                    graph,
                    CompileOptions.standard(),
                    2,
                    Map.of("table", new double[10], "ids", new double[] {0, 7, 1})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gather: expected an index from 0 to 4, got 7");
  }
}
