package hebb.run.step;

import hebb.kernel.PoolShape;

/// The largest of each window over images, channel by channel. Parts are rows of windows.
public record MaxPool(PoolShape shape, Place x, Place to) implements Step {
  @Override
  public int parts() {
    return shape.images() * shape.height();
  }

  @Override
  public int piece() {
    return shape.height();
  }

  @Override
  public long work() {
    return shape.work();
  }

  @Override
  public int scratch() {
    return 0;
  }

  @Override
  public void run(Memory memory, Scratch scratch, int from, int end) {
    float[] images = memory.buffers[x.buffer()];
    float[] y = memory.buffers[to.buffer()];
    for (int row = from; row < end; row++) {
      shape.max(memory.kernels, row, images, memory.at(x), y, memory.at(to));
    }
  }

  @Override
  public String describe() {
    return "max pool " + shape;
  }
}
