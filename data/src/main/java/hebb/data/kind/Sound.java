package hebb.data.kind;

import hebb.data.DataException;
import hebb.data.sound.MelSpectrogram;
import hebb.data.sound.SoundFiles;
import hebb.data.table.DecodedFiles;
import hebb.data.table.FileException;
import hebb.data.table.FileType;
import hebb.data.table.Folder;
import hebb.data.table.MissingWords;
import hebb.data.table.ReadOptions;
import hebb.data.table.Texts;
import hebb.dataset.InputSpec;
import hebb.tensor.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Names of files with sounds, relative to the folder of the table: an input `[frames, bands]` of
/// [spectrograms][MelSpectrogram], standardised by band, whose length varies by row.
public final class Sound implements FeatureKind {
  static final FeatureKind KIND = new Sound();

  /// The name.
  public static final String NAME = "sound";

  private static final int LOOKED = 100;
  private static final int ODD = 10;
  private static final int FRAMES_A_SECOND = 100;
  private static final int SECONDS = 10;

  private Sound() {}

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

  /// Nine in ten cells end as names of sounds do, and one of the first files is there.
  @Override
  public Optional<Evidence> evidence(ColumnView column, ReadOptions.Decimal decimal) {
    if (!(column.cells() instanceof Texts texts)) {
      return Optional.empty();
    }
    Evidence.Odd odd = column.odd(texts, FileType.SOUND::isNamed);
    boolean there =
        ODD * odd.cells() <= column.known()
            && texts.dictionary().stream()
                .filter(FileType.SOUND::isNamed)
                .limit(LOOKED)
                .anyMatch(name -> DecodedFiles.isThere(column.folder(), name));
    return there ? asSaid(column, "", decimal) : Optional.empty();
  }

  @Override
  public String formatExample() {
    return "30";
  }

  @Override
  public String formatWords() {
    return "the most seconds of a sound that count, 1 to 3600";
  }

  /// All are brought to the rate of most files.
  @Override
  public Optional<Evidence> asSaid(ColumnView column, String format, ReadOptions.Decimal decimal) {
    if (!format.matches("|[1-9]\\d{0,3}")
        || (!format.isEmpty() && Integer.parseInt(format) > 3600)) {
      throw new IllegalArgumentException("sound: expected " + formatWords() + ".");
    }
    if (!(column.cells() instanceof Texts texts)) {
      return Optional.empty();
    }
    List<SoundFiles.Length> found =
        column
            .folder()
            .found(
                "lengths " + column.name(),
                () -> SoundFiles.lengths(column.folder(), texts.dictionary()));
    if (found.isEmpty()) {
      throw noSounds(column, texts.dictionary());
    }
    Map<Integer, Integer> rates = new TreeMap<>();
    found.forEach(sound -> rates.merge(sound.rate(), 1, Integer::sum));
    int rate = Collections.max(rates.entrySet(), Map.Entry.comparingByValue()).getKey();
    int longest =
        found.stream()
            .mapToInt(
                sound ->
                    MelSpectrogram.frames(
                        rate, (int) ((long) sound.samples() * rate / sound.rate())))
            .max()
            .orElseThrow();
    int most = FRAMES_A_SECOND * (format.isEmpty() ? SECONDS : Integer.parseInt(format));
    Evidence.Odd odd = column.odd(texts, FileType.SOUND::isNamed);
    var notes = new ArrayList<String>();
    int others = found.size() - rates.getOrDefault(rate, 0);
    if (others > 0) {
      notes.add(
          "holds "
              + (others == 1 ? "1 sound" : others + " sounds")
              + " of another rate than "
              + rate
              + " samples a second, which "
              + (others == 1 ? "is" : "are")
              + " resampled");
    }
    if (longest > most && format.isEmpty()) {
      notes.add(
          "holds sounds of up to "
              + Math.ceilDiv(longest, FRAMES_A_SECOND)
              + " seconds, of which the first "
              + SECONDS
              + " count; --sound "
              + column.name()
              + "=SECONDS takes more");
    }
    String note = String.join(", and ", notes);
    Form form = new Form(rate, Math.min(longest, most));
    return Optional.of(new Evidence(this, 1, option(), form.toString(), odd, note));
  }

