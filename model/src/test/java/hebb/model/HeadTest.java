package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.nn.Layer;
import hebb.nn.Network;
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
