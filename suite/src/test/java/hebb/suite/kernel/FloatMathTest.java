package hebb.suite.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.graph.Unary;
import hebb.kernel.FloatMath;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The float functions stay within their stated errors over all floats, and are right at the ends.
class FloatMathTest {
  private interface FloatFunction {
    float of(float x);
  }

  private record Case(String name, FloatFunction function, DoubleUnaryOperator exact, double ulps) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    return List.of(
        new Case("exp", FloatMath::exp, StrictMath::exp, 1.0),
        new Case("expm1", FloatMath::expm1, StrictMath::expm1, 1.5),
        new Case("log", FloatMath::log, StrictMath::log, 0.9),
        new Case("log1p", FloatMath::log1p, StrictMath::log1p, 1.4),
        new Case("tanh", FloatMath::tanh, StrictMath::tanh, 1.6),
        new Case("sigmoid", FloatMath::sigmoid, Unary.SIGMOID::apply, 1.9),
        new Case("softplus", FloatMath::softplus, Unary.SOFTPLUS::apply, 1.7),
        new Case("erf", FloatMath::erf, Unary.ERF::apply, 1.0));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void error(Case test) {
    double worst = 0;
    float worstAt = 0;
    for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += 3001) {
      float x = Float.intBitsToFloat((int) bits);
      double exact = test.exact.applyAsDouble(x);
      float rounded = (float) exact;
      float actual = test.function.of(x);
      if (Float.isFinite(rounded) && Float.isFinite(actual)) {
        double error = Math.abs(actual - exact) / Math.ulp(rounded);
        worstAt = error > worst ? x : worstAt;
        worst = Math.max(error, worst);
      } else {
        assertThat(Float.valueOf(actual)).as("%s of %s", test, x).isEqualTo(Float.valueOf(rounded));
      }
    }
    assertThat(worst).as("error of %s in ulps, at %s", test, worstAt).isLessThan(test.ulps);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void ends(Case test) {
    float[] ends = {
      0f,
      -0f,
      Float.NaN,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      Float.MAX_VALUE,
      -Float.MAX_VALUE
    };
    for (float x : ends) {
      int expected = Float.floatToIntBits((float) test.exact.applyAsDouble(x));
      assertThat(Float.floatToIntBits(test.function.of(x)))
          .as("%s of %s", test, x)
          .isEqualTo(expected);
    }
  }

  @Test
  void domains() {
    assertThat(FloatMath.log(-1f)).isNaN();
    assertThat(FloatMath.log(-Float.MIN_VALUE)).isNaN();
    assertThat(FloatMath.log1p(-1f)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(FloatMath.log1p(-1.0000001f)).isNaN();
  }

  @Test
  void odd() {
    for (float x : Floats.mixed(10_000, 5)) {
      assertThat(Floats.bits(new float[] {FloatMath.tanh(-x), FloatMath.erf(-x)}))
          .isEqualTo(Floats.bits(new float[] {-FloatMath.tanh(x), -FloatMath.erf(x)}));
    }
  }

  @Test
  void kinks() {
    assertThat(
            Floats.bits(new float[] {FloatMath.relu(-0f), FloatMath.relu(-3f), FloatMath.relu(2f)}))
        .isEqualTo(Floats.bits(new float[] {0f, 0f, 2f}));
    assertThat(FloatMath.relu(Float.NaN)).isNaN();
    assertThat(
            Floats.bits(new float[] {FloatMath.sign(-0f), FloatMath.sign(0f), FloatMath.sign(-7f)}))
        .isEqualTo(Floats.bits(new float[] {-0f, 0f, -1f}));
    assertThat(FloatMath.sign(Float.NaN)).isNaN();
    assertThat(FloatMath.step(Float.NaN)).isZero();
    assertThat(FloatMath.step(0f)).isZero();
  }
}
