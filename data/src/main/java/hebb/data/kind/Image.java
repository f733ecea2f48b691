package hebb.data.kind;

import hebb.data.DataException;
import hebb.data.image.ImageFiles;
import hebb.data.image.ImageHeader;
import hebb.data.image.ImageSize;
import hebb.data.image.Pixels;
import hebb.data.table.DecodedFiles;
import hebb.data.table.FileException;
import hebb.data.table.FileType;
import hebb.data.table.Folder;
import hebb.data.table.MissingWords;
import hebb.data.table.ReadOptions;
import hebb.data.table.Texts;
import hebb.dataset.InputSpec;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/// Names of files with images, relative to the folder of the table: an input `[height, width,
/// channels]`, normalised by channel.
public final class Image implements FeatureKind {
  static final FeatureKind KIND = new Image();

  /// The name.
  public static final String NAME = "image";

  private static final int LOOKED = 100;
  private static final int ODD = 10;
  private static final int LEVELS = 256;

  private static final int FEWEST_PIXELS = 8;
  private static final int FEWEST_FILTERS = 24;
  private static final int MOST_FILTERS = 192;

  private Image() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean canBeTarget() {
    return false;
  }

  @Override
  public Class<? extends ColumnCode> code() {
    return Code.class;
  }

  /// The layers for images of a size as text, up to a vector: convolutions of 24, 48, ... filters,
  /// each followed by a pool of 2, until about 5 to 10 pixels a side are left; empty for images of
  /// fewer than 8 pixels a side.
  ///
  /// @param image `[height, width, channels]`
  public static Optional<String> network(Shape image) {
    int side = Math.min(image.dim(0), image.dim(1));
    if (side < FEWEST_PIXELS) {
      return Optional.empty();
    }
    var text = new StringBuilder();
    int filters = FEWEST_FILTERS;
    for (; side >= FEWEST_PIXELS && filters <= MOST_FILTERS; side /= 2) {
      text.append("conv(").append(filters).append(") relu max_pool ");
      filters *= 2;
    }
    return Optional.of(text.append("flatten dropout(0.4)").toString());
  }

  /// Whether nine in ten cells end as names of images do.
  private static boolean named(ColumnView column) {
    return column.cells() instanceof Texts texts
        && column.known() > 0
        && ODD * column.odd(texts, ImageFiles::isNamed).cells() <= column.known();
  }

  /// Says of a column that is no image, though its cells look like names of images, where their
  /// files were looked for.
  public static Optional<String> noteIfNotThere(ColumnView column) {
    return named(column)
        ? Optional.of(
            "look like names of images, none of which is in "
                + column.folder().path().toAbsolutePath().normalize())
        : Optional.empty();
  }

  /// Nine in ten cells end as names of images do, and one of the first files is there.
  @Override
  public Optional<Evidence> evidence(ColumnView column, ReadOptions.Decimal decimal) {
    if (!(column.cells() instanceof Texts texts)) {
      return Optional.empty();
    }
    boolean there =
        named(column)
            && texts.dictionary().stream()
                .filter(ImageFiles::isNamed)
                .limit(LOOKED)
                .anyMatch(name -> DecodedFiles.isThere(column.folder(), name));
    return there ? asSaid(column, "", decimal) : Optional.empty();
  }

  @Override
  public String formatExample() {
    return "64x48";
  }

  @Override
  public String formatWords() {
    return "a size such as 64x48 (height, width), 64 or auto, each 1 to 4096, and :fit or :crop behind it";
  }

  @Override
  public Optional<Evidence> asSaid(ColumnView column, String format, ReadOptions.Decimal decimal) {
    String said = format.isEmpty() ? ImageSize.AUTO : format;
    boolean auto = ImageSize.isAuto(said);
    if (!(column.cells() instanceof Texts texts)) {
      return Optional.empty();
    }
    List<ImageHeader> found =
        column
            .folder()
            .found(
                "headers " + column.name(),
                () -> ImageFiles.headers(column.folder(), texts.dictionary()));
    if (found.isEmpty()) {
      throw noImages(column, texts.dictionary());
    }
    ImageSize size = ImageSize.of(said, found);
    Evidence.Odd odd = column.odd(texts, ImageFiles::isNamed);
    return Optional.of(
        new Evidence(this, 1, option(), size.toString(), odd, note(size, auto, found)));
  }

