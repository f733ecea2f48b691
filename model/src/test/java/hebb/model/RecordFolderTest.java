package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFolderTest {
  @TempDir private Path folder;

  private static TrainOptions epochs(int epochs) {
    return new TrainOptions().withHidden(List.of(4)).withEpochs(epochs).withPatience(1000);
  }

  private ModelTrainer trainer(int epochs) {
    return new ModelTrainer(Examples.flower(60), epochs(epochs));
  }

  private RecordFolder record(String name) {
    return RecordFolder.beside(folder.resolve(name));
  }

  @Test
  void snapshotsLieFartherApartTheLongerTrainingTakes() {
    assertThat(RecordFolder.every(1, 99)).isEqualTo(1);
    assertThat(RecordFolder.every(1, 100)).isEqualTo(2);
    assertThat(RecordFolder.every(1, 10_000)).isEqualTo(128);
    assertThat(RecordFolder.every(5, 499)).isEqualTo(5);
    assertThat(RecordFolder.every(Integer.MAX_VALUE, 9)).isEqualTo(Integer.MAX_VALUE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer(1).record(record("m.hebb"), 0))
        .withMessageContaining("at least 1, got 0");
  }

  @Test
  void thereAreAtMostOneHundredAndTheModelIsTheSame() throws IOException {
    trainer(130).run().model().save(folder.resolve("alone.hebb"));
    RecordFolder record = record("m.hebb");
    assertThat(record.path()).isEqualTo(folder.resolve("m.record"));
    trainer(130).record(record, 1).run().model().save(folder.resolve("m.hebb"));
    assertThat(folder.resolve("m.hebb")).hasSameBinaryContentAs(folder.resolve("alone.hebb"));
    assertThat(record.epochs())
        .isEqualTo(IntStream.rangeClosed(0, 65).mapToObj(i -> 2 * i).toList());
    try (var files = Files.list(record.path())) {
      assertThat(files).hasSize(66);
    }
    Model last = Model.load(record.file(130));
    assertThat(last.results().message()).contains("snapshot", "epoch 130");
    assertThat(last.results().epochs()).isEqualTo(130);
  }

  /// Early stopping keeps the weights of the best epoch: those of its snapshot.
  @Test
  void aSnapshotHasTheWeightsThatWereMeasured() {
    RecordFolder record = record("m.hebb");
    Model model = trainer(40).record(record, 1).run().model();
    Model kept = Model.load(record.file(model.results().keptEpoch()));
    assertThat(kept.evaluate(Examples.flower(60)).metrics())
        .isEqualTo(model.evaluate(Examples.flower(60)).metrics());
    Model first = Model.load(record.file(0));
    assertThat(first.evaluate(Examples.flower(60)).metrics())
        .isNotEqualTo(model.evaluate(Examples.flower(60)).metrics());
  }

  @Test
  void aTrainingThatGoesOnDropsWhatCameLater() {
    RecordFolder record = record("m.hebb");
    Path checkpoint = folder.resolve("c");
    trainer(10).record(record, 2).checkpoints(checkpoint).run();
    Checkpoint stopped = Checkpoint.load(checkpoint);
    trainer(20).record(record, 2).run();
    assertThat(record.epochs()).hasSize(11);
    trainer(12).record(record, 2).resume(stopped).run();
    assertThat(record.epochs()).containsExactly(0, 2, 4, 6, 8, 10, 12);
    trainer(3).record(record, 2).run();
    assertThat(record.epochs()).containsExactly(0, 2);
  }

  @Test
  void onlySnapshotsAreDeleted() throws IOException {
    RecordFolder record = record("m.hebb");
    record.clearFrom(0);
    assertThat(record.path()).doesNotExist();
    Files.createDirectories(record.path());
    for (String name : List.of("epoch-3.hebb", "epoch-40.hebb", "notes.txt", "epoch-04.hebb")) {
      Files.writeString(record.path().resolve(name), "");
    }
    assertThat(record.epochs()).containsExactly(3, 40);
    record.clearFrom(4);
    assertThat(record.epochs()).containsExactly(3);
    record.clearFrom(0);
    try (var left = Files.list(record.path())) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("notes.txt", "epoch-04.hebb");
    }
  }

  /// A file where the folder should be.
  @Test
  void trainingGoesOnWithoutARecord() throws IOException {
    RecordFolder record = record("m.hebb");
    Files.writeString(record.path(), "");
    Trained trained = trainer(3).record(record, 1).run();
    assertThat(trained.report().results().epochs()).isEqualTo(3);
    assertThat(trained.report().warnings()).anyMatch(text -> text.contains("m.record"));
  }
}
