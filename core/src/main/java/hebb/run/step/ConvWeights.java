package hebb.run.step;

import hebb.kernel.ConvWeightsKernel;

/// The blocks of a convolution's gradient for its weights, so that threads share its sums.
/// [JoinBlocks] adds them up; a single block is the result.
///
/// @param blocks where the blocks' weights go, one after the other
public record ConvWeights(ConvWeightsKernel kernel, Place x, Place g, Place blocks)
    implements Step {
  @Override
  public int parts() {
    return kernel.parts();
  }

  @Override
  public long work() {
    return kernel.shape().flops() / 8;
  }

  @Override
  public int scratch() {
    return kernel.scratch();
  }

  @Override
  public void run(Memory memory, Scratch scratch, int from, int to) {
    for (int part = from; part < to; part++) {
      kernel.part(
          scratch.floats,
          part,
          memory.buffers[x.buffer()],
          memory.at(x),
          memory.buffers[g.buffer()],
          memory.at(g),
          memory.buffers[blocks.buffer()],
          memory.at(blocks));
    }
  }

  @Override
  public String describe() {
    return "weights of convolution " + kernel;
  }
}
