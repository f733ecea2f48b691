package hebb.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/// WAV files for tests.
final class Wav {
  private Wav() {}

  /// A sound of a tone of 1/16 of its rate.
  ///
  /// @param samples how many, in each channel
  static byte[] of(int rate, int channels, int bits, int samples) {
    return of(rate, channels, bits, samples, rate / 16.0);
  }

  static byte[] of(int rate, int channels, int bits, int samples, double hertz) {
    int size = bits / 8;
    byte[] bytes = new byte[samples * channels * size];
    for (int i = 0; i < samples * channels; i++) {
      int step = i / channels;
      double sample = 0.5 * Math.sin(2 * Math.PI * hertz * step / rate);
      long value = Math.round(sample * (1L << (bits - 1))) + (bits == 8 ? 128 : 0);
      for (int b = 0; b < size; b++) {
        bytes[i * size + b] = (byte) (value >> (8 * b));
      }
    }
    var format = new AudioFormat(rate, bits, channels, bits > 8, false);
    var out = new ByteArrayOutputStream();
    try {
      AudioSystem.write(
          new AudioInputStream(new ByteArrayInputStream(bytes), format, samples),
          AudioFileFormat.Type.WAVE,
          out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
