package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Tokens that are drawn from logits: end, unknown, then five.
class SamplingTest {
  private static final float[] LOGITS = {
    9,
    9,
    (float) Math.log(0.5),
    (float) Math.log(0.25),
    (float) Math.log(0.125),
    (float) Math.log(0.0625),
    (float) Math.log(0.0625)
  };
  private static final int DRAWN = 20_000;

  private static double[] shares(Sampling sampling, boolean ends) {
    double[] shares = new double[LOGITS.length];
    IntStream.range(0, DRAWN).forEach(i -> shares[sampling.draw(LOGITS, ends, i)] += 1.0 / DRAWN);
    return shares;
  }

  @Test
  void drawsByProbability() {
    assertThat(shares(new Sampling().withTemperature(1), false))
        .containsExactly(new double[] {0, 0, 0.5, 0.25, 0.125, 0.0625, 0.0625}, within(0.015));
  }

  @Test
  void temperatureSharpens() {
    double all = 0.25 + 0.0625 + 0.015625 + 2 * 0.00390625;
    assertThat(shares(new Sampling().withTemperature(0.5), false))
        .containsExactly(
            new double[] {
              0, 0, 0.25 / all, 0.0625 / all, 0.015625 / all, 0.00390625 / all, 0.00390625 / all
            },
            within(0.015));
  }

  @Test
  void topKAndTopPLeaveTheRestOut() {
    double[] two = {0, 0, 2 / 3.0, 1 / 3.0, 0, 0, 0};
    assertThat(shares(new Sampling().withTemperature(1).withTopK(2), false))
        .containsExactly(two, within(0.015));
    assertThat(shares(new Sampling().withTemperature(1).withTopP(0.7), false))
        .containsExactly(two, within(0.015));
    assertThat(shares(new Sampling().withTemperature(1).withTopK(3).withTopP(0.8), false))
        .containsExactly(two, within(0.015));
  }

  @Test
  void anEndIsDrawnWhereTextsEndAndWhatIsUnknownNever() {
    double[] shares = shares(new Sampling().withTemperature(1), true);
    assertThat(shares[0]).isGreaterThan(0.99);
    assertThat(shares[1]).isZero();
  }
}
