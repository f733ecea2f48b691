package hebb.suite.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.kernel.KernelChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The choice of kernels: forced, or the fastest that run here, with its reason.
class KernelChoiceTest {
  @ParameterizedTest
  @ValueSource(strings = {"scalar", "simd128", "simd256", "simd512"})
  void forced(String name) {
    KernelChoice choice = KernelChoice.of(name);
    assertThat(choice.kernels().name()).isEqualTo(name);
    assertThat(choice.reason()).isEqualTo("Forced by hebb.kernels.");
  }

  @Test
  void fastest() {
    KernelChoice choice = KernelChoice.of("auto");
    assertThat(choice.kernels().name()).startsWith("simd");
    assertThat(choice.reason()).isEqualTo("The fastest that run here.");
  }

  @Test
  void unknown() {
    assertThatThrownBy(() -> KernelChoice.of("gpu"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "hebb.kernels: expected kernels that run here, got gpu. "
                + "Known are auto, scalar, simd, simd128, simd256, simd512.");
  }
}
