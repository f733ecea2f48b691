package hebb.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.data.DataException;
import hebb.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ImagesTest {
  @TempDir Path folder;

  private static byte[] idx(int type, int[] dims, int... values) {
    byte[] bytes = new byte[4 + 4 * dims.length + values.length];
    bytes[2] = (byte) type;
    bytes[3] = (byte) dims.length;
    for (int i = 0; i < dims.length; i++) {
      for (int b = 0; b < 4; b++) {
        bytes[4 + 4 * i + b] = (byte) (dims[i] >>> (24 - 8 * b));
      }
    }
    for (int i = 0; i < values.length; i++) {
      bytes[4 + 4 * dims.length + i] = (byte) values[i];
    }
    return bytes;
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  @Test
  void pixelsKeepTheirOrder() throws IOException {
    Path images = file("i", idx(8, new int[] {2, 1, 3}, 0, 51, 255, 102, 0, 0));
    Path labels = file("l", idx(8, new int[] {2}, 7, 3));
    Images read = Images.read(images, labels);
    assertThat(read.image()).isEqualTo(Shape.of(1, 3, 1));
    assertThat(read.sha256()).hasSize(64);
    assertThat(read.classes()).containsExactly("3", "7");
    float[] features = new float[6];
    float[] targets = new float[2];
    read.read(new int[] {1, 0}, 0, 2, features, targets);
    assertThat(features).containsExactly(.4f, 0, 0, 0, .2f, 1);
    assertThat(targets).containsExactly(0, 1);
    read.part(new int[] {1}).read(new int[] {0}, 0, 1, features, targets);
    assertThat(targets[0]).isZero();
    assertThat(Images.read(images, labels, List.of("1", "3", "7")).classes()).hasSize(3);
    assertThat(Images.isIdx(images)).isTrue();
    assertThat(Images.isIdx(folder)).isFalse();
  }

  static Stream<Arguments> bad() {
    byte[] good = idx(8, new int[] {2, 1, 3}, 0, 1, 2, 3, 4, 5);
    return Stream.of(
        Arguments.of("empty", new byte[0], "begins with two zero bytes"),
        Arguments.of(
            "text",
            "a,b\n1,2\n".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            "begins with two zero bytes"),
        Arguments.of("floats", idx(13, new int[] {2, 1, 3}), "got type 13"),
        Arguments.of("five dimensions", idx(8, new int[] {1, 1, 1, 1, 1}, 0), "in 5"),
        Arguments.of("header cut off", Arrays.copyOf(good, 9), "cut off"),
        Arguments.of(
            "cut off",
            Arrays.copyOf(good, good.length - 1),
            "expected 6 bytes after the header, as 2 x 1 x 3 says, got 5"),
        Arguments.of("longer", Arrays.copyOf(good, good.length + 1), "got more"),
        Arguments.of("negative", idx(8, new int[] {-1, 1, 3}), "got 4294967295 as dimension 1"),
        Arguments.of(
            "huge",
            idx(8, new int[] {2_000_000_000, 2_000_000_000, 2_000_000_000}),
            "expected at most"),
        Arguments.of("lying", idx(8, new int[] {2_000_000, 28, 28}, 1, 2, 3), "got 3"),
        Arguments.of("labels", idx(8, new int[] {3}, 0, 1, 2), "These may be the labels"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void saysWhatIsWrong(String name, byte[] bytes, String expected) throws IOException {
    Path file = file("bad", bytes);
    assertThatThrownBy(() -> Images.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void saysWhatDoesNotBelongTogether() throws IOException {
    Path images = file("i", idx(8, new int[] {2, 1, 1}, 0, 1));
    Path three = file("l", idx(8, new int[] {3}, 0, 1, 0));
    Path same = file("s", idx(8, new int[] {2}, 1, 1));
    assertThatThrownBy(() -> Images.read(images, three)).hasMessageContaining("expected 2 labels");
    assertThatThrownBy(() -> Images.read(images, same)).hasMessageContaining("at least 2 classes");
    assertThatThrownBy(() -> Images.read(images, same, List.of("0", "2")))
        .hasMessageContaining("got 1");
    assertThatThrownBy(() -> Images.read(images, images))
        .hasMessageContaining("These may be the pictures");
  }
}
