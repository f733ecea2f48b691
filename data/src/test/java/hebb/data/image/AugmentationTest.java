package hebb.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.data.Fingerprint;
import hebb.data.image.Augmentation.Step;
import hebb.tensor.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AugmentationTest {
  private static final int HEIGHT = 9;
  private static final int WIDTH = 7;

  private static float[] image() {
    float[] image = new float[HEIGHT * WIDTH * 3];
    for (int i = 0; i < image.length; i++) {
      image[i] = (i * 37 % 256) / 255f;
    }
    return image;
  }

  private static float[] changed(String steps, float[] image, long key) {
    float[] row = new float[image.length + 2];
    System.arraycopy(image, 0, row, 2, image.length);
    var place =
        new Augmentation.Place(
            2, Shape.of(HEIGHT, WIDTH, 3), List.of(0f, 0f, 0f), List.of(1f, 1f, 1f));
    Augmentation.of(steps).change(row, 0, List.of(place), key);
    assertThat(row).startsWith(0f, 0f);
    return Arrays.copyOfRange(row, 2, row.length);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          light                                    | light
          shift(.1)  rotate(10) zoom               | light
          flip shift(share=0.3)                    | shift(0.3) flip
          rotate( 45 ) brightness cutout(degrees=1)|
          strong                                   | strong
          light flip                               | shift(0.1) rotate(10) zoom(0.1) flip
          cutout(.3) light                         | shift(0.1) rotate(10) zoom(0.1) cutout(0.3)
          """)
  void textsAreRead(String text, String written) {
    if (written == null) {
      assertThatThrownBy(() -> Augmentation.of(text)).isInstanceOf(IllegalArgumentException.class);
    } else {
      assertThat(Augmentation.of(text)).hasToString(written);
      assertThat(Augmentation.of(written)).isEqualTo(Augmentation.of(text));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          flop            | got 'flop'
          shift(2)        | expected shift above 0 and up to 1, got 2
          zoom(1)         | expected zoom above 0
          rotate(-1)      | expected rotate above 0 and up to 180, got -1
          shift(x)        | got 'x'
          shift(NaN)      | expected shift above 0
          shift shift     | expected each name once, got shift twice
          shift(.1        | got '(.1'
          shift,flip      | got ',flip'
          ''              | expected light, none, strong
          light shift     | expected each name once, got shift twice
          """)
  void wrongTextsAreMet(String text, String words) {
    assertThatThrownBy(() -> Augmentation.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("augment: expected")
        .hasMessageContaining(words);
  }

  @Test
  void flipMirrorsOneInTwo() {
    float[] image = image();
    float[] mirrored = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      int x = i / 3 % WIDTH;
      mirrored[i] = image[i + 3 * (WIDTH - 1 - 2 * x)];
    }
    int count = 0;
    for (long key = 0; key < 200; key++) {
      float[] flipped = changed("flip", image, key * 7919);
      assertThat(flipped).isIn(image, mirrored);
      count += Arrays.equals(flipped, mirrored) ? 1 : 0;
    }
    assertThat(count).isBetween(75, 125);
  }

  /// What goes on at the border and is a mean in between leaves one colour as it is.
  @ParameterizedTest
  @EnumSource(
      value = Step.class,
      names = {"SHIFT", "ROTATE", "ZOOM", "FLIP"})
  void oneColourStays(Step step) {
    float[] image = new float[HEIGHT * WIDTH * 3];
    Arrays.fill(image, 0.375f);
    for (long key = 0; key < 50; key++) {
      assertThat(changed(step.toString(), image, key)).isEqualTo(image);
    }
  }

  @Test
  void turningAndZoomingLeaveTheMiddle() {
    float[] image = image();
    int middle = (HEIGHT / 2 * WIDTH + WIDTH / 2) * 3;
    for (long key = 0; key < 50; key++) {
      float[] turned = changed("rotate(180) zoom(0.5)", image, key);
      for (int i = middle; i < middle + 3; i++) {
        assertThat(turned[i]).isCloseTo(image[i], Offset.offset(1e-3f));
      }
      assertThat(turned).isNotEqualTo(image);
    }
  }

  @Test
  void shiftsReachAsFarAsIsSaid() {
    float[] image = new float[HEIGHT * WIDTH * 3];
    int middle = (HEIGHT / 2 * WIDTH + WIDTH / 2) * 3;
    image[middle] = 1;
    Map<Integer, Integer> places = new HashMap<>();
    for (long key = 0; key < 300; key++) {
      float[] moved = changed("shift(0.5)", image, key * 31);
      float sum = 0;
      for (int i = 0; i < moved.length; i++) {
        sum += moved[i];
        if (moved[i] >= 0.5) {
          places.merge(i / 3 / WIDTH, 1, Integer::sum);
        }
      }
      assertThat(sum).isLessThan(1.0001f);
    }
    assertThat(places.keySet()).contains(1, 4, 7).doesNotContain(-1);
  }

  @Test
  void brightnessMultipliesBetweenBlackAndWhite() {
    float[] image = image();
    for (long key = 0; key < 50; key++) {
      float[] lit = changed("brightness(0.5)", image, key);
      float factor = lit[3] / image[3];
      assertThat(factor).isBetween(0.5f, 1.5f);
      for (int i = 0; i < lit.length; i++) {
        assertThat(lit[i]).isCloseTo(Math.min(1, image[i] * factor), within());
      }
    }
  }

  private static Offset<Float> within() {
    return Offset.offset(1e-5f);
  }

  @Test
  void cutoutTakesASquare() {
    float[] image = new float[HEIGHT * WIDTH * 3];
    Arrays.fill(image, 1);
    int largest = 0;
    for (long key = 0; key < 100; key++) {
      int zeros = 0;
      for (float value : changed("cutout(0.5)", image, key * 17)) {
        zeros += value == 0 ? 1 : 0;
      }
      assertThat(zeros).isBetween(3, 4 * 4 * 3);
      largest = Math.max(largest, zeros);
    }
    assertThat(largest).isEqualTo(48);
  }

  /// On every machine the same.
  @Test
  void bitsStayAsTheyAre() {
    var digest = new Fingerprint();
    for (long key = 0; key < 20; key++) {
      for (float value : changed("strong", image(), key)) {
        digest.add(value);
      }
      for (float value : changed("flip rotate(180)", image(), key)) {
        digest.add(value);
      }
    }
    assertThat(digest.text())
        .isEqualTo("5737d55e7ea1ceff5b4f85584fefbf14d6d90f8884148e162e1e79ee2ba9998b");
  }
}
