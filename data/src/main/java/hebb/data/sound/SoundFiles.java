package hebb.data.sound;

import hebb.data.table.DecodedFiles;
import hebb.data.table.FileException;
import hebb.data.table.Folder;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The sounds that cells name as [spectrograms][MelSpectrogram]. Kept as far as the folder has
/// room.
///
/// @param folder what names are relative to
/// @param mel of all sounds, which are brought to its rate
/// @param rate of that, in samples a second
/// @param frames the most of a sound
public record SoundFiles(Folder folder, MelSpectrogram mel, int rate, int frames)
    implements DecodedFiles {
  /// The lowest rate that is read, in samples a second.
  public static final int LOWEST_RATE = 1000;

  /// The highest rate that is read, in samples a second.
  public static final int HIGHEST_RATE = 400_000;

  /// Of a rate and length.
  public SoundFiles(Folder folder, int rate, int frames) {
    this(folder, new MelSpectrogram(rate), rate, frames);
  }

  /// What is known of a sound without its spectrogram.
  ///
  /// @param rate in samples a second
  /// @param samples how many
  public record Length(int rate, int samples) {}

  /// The rates and lengths of files, without those that are no sounds.
  public static List<Length> lengths(Folder folder, List<String> names) {
    return names.parallelStream()
        .map(name -> length(folder, name))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Length> length(Folder folder, String name) {
    try {
      return Optional.of(length(DecodedFiles.bytes(folder, name)));
    } catch (FileException e) {
      return Optional.empty();
    }
  }

  /// The rate and length of a file at hand.
  ///
  /// @throws FileException if it is no sound that can be read
  public static Length length(byte[] file) throws FileException {
    Waveform sound = waveform(file);
    return new Length(sound.rate(), sound.samples().length);
  }

  private static Waveform waveform(byte[] file) throws FileException {
    Waveform sound = SoundDecoder.present().decode(file);
    if (sound.samples().length == 0) {
      throw new SoundException("has no samples");
    }
    if (sound.rate() < LOWEST_RATE || sound.rate() > HIGHEST_RATE) {
      throw new SoundException(
          "has "
              + sound.rate()
              + " samples a second, where "
              + LOWEST_RATE
              + " to "
              + HIGHEST_RATE
              + " are read");
    }
    return sound;
  }

  @Override
  public String key() {
    return rate + " " + frames;
  }

  /// The file's own rate and how many frames it has, kept or cut, then the spectrogram.
  @Override
  public byte[] decoded(byte[] file) throws FileException {
    Waveform sound = waveform(file);
    float[] samples = sound.at(rate).samples();
    float[] spectrogram = mel.of(samples, frames);
    ByteBuffer bytes = ByteBuffer.allocate(8 + 4 * spectrogram.length);
    bytes.putInt(sound.rate()).putInt(MelSpectrogram.frames(rate, samples.length));
    bytes.asFloatBuffer().put(spectrogram);
    return bytes.array();
  }

  @Override
  public List<String> notes(List<String> names) {
    Set<Integer> rates = new LinkedHashSet<>();
    int others = 0;
    for (String name : names) {
      try {
        int own = ByteBuffer.wrap(read(name)).getInt();
        others += own == rate ? 0 : 1;
        if (own != rate) {
          rates.add(own);
        }
      } catch (FileException e) {
        // UnreadableFiles tells of what cannot be read.
      }
    }
    if (others == 0) {
      return List.of();
    }
    return List.of(
        (others == 1 ? "1 sound is" : others + " sounds are")
            + " of another rate than "
            + rate
            + " samples a second, such as "
            + rates.stream().limit(3).map(String::valueOf).collect(Collectors.joining(", "))
            + ", and "
            + (others == 1 ? "is" : "are")
            + " resampled.");
  }
}
