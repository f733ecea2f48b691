package hebb.media;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/// WAV files for tests.
final class Wav {
  private Wav() {}

  static byte[] of(int rate, Encoding encoding, int bits, float[]... channels) throws IOException {
    int count = channels[0].length;
    ByteBuffer bytes =
        ByteBuffer.allocate(count * channels.length * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      for (float[] channel : channels) {
        put(bytes, encoding, bits, channel[i]);
      }
    }
    int frame = channels.length * bits / 8;
    var format = new AudioFormat(encoding, rate, bits, channels.length, frame, rate, false);
    var out = new ByteArrayOutputStream();
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, count),
        AudioFileFormat.Type.WAVE,
        out);
    return out.toByteArray();
  }

  /// Of 16 bits.
  static byte[] of(int rate, float[] samples) throws IOException {
    return of(rate, Encoding.PCM_SIGNED, 16, samples);
  }

  private static void put(ByteBuffer bytes, Encoding encoding, int bits, float sample) {
    if (encoding.equals(Encoding.PCM_FLOAT)) {
      bytes.putFloat(sample);
      return;
    }
    long half = 1L << (bits - 1);
    long value = (long) (sample * half) + (encoding.equals(Encoding.PCM_UNSIGNED) ? half : 0);
    for (int i = 0; i < bits / 8; i++) {
      bytes.put((byte) (value >> (8 * i)));
    }
  }

  static float[] tone(int rate, double hertz, int samples) {
    float[] tone = new float[samples];
    for (int i = 0; i < samples; i++) {
      tone[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / rate));
    }
    return tone;
  }
}
