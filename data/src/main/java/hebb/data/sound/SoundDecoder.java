package hebb.data.sound;

import hebb.data.DataException;
import java.util.Optional;
import java.util.ServiceLoader;

/// Makes samples of the bytes of a WAV file. It is found by `ServiceLoader`: the module
/// `hebb.media` has one, by the decoders of the JDK, so that what reads tables needs no
/// `java.desktop`. Any number of threads use it at once.
public interface SoundDecoder {
  /// The samples of a file, the mean of its channels.
  ///
  /// @throws SoundException if the file is damaged, cut off, empty or in a form that is not read
  Waveform decode(byte[] file) throws SoundException;

  /// The decoder there is.
  ///
  /// @throws DataException if there is none
  static SoundDecoder present() {
    return Holder.DECODER.orElseThrow(
        () ->
            new DataException(
                "sound: expected the module hebb.media, which reads sounds, got none on the module path or class path. Add hebb-media to the dependencies."));
  }

  /// Looks for it once, when a sound is first read.
  final class Holder {
    private static final Optional<SoundDecoder> DECODER =
        ServiceLoader.load(SoundDecoder.class, SoundDecoder.class.getClassLoader()).findFirst();

    private Holder() {}
  }
}
