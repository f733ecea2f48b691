package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.cli.bench.WarmUp;
import hebb.cli.bench.Workload;
import hebb.cli.option.ExitCode;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What `hebb bench` says; how fast it was is not tested.
class BenchTest {
  @Test
  void jsonHasRatesPartsAndMemory() {
    JsonNode json =
        Ran.hebb("bench", "planar", "--threads", "1", "--seconds", "0.02", "--json").json();
    assertThat(json.propertyNames())
        .containsExactly("threads", "kernels", "gflopsCeiling", "workloads");
    assertThat(json.get("gflopsCeiling").asDouble()).isPositive();
    JsonNode planar = json.get("workloads").get("planar");
    assertThat(planar.propertyNames())
        .containsExactly("perSecond", "millis", "layers", "arenaBytes");
    assertThat(planar.get("perSecond").asDouble()).isPositive();
    assertThat(planar.get("arenaBytes").asLong()).isPositive();
    assertThat(planar.get("millis").propertyNames())
        .containsExactly("products", "elementwise", "update", "waiting");
    planar.get("millis").forEach(part -> assertThat(part.asDouble()).isNotNegative());
    assertThat(planar.get("millis").get("update").asDouble()).isPositive();
  }

  @Test
  void tableNamesKernelsAndThreads() {
    Ran ran = Ran.hebb("bench", "infer1", "--threads", "2", "--seconds", "0.02");
    assertThat(ran.out()).contains("Kernels", "GFLOP/s", "infer1", "the caller's thread");
    assertThat(ran.code()).isZero();
  }

  @Test
  void layersShareTheTimeOfAStep() {
    Ran ran = Ran.hebb("bench", "planar", "--by-layer", "--seconds", "0.02");
    assertThat(ran.out()).contains("of the step", "hidden1", "output");
    assertThat(ran.code()).isZero();
  }

  @Test
  @Tag("slow")
  void warmUpIsTheRateByTenthOfASecond() {
    Ran ran = Ran.hebb("bench", "planar", "--warm-up", "--threads", "1");
    assertThat(ran.out()).hasLineCount(11).startsWith("planar: 90 % of the settled rate of ");
    assertThat(ran.code()).isZero();
  }

  @Test
  void itIsWarmAtTheFirstTenthOfEnough() {
    List<Double> rates = List.of(10.0, 30.0, 80.0, 89.0, 95.0, 100.0, 101.0);
    assertThat(new WarmUp(rates, 100).seconds()).isEqualTo(0.5);
  }

  @Test
  void startIsOneLine() {
    assertThat(Ran.hebb("bench", "start").out())
        .hasLineCount(1)
        .contains("first trained step of mnist");
  }

  @ParameterizedTest
  @MethodSource("hebb.cli.bench.Workload#names")
  void workloadsAreReadyToRun(String name) {
    assertThat(Workload.of(name).job(1).productFlops()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bench minst              | Did you mean mnist?
          bench --threads 0        | --threads: expected 1 or more, got 0.
          bench --seconds 0        | --seconds: expected a number above 0
          bench --warm-up          | --warm-up: expected one workload, got none.
          bench start --warm-up    | --warm-up: expected one workload, got start.
          bench faults --set indep | --set: expected one of rules, independent, got 'indep'.
          bench faults --tables .  | --tables: expected --set independent beside it, got rules.
          bench --kernels simd1024 | --kernels: expected one of auto, scalar, simd
          """)
  void wrongUsageIsOneSentence(String command, String sentence) {
    Ran ran = Ran.hebb(command.split(" "));
    assertThat(ran.err()).contains(sentence).hasLineCount(1);
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
  }
}
