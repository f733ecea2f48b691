package hebb.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.data.DataException;
import hebb.data.image.Augmentation;
import hebb.data.image.ImageSize;
import hebb.data.image.Images;
import hebb.data.kind.Column;
import hebb.data.kind.Fit;
import hebb.data.kind.Image;
import hebb.data.schema.Encoder;
import hebb.data.schema.Encoding;
import hebb.data.schema.Schema;
import hebb.data.schema.SchemaOptions;
import hebb.data.schema.TableDataset;
import hebb.data.schema.Unseen;
import hebb.data.table.FileFolder;
import hebb.data.table.FileType;
import hebb.data.table.Folder;
import hebb.data.table.Table;
import hebb.data.table.TableReader;
import hebb.data.table.Texts;
import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageColumnTest {
  private static final int ROWS = 12;
  private static final SchemaOptions CLASS = SchemaOptions.target("class");

  @TempDir Path folder;

  private static byte[] levels(int size, int row) {
    byte[] levels = new byte[size];
    new Random(row).nextBytes(levels);
    return levels;
  }

  private Path png(String name, int height, int width, int channels, int row) throws IOException {
    return Png.write(
        folder.resolve(name),
        "png",
        height,
        width,
        channels,
        levels(height * width * channels, row));
  }

  private void classes() throws IOException {
    for (int row = 0; row < ROWS; row++) {
      png((row % 2 == 0 ? "café/" : "two words/") + "img " + row + ".png", 6, 4, 1, row);
    }
  }

  private static int[] all(Table table) {
    return IntStream.range(0, table.rows()).toArray();
  }

  private static float[] read(Dataset data) {
    float[] rows = new float[data.rows() * data.width()];
    int[] order = IntStream.range(0, data.rows()).toArray();
    data.read(order, 0, order.length, rows, new float[order.length * data.targets().size()]);
    return rows;
  }

  @Test
  void aFolderOfClassFoldersIsATable() throws IOException {
    classes();
    png("__MACOSX/x/a.png", 6, 4, 1, 1);
    png("café/.hidden.png", 6, 4, 1, 1);
    png(".git/a.png", 6, 4, 1, 1);
    Files.writeString(folder.resolve("café/notes.txt"), "x");
    Files.writeString(folder.resolve("readme.md"), "x");
    Table table = FileFolder.read(folder).train();
    assertThat(table.columns()).containsExactly("image", "class");
    assertThat(table.rows()).isEqualTo(ROWS);
    assertThat(table.cells("image").text(0)).isEqualTo("café/img 0.png");
    assertThat(table.cells("class").text(ROWS - 1)).isEqualTo("two words");
    assertThat(table.notes())
        .containsExactly(
            "2 files are passed over, as their names end otherwise than those of images: café/notes.txt, readme.md.");
    png("loose.png", 6, 4, 1, 1);
    assertThat(FileFolder.read(folder).train().notes())
        .containsExactly(
            table.notes().getFirst(),
            "1 image is passed over, as it lies in no class folder: loose.png.");
    Files.delete(folder.resolve("loose.png"));
    Schema schema = Schema.infer(table, CLASS);
    assertThat(schema.notes()).isEqualTo(table.notes());
    assertThat(schema.columns().getFirst())
        .isEqualTo(new Column("image", "image", "6x4", "", 0, "images, fitted to 6x4"));
    Encoder encoder = Encoder.learn(table, schema, all(table));
    assertThat(encoder.inputs()).containsExactly(InputSpec.of("image", Shape.of(6, 4, 1)));
    png("café/img 0.png", 6, 4, 1, 99);
    String before = table.fingerprint();
    assertThat(FileFolder.read(folder).train().fingerprint()).isEqualTo(before);
    png("café/img 0.png", 60, 4, 1, 99);
    assertThat(FileFolder.read(folder).train().fingerprint()).isNotEqualTo(before);
  }

  @Test
  void partsAreRecognised() throws IOException {
    for (String part : List.of("Train", "valid", "test")) {
      for (int row = 0; row < 4; row++) {
        png(part + "/" + (row % 2 == 0 ? "a" : "b") + "/" + row + ".png", 3, 3, 1, row);
      }
    }
    FileFolder parts = FileFolder.read(folder);
    assertThat(parts.train().name()).isEqualTo(folder.getFileName().toString());
    assertThat(parts.test().orElseThrow().name()).isEqualTo(folder.getFileName() + "/test");
    assertThat(parts.validation().orElseThrow().cells("image").text(3)).isEqualTo("valid/b/3.png");
    assertThat(parts.test().orElseThrow().rows()).isEqualTo(4);
    Table files =
        FileFolder.files(
            List.of(folder.resolve("test"), folder.resolve("Train/a/0.png")), FileType.IMAGE, "x");
    assertThat(files.columns()).containsExactly("x");
    assertThat(files.rows()).isEqualTo(5);
    assertThatThrownBy(() -> FileFolder.read(Files.createDirectory(folder.resolve("empty"))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "expected images (PNG, JPEG, GIF or BMP) or sounds (WAV), got a folder without any");
  }

  /// Standardised by the training part, whatever of it is kept in memory; colour if one image is.
  @Test
  void numbersAreThoseOfTheTrainingPart() throws IOException {
    classes();
    Table table = FileFolder.read(folder).train();
    int[] train = {0, 1, 2, 7, 8};
    Encoder encoder = Encoder.learn(table, Schema.infer(table, CLASS), train);
    float[] rows = read(TableDataset.of(encoder, table, train));
    double sum = 0;
    double squares = 0;
    for (float value : rows) {
      sum += value;
      squares += value * value;
    }
    assertThat(sum / rows.length).isBetween(-1e-6, 1e-6);
    assertThat(squares / rows.length).isBetween(0.99999, 1.00001);
    Table unkept = table.withFiles(Folder.of(folder, 100), table.sha256(), List.of());
    assertThat(read(TableDataset.of(encoder, unkept, train))).isEqualTo(rows);
    png("café/img 2.png", 6, 4, 3, 5);
    Table coloured = FileFolder.read(folder).train();
    Encoder colour = Encoder.learn(coloured, Schema.infer(coloured, CLASS), all(coloured));
    assertThat(colour.inputs().getFirst().row()).isEqualTo(Shape.of(6, 4, 3));
    Encoder grey = Encoder.learn(coloured, Schema.infer(coloured, CLASS), new int[] {0, 1, 8});
    assertThat(grey.inputs().getFirst().row()).isEqualTo(Shape.of(6, 4, 1));
    assertThat(read(TableDataset.of(grey, coloured, all(coloured)))).doesNotContain(Float.NaN);
  }

  /// From a table, a file row by row, and a map, by name and by bytes.
  @Test
  void aRowIsEncodedAlikeWhereverItComesFrom() throws IOException {
    var text = new StringBuilder("photo,size,class\n");
    for (int row = 0; row < ROWS; row++) {
      png("p/" + row + ".png", 5, 5, 3, row);
      text.append("p/").append(row).append(".png,").append(row * 7 % 5).append(".5,");
      text.append(row % 2 == 0 ? "a\n" : "b\n");
    }
    Path csv = Files.writeString(folder.resolve("t.csv"), text);
    Table table = TableReader.read(csv);
    Schema schema = Schema.infer(table, CLASS);
    assertThat(schema.columns()).extracting(Column::kind).startsWith("image", "numeric");
    Encoder encoder = Encoder.learn(table, schema, all(table));
    assertThat(encoder.inputs())
        .containsExactly(InputSpec.features(Shape.of(1)), InputSpec.of("photo", Shape.of(5, 5, 3)));
    float[] whole = new float[encoder.width()];
    float[] one = new float[encoder.width()];
    var rows = encoder.in(Folder.around(csv)).rowEncoder("t.csv", table.columns(), new Unseen());
    for (int row = 0; row < ROWS; row++) {
      encoder.encode(table, new int[] {row}, whole);
      rows.encode(List.of("p/" + row + ".png", table.cells(1).text(row), ""), row, one);
      assertThat(one).isEqualTo(whole);
      Map<String, Object> map = new HashMap<>();
      map.put("size", table.cells(1).text(row));
      map.put("photo", folder.resolve("p/" + row + ".png"));
      assertThat(encoder.encode(map, one)).isEmpty();
      assertThat(one).isEqualTo(whole);
      map.put("photo", Files.readAllBytes(folder.resolve("p/" + row + ".png")));
      assertThat(encoder.encode(map, one)).isEmpty();
      assertThat(one).isEqualTo(whole);
      map.put("photo", new byte[9]);
      assertThat(encoder.encode(map, one))
          .extracting(cell -> cell.fit())
          .containsExactly(Fit.UNREADABLE);
      assertThat(Arrays.copyOfRange(one, 1, 76)).containsOnly(0f);
    }
  }

  @Test
  void imagesThatCannotBeReadAreLeftOut() throws IOException {
    classes();
    Files.write(folder.resolve("café/empty.png"), new byte[0]);
    byte[] sound = Files.readAllBytes(folder.resolve("café/img 0.png"));
    Files.write(folder.resolve("two words/cut.png"), Arrays.copyOf(sound, sound.length / 2));
    Files.writeString(folder.resolve("two words/text.jpg"), "no image at all");
    Table table = FileFolder.read(folder).train();
    Schema schema = Schema.infer(table, CLASS);
    assertThat(schema.rowsWithTarget(table)).hasSize(ROWS);
    assertThat(schema.notesOnFiles(table))
        .containsExactly(
            "3 rows whose images cannot be read are left out: café/empty.png is empty,"
                + " two words/cut.png is damaged or cut off, or in a form that is not read,"
                + " two words/text.jpg is no PNG, JPEG, GIF or BMP.");
    assertThatThrownBy(() -> schema.lookAtFiles(table, new Unseen(Unseen.Strictness.CELLS)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "expected images that can all be read, got 3 that cannot: café/empty.png is empty, two");
    var seen = new Unseen();
    schema.lookAtFiles(table, seen);
    assertThat(seen.notes()).isEqualTo(schema.notesOnFiles(table));
    png("two words/other.png", 3, 9, 1, 1);
    Table more = FileFolder.read(folder).train();
    var resized = new Unseen();
    schema.lookAtFiles(more, resized);
    assertThat(resized.notes())
        .element(1)
        .isEqualTo("1 image is brought to the size of training, 6x4, as one of 3x9.");
  }

  @Test
  void filesThatAreNotThereAreLeftOutUnlessAllAre() throws IOException {
    png("a.png", 3, 3, 1, 1);
    png("c.png", 3, 3, 1, 2);
    Table table =
        TableReader.read(
            Files.writeString(folder.resolve("t.csv"), "photo,class\na.png,u\nb.png,v\nc.png,v\n"));
    Schema schema = Schema.infer(table, CLASS);
    assertThat(schema.rowsWithTarget(table)).containsExactly(0, 2);
    assertThat(schema.notesOnFiles(table).getFirst()).contains("b.png is not there");
    Table none =
        TableReader.read(
            Files.writeString(folder.resolve("t.csv"), "photo,class\nx.png,u\ny.png,v\nz.png,v\n"));
    assertThatThrownBy(() -> schema.rowsWithTarget(none))
        .hasMessageContaining(
            "got none: x.png is not there, y.png is not there, z.png is not there. Give other files.");
    String look =
        "look like names of images, none of which is in "
            + folder.toAbsolutePath()
            + "; --image photo says that they are.";
    assertThatThrownBy(() -> Schema.infer(none, CLASS))
        .hasMessageContaining("The cells of column 'photo' " + look);
    Table more =
        TableReader.read(
            Files.writeString(
                folder.resolve("m.csv"),
                "photo,n,class\nx.png,1.5,u\ny.png,2.25,v\nz.png,2.75,v\nz.png,3,u\n"));
    assertThat(Schema.infer(more, CLASS).notes()).anyMatch(note -> note.contains(look));
    assertThatThrownBy(() -> Schema.infer(none, CLASS.withKind("image", List.of("photo"))))
        .hasMessageContaining("got none, such as 'x.png', which is not there");
  }

  @Test
  void aRowWithoutAnImageStays() throws IOException {
    png("a.png", 3, 3, 1, 1);
    png("c.png", 3, 3, 1, 2);
    Table table =
        TableReader.read(
            Files.writeString(folder.resolve("t.csv"), "photo,class\na.png,u\n,v\nc.png,v\n"));
    Schema schema = Schema.infer(table, CLASS);
    assertThat(schema.rowsWithTarget(table)).containsExactly(0, 1, 2);
    assertThat(schema.notesOnFiles(table)).isEmpty();
  }

  @Test
  void sizesAreFoundOrSaid() throws IOException {
    png("a.png", 100, 200, 1, 1);
    png("b.png", 300, 150, 1, 2);
    png("c.png", 80, 160, 1, 3);
    Table table =
        Table.of(
                "t",
                List.of("image", "class"),
                List.of(Texts.of("a.png", "b.png", "c.png"), Texts.of("u", "v", "v")))
            .withFiles(Folder.of(folder), "", List.of());
    Schema auto = Schema.infer(table, CLASS);
    assertThat(auto.columns().getFirst().format()).isEqualTo("40x64");
    assertThat(auto.notes())
        .containsExactly(
            "Column 'image' holds images of 80x150 to 300x200 pixels (height x width), which are brought to 40x64, at most 64 a side; --image-size takes another size.");
    assertThat(format(table, "image=32")).isEqualTo("32x32");
    assertThat(format(table, "image=8x16:crop")).isEqualTo("8x16:crop");
    assertThat(format(table, "=auto:crop")).isEqualTo("40x64:crop");
    assertThatThrownBy(() -> format(table, "image=8y"))
        .hasMessageContaining("--image: expected a size such as 64x48");
    assertThatThrownBy(() -> format(table, "=0"))
        .hasMessageContaining("--image: expected a size such as 64x48");
  }

  private static String format(Table table, String said) {
    return Schema.infer(table, CLASS.withKind(Image.NAME, List.of(said)))
        .columns()
        .getFirst()
        .format();
  }

  /// Images from PNG files are those of idx, bit by bit.
  @Test
  void pngAndIdxGiveTheSamePixels() throws IOException {
    byte[] pixels = new byte[20 * 28 * 28];
    new Random(4).nextBytes(pixels);
    Images idx = Images.of("digits", Shape.of(28, 28, 1), pixels, new byte[20], List.of());
    for (int row = 0; row < 20; row++) {
      byte[] one = Arrays.copyOfRange(pixels, row * 784, (row + 1) * 784);
      Png.write(folder.resolve(row % 2 + "/" + (10 + row / 2) + ".png"), "png", 28, 28, 1, one);
    }
    Table table = FileFolder.read(folder).train();
    Image.Code code =
        new Image.Code("image", new ImageSize(28, 28, false), List.of(0.0), List.of(255.0), false);
    Encoder encoder = Encoder.learn(table, Schema.infer(table, CLASS), all(table));
    var plain =
        new Encoder(new Encoding(List.of(code), encoder.encoding().targets(), List.of("none")));
    float[] own = read(idx);
    float[] files = read(TableDataset.of(plain, table, all(table)));
    for (int row = 0; row < 20; row++) {
      int there = row % 2 * 10 + row / 2;
      assertThat(Arrays.copyOfRange(files, there * 784, (there + 1) * 784))
          .isEqualTo(Arrays.copyOfRange(own, row * 784, (row + 1) * 784));
    }
  }

  /// Training sees images changed by seed, epoch and row; measures see them as they are.
  @Test
  void augmentationIsOfTheEpochAndTheRow() throws IOException {
    classes();
    Table table = FileFolder.read(folder).train();
    Encoder encoder = Encoder.learn(table, Schema.infer(table, CLASS), all(table));
    Dataset rows = TableDataset.of(encoder, table, all(table));
    var place = new Augmentation.Place(0, Shape.of(6, 4, 1), List.of(-2f), List.of(2f));
    Augmentation strong = Augmentation.of("strong");
    Dataset changed = strong.of(rows, List.of(place), 7);
    assertThat(read(changed)).isEqualTo(read(rows));
    float[] first = read(changed.epoch(0));
    assertThat(read(strong.of(rows, List.of(place), 7).epoch(0))).isEqualTo(first);
    assertThat(first).isNotEqualTo(read(rows));
    assertThat(read(changed.epoch(1))).isNotEqualTo(first);
    assertThat(read(strong.of(rows, List.of(place), 8).epoch(0))).isNotEqualTo(first);
    float[] one = new float[24];
    changed.epoch(0).read(new int[] {5, 3}, 1, 1, one, new float[1]);
    assertThat(one).isEqualTo(Arrays.copyOfRange(first, 3 * 24, 4 * 24));
    assertThat(Augmentation.NONE.of(rows, List.of(place), 7)).isSameAs(rows);
  }
}
