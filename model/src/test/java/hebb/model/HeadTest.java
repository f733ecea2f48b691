package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.layer.Conv;
import hebb.nn.layer.Dense;
import hebb.nn.layer.MaxNorm;
import hebb.nn.loss.Loss;
import hebb.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A network gets what the loss takes, and nothing twice.
class HeadTest {
  private static final Input INPUTS = new Input.OfImages(Shape.of(4), List.of("a", "b", "c"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dense(8) relu dense(3)                    | dense(8) relu dense(3)                    |
          dense(8) relu dense(3) softmax            | dense(8) relu dense(3)                    | is left to the loss
          dense(3) relu                             | dense(3) relu dense(3)                    | is added
          dense(8) max_norm(2, dense(3))            | dense(8) max_norm(2, dense(3))            |
          max_norm(2, dense(8) relu dense(3))       | max_norm(2, dense(8) relu dense(3))       |
          max_norm(2, dense(3) softmax)             | max_norm(2, dense(3))                     | is left to the loss
          penalty(l1=0.1, l2=0.2, max_norm(2, relu dense(3) softmax)) | penalty(l1=0.1, l2=0.2, max_norm(2, relu dense(3))) | is left to the loss
          max_norm(2, dense(3) relu)                | max_norm(2, dense(3) relu) dense(3)       | is added
          max_norm(2, dense(8))                     | max_norm(2, dense(8)) dense(3)            | is added
          residual(dense(3))                        | residual(dense(3)) dense(3)               | is added
          repeat(2, dense(3))                       | repeat(2, dense(3)) dense(3)              | is added
          """)
  void endsInWhatTheLossTakes(String given, String text, String note) {
    Head head = Head.of(Network.parse(given), INPUTS, Loss.Standard.SOFTMAX_CROSS_ENTROPY, 3);
    assertThat(head.network().text()).isEqualTo(text);
    if (note == null) {
      assertThat(head.note()).isEmpty();
      assertThat(head.network()).isEqualTo(Network.parse(given));
    } else {
      assertThat(head.note().orElseThrow()).contains(note);
    }
  }

  /// Of an image a vector is made first; where a dense layer of the user's own ends in images, it
  /// is not known what was meant.
  @Test
  void anImageIsFlattened() {
    Input images = new Input.OfImages(Shape.of(6, 6, 1), List.of("a", "b", "c"));
    Head head =
        Head.of(
            Network.parse("conv(4) relu max_pool"), images, Loss.Standard.SOFTMAX_CROSS_ENTROPY, 3);
    assertThat(head.network().text()).isEqualTo("conv(4) relu max_pool flatten dense(3)");
    assertThat(head.network().outputShape(images.inputs())).isEqualTo(Shape.of(3));
    assertThat(head.note().orElseThrow()).startsWith("flatten dense(3) are added");
    Network named =
        new Network(
            List.of(new Network.Entry("flatten", Conv.of(2)), new Network.Entry("x", Conv.of(2))));
    assertThat(
            Head.of(named, images, Loss.Standard.SOFTMAX_CROSS_ENTROPY, 3)
                .network()
                .outputShape(images.inputs()))
        .isEqualTo(Shape.of(3));
    assertThatThrownBy(
            () ->
                Head.of(
                    Network.parse("conv(4) relu dense(3)"),
                    images,
                    Loss.Standard.SOFTMAX_CROSS_ENTROPY,
                    3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "network: expected one that ends in a vector of 3, got [6, 6, 3]. Put flatten or"
                + " global_average_pool before the last dense layer.");
    Head again =
        Head.of(
            Network.parse("conv(4) relu conv(1)"),
            new Input.OfImages(Shape.of(6, 6, 1), List.of()),
            Loss.Standard.HALF_SQUARED_ERROR,
            36);
    assertThat(again.network().text()).isEqualTo("conv(4) relu conv(1) flatten");
  }

  /// A layer of the user's own gives what the loss takes, in brackets too.
  @Test
  void anOwnLayerInsideIsTakenAsItIs() {
    Layer own = (context, x) -> context.apply("it", Dense.of(3), x).tanh();
    Network network = Network.of(Dense.of(5), MaxNorm.of(1, own));
    Head head = Head.of(network, INPUTS, Loss.Standard.SOFTMAX_CROSS_ENTROPY, 3);
    assertThat(head.network()).isEqualTo(network);
    assertThat(head.note()).isEmpty();
  }
}
