package hebb.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/// A SHA-256 over values one after the other.
final class Fingerprint {
  private final MessageDigest digest = TextSource.sha256Digest();
  private final ByteBuffer number = ByteBuffer.allocate(Double.BYTES);

  void add(byte[] bytes) {
    add(bytes.length);
    digest.update(bytes);
  }

  void add(String text) {
    add(text.getBytes(StandardCharsets.UTF_8));
  }

  void add(double value) {
    digest.update(number.clear().putDouble(value).flip());
  }

  /// As hexadecimal digits. To be called once.
  String text() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