  private static DataException noSounds(ColumnView column, List<String> names) {
    String wrong = "nothing";
    try {
      if (!names.isEmpty()) {
        SoundFiles.length(DecodedFiles.bytes(column.folder(), names.getFirst()));
      }
    } catch (FileException e) {
      wrong = DataException.quote(names.getFirst()) + ", which " + e.getMessage();
    }
    return new DataException(
        "column "
            + DataException.quote(column.name())
            + ": expected names of sounds (WAV), relative to "
            + column.folder().path().toAbsolutePath().normalize()
            + ", got none, such as "
            + wrong
            + ". Correct them, or leave the column out with --ignore if it is one of a table.");
  }

  @Override
  public Optional<DecodedFiles> files(Folder folder, String format) {
    return Optional.of(Form.of(format).files(folder));
  }

  private static double seconds(Folder folder, String name) {
    try {
      SoundFiles.Length sound = SoundFiles.length(DecodedFiles.bytes(folder, name));
      return (double) sound.samples() / sound.rate();
    } catch (FileException e) {
      return Double.NaN;
    }
  }

  /// Mean and deviation by band, over all frames of the training part.
  @Override
  public ColumnCode learn(ColumnView column, String format, int[] rows) {
    Form form = Form.of(format);
    SoundFiles files = form.files(column.folder());
    int bands = MelSpectrogram.bands(form.rate);
    double[][] sums =
        IntStream.of(rows)
            .parallel()
            .filter(row -> !column.cells().isMissing(row))
            .mapToObj(row -> sums(files, column.cells().text(row), bands))
            .toArray(double[][]::new);
    double[] all = new double[2 * bands + 1];
    for (double[] one : sums) {
      for (int i = 0; i < all.length; i++) {
        all[i] += one[i];
      }
    }
    double count = Math.max(1, all[2 * bands]);
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (int band = 0; band < bands; band++) {
      double mean = all[band] / count;
      double variance = Math.max(0, all[bands + band] / count - mean * mean);
      means.add(mean);
      deviations.add(variance > 1e-12 * mean * mean ? Math.sqrt(variance) : 1);
    }
    boolean missing = IntStream.of(rows).anyMatch(column.cells()::isMissing);
    return new Code(column.name(), form.rate, form.frames, means, deviations, missing);
  }

  /// The sums over a sound's frames of each band and of its square, and how many frames there are.
  private static double[] sums(SoundFiles files, String name, int bands) {
    double[] sums = new double[2 * bands + 1];
    try {
      Frames frames = new Frames(files.read(name), bands);
      for (int i = 0; i < frames.count * bands; i++) {
        double x = frames.number(i);
        sums[i % bands] += x;
        sums[bands + i % bands] += x * x;
      }
      sums[2 * bands] = frames.count;
      return sums;
    } catch (FileException e) {
      return sums;
    }
  }

  @Override
  public String measured(String format) {
    return "seconds";
  }

  @Override
  public double[] measures(ColumnView column, String format) {
    return ColumnView.numbers(
        column.cells(), name -> seconds(column.folder(), name), value -> Double.NaN);
  }

  @Override
  public String summary(ColumnView column, String format) {
    Form form = Form.of(format);
    return "sounds of " + form.rate + " samples a second, up to " + form.frames + " frames";
  }

