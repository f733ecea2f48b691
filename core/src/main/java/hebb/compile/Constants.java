package hebb.compile;

import hebb.run.Program;
import hebb.run.step.Place;
import java.util.Arrays;

/// The constants of a program.
final class Constants {
  private float[] data = new float[64];
  private int size;
  private final Place one = add(new double[] {1});

  Place add(double[] numbers) {
    int at = reserve(numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      data[at + i] = (float) numbers[i];
    }
    return new Place(Program.CONSTANTS, at);
  }

  /// The number 1.
  Place one() {
    return one;
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
