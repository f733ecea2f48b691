package hebb.data.image;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The size that images are brought to, and how.
///
/// @param height rows of pixels, from 1 to 4,096
/// @param width pixels in a row, from 1 to 4,096
/// @param crop whether an image of another form is cut at its longer side, else it is fitted in
///   whole and its border goes on to the edge
public record ImageSize(int height, int width, boolean crop) {
  /// The longest side that is chosen where no size is said.
  public static final int USUAL = 64;

  /// What a size is found from where it is not said.
  public static final String AUTO = "auto";

  private static final int MOST = 4096;
  private static final Pattern TEXT =
      Pattern.compile("(?:(auto)|([1-9]\\d{0,3})(?:x([1-9]\\d{0,3}))?)(?::(fit|crop))?");

  /// Sizes in range.
  public ImageSize {
    if (height < 1 || width < 1 || height > MOST || width > MOST) {
      throw new IllegalArgumentException(
          "image size: expected 1 to "
              + MOST
              + " pixels a side, got "
              + height
              + "x"
              + width
              + ".");
    }
  }

  /// Whether a text leaves the size to be found.
  public static boolean isAuto(String text) {
    return matcher(text).group(1) != null;
  }

  /// Reads `HxW` or `N` (as high as wide), and `:crop` or `:fit` behind it; of `auto` what the
  /// images suggest.
  ///
  /// @param found heights and widths of the images, for `auto`
  /// @throws IllegalArgumentException if the text is not that
  public static ImageSize of(String text, List<ImageHeader> found) {
    Matcher m = matcher(text);
    boolean crop = "crop".equals(m.group(4));
    if (m.group(1) != null) {
      return usual(found, crop);
    }
    int height = Integer.parseInt(m.group(2));
    int width = m.group(3) == null ? height : Integer.parseInt(m.group(3));
    return new ImageSize(height, width, crop);
  }

  /// An image brought to this size; in grey if it is grey.
  public Pixels of(Pixels image) {
    return Resize.to(this, image.asGreyIfGrey(), 1);
  }

  private static Matcher matcher(String text) {
    Matcher m = TEXT.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "image size: expected HxW, N or auto, and :fit or :crop behind it, got '" + text + "'.");
    }
    return m;
  }

  /// The median height and width, made smaller in equal measure where a side is longer than
  /// [#USUAL].
  private static ImageSize usual(List<ImageHeader> found, boolean crop) {
    int height = median(found.stream().mapToInt(ImageHeader::shownHeight).toArray());
    int width = median(found.stream().mapToInt(ImageHeader::shownWidth).toArray());
    double scale = Math.min(1, USUAL / (double) Math.max(height, width));
    return new ImageSize(
        Math.max(1, (int) Math.rint(height * scale)),
        Math.max(1, (int) Math.rint(width * scale)),
        crop);
  }

  private static int median(int[] values) {
    Arrays.sort(values);
    return values.length == 0 ? USUAL : values[values.length / 2];
  }

  /// The text that [#of] reads.
  @Override
  public String toString() {
    return height + "x" + width + (crop ? ":crop" : "");
  }
}
