package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import hebb.compile.CompileOptions;
import hebb.compile.CompileOptions.Fusion;
import hebb.compile.Compiler;
import hebb.dataset.InputSpec;
import hebb.graph.Graph;
import hebb.graph.Op;
import hebb.graph.Variable;
import hebb.kernel.ScalarKernels;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Dropout;
import hebb.nn.layer.Embedding;
import hebb.nn.layer.Flatten;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Sgd;
import hebb.nn.optim.Variables;
import hebb.run.Program;
import hebb.run.step.Instruction;
import hebb.run.step.Memory;
import hebb.run.step.Operand;
import hebb.run.step.Scratch;
import hebb.run.step.Step;
import hebb.tensor.Shape;
import hebb.train.StepGraph;
import hebb.train.TrainingConfig;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Steps are data: what each reads and writes is found from their public parts alone, lies in the
/// buffers, and is what running them touches; the steps of a stage are independent.
class StepAccessTest {
  private static Map<String, Supplier<Graph>> graphs() {
    Map<String, Supplier<Graph>> graphs = new LinkedHashMap<>();
    OpCases.all().forEach(row -> graphs.put(row.name(), () -> OpTest.graph(row)));
    for (long seed = 1; seed <= 40; seed++) {
      long number = seed;
      graphs.put("random " + seed, () -> RandomGraphTest.graph(new Random(number)));
    }
    for (String optimizer : List.of("sgd", "momentum", "rmsprop", "adamw")) {
      graphs.put(optimizer, () -> training(Optimizer.of(optimizer), 30, 20, 50));
    }
    graphs.put("rows", () -> embedding(new Variables()));
    graphs.put("columns", () -> training(Optimizer.of("adam"), 40, 300, 700));
    return graphs;
  }

  private static Graph training(Optimizer optimizer, int batch, int in, int hidden) {
    Network network =
        Network.of(Dense.of(hidden, Activation.Standard.TANH), new Dropout(0.2), Dense.of(3));
    Shape row = Shape.of(in);
    Parameters parameters = Parameters.create(network, row, 1);
    return new StepGraph(network, Loss.Standard.SOFTMAX_CROSS_ENTROPY, parameters, row, Shape.of(1))
        .training(TrainingConfig.of(1).withOptimizer(optimizer), new Variables(), batch);
  }

  private static Graph embedding(Variables state) {
    InputSpec ids = InputSpec.indices("features", Shape.of(1), 50);
    Network network = Network.of(Embedding.of(3), new Flatten(), Dense.of(3));
    Parameters parameters = Parameters.create(network, List.of(ids), 1);
    return new StepGraph(
            network, Loss.Standard.SOFTMAX_CROSS_ENTROPY, parameters, List.of(ids), Shape.of(1))
        .training(TrainingConfig.of(1).withOptimizer(new Sgd()), state, 8);
  }

  private static Program program(Supplier<Graph> graph, Fusion fusion) {
    return Compiler.compile(
        graph.get(), CompileOptions.standard().withKernels(new ScalarKernels()).withFusion(fusion));
  }

