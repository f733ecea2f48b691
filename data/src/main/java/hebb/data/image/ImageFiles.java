package hebb.data.image;

import hebb.data.table.DecodedFiles;
import hebb.data.table.FileException;
import hebb.data.table.FileType;
import hebb.data.table.Folder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;

/// The images that cells name, brought to one size: levels from 0 to 255, `[height, width]` where
/// an image is grey, else `[height, width, 3]`. Kept as far as the folder has room.
///
/// @param folder what names are relative to
/// @param size of all images
public record ImageFiles(Folder folder, ImageSize size) implements DecodedFiles {
  private static final long MOST_IN_A_BYTE = 10_000;

  /// Whether a name ends as those of images do.
  public static boolean isNamed(String name) {
    return FileType.IMAGE.isNamed(name);
  }

  /// What the first bytes of files say, without those that are no images.
  public static List<ImageHeader> headers(Folder folder, List<String> names) {
    return names.parallelStream()
        .map(name -> header(folder, name))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<ImageHeader> header(Folder folder, String name) {
    try {
      return Optional.of(readHeader(folder, name));
    } catch (FileException e) {
      return Optional.empty();
    }
  }

  /// What the first bytes of a file say.
  ///
  /// @throws FileException if the file is not there, or no image
  public static ImageHeader readHeader(Folder folder, String name) throws FileException {
    try (InputStream in = Files.newInputStream(folder.resolve(name))) {
      return ImageHeader.of(in.readNBytes(ImageHeader.BYTES));
    } catch (IOException | InvalidPathException e) {
      throw DecodedFiles.failure(e);
    }
  }

  @Override
  public String key() {
    return size.toString();
  }

  /// The levels of an image whose file is at hand.
  ///
  /// @throws ImageException if it is no image that can be read
  @Override
  public byte[] decoded(byte[] file) throws ImageException {
    ImageHeader header = ImageHeader.of(file);
    if (header.frames() == 0
        || (long) header.height() * header.width() > MOST_IN_A_BYTE * file.length) {
      throw new ImageException("is cut off");
    }
    Pixels pixels = ImageDecoder.present().decode(file);
    return Resize.to(size, pixels.asGreyIfGrey(), header.orientation()).levels();
  }

  @Override
  public List<String> notes(List<String> names) {
    List<ImageHeader> others =
        headers(folder, names).stream()
            .filter(
                image -> image.shownHeight() != size.height() || image.shownWidth() != size.width())
            .toList();
    if (others.isEmpty()) {
      return List.of();
    }
    ImageHeader first = others.getFirst();
    return List.of(
        (others.size() == 1 ? "1 image is" : others.size() + " images are")
            + " brought to the size of training, "
            + size
            + ", as one of "
            + first.shownHeight()
            + "x"
            + first.shownWidth()
            + ".");
  }
}
