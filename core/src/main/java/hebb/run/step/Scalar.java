package hebb.run.step;

/// A number of memory, times a sign, that an instruction reads once for each block.
public record Scalar(Place place, float sign) {
  float of(Memory memory) {
    return sign * memory.buffers[place.buffer()][memory.at(place)];
  }
}
