package hebb.compile;

import hebb.run.Program;
import hebb.run.step.Place;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The constants of a program: whole tensors, and numbers repeated to the length of a block.
final class Constants {
  private record Block(int offset, int length) {}

  private final Map<Integer, Block> blocks = new HashMap<>();
  private float[] data = new float[64];
  private int size;

  Place add(double[] numbers) {
    int at = reserve(numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      data[at + i] = (float) numbers[i];
    }
    return new Place(Program.CONSTANTS, at);
  }

  /// A number, repeated at least so many times.
  Place repeated(float number, int length) {
    int bits = Float.floatToRawIntBits(number);
    Block block = blocks.get(bits);
    if (block == null || block.length < length) {
      block = new Block(reserve(length), length);
      blocks.put(bits, block);
      Arrays.fill(data, block.offset, block.offset + length, number);
    }
    return new Place(Program.CONSTANTS, block.offset);
  }

  float[] toArray() {
    return Arrays.copyOf(data, size);
  }

  private int reserve(int length) {
    int at = size;
    size += (length + 15) / 16 * 16;
    if (size > data.length) {
      data = Arrays.copyOf(data, Math.max(size, 2 * data.length));
    }
    return at;
  }
}
