package hebb.run.step;

import hebb.kernel.PoolShape;

/// Adds a number for each window and channel at the window's first largest `x`. Parts are images.
public record MaxUnpool(PoolShape shape, Place x, Place largest, Place g, Place to)
    implements Step {
  @Override
  public int parts() {
    return shape.images();
  }

  @Override
  public long work() {
    return 2 * shape.work();
  }

  @Override
  public int scratch() {
    return shape.scratch();
  }

  @Override
  public void run(Memory memory, Scratch scratch, int from, int end) {
    float[] images = memory.buffers[x.buffer()];
    float[] wanted = memory.buffers[largest.buffer()];
    float[] gradients = memory.buffers[g.buffer()];
    float[] y = memory.buffers[to.buffer()];
    for (int image = from; image < end; image++) {
      shape.spread(
          memory.kernels,
          scratch.floats,
          image,
          images,
          memory.at(x),
          wanted,
          memory.at(largest),
          gradients,
          memory.at(g),
          y,
          memory.at(to));
    }
  }

  @Override
  public String describe() {
    return "max unpool " + shape;
  }
}
