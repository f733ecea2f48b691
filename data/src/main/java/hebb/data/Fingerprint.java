package hebb.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A SHA-256 over values one after the other.
public final class Fingerprint {
  private final MessageDigest digest = sha256();
  private final ByteBuffer number = ByteBuffer.allocate(Double.BYTES);

  /// One that has seen nothing yet.
  public Fingerprint() {}

  /// Takes bytes, with their number.
  public void add(byte[] bytes) {
    add(bytes.length);
    digest.update(bytes);
  }

  /// Takes a text.
  public void add(String text) {
    add(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Takes a number.
  public void add(double value) {
    digest.update(number.clear().putDouble(value).flip());
  }

  /// As hexadecimal digits. To be called once.
  public String text() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /// A SHA-256 that has seen nothing yet.
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("sha-256: expected in every Java runtime, got none.", e);
    }
  }
}
