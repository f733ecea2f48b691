package hebb.bench;

import hebb.compile.CompileOptions;
import hebb.compile.Compiler;
import hebb.graph.Graph;
import hebb.graph.Variable;
import hebb.graph.Value;
import hebb.kernel.KernelChoice;
import hebb.nn.activation.Activation;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.ParameterUpdate;
import hebb.nn.optim.Variables;
import hebb.run.Executor;
import hebb.run.Program;
import hebb.run.Workspace;
import hebb.tensor.Shape;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Small compiled graphs: softmax and the optimisers' updates, as training runs them.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class Programs {
  private static final CompileOptions OPTIONS =
      CompileOptions.standard().withKernels(KernelChoice.of("simd").kernels());

  private static final Executor EXECUTOR = Executor.of(1);

  /// A program and its memory.
  private record Ready(Program program, Workspace workspace) {
    static Ready of(Graph graph) {
      Program program = Compiler.compile(graph, OPTIONS);
      return new Ready(program, program.newWorkspace());
    }

    void run() {
      EXECUTOR.run(program, workspace, 0);
    }
  }

  /// Probabilities of rows of logits.
  @State(Scope.Thread)
  public static class Softmax {
    /// Rows and classes.
    @Param({"128x10", "256x10", "32x1000"})
    public String shape = "";

    private Ready ready = Ready.of(new Graph());

    /// Compiles it.
    @Setup
    public void prepare() {
      int[] sizes = Arrays.stream(shape.split("x")).mapToInt(Integer::parseInt).toArray();
      Graph graph = new Graph();
      Value logits = graph.input("logits", Shape.of(sizes));
      graph.output("probabilities", Activation.Standard.SOFTMAX.apply(logits));
      ready = Ready.of(graph);
      float[] into = ready.workspace.input("logits");
      System.arraycopy(Numbers.uniform(into.length), 0, into, 0, into.length);
    }
  }

  /// The update of 784 x 256 weights.
  @State(Scope.Thread)
  public static class Update {
    /// The rule.
    @Param({
      "sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adadelta", "adam", "adamw", "nadam", "adamax"
    })
    public String optimizer = "";

    private Ready ready = Ready.of(new Graph());

    /// Compiles it.
    @Setup
    public void prepare() {
      Shape shape = Shape.of(784, 256);
      Graph graph = new Graph();
      Variable variable = Variable.of("weight", shape, Numbers.uniform(shape.size()));
      Value rate = graph.input("learning_rate", Shape.SCALAR);
      ParameterUpdate rule =
          new ParameterUpdate.Maker(new Variables(), rate).rule("weight", graph.parameter(variable), graph.input("gradient", shape));
      graph.assign(variable, Optimizer.of(optimizer).next(rule));
      ready = Ready.of(graph);
      ready.workspace.input("learning_rate")[0] = 1e-6f;
      System.arraycopy(Numbers.uniform(shape.size()), 0, ready.workspace.input("gradient"), 0, shape.size());
    }
  }

  /// Softmax.
  @Benchmark
  public void softmax(Softmax softmax) {
    softmax.ready.run();
  }

  /// One update.
  @Benchmark
  public void update(Update update) {
    update.ready.run();
  }
}
