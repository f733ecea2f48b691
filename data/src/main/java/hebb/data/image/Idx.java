package hebb.data.image;

import hebb.data.DataException;
import hebb.data.Fingerprint;
import hebb.data.table.TextSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/// A file of unsigned bytes with a shape, as MNIST comes in: two zeros, the type (8: unsigned
/// byte), the number of dimensions, each dimension in four bytes (the highest first), then the
/// bytes, the last dimension fastest. Plain or gzip.
final class Idx {
  private static final int UNSIGNED_BYTE = 8;
  private static final int STEP = 1 << 20;

  private final int[] dims;
  private final byte[] bytes;
  private final String sha256;

  private Idx(int[] dims, byte[] bytes, String sha256) {
    this.dims = dims;
    this.bytes = bytes;
    this.sha256 = sha256;
  }

  /// Reads a file.
  ///
  /// @throws DataException if it is not such a file, or not as long as its header says
  static Idx read(Path file) {
    try (var stored = new DigestInputStream(TextSource.openBytes(file), Fingerprint.sha256())) {
      InputStream in = TextSource.unpacked(stored);
      int[] dims = header(file, in.readNBytes(4), in);
      long size =
          Arrays.stream(dims).asLongStream().reduce(1, (a, b) -> a > Integer.MAX_VALUE ? a : a * b);
      if (size > Integer.MAX_VALUE - 8) {
        throw new DataException(
            file
                + ": expected at most "
                + (Integer.MAX_VALUE - 8)
                + " bytes, got "
                + shown(dims)
                + " in its header. Check"
                + " the file, or split it.");
      }
      byte[] bytes = body(in, (int) size);
      boolean more = bytes.length == size && in.read() >= 0;
      if (bytes.length < size || more) {
        throw new DataException(
            file
                + ": expected "
                + size
                + " bytes after the header, as "
                + shown(dims)
                + " says, got "
                + (more ? "more" : Integer.toString(bytes.length))
                + ". The file is damaged or cut off; copy it again.");
      }
      stored.transferTo(OutputStream.nullOutputStream());
      return new Idx(dims, bytes, HexFormat.of().formatHex(stored.getMessageDigest().digest()));
    } catch (IOException e) {
      throw TextSource.failure(file, e);
    }
  }

  private static int[] header(Path file, byte[] magic, InputStream in) throws IOException {
    if (magic.length < 4 || magic[0] != 0 || magic[1] != 0) {
      throw new DataException(
          file
              + ": expected an idx file, which begins with two zero bytes, got something else. Name an idx file.");
    }
    if (magic[2] != UNSIGNED_BYTE || magic[3] < 1 || magic[3] > 4) {
      throw new DataException(
          file
              + ": expected an idx file of unsigned bytes (type 8) in 1 to 4 dimensions, got type "
              + (magic[2] & 0xff)
              + " in "
              + (magic[3] & 0xff)
              + ". Write it as unsigned bytes.");
    }
    int[] dims = new int[magic[3]];
    for (int i = 0; i < dims.length; i++) {
      byte[] b = in.readNBytes(4);
      if (b.length < 4) {
        throw new DataException(
            file + ": expected a whole idx header, got one that is cut off. Copy the file again.");
      }
      dims[i] = (b[0] & 0xff) << 24 | (b[1] & 0xff) << 16 | (b[2] & 0xff) << 8 | (b[3] & 0xff);
      if (dims[i] <= 0) {
        throw new DataException(
            file
                + ": expected dimensions from 1 to "
                + Integer.MAX_VALUE
                + ", got "
                + Integer.toUnsignedString(dims[i])
                + " as dimension "
                + (i + 1)
                + ". Check the file.");
      }
    }
    return dims;
  }

  /// As many bytes as there are, up to `size`; memory grows with what is there, not with what the
  /// header says.
  private static byte[] body(InputStream in, int size) throws IOException {
    byte[] bytes = new byte[Math.min(size, STEP)];
    int length = 0;
    while (true) {
      int read = in.readNBytes(bytes, length, bytes.length - length);
      length += read;
      if (length == size || length < bytes.length) {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(size, bytes.length * 4L));
    }
  }

  private static String shown(int[] dims) {
    return Arrays.stream(dims)
        .mapToObj(Integer::toUnsignedString)
        .collect(Collectors.joining(" x "));
  }

  /// The sizes, the number of items first.
  int[] dims() {
    return dims;
  }

  /// The SHA-256 of the file as hexadecimal digits.
  String sha256() {
    return sha256;
  }

  /// The bytes, the last dimension fastest.
  byte[] bytes() {
    return bytes;
  }
}
