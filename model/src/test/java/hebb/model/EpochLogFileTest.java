package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.train.EpochLog;
import hebb.train.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochLogFileTest {
  @TempDir Path folder;

  private static TrainingPlan plan(int firstEpoch) {
    return new TrainingPlan(10, 20, 0, 4, 5, 9, firstEpoch);
  }

  private static EpochLog epoch(int number) {
    return new EpochLog(number, 0.5, 0, OptionalDouble.empty(), Map.of(), Map.of(), 0.1, 100, true);
  }

  /// What is there is kept before anything else is written: a process may be killed at any time.
  @Test
  void goingOnLosesNoEpoch() throws IOException {
    Path file = folder.resolve("m.log.jsonl");
    try (EpochLogFile log = EpochLogFile.at(file)) {
      log.started(plan(1));
      for (int i = 1; i <= 5; i++) {
        log.epochEnd(epoch(i));
      }
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(5);
    try (EpochLogFile again = EpochLogFile.at(file)) {
      again.started(plan(4));
      assertThat(Files.readAllLines(file)).isEqualTo(lines.subList(0, 3));
      again.epochEnd(epoch(4));
      assertThat(Files.readAllLines(file)).isEqualTo(lines.subList(0, 4));
    }
    try (EpochLogFile anew = EpochLogFile.at(file)) {
      anew.started(plan(1));
    }
    assertThat(file).isEmptyFile();
  }
}
