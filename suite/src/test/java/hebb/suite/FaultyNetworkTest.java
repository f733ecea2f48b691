package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.cli.doctor.FaultyNetwork;
import hebb.cli.doctor.FaultyNetworkCases;
import hebb.diagnose.Diagnosis;
import hebb.train.Finding;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Of networks with known faults the cause is said first; of sound ones nothing high. The slow
/// cases are those of `hebb bench faults`; `-Dhebb.faults=all` runs them here too.
class FaultyNetworkTest {
  private static final List<String> HIGHER =
      List.of(
          "symmetry",
          "saturation",
          "exploding-gradient",
          "dead-units",
          "leak",
          "outlier",
          "distribution-shift",
          "duplicate-rows",
          "not-finite",
          "learning-rate-too-high",
          "learning-rate-too-low.why.schedule",
          "learning-rate-too-low.why.clip",
          "underfitting.why.penalty",
          "underfitting.why.mean",
          "underfitting.why.dropout",
          "underfitting.why.noise",
          "underfitting.why.short",
          "unscaled-input.why.large",
          "unscaled-input.why.shifted",
          "overfitting");

  static Stream<FaultyNetwork> cases() {
    boolean all = System.getProperty("hebb.faults", "").equals("all");
    return FaultyNetworkCases.all().stream().filter(network -> all || network.quick());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theRightFindingComesFirst(FaultyNetwork network) {
    FaultyNetwork.Outcome outcome = network.run();
    assertThat(outcome.first())
        .as(network.name() + ": " + outcome.findings())
        .isEqualTo(network.expected());
    assertThat(outcome.findings()).allSatisfy(FaultyNetworkTest::measureIsBeyondTheThreshold);
  }

  /// Where the measure of a finding has to be, by its id or its sentence.
  private static void measureIsBeyondTheThreshold(Finding finding) {
    String sentence = finding.words().getFirst();
    if (HIGHER.stream().anyMatch(sentence::startsWith)) {
      assertThat(finding.measure()).as(finding.why()).isGreaterThanOrEqualTo(finding.threshold());
    } else {
      assertThat(finding.measure()).as(finding.why()).isLessThanOrEqualTo(finding.threshold());
    }
  }

  /// But `not-finite`, which is said where nothing explains it: no case of that is known.
  @Test
  void everyFindingHasACase() {
    List<String> expected =
        FaultyNetworkCases.all().stream().map(FaultyNetwork::expected).distinct().toList();
    assertThat(expected)
        .containsAll(Diagnosis.ids().stream().filter(id -> !id.equals("not-finite")).toList());
  }
}
