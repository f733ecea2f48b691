package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.cli.doctor.FaultyNetwork;
import hebb.cli.doctor.FaultyNetworkCases;
import hebb.diagnose.Diagnosis;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Of networks with known faults the cause is said first; of sound ones nothing high. The slow
/// cases are those of `hebb bench faults`; `-Dhebb.faults=all` runs them here too.
class FaultyNetworkTest {
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
