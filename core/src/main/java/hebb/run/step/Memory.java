package hebb.run.step;

import hebb.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/// The memory that one caller runs a program with: buffers by number (the arena, the constants,
/// inputs and slots), the packed operands of products, and the number of the present step.
public final class Memory {
  final Kernels kernels;
  final float[][] buffers;
  final @Nullable Object[] packs;
  long step;

  /// Memory over the given buffers.
  public Memory(Kernels kernels, float[][] buffers, @Nullable Object[] packs) {
    this.kernels = kernels;
    this.buffers = buffers;
    this.packs = packs;
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
