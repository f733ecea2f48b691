package hebb.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.trace.Term;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SumDigitsTest {
  private static Term term(double... factors) {
    return new Term(
        Arrays.stream(factors)
            .mapToObj(value -> new Term.Factor(value, "number", List.of()))
            .toList());
  }

  @Test
  void termsThatCancelHaveMoreDigits() {
    double a = 0.99996070123;
    int digits = SumDigits.of(List.of(term(a), term(-1, 1)), a - 1);
    assertThat(Double.parseDouble(SumDigits.text(a, digits)) - 1).isBetween(-3.94e-5, -3.92e-5);
    assertThat(SumDigits.of(List.of(term(0.39921, 1.16604), term(1.952)), 2.4175)).isEqualTo(4);
  }
}
