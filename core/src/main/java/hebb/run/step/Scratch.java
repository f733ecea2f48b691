package hebb.run.step;

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

  /// Scratch memory without room.
  public Scratch() {}

  /// Makes room for at least so many floats.
  public void ensure(int size) {
    if (floats.length < size) {
      floats = new float[size];
    }
  }

  /// The elements of the present block that an instruction works on.
  int count(boolean wide) {
    return wide ? height * width : height;
  }
}
