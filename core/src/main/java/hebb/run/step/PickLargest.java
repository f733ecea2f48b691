package hebb.run.step;

import hebb.kernel.PoolShape;

/// For each window over images and each channel the value at the largest `x`, the first of equals.
/// Parts are rows of windows.
public record PickLargest(PoolShape shape, Place x, Place values, Place to) implements Step {
  @Override
  public int parts() {
    return shape.images() * shape.height();
  }

  @Override
  public long work() {
    return 4 * shape.work();
  }

  @Override
  public int scratch() {
    return 0;
  }

  @Override
  public void run(Memory memory, Scratch scratch, int from, int end) {
    float[] images = memory.buffers[x.buffer()];
    float[] picked = memory.buffers[values.buffer()];
    float[] y = memory.buffers[to.buffer()];
    for (int row = from; row < end; row++) {
      shape.pick(row, images, memory.at(x), picked, memory.at(values), y, memory.at(to));
    }
  }

  @Override
  public String describe() {
    return "pick at largest " + shape;
  }
}
