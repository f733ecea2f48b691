package hebb.run;

import hebb.graph.Variable;
import hebb.run.step.Memory;
import hebb.run.step.Place;
import hebb.run.step.Scratch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// The memory of one caller of a [Program]: the inputs to fill before a run, and the outputs to
/// read after it. One thread uses it at a time.
public final class Workspace {
  private static final AtomicLong COUNT = new AtomicLong();

  /// Tells it from all others; above 0.
  final long number = COUNT.incrementAndGet();

  final Program program;
  final Memory memory;
  final Scratch scratch = new Scratch();
  private final Map<String, float[]> inputs = new LinkedHashMap<>();
  private final float[][] buffers;
  private final Variable[] variables;
  private final int[] numbers;
  private final HeapStorage[] states;

  Workspace(Program program) {
    this.program = program;
    Program.Layout layout = program.layout();
    variables = layout.variables().keySet().toArray(Variable[]::new);
    numbers = layout.variables().values().stream().mapToInt(number -> number).toArray();
    states = new HeapStorage[variables.length];
    buffers = new float[Program.FIRST + layout.inputs().size() + variables.length][];
    buffers[Program.ARENA] = new float[layout.arena()];
    buffers[Program.CONSTANTS] = program.sharedConstants();
    layout
        .inputs()
        .forEach(
            (name, number) -> {
              buffers[number] = new float[program.inputSize(name)];
              inputs.put(name, buffers[number]);
            });
    memory = new Memory(program.kernels(), buffers);
    scratch.ensure(program.scratch());
    takeVariables();
  }

  /// Has the numbers of all variables on the heap, also of those that another back end has had
  /// since.
  void takeVariables() {
    for (int i = 0; i < variables.length; i++) {
      if (!variables[i].isIn(states[i])) {
        states[i] = HeapStorage.of(variables[i]);
        buffers[numbers[i]] = states[i].numbers;
      }
    }
  }

  /// Whether the program reads the input; one that nothing depends on is left out.
  public boolean hasInput(String name) {
    return inputs.containsKey(name);
  }

  /// The array to fill before a run, row-major; labels and indices as whole numbers.
  public float[] input(String name) {
    float[] array = inputs.get(name);
    if (array == null) {
      throw new IllegalArgumentException(
          "input: expected one of " + inputs.keySet() + ", got '" + name + "'.");
    }
    return array;
  }

  /// Copies an output of the last run into an array; returns how many numbers it has.
  public int read(String output, float[] into, int offset) {
    Place place = program.place(output);
    int size = program.outputSize(output);
    System.arraycopy(memory.buffer(place.buffer()), place.offset(), into, offset, size);
    return size;
  }

  /// An output of one element.
  public float scalar(String output) {
    Place place = program.place(output);
    return memory.buffer(place.buffer())[place.offset()];
  }
}
