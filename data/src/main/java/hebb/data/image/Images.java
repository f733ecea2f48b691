package hebb.data.image;

import hebb.data.DataException;
import hebb.data.Fingerprint;
import hebb.data.table.TextSource;
import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Pictures with labels. A row's features are its pixels from 0 (black) to 1, `[height, width,
/// channels]`; its target is the index of its class. Kept as bytes.
public final class Images implements Dataset {
  private static final float[] LEVELS = new float[256];

  static {
    for (int i = 0; i < LEVELS.length; i++) {
      LEVELS[i] = i / 255f;
    }
  }

  private final String name;
  private final String sha256;
  private final Shape image;
  private final byte[] pixels;
  private final byte[] labels;
  private final List<String> classes;
  private final int[] rows;
  private final List<String> notes;
  private final float[] classOfLabel;

  private Images(
      String name,
      String sha256,
      Shape image,
      byte[] pixels,
      byte[] labels,
      List<String> classes,
      int[] rows,
      List<String> notes) {
    this.name = name;
    this.sha256 = sha256;
    this.image = image;
    this.pixels = pixels;
    this.labels = labels;
    this.classes = List.copyOf(classes);
    this.rows = rows;
    this.notes = List.copyOf(notes);
    this.classOfLabel = new float[256];
    Map<String, Integer> places = new HashMap<>();
    classes.forEach(label -> places.put(label, places.size()));
    for (int label = 0; label < classOfLabel.length; label++) {
      classOfLabel[label] = places.getOrDefault(Integer.toString(label), 0);
    }
  }

  /// Reads idx files of pictures, `[rows, height, width]` or with a fourth dimension, and of
  /// labels, `[rows]`. The classes are the labels that occur, in order.
  ///
  /// @throws DataException if a file is not sound, they differ in length, or there are fewer than
  ///   two classes
  public static Images read(Path images, Path labels) {
    byte[] read = labels(labels);
    List<String> classes = classes(read);
    if (classes.size() < 2) {
      throw new DataException(
          labels + ": expected at least 2 classes, got only " + classes + ". Give other labels.");
    }
    return read(images, labels, classes);
  }

  /// Reads idx files of pictures and of labels that are among given classes.
  ///
  /// @throws DataException if a file is not sound, they differ in length, or a label is not among
  ///   the classes
  public static Images read(Path images, Path labels, List<String> classes) {
    Images pictures = read(images);
    byte[] read = labels(labels);
    if (read.length != pictures.rows()) {
      throw new DataException(
          labels
              + ": expected "
              + pictures.rows()
              + " labels, one for each picture of "
              + images
              + ", got "
              + read.length
              + ". Give the files that belong together.");
    }
    for (int i = 0; i < read.length; i++) {
      if (!classes.contains(Integer.toString(read[i] & 0xff))) {
        throw new DataException(
            labels
                + ", row "
                + (i + 1)
                + ": expected one of the classes "
                + String.join(", ", classes)
                + ", got "
                + (read[i] & 0xff)
                + ". Give labels of the same kind.");
      }
    }
    return new Images(
        pictures.name,
        pictures.sha256,
        pictures.image,
        pictures.pixels,
        read,
        classes,
        pictures.rows,
        List.of());
  }

  /// Reads an idx file of pictures without labels; their targets are 0.
  ///
  /// @throws DataException if the file is not sound
  public static Images read(Path images) {
    Idx idx = Idx.read(images);
    int[] dims = idx.dims();
    if (dims.length < 3) {
      throw new DataException(
          images
              + ": expected pictures in 3 or 4 dimensions, got "
              + dims.length
              + ". "
              + (dims.length == 1
                  ? "These may be the labels."
                  : "Write them as [rows, height, width]."));
    }
    Shape image = Shape.of(dims[1], dims[2], dims.length == 4 ? dims[3] : 1);
    int[] rows = IntStream.range(0, dims[0]).toArray();
    return new Images(
        String.valueOf(images.getFileName()),
        idx.sha256(),
        image,
        idx.bytes(),
        new byte[dims[0]],
        List.of(),
        rows,
        List.of());
  }

