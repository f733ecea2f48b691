package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// `train --optimizer lbfgs` ends at the one optimum that logistic and softmax regression with L2
/// have. The data sets are not part of the project: `-Dhebb.shared=DIR` says where they are.
class OptimaTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"breast_cancer, .0995913755", "iris, .2436772266", "wine, .0918197305"})
  void isReachedByTheCommand(String name, double optimum) {
    Path data = Path.of(System.getProperty("hebb.shared", ""), "data", "csv", name + ".csv");
    assumeTrue(Files.exists(data), data + " is not there (-Dhebb.shared=DIR)");
    String model = folder.resolve(name + ".hebb").toString();
    String command =
        "train "
            + data
            + " --target last --hidden none --optimizer lbfgs --l2 .01"
            + " --validation-split 0 --epochs 1000 --json --out "
            + model;
    Ran ran = Ran.hebb(command.split(" "));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.err()).contains("Converged");
    JsonNode metrics = ran.json().at("/metrics/train");
    assertThat(metrics.at("/loss").asDouble() + metrics.at("/penalty").asDouble())
        .isCloseTo(optimum, within(1e-7));
  }
}
