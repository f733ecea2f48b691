package hebb.run.step;

import hebb.kernel.Kernels;

/// The memory that one caller runs a program with: buffers by number (the arena, the constants,
/// inputs and variables) and the number of the present step.
public final class Memory {
  final Kernels kernels;
  final float[][] buffers;
  long step;

  /// Memory over the given buffers.
  public Memory(Kernels kernels, float[][] buffers) {
    this.kernels = kernels;
    this.buffers = buffers;
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
