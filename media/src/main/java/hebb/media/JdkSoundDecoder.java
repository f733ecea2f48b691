package hebb.media;

import hebb.data.sound.SoundDecoder;
import hebb.data.sound.SoundException;
import hebb.data.sound.Waveform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/// Decodes WAV by the readers of the JDK: whole numbers of 8, 16, 24 and 32 bits, floats of 32 and
/// 64, A-law and mu-law.
public final class JdkSoundDecoder implements SoundDecoder {
  /// One of it is enough.
  public JdkSoundDecoder() {}

  @Override
  public Waveform decode(byte[] file) throws SoundException {
    if (file.length == 0) {
      throw new SoundException("is empty");
    }
    if (file.length < 12 || !word(file, 0).equals("RIFF") || !word(file, 8).equals("WAVE")) {
      throw new SoundException("is no WAV");
    }
    try (AudioInputStream in =
        plain(AudioSystem.getAudioInputStream(new ByteArrayInputStream(file)))) {
      AudioFormat format = in.getFormat();
      long whole = in.getFrameLength() * format.getFrameSize();
      byte[] bytes = new byte[(int) Math.clamp(whole, 0, 2L * file.length)];
      if (bytes.length < whole || read(in, bytes) < bytes.length) {
        throw new SoundException("is cut off");
      }
      return waveform(format, bytes);
    } catch (UnsupportedAudioFileException | IOException | RuntimeException | OutOfMemoryError e) {
      throw new SoundException(
          e instanceof OutOfMemoryError
              ? "takes more memory than there is"
              : "is damaged or cut off, or in a form that is not read",
          e);
    }
  }

  private static String word(byte[] file, int at) {
    return new String(file, at, 4, StandardCharsets.ISO_8859_1);
  }

  /// The JDK's stream gives 0 bytes without end where a frame is larger than what is asked for or
  /// left.
  private static int read(AudioInputStream in, byte[] bytes) throws IOException {
    int all = 0;
    for (int read = 1; read > 0 && all < bytes.length; all += Math.max(0, read)) {
      read = in.read(bytes, all, bytes.length - all);
    }
    return all;
  }

  /// Whole numbers for A-law and mu-law.
  private static AudioInputStream plain(AudioInputStream in) {
    Encoding encoding = in.getFormat().getEncoding();
    return encoding.equals(Encoding.ALAW) || encoding.equals(Encoding.ULAW)
        ? AudioSystem.getAudioInputStream(Encoding.PCM_SIGNED, in)
        : in;
  }

  private static Waveform waveform(AudioFormat format, byte[] bytes) throws SoundException {
    int channels = format.getChannels();
    int size = format.getFrameSize() / channels;
    ByteBuffer in =
        ByteBuffer.wrap(bytes)
            .order(format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    float[] samples = new float[bytes.length / format.getFrameSize()];
    for (int i = 0; i < samples.length; i++) {
      double sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += sample(format.getEncoding(), size, in, (i * channels + c) * size);
      }
      samples[i] = (float) (sum / channels);
      if (!Float.isFinite(samples[i])) {
        throw new SoundException("holds numbers that are not finite");
      }
    }
    return new Waveform(Math.round(format.getSampleRate()), samples);
  }

  private static double sample(Encoding encoding, int size, ByteBuffer in, int at)
      throws SoundException {
    if (encoding.equals(Encoding.PCM_FLOAT)) {
      return size == 4 ? in.getFloat(at) : in.getDouble(at);
    }
    boolean unsigned = encoding.equals(Encoding.PCM_UNSIGNED);
    if (!unsigned && !encoding.equals(Encoding.PCM_SIGNED)) {
      throw new SoundException("is in a form that is not read (" + encoding + ")");
    }
    boolean big = in.order() == ByteOrder.BIG_ENDIAN;
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | in.get(big ? at + i : at + size - 1 - i) & 0xff;
    }
    long half = 1L << (8 * size - 1);
    return (unsigned ? value - half : value >= half ? value - 2 * half : value) / (double) half;
  }
}
