package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.data.demo.Demo;
import hebb.data.image.Images;
import hebb.nn.Network;
import hebb.tensor.Shape;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LayerViewTest {
  private static final Images DIGITS = Demo.DIGITS.images(300, 1);
  private static final Model MODEL =
      new ModelTrainer(
              DIGITS,
              new TrainOptions()
                  .withNetwork(
                      Network.parse("conv(8) relu max_pool conv(8) relu flatten dense(16)"))
                  .withEpochs(6))
          .run()
          .model();

  private static float[] row(int index) {
    float[] row = new float[DIGITS.width()];
    DIGITS.read(new int[] {index}, 0, 1, row, new float[1]);
    return row;
  }

  @Test
  void saysWhereTheLastImageOfTheNetworkLooked() {
    LayerView view = MODEL.view(Optional.empty());
    assertThat(view.layer()).isEqualTo("conv2");
    assertThat(view.shape()).isEqualTo(Shape.of(14, 14, 8));
    for (int r = 0; r < 20; r++) {
      float[] row = row(r);
      int predicted = MODEL.classes().indexOf(MODEL.predict(row).toString());
      float[] map = view.gradCam(row, predicted);
      assertThat(map).hasSize(14 * 14);
      float most = 0;
      for (float place : map) {
        assertThat(place).isBetween(0f, 1f);
        most = Math.max(most, place);
      }
      assertThat(most).isIn(0f, 1f);
    }
  }

  /// What it says is what the layers give, and follows the class.
  @Test
  void outputsAreThoseOfTheLayersAndMapsDifferByClass() {
    LayerView view = MODEL.view(Optional.of("conv1"));
    assertThat(view.shape()).isEqualTo(Shape.of(28, 28, 8));
    float[] outputs = view.outputs(row(0));
    assertThat(outputs).hasSize(28 * 28 * 8);
    for (float output : outputs) {
      assertThat(output).isNotNegative();
    }
    assertThat(view.gradCam(row(0), 1)).isNotEqualTo(view.gradCam(row(0), 2));
    assertThat(view.outputs(row(1))).isNotEqualTo(outputs);
  }

  @Test
  void whatIsNoImageIsSaid() {
    assertThatThrownBy(() -> MODEL.view(Optional.of("hidden1")))
        .hasMessageContaining("expected one whose output is an image [height, width, channels]");
    assertThatThrownBy(() -> MODEL.view(Optional.of("conv9")))
        .hasMessageContaining("Did you mean conv1?");
    assertThatThrownBy(() -> Examples.flower().view(Optional.empty()))
        .hasMessageContaining("got none in this network");
  }
}
