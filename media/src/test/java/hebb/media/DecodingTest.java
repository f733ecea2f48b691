package hebb.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.data.image.ImageDecoder;
import hebb.data.image.ImageException;
import hebb.data.image.ImageFiles;
import hebb.data.image.ImageHeader;
import hebb.data.image.ImageSize;
import hebb.data.image.Pixels;
import hebb.data.table.Folder;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecodingTest {
  private static final ImageDecoder DECODER = ImageDecoder.present();

  private static byte[] file(BufferedImage image, String format) throws IOException {
    var bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, bytes)).isTrue();
    return bytes.toByteArray();
  }

  private static byte[] noise(int size, long seed) {
    byte[] levels = new byte[size];
    new Random(seed).nextBytes(levels);
    return levels;
  }

  private static byte[] sized(String size, byte[] file) throws ImageException {
    return new ImageFiles(Folder.HERE, ImageSize.of(size, List.of())).decoded(file);
  }

  @ParameterizedTest
  @CsvSource({"png, 1", "png, 3", "bmp, 3", "bmp, 1", "gif, 1"})
  void levelsAreThoseThatAreStored(String format, int channels) throws Exception {
    byte[] levels = noise(5 * 7 * channels, 1);
    byte[] file = file(Png.image(5, 7, channels, levels), format);
    assertThat(ImageHeader.of(file)).isEqualTo(new ImageHeader(5, 7, 1, 1));
    assertThat(sized("5x7", file)).isEqualTo(levels);
  }

  @Test
  void jpegComesNear() throws Exception {
    byte[] levels = new byte[16 * 16];
    Arrays.fill(levels, (byte) 100);
    byte[] file = file(Png.image(16, 16, 1, levels), "jpeg");
    byte[] read = sized("16", file);
    assertThat(read).hasSize(256);
    for (byte level : read) {
      assertThat(level & 0xff).isBetween(98, 102);
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_3BYTE_BGR
      })
  void transparencyIsOnWhite(int type) throws Exception {
    var image = new BufferedImage(2, 1, type);
    image.setRGB(0, 0, new Color(255, 0, 0, 51).getRGB());
    image.setRGB(1, 0, new Color(10, 20, 30).getRGB());
    boolean alpha = image.getColorModel().hasAlpha();
    byte other = (byte) (alpha ? 204 : 0);
    byte[] expected = {(byte) 255, other, other, 10, 20, 30};
    assertThat(DECODER.decode(file(image, "png")).levels()).isEqualTo(expected);
    assertThat(JdkImageDecoder.pixels(image).levels()).isEqualTo(expected);
  }

  @Test
  void sixteenBitsAreRounded() throws Exception {
    var image = new BufferedImage(4, 1, BufferedImage.TYPE_USHORT_GRAY);
    int[] levels = {0, 128, 129, 65535};
    for (int x = 0; x < levels.length; x++) {
      image.getRaster().setSample(x, 0, 0, levels[x]);
    }
    Pixels read = DECODER.decode(file(image, "png"));
    assertThat(read.channels()).isEqualTo(1);
    assertThat(read.levels()).isEqualTo(new byte[] {0, 0, 1, (byte) 255});
  }

  @Test
  void blackAndWhiteIsGrey() throws Exception {
    var image = new BufferedImage(9, 2, BufferedImage.TYPE_BYTE_BINARY);
    image.setRGB(3, 1, -1);
    byte[] expected = new byte[18];
    expected[12] = (byte) 255;
    assertThat(sized("2x9", file(image, "png"))).isEqualTo(expected);
  }

  /// The same picture of 2 x 3 pixels, turned as each orientation says it was.
  @ParameterizedTest
  @CsvSource({
    "1, 2, 3, 1 2 3 4 5 6",
    "2, 2, 3, 3 2 1 6 5 4",
    "3, 2, 3, 6 5 4 3 2 1",
    "4, 2, 3, 4 5 6 1 2 3",
    "5, 3, 2, 1 4 2 5 3 6",
    "6, 3, 2, 3 6 2 5 1 4",
    "7, 3, 2, 6 3 5 2 4 1",
    "8, 3, 2, 4 1 5 2 6 3"
  })
  void exifTurnsImages(int orientation, int height, int width, String stored) throws Exception {
    byte[] levels = new byte[64 * height * width];
    int[] blocks = Arrays.stream(stored.split(" ")).mapToInt(Integer::parseInt).toArray();
    for (int i = 0; i < levels.length; i++) {
      int row = i / (8 * width) / 8;
      int column = i % (8 * width) / 8;
      levels[i] = (byte) (40 * blocks[row * width + column]);
    }
    byte[] plain = file(Png.image(8 * height, 8 * width, 1, levels), "jpeg");
    for (boolean little : new boolean[] {true, false}) {
      byte[] turned = withExif(plain, orientation, little);
      ImageHeader header = ImageHeader.of(turned);
      assertThat(header.orientation()).isEqualTo(orientation);
      assertThat(new int[] {header.shownHeight(), header.shownWidth()}).containsExactly(16, 24);
      byte[] read = sized("16x24", turned);
      for (int block = 0; block < 6; block++) {
        int middle = (block / 3 * 8 + 4) * 24 + block % 3 * 8 + 4;
        assertThat(read[middle] & 0xff)
            .as("block " + block)
            .isBetween(40 * block + 37, 40 * block + 43);
      }
    }
  }

  private static byte[] withExif(byte[] jpeg, int orientation, boolean little) {
    var exif = ByteBuffer.allocate(36);
    exif.putShort((short) 0xffe1)
        .putShort((short) 34)
        .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    exif.put((little ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
    exif.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    exif.putShort((short) 42).putInt(8).putShort((short) 1).putShort((short) 0x112);
    exif.putShort((short) 3).putInt(1).putShort((short) orientation);
    byte[] with = new byte[jpeg.length + 36];
    System.arraycopy(jpeg, 0, with, 0, 2);
    System.arraycopy(exif.array(), 0, with, 2, 36);
    System.arraycopy(jpeg, 2, with, 38, jpeg.length - 2);
    return with;
  }

  @Test
  void theFirstFrameCounts() throws Exception {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int frame = 0; frame < 3; frame++) {
        byte[] levels = new byte[12];
        Arrays.fill(levels, (byte) (10 * frame));
        writer.writeToSequence(new IIOImage(Png.image(3, 4, 1, levels), null, null), null);
      }
      writer.endWriteSequence();
    }
    assertThat(ImageHeader.of(bytes.toByteArray())).isEqualTo(new ImageHeader(3, 4, 1, 2));
    assertThat(sized("3x4", bytes.toByteArray())).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "bmp", "jpeg"})
  void whatIsCutOffIsRefused(String format) throws Exception {
    byte[] whole = file(Png.image(40, 40, 3, noise(4800, 3)), format);
    DECODER.decode(whole);
    for (int length : new int[] {whole.length / 2, whole.length / 4}) {
      byte[] half = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> sized("8", half))
          .as("%d of %d", length, whole.length)
          .isInstanceOf(ImageException.class)
          .hasMessageContaining("cut off");
    }
    assertThatThrownBy(() -> ImageHeader.of(Arrays.copyOf(whole, 7)))
        .hasMessageContaining("is cut off");
  }

  @Test
  void sizesAreLookedAtFirst() {
    var png = ByteBuffer.allocate(64);
    png.putInt(0, 0x89504e47).putInt(16, 20_000).putInt(20, 20_000);
    assertThatThrownBy(() -> sized("8", png.array()))
        .hasMessage("is too large: 20000 x 20000 pixels, of at most 50000000");
    png.putInt(16, 0);
    assertThatThrownBy(() -> sized("8", png.array())).hasMessageContaining("has no pixels");
    assertThatThrownBy(() -> ImageHeader.of(new byte[0])).hasMessage("is empty");
    assertThatThrownBy(() -> ImageHeader.of(new byte[100]))
        .hasMessage("is no PNG, JPEG, GIF or BMP");
    byte[] cmyk = {-1, -40, -1, -64, 0, 20, 8, 0, 9, 0, 9, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    assertThatThrownBy(() -> ImageHeader.of(cmyk)).hasMessageContaining("is in CMYK");
  }

  @Test
  void anImageOfOnePixelIsOne() throws Exception {
    byte[] file = file(Png.image(1, 1, 1, new byte[] {77}), "png");
    assertThat(sized("3x2", file)).containsOnly(77);
  }

  /// Fitted in, the border goes on; cropped, the middle is left.
  @Test
  void imagesOfAnotherFormAreFittedInOrCropped() throws Exception {
    byte[] levels = {10, 20, 30, 40, 50, 60, 70, 80};
    byte[] file = file(Png.image(2, 4, 1, levels), "png");
    assertThat(sized("4", file))
        .containsExactly(10, 20, 30, 40, 10, 20, 30, 40, 50, 60, 70, 80, 50, 60, 70, 80);
    assertThat(sized("2:crop", file)).containsExactly(20, 30, 60, 70);
    assertThat(sized("1x2", file)).containsExactly(new byte[] {(byte) 36, (byte) 54});
  }

  @Test
  void awtImagesAreTakenToo() throws Exception {
    byte[] levels = noise(3 * 4 * 3, 5);
    assertThat(sized("3x4", Pictures.of(Png.image(3, 4, 3, levels)))).isEqualTo(levels);
  }

  /// Whatever the bytes, a file is read or refused.
  @Test
  void changedFilesAreReadOrRefused() throws Exception {
    var random = new Random(11);
    for (String format : List.of("png", "jpeg", "gif", "bmp")) {
      byte[] whole = file(Png.image(9, 11, 3, noise(297, 7)), format);
      for (int i = 0; i < 400; i++) {
        byte[] changed = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
        for (int k = 0; k <= random.nextInt(4); k++) {
          changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        try {
          assertThat(sized("4", changed).length).isIn(16, 48);
        } catch (ImageException e) {
          assertThat(e.getMessage()).doesNotContain("\n").isNotBlank();
        }
      }
    }
  }
}