  private static DataException noImages(ColumnView column, List<String> names) {
    String wrong = "nothing";
    try {
      if (!names.isEmpty()) {
        ImageFiles.readHeader(column.folder(), names.getFirst());
      }
    } catch (FileException e) {
      wrong = DataException.quote(names.getFirst()) + ", which " + e.getMessage();
    }
    return new DataException(
        "column "
            + DataException.quote(column.name())
            + ": expected names of images, relative to "
            + column.folder().path().toAbsolutePath().normalize()
            + ", got none, such as "
            + wrong
            + ". Correct them, or leave the column out with --ignore if it is one of a table.");
  }

  private static String note(ImageSize size, boolean auto, List<ImageHeader> found) {
    var words = new ArrayList<String>();
    String smallest = shown(found, true);
    String largest = shown(found, false);
    if (auto && !(smallest.equals(largest) && size.toString().equals(largest))) {
      words.add(
          "holds images of "
              + (smallest.equals(largest) ? "" : smallest + " to ")
              + largest
              + " pixels (height x width), which are brought to "
              + size
              + ", "
              + (size.height() == ImageSize.USUAL || size.width() == ImageSize.USUAL
                  ? "at most " + ImageSize.USUAL + " a side"
                  : "their median")
              + "; --image-size takes another size");
    }
    long animated = found.stream().filter(header -> header.frames() > 1).count();
    if (animated > 0) {
      words.add(
          (words.isEmpty() ? "has " : "and has ")
              + animated
              + (animated == 1 ? " animated image" : " animated images")
              + ", whose first frame counts");
    }
    return String.join(", ", words);
  }

  private static String shown(List<ImageHeader> found, boolean smallest) {
    IntStream heights = found.stream().mapToInt(ImageHeader::shownHeight);
    IntStream widths = found.stream().mapToInt(ImageHeader::shownWidth);
    return smallest
        ? heights.min().orElse(0) + "x" + widths.min().orElse(0)
        : heights.max().orElse(0) + "x" + widths.max().orElse(0);
  }

  /// Channels, mean and deviation of the training images. Sums are of whole numbers, so that they
  /// do not depend on the order in which files are read.
  @Override
  public ColumnCode learn(ColumnView column, String format, int[] rows) {
    ImageSize size = ImageSize.of(format, List.of());
    ImageFiles files = new ImageFiles(column.folder(), size);
    LongAdder[] counts = new LongAdder[3 * LEVELS];
    Arrays.setAll(counts, i -> new LongAdder());
    boolean colour =
        IntStream.of(rows)
                .parallel()
                .filter(row -> !column.cells().isMissing(row))
                .filter(row -> count(files, column.cells().text(row), counts))
                .count()
            > 0;
    boolean missing = IntStream.of(rows).anyMatch(column.cells()::isMissing);
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (int c = 0; c < (colour ? 3 : 1); c++) {
      double number = 0;
      double sum = 0;
      double squares = 0;
      for (int level = 0; level < LEVELS; level++) {
        long count = counts[c * LEVELS + level].sum();
        number += count;
        sum += (double) count * level;
        squares += (double) count * level * level;
      }
      double mean = number == 0 ? 0 : sum / number;
      double variance = number == 0 ? 0 : Math.max(0, squares / number - mean * mean);
      means.add(mean);
      deviations.add(variance > 0 ? Math.sqrt(variance) : 1);
    }
    return new Code(column.name(), size, means, deviations, missing);
  }

  /// Counts the levels of an image by channel; whether it is in colour.
  private static boolean count(ImageFiles files, String name, LongAdder[] counts) {
    try {
      byte[] levels = files.read(name);
      int pixels = files.size().height() * files.size().width();
      int channels = levels.length / pixels;
      int[] own = new int[counts.length];
      for (int i = 0; i < pixels; i++) {
        for (int c = 0; c < 3; c++) {
          own[c * LEVELS + (levels[i * channels + c % channels] & 0xff)]++;
        }
      }
      for (int i = 0; i < own.length; i++) {
        counts[i].add(own[i]);
      }
      return channels > 1;
    } catch (FileException e) {
      return false;
    }
  }

  @Override
  public Optional<DecodedFiles> files(Folder folder, String format) {
    return Optional.of(new ImageFiles(folder, ImageSize.of(format, List.of())));
  }

  @Override
  public String summary(ColumnView column, String format) {
    ImageSize size = ImageSize.of(format, List.of());
    return "images, "
        + (size.crop() ? "cropped" : "fitted")
        + " to "
        + size.height()
        + "x"
        + size.width();
  }