  /// What sounds of a column are brought to.
  ///
  /// @param frames the most
  private record Form(int rate, int frames) {
    /// As [#toString] writes it.
    static Form of(String text) {
      String[] parts = text.split("x", -1);
      return new Form(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    SoundFiles files(Folder folder) {
      return new SoundFiles(folder, rate, frames);
    }

    @Override
    public String toString() {
      return rate + "x" + frames;
    }
  }

  /// A spectrogram as [SoundFiles] gives it.
  private static final class Frames {
    private final ByteBuffer bytes;
    private final int all;
    private final int count;

    Frames(byte[] made, int bands) {
      this.bytes = ByteBuffer.wrap(made);
      this.all = bytes.getInt(4);
      this.count = (made.length - 8) / 4 / bands;
    }

    float number(int place) {
      return bytes.getFloat(8 + 4 * place);
    }
  }

  /// Spectrograms, standardised by band: `(x - mean) / deviation`; one frame of 0 where there is no
  /// sound. Of a sound that is longer than those of the training data the first frames count.
  ///
  /// @param column the column's name
  /// @param rate that all sounds are brought to, in samples a second
  /// @param frames the most of a sound
  /// @param means by band
  /// @param deviations by band, more than 0
  /// @param missing whether the training part had rows without a sound
  public record Code(
      String column,
      int rate,
      int frames,
      List<Double> means,
      List<Double> deviations,
      boolean missing)
      implements ShapedCode {
    /// Copies the lists.
    public Code {
      means = List.copyOf(means);
      deviations = List.copyOf(deviations);
      boolean right =
          rate >= SoundFiles.LOWEST_RATE
              && rate <= SoundFiles.HIGHEST_RATE
              && frames > 0
              && means.size() == MelSpectrogram.bands(rate)
              && deviations.size() == means.size();
      for (int band = 0; band < means.size() && right; band++) {
        right =
            deviations.get(band) > 0
                && Double.isFinite(deviations.get(band))
                && Double.isFinite(means.get(band));
      }
      if (!right) {
        throw new IllegalArgumentException(
            "sound "
                + column
                + ": expected a rate, 1 or more frames, and a mean and a deviation above 0 for each"
                + " band, got "
                + rate
                + ", "
                + frames
                + ", "
                + means
                + " and "
                + deviations
                + ".");
      }
    }

    @Override
    public InputSpec spec() {
      return InputSpec.of(input(), Shape.of(frames, means.size())).varying();
    }

    @Override
    public Optional<FileType> files() {
      return Optional.of(FileType.SOUND);
    }

    @Override
    public String network() {
      return Series.network(frames);
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
      return "a sound that is not there or cannot be read";
    }

    @Override
    public String treatment() {
      return "log-mel spectrograms of up to " + frames + " frames, " + means.size() + " bands";
    }

    @Override
    public CellEncoder encoder(MissingWords words) {
      return in(Folder.HERE);
    }

    private CellEncoder in(Folder folder) {
      return new Reader(this, new SoundFiles(folder, rate, frames));
    }
  }

  private record Reader(Code code, SoundFiles files) implements CellEncoder {
    @Override
    public CellEncoder in(Folder folder) {
      return code.in(folder);
    }

    @Override
    public String expected() {
      return "a file that is there and holds a WAV sound";
    }

    @Override
    public Fit number(double value, float[] out, int at) {
      missing(out, at);
      return Fit.UNREADABLE;
    }

    @Override
    public Fit text(String text, float[] out, int at) {
      try {
        return write(files.read(text), out, at);
      } catch (FileException e) {
        missing(out, at);
        return Fit.UNREADABLE;
      }
    }

    @Override
    public Fit bytes(byte[] file, float[] out, int at) {
      try {
        return write(files.decoded(file), out, at);
      } catch (FileException e) {
        missing(out, at);
        return Fit.UNREADABLE;
      }
    }

    private Fit write(byte[] made, float[] out, int at) {
      int bands = code.means.size();
      Frames frames = new Frames(made, bands);
      out[at] = frames.count;
      for (int i = 0; i < frames.count * bands; i++) {
        double mean = code.means.get(i % bands);
        out[at + 1 + i] = (float) ((frames.number(i) - mean) / code.deviations.get(i % bands));
      }
      return frames.all > frames.count ? Fit.CUT : Fit.FITS;
    }

    @Override
    public void missing(float[] out, int at) {
      out[at] = 1;
    }
  }
}
