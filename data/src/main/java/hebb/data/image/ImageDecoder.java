package hebb.data.image;

import hebb.data.DataException;
import java.util.Optional;
import java.util.ServiceLoader;

/// Makes pixels of the bytes of a PNG, JPEG, GIF or BMP file. It is found by `ServiceLoader`: the
/// module `hebb.media` has one, by the decoders of the JDK, so that what reads tables needs no
/// `java.desktop`. Any number of threads use it at once.
public interface ImageDecoder {
  /// The pixels of the first image in a file, as they are stored: not yet turned as EXIF says. What
  /// is transparent is put on white; levels of 16 bits are rounded to 8.
  ///
  /// @throws ImageException if the file is damaged, cut off, or in a form that is not read
  Pixels decode(byte[] file) throws ImageException;

  /// The decoder there is.
  ///
  /// @throws DataException if there is none
  static ImageDecoder present() {
    return Holder.DECODER.orElseThrow(
        () ->
            new DataException(
                "image: expected the module hebb.media, which reads images, got none on the module path or class path. Add hebb-media to the dependencies."));
  }

  /// Looks for it once, when an image is first read.
  final class Holder {
    private static final Optional<ImageDecoder> DECODER =
        ServiceLoader.load(ImageDecoder.class, ImageDecoder.class.getClassLoader()).findFirst();

    private Holder() {}
  }
}
