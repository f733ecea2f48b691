package hebb.cli;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Changes bytes as accidents and attackers do. The same seed makes the same changes.
final class Mutator {
  private static final int MOST_CHANGES = 6;
  private static final int LONGEST = 1 << 16;
  private static final int[] ODD_BYTES = {
    0, 1, 9, 10, 13, 32, 34, 44, 45, 48, 57, 59, 123, 125, 127, 128, 192, 255
  };
  private static final int[] ODD_INTS = {
    0, 1, -1, 2, 255, 256, 65_535, 65_536, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE
  };

  private final Random random;
  private final List<byte[]> words;

  /// @param words that mean something in the format, put in now and then
  Mutator(Random random, String... words) {
    this.random = random;
    this.words = Arrays.stream(words).map(word -> word.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /// One change or, half of the time, up to six.
  byte[] change(byte[] bytes) {
    byte[] changed = bytes;
    for (int n = random.nextBoolean() ? 1 : 1 + random.nextInt(MOST_CHANGES); n > 0; n--) {
      changed = once(changed);
    }
    return changed.length > LONGEST ? Arrays.copyOf(changed, LONGEST) : changed;
  }

  private byte[] once(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int length = Math.min(1 + random.nextInt(1 << random.nextInt(8)), bytes.length - at);
    return switch (random.nextInt(9)) {
      case 0 ->
          set(
              bytes,
              at,
              new byte[] {(byte) (bytes.length > at ? bytes[at] ^ 1 << random.nextInt(8) : 0)});
      case 1 -> set(bytes, at, new byte[] {(byte) ODD_BYTES[random.nextInt(ODD_BYTES.length)]});
      case 2 ->
          set(
              bytes,
              at,
              ByteBuffer.allocate(4).putInt(ODD_INTS[random.nextInt(ODD_INTS.length)]).array());
      case 3 -> splice(bytes, at, length, new byte[0]);
      case 4 -> splice(bytes, at, 0, noise());
      case 5 -> splice(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
      case 6 -> splice(bytes, at, length, word());
      case 7 -> splice(bytes, at, 0, word());
      default -> random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : splice(bytes, at, 1, word());
    };
  }

  private byte[] noise() {
    byte[] noise = new byte[1 + random.nextInt(16)];
    random.nextBytes(noise);
    return noise;
  }

  private byte[] word() {
    return words.isEmpty() ? noise() : words.get(random.nextInt(words.size()));
  }

  private static byte[] set(byte[] bytes, int at, byte[] value) {
    byte[] changed = bytes.clone();
    System.arraycopy(value, 0, changed, at, Math.min(value.length, bytes.length - at));
    return changed;
  }

  private static byte[] splice(byte[] bytes, int at, int length, byte[] value) {
    int end = Math.min(bytes.length, at + length);
    byte[] changed = Arrays.copyOf(bytes, bytes.length - (end - at) + value.length);
    System.arraycopy(value, 0, changed, at, value.length);
    System.arraycopy(bytes, end, changed, at + value.length, bytes.length - end);
    return changed;
  }
}
