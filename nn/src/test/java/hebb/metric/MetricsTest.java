package hebb.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Measures against scikit-learn's definitions, on numbers small enough to count by hand.
class MetricsTest {
  @Test
  void classes() {
    ClassMetrics m = ClassMetrics.of(3);
    float[] p = {.7f, .2f, .1f, /**/ .1f, .6f, .3f, /**/ .2f, .5f, .3f, /**/ .4f, .4f, .2f};
    m.add(p, new float[] {0, 1, 2, 1}, 4);
    assertThat(m.rows()).isEqualTo(4);
    assertThat(m.accuracy()).isEqualTo(0.5);
    assertThat(m.confusion(2, 1)).isEqualTo(1);
    assertThat(m.confusion(1, 0)).isEqualTo(1);
    assertThat(m.precision(0)).isEqualTo(0.5);
    assertThat(m.recall(0)).isEqualTo(1);
    assertThat(m.f1(0)).isCloseTo(2.0 / 3, within(1e-15));
    assertThat(m.precision(2)).isNaN();
    assertThat(m.logLoss())
        .isCloseTo(-(Math.log(.7) + Math.log(.6) + Math.log(.3) + Math.log(.4)) / 4, within(1e-7));
    assertThat(m.values()).containsOnlyKeys("accuracy");
    m.reset();
    assertThat(m.accuracy()).isNaN();
    assertThatThrownBy(() -> m.add(p, new float[] {3}, 1))
        .hasMessage("metrics: expected a class from 0 to 2, got 3.0. Look at the labels.");
  }

  @Test
  void twoClasses() {
    ClassMetrics m = ClassMetrics.binary();
    m.add(new float[] {.5f, .49f, .9f}, new float[] {1, 1, 0}, 3);
    assertThat(m.accuracy()).isCloseTo(1.0 / 3, within(1e-15));
    assertThat(m.logLoss())
        .isCloseTo(-(Math.log(.5) + Math.log(.49) + Math.log(.1)) / 3, within(1e-6));
    ClassMetrics both = ClassMetrics.binary(2);
    both.add(new float[] {.9f, .1f, .2f, .8f}, new float[] {1, 0, 1, 1}, 2);
    assertThat(both.accuracy()).isEqualTo(0.75);
    ClassMetrics soft = ClassMetrics.ofProbabilities(2);
    soft.add(new float[] {.9f, .1f}, new float[] {0, 1}, 1);
    assertThat(soft.accuracy()).isZero();
  }

  @Test
  void numbers() {
    RegressionMetrics m = RegressionMetrics.scaled(10);
    m.add(new float[] {1, 2}, new float[] {1, 4}, 2);
    m.add(new float[] {5}, new float[] {4}, 1);
    assertThat(m.rmse()).isCloseTo(10 * Math.sqrt(5.0 / 3), within(1e-12));
    assertThat(m.mae()).isCloseTo(10, within(1e-12));
    assertThat(m.r2()).isCloseTo(1 - 5.0 / 6, within(1e-12));
    RegressionMetrics equal = RegressionMetrics.of(1);
    equal.add(new float[] {1, 2}, new float[] {3, 3}, 2);
    assertThat(equal.r2()).isNaN();
  }

  @Test
  void areaUnderTheCurve() {
    RocAuc auc = new RocAuc();
    auc.add(new float[] {.1f, .4f, .35f, .8f}, new float[] {0, 0, 1, 1}, 4);
    assertThat(auc.value()).isEqualTo(0.75);
    RocAuc ties = new RocAuc();
    ties.add(new float[] {-1, 0, -0f, 2, -3}, new float[] {0, 1, 0, 1, 1}, 5);
    assertThat(ties.value()).isEqualTo(3.5 / 6);
    assertThat(new RocAuc().value()).isNaN();
  }
}