  @TestFactory
  Stream<DynamicTest> stepsSayWhatTheyTouch() {
    return graphs().entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(),
                    () -> {
                      for (Fusion fusion : Fusion.values()) {
                        check(program(each.getValue(), fusion));
                      }
                    }));
  }

  /// So that no kind is left out of what the others hold.
  @Test
  void everyKindOfStepAndInstructionIsMet() {
    Set<Class<?>> met = new HashSet<>();
    for (Supplier<Graph> graph : graphs().values()) {
      for (Fusion fusion : Fusion.values()) {
        for (Step step : program(graph, fusion).steps()) {
          met.addAll(StepAccess.of(step).kinds);
          met.addAll(StepAccess.of(step.first(1)).kinds);
        }
      }
    }
    assertThat(met).containsAll(kinds(Step.class)).containsAll(kinds(Instruction.class));
  }

  private static Set<Class<?>> kinds(Class<?> sealed) {
    Set<Class<?>> kinds = new HashSet<>();
    for (Class<?> kind : sealed.getPermittedSubclasses()) {
      kinds.addAll(kind.isSealed() ? kinds(kind) : Set.of(kind));
    }
    return kinds;
  }

  private static void check(Program program) {
    int[] sizes = sizes(program);
    Scratch scratch = new Scratch();
    scratch.ensure(program.scratch());
    float[][] buffers = buffers(program, sizes);
    for (List<Step> stage : program.stages()) {
      List<StepAccess> accesses = stage.stream().map(StepAccess::of).toList();
      for (int i = 0; i < stage.size(); i++) {
        String what = stage.get(i).describe();
        inside(what, accesses.get(i), sizes, program.scratch());
        for (int j = 0; j < stage.size(); j++) {
          if (i != j) {
            apart(what, accesses.get(i).writes, accesses.get(j).reads);
            apart(what, accesses.get(i).writes, accesses.get(j).writes);
          }
        }
      }
      for (int i = 0; i < stage.size(); i++) {
        run(program, stage.get(i), accesses.get(i), buffers, scratch);
      }
    }
  }

  /// The sizes of the buffers by number.
  private static int[] sizes(Program program) {
    Program.Layout layout = program.layout();
    int[] sizes = new int[Program.FIRST + layout.inputs().size() + layout.variables().size()];
    sizes[Program.ARENA] = layout.arena();
    sizes[Program.CONSTANTS] = program.constants().length;
    program
        .graph()
        .nodes()
        .forEach(
            node -> {
              if (node.op() instanceof Op.Input(String name) && layout.inputs().containsKey(name)) {
                sizes[layout.inputs().get(name)] = node.shape().size();
              }
            });
    layout.variables().forEach((variable, number) -> sizes[number] = variable.shape().size());
    return sizes;
  }

  private static float[][] buffers(Program program, int[] sizes) {
    Random random = new Random(5);
    float[][] buffers = new float[sizes.length][];
    for (int b = 0; b < sizes.length; b++) {
      buffers[b] = new float[sizes[b]];
      for (int i = 0; i < sizes[b]; i++) {
        buffers[b][i] = random.nextFloat();
      }
    }
    buffers[Program.CONSTANTS] = program.constants();
    for (Map.Entry<Variable, Integer> each : program.layout().variables().entrySet()) {
      buffers[each.getValue()] = each.getKey().fetch();
    }
    return buffers;
  }

  private static void inside(String what, StepAccess access, int[] sizes, int scratch) {
    for (Map<Integer, BitSet> set : List.of(access.reads, access.writes)) {
      set.forEach(
          (buffer, elements) ->
              assertThat(elements.length())
                  .as("%s: elements of buffer %d", what, buffer)
                  .isLessThanOrEqualTo(buffer == Operand.SCRATCH ? scratch : sizes[buffer]));
    }
    assertThat(access.writes.getOrDefault(Program.CONSTANTS, new BitSet()).isEmpty())
        .as("%s leaves the constants as they are", what)
        .isTrue();
  }

  private static void apart(String what, Map<Integer, BitSet> a, Map<Integer, BitSet> b) {
    a.forEach(
        (buffer, elements) ->
            assertThat(buffer >= 0 && elements.intersects(b.getOrDefault(buffer, new BitSet())))
                .as("%s meets another step of its stage in buffer %d", what, buffer)
                .isFalse());
  }

  /// Runs a step, and again without what it does not read: both write the same, and nothing else.
  private static void run(
      Program program, Step step, StepAccess access, float[][] buffers, Scratch scratch) {
    float[][] before = copy(buffers);
    float[][] bare = copy(buffers);
    for (int b = 0; b < bare.length; b++) {
      BitSet read = access.reads.getOrDefault(b, new BitSet());
      for (int i = 0; i < bare[b].length; i++) {
        bare[b][i] = read.get(i) ? bare[b][i] : Float.NaN;
      }
    }
    float[][] halves = copy(bare);
    step.run(new Memory(program.kernels(), buffers), scratch, 0, step.parts());
    step.run(new Memory(program.kernels(), bare), scratch, 0, step.parts());
    runHalves(program, step, halves, scratch);
    for (int b = 0; b < buffers.length; b++) {
      BitSet written = access.writes.getOrDefault(b, new BitSet());
      for (int i = 0; i < buffers[b].length; i++) {
        boolean holds =
            written.get(i)
                ? same(bare[b][i], buffers[b][i]) && same(halves[b][i], buffers[b][i])
                : same(before[b][i], buffers[b][i]);
        if (!holds) {
          fail(step.describe() + ": element " + i + " of buffer " + b + " is not as it says");
        }
      }
    }
  }

  private static boolean same(float a, float b) {
    return Float.floatToIntBits(a) == Float.floatToIntBits(b);
  }

  private static void runHalves(Program program, Step step, float[][] buffers, Scratch scratch) {
    Memory memory = new Memory(program.kernels(), buffers);
    Step first = step.first(1);
    first.run(memory, scratch, 0, first.parts());
    Step second = step.second(1);
    if (second != null) {
      second.run(memory, scratch, 0, second.parts());
    }
  }

  private static float[][] copy(float[][] buffers) {
    return Arrays.stream(buffers).map(float[]::clone).toArray(float[][]::new);
  }
}