  private static byte[] labels(Path labels) {
    Idx idx = Idx.read(labels);
    if (idx.dims().length != 1) {
      throw new DataException(
          labels
              + ": expected labels in 1 dimension, got "
              + idx.dims().length
              + ". These may be the pictures.");
    }
    return idx.bytes();
  }

  private static List<String> classes(byte[] labels) {
    return IntStream.range(0, labels.length)
        .map(i -> labels[i] & 0xff)
        .distinct()
        .sorted()
        .mapToObj(Integer::toString)
        .toList();
  }

  /// Pictures made in memory; the arrays are used as they are.
  ///
  /// @param image the shape of a picture, `[height, width, channels]`
  public static Images of(
      String name, Shape image, byte[] pixels, byte[] labels, List<String> classes) {
    return new Images(
        name,
        "",
        image,
        pixels,
        labels,
        classes,
        IntStream.range(0, labels.length).toArray(),
        List.of());
  }

  /// Whether a file begins as an idx file does, gzip or not; false for a file that cannot be read.
  public static boolean isIdx(Path file) {
    try (var in = TextSource.unpacked(TextSource.openBytes(file))) {
      return Arrays.equals(in.readNBytes(2), new byte[2]);
    } catch (IOException | DataException e) {
      return false;
    }
  }

  /// Some of the rows, over the same pixels.
  public Images part(int[] places) {
    return with(Arrays.stream(places).map(place -> rows[place]).toArray(), notes);
  }

  /// The same with a sentence on how they were found.
  public Images withNote(String sentence) {
    return with(rows, List.of(sentence));
  }

  private Images with(int[] some, List<String> said) {
    return new Images(name, sha256, image, pixels, labels, classes, some, said);
  }

  /// What a person should hear of how they were found, as sentences.
  public List<String> notes() {
    return notes;
  }

  /// The picture of a row.
  ///
  /// @throws IllegalArgumentException if it has neither 1 nor 3 channels
  public Pixels pixels(int row) {
    int from = rows[row] * image.size();
    return new Pixels(
        image.dim(0),
        image.dim(1),
        image.dim(2),
        Arrays.copyOfRange(pixels, from, from + image.size()));
  }

  /// The index of a row's class.
  public int target(int row) {
    return (int) classOfLabel[label(row)];
  }

  /// The label of a row, as its file has it, from 0 to 255.
  public int label(int row) {
    return labels[rows[row]] & 0xff;
  }

  /// What the data is called.
  public String name() {
    return name;
  }

  /// The SHA-256 of the file of pictures as hexadecimal digits; empty for pictures made in memory.
  public String sha256() {
    return sha256;
  }

  /// What tells these rows from others: a SHA-256 over the file of pictures, or the pixels where
  /// there is no file, and the labels.
  public String fingerprint() {
    var digest = new Fingerprint();
    if (sha256.isEmpty()) {
      digest.add(pixels);
    } else {
      digest.add(sha256);
    }
    digest.add(labels);
    for (int row : rows) {
      digest.add(row);
    }
    return digest.text();
  }

  /// The shape of a picture, `[height, width, channels]`, as in `[28, 28, 1]`.
  public Shape image() {
    return image;
  }

  /// The classes, by whose index targets are given; empty if there are no labels.
  public List<String> classes() {
    return classes;
  }

  @Override
  public int rows() {
    return rows.length;
  }

  @Override
  public List<InputSpec> inputs() {
    return List.of(InputSpec.features(image));
  }

  @Override
  public Shape targets() {
    return Shape.of(1);
  }

  @Override
  public void read(int[] order, int from, int count, float[] features, float[] targets) {
    int size = image.size();
    for (int i = 0; i < count; i++) {
      int row = rows[order[from + i]];
      for (int p = 0; p < size; p++) {
        features[i * size + p] = LEVELS[pixels[row * size + p] & 0xff];
      }
      targets[i] = classOfLabel[labels[row] & 0xff];
    }
  }
}
