package hebb.run;

import hebb.run.step.Memory;
import hebb.run.step.Place;
import hebb.run.step.Scratch;
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
  private final Map<String, float[]> inputs;

  Workspace(Program program, Memory memory, Map<String, float[]> inputs) {
    this.program = program;
    this.memory = memory;
    this.inputs = inputs;
    scratch.ensure(program.scratch());
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
