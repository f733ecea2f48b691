package hebb.suite;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.cli.doctor.FaultyNetwork;
import hebb.cli.doctor.IndependentFaultyCases;
import hebb.diagnose.Diagnosis;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The networks that somebody wrote who had not read the rules. How many faults are found is a
/// score (`hebb bench faults --set independent`) and no promise; sound ones stay without a high
/// finding: those of dense layers on tables here, all with `-Dhebb.faults=all`.
class IndependentFaultyTest {
  private static final List<String> SKIPPED = new ArrayList<>();
  private static final List<FaultyNetwork> ALL = IndependentFaultyCases.all(null, SKIPPED::add);

  static Stream<FaultyNetwork> sound() {
    boolean all = System.getProperty("hebb.faults", "").equals("all");
    return ALL.stream()
        .filter(network -> network.expected().equals(FaultyNetwork.SOUND))
        .filter(network -> all || network.quick());
  }

  @ParameterizedTest
  @MethodSource("sound")
  void soundOnesHaveNoHighFinding(FaultyNetwork network) {
    FaultyNetwork.Outcome outcome = network.run();
    assertThat(outcome.right()).as(network.name() + ": " + outcome.findings()).isTrue();
  }

  @Test
  void casesNameFindingsThatThereAre() {
    assertThat(
            ALL.stream()
                .filter(network -> !network.expected().equals(FaultyNetwork.SOUND))
                .toList())
        .hasSizeGreaterThanOrEqualTo(24)
        .allSatisfy(network -> assertThat(Diagnosis.ids()).containsAll(network.also()));
    assertThat(ALL.stream().map(FaultyNetwork::name)).doesNotHaveDuplicates();
  }

  @Test
  void casesOfTablesThatAreNotThereAreSkippedByName() {
    assertThat(SKIPPED).contains("iris", "wine from zeros").hasSize(8);
  }
}
