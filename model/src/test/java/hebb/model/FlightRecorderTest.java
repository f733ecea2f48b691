package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.nn.init.Initializer;
import hebb.train.EpochLog;
import hebb.train.Finding;
import hebb.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Java Flight Recorder is told of a training.
class FlightRecorderTest {
  private static final List<String> NAMES =
      List.of("hebb.Step", "hebb.Epoch", "hebb.Checkpoint", "hebb.Finding");

  /// Fields that each event has.
  private static final List<String> COMMON =
      List.of("startTime", "duration", "eventThread", "stackTrace");

  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  @TempDir Path folder;

  private final List<EpochLog> epochs = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  private Map<String, List<RecordedEvent>> recorded(Path checkpoint) throws IOException {
    Path file = folder.resolve("training.jfr");
    try (Recording recording = new Recording()) {
      NAMES.forEach(recording::enable);
      recording.start();
      TrainOptions zeros =
          Examples.options().withInitializer(Initializer.of("zeros")).withEpochs(3);
      new ModelTrainer(Examples.flower(400), zeros)
          .checkpoints(checkpoint)
          .listener(
              new TrainingListener() {
                @Override
                public void epochEnd(EpochLog log) {
                  epochs.add(log);
                }

                @Override
                public void finding(Finding finding) {
                  findings.add(finding);
                }
              })
          .run();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .collect(
            Collectors.groupingBy(
                event -> event.getEventType().getName(), LinkedHashMap::new, Collectors.toList()));
  }

  private static List<RecordedEvent> of(Map<String, List<RecordedEvent>> events, String name) {
    return events.getOrDefault(name, List.of());
  }

  @Test
  void eventsSayWhatListenersAreTold() throws IOException {
    Path checkpoint = folder.resolve("m.hebb.checkpoint");
    Map<String, List<RecordedEvent>> events = recorded(checkpoint);
    List<RecordedEvent> steps = of(events, "hebb.Step");
    assertThat(steps).isNotEmpty();
    assertThat(steps)
        .allMatch(step -> step.getFloat("loss") > 0 && step.getInt("rows") > 0)
        .allMatch(step -> step.getDouble("learningRate") == 0.001)
        .allMatch(step -> step.getInt("epoch") == 1 + (step.getLong("step") - 1) / 12)
        .allMatch(step -> !step.getDuration().isNegative());
    List<RecordedEvent> ends = of(events, "hebb.Epoch");
    assertThat(ends.stream().map(end -> end.getInt("epoch"))).containsExactly(1, 2, 3);
    for (int i = 0; i < epochs.size(); i++) {
      EpochLog log = epochs.get(i);
      RecordedEvent end = ends.get(i);
      assertThat(end.getDouble("loss")).isEqualTo(log.loss());
      assertThat(end.getDouble("validationLoss")).isEqualTo(log.validationLoss().orElseThrow());
      assertThat(end.getDouble("rowsPerSecond")).isEqualTo(log.rowsPerSecond());
      assertThat(end.getBoolean("best")).isEqualTo(log.best());
      assertThat(end.getDuration()).isPositive();
    }
    RecordedEvent written = of(events, "hebb.Checkpoint").getLast();
    assertThat(written.getString("file")).isEqualTo(checkpoint.toString());
    assertThat(written.getInt("epoch")).isEqualTo(3);
    assertThat(written.getBoolean("written")).isTrue();
    assertThat(of(events, "hebb.Finding").stream().map(event -> event.getString("id")))
        .containsExactlyElementsOf(findings.stream().map(Finding::id).toList())
        .contains("symmetry");
    assertThat(of(events, "hebb.Finding").getFirst().getString("severity")).isEqualTo("high");
  }

  @Test
  void aCheckpointThatCannotBeWrittenIsRecorded() throws IOException {
    Path nowhere = folder.resolve("missing").resolve("m.hebb.checkpoint");
    RecordedEvent event = of(recorded(nowhere), "hebb.Checkpoint").getLast();
    assertThat(event.getBoolean("written")).isFalse();
  }

  /// The table of docs/runs.md names each event with its fields, and no other.
  @Test
  void theFieldsAreThoseOfThePage() throws IOException {
    Map<String, TreeSet<String>> there = new TreeMap<>();
    recorded(folder.resolve("m.hebb.checkpoint"))
        .forEach(
            (name, events) ->
                there.put(
                    name,
                    events.getFirst().getEventType().getFields().stream()
                        .map(ValueDescriptor::getName)
                        .filter(field -> !COMMON.contains(field))
                        .collect(Collectors.toCollection(TreeSet::new))));
    Map<String, TreeSet<String>> said = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("..", "docs", "runs.md"))) {
      Matcher words = CODE.matcher(line);
      if (line.startsWith("| `hebb.") && !line.contains("hebb.WarmUp") && words.find()) {
        String name = words.group(1);
        words.region(line.lastIndexOf("| ", line.length() - 2), line.length());
        TreeSet<String> fields = new TreeSet<>();
        while (words.find()) {
          fields.add(words.group(1));
        }
        said.put(name, fields);
      }
    }
    assertThat(said).isEqualTo(there);
  }
}
