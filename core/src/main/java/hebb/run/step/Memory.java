package hebb.run.step;

import hebb.kernel.Kernels;

/// The memory that one caller runs a program with: buffers by number (the arena, the constants,
/// inputs and variables) and the number of the present step.
public final class Memory {
  final Kernels kernels;
  final float[][] buffers;

  /// Where each buffer begins in its array: 0, but for the buffers of the body of a [Scan].
  final int[] bases;

  long step;

  /// Memory over the given buffers.
  public Memory(Kernels kernels, float[][] buffers) {
    this.kernels = kernels;
    this.buffers = buffers;
    this.bases = new int[buffers.length];
  }

  /// Where a place is in the array of its buffer.
  int at(Place place) {
    return bases[place.buffer()] + place.offset();
  }

  /// A buffer by its number.
  public float[] buffer(int number) {
    return buffers[number];
  }

  /// Sets the number of the step, which random streams read.
  public void setStep(long step) {
    this.step = step;
  }
}
