package hebb.run.step;

import hebb.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;

/// The private memory of one thread while it runs steps: floats for temporaries, the first of the
/// rows that are there, and the block that a [FusedElementwise] is at, with the line in it where an
/// instruction goes by lines.
public final class Scratch {
  float[] floats = new float[0];
  int origin;
  int part;
  int first;
  int row;
  int height;
  int line;
  int col;
  int width;
  int cols;
  private final List<Memory> inner = new ArrayList<>();
  private int depth;

  /// Scratch memory without room.
  public Scratch() {}

  /// Makes room for at least so many floats.
  public void ensure(int size) {
    if (floats.length < size) {
      floats = new float[size];
    }
  }

  /// The memory of the body of a [Scan], until [#leave].
  Memory enter(Kernels kernels, int buffers) {
    Memory memory = depth < inner.size() ? inner.get(depth) : null;
    if (memory == null || memory.kernels != kernels || memory.buffers.length < buffers) {
      memory = new Memory(kernels, new float[buffers][]);
      if (depth < inner.size()) {
        inner.set(depth, memory);
      } else {
        inner.add(memory);
      }
    }
    depth++;
    return memory;
  }

  /// Ends what [#enter] began.
  void leave() {
    depth--;
  }

  /// The elements of the present block that an instruction works on.
  int count(boolean wide) {
    return wide ? height * width : height;
  }
}