  /// Levels, standardised by channel: `(level - mean) / deviation`; 0 where there is no image. In
  /// grey where all training images are.
  ///
  /// @param column the column's name
  /// @param size that all images are brought to
  /// @param means by channel, in levels from 0 to 255
  /// @param deviations by channel, more than 0
  /// @param missing whether the training part had rows without an image
  public record Code(
      String column, ImageSize size, List<Double> means, List<Double> deviations, boolean missing)
      implements ShapedCode {
    /// Copies the lists.
    public Code {
      means = List.copyOf(means);
      deviations = List.copyOf(deviations);
      boolean sound = means.size() == 1 || means.size() == 3;
      for (int c = 0; c < means.size() && sound; c++) {
        sound =
            deviations.size() == means.size()
                && deviations.get(c) > 0
                && Double.isFinite(deviations.get(c))
                && Double.isFinite(means.get(c));
      }
      if (!sound) {
        throw new IllegalArgumentException(
            "image "
                + column
                + ": expected means and deviations above 0 of 1 or 3 channels, got "
                + means
                + " and "
                + deviations
                + ".");
      }
    }

    /// 1 for grey, 3 for colour.
    public int channels() {
      return means.size();
    }

    /// Of an image, `[height, width, channels]`.
    public Shape shape() {
      return Shape.of(size.height(), size.width(), channels());
    }

    @Override
    public InputSpec spec() {
      return InputSpec.of(input(), shape());
    }

    @Override
    public Optional<FileType> files() {
      return Optional.of(FileType.IMAGE);
    }

    @Override
    public String network() {
      return Image.network(shape()).orElse("flatten");
    }

    /// The number for a level from 0 to 255 of a channel.
    public float number(int channel, int level) {
      return (float) ((level - means.get(channel)) / deviations.get(channel));
    }

    /// Writes the numbers of an image, brought to the size.
    public void encode(Pixels image, float[] out, int at) {
      new Reader(this, Folder.HERE).write(size.of(image).levels(), out, at);
    }

    @Override
    public boolean knowsMissing() {
      return missing;
    }

    @Override
    public boolean asText() {
      return true;
    }

    @Override
    public String unreadable() {
      return "an image that is not there or cannot be read";
    }

    @Override
    public String treatment() {
      return "pixels " + shape() + ", standardised by channel";
    }

    @Override
    public CellEncoder encoder(MissingWords words) {
      return new Reader(this, Folder.HERE);
    }
  }

  private static final class Reader implements CellEncoder {
    private final Code code;
    private final ImageFiles files;
    private final float[] numbers;

    Reader(Code code, Folder folder) {
      this.code = code;
      this.files = new ImageFiles(folder, code.size);
      this.numbers = new float[code.channels() * LEVELS];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = code.number(i / LEVELS, i % LEVELS);
      }
    }

    @Override
    public CellEncoder in(Folder folder) {
      return new Reader(code, folder);
    }

    @Override
    public String expected() {
      return "a file that is there and holds a PNG, JPEG, GIF or BMP image";
    }

    @Override
    public Fit number(double value, float[] out, int at) {
      return Fit.UNREADABLE;
    }

    @Override
    public Fit text(String text, float[] out, int at) {
      try {
        return write(files.read(text), out, at);
      } catch (FileException e) {
        return Fit.UNREADABLE;
      }
    }

    @Override
    public Fit bytes(byte[] file, float[] out, int at) {
      try {
        return write(files.decoded(file), out, at);
      } catch (FileException e) {
        return Fit.UNREADABLE;
      }
    }

    private Fit write(byte[] levels, float[] out, int at) {
      int pixels = code.size.height() * code.size.width();
      boolean grey = levels.length == pixels;
      int channels = code.channels();
      for (int i = 0; i < pixels; i++) {
        if (channels == 1) {
          out[at + i] = numbers[grey ? levels[i] & 0xff : luminance(levels, 3 * i)];
        } else {
          for (int c = 0; c < 3; c++) {
            out[at + 3 * i + c] = numbers[c * LEVELS + (levels[grey ? i : 3 * i + c] & 0xff)];
          }
        }
      }
      return Fit.FITS;
    }

    /// The grey of a colour (Rec. 601), rounded.
    private static int luminance(byte[] rgb, int at) {
      return (299 * (rgb[at] & 0xff)
              + 587 * (rgb[at + 1] & 0xff)
              + 114 * (rgb[at + 2] & 0xff)
              + 500)
          / 1000;
    }

    @Override
    public void missing(float[] out, int at) {
      // The places hold 0, the mean, already.
    }
  }
}
