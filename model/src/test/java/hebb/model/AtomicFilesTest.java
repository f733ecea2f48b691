package hebb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  @TempDir Path folder;

  @Test
  void aFileIsReplacedAndNothingElseIsLeft() throws IOException {
    Path file = folder.resolve("model.hebb");
    AtomicFiles.write(file, out -> out.write(1));
    AtomicFiles.write(file, out -> out.write(2));
    assertThat(Files.readAllBytes(file)).containsExactly(2);
    assertThat(folder.toFile().list()).containsExactly("model.hebb");
  }

  @Test
  void aFailureLeavesTheOldFile() throws IOException {
    Path file = folder.resolve("model.hebb");
    AtomicFiles.write(file, out -> out.write(1));
    AtomicFiles.Content failing =
        out -> {
          out.write(new byte[100_000]);
          throw new IOException("No space left on device");
        };
    assertThatThrownBy(() -> AtomicFiles.write(file, failing))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            file
                + ": expected a file that can be written, but No space left on device. Nothing was changed; free space"
                + " there or name another place.");
    assertThatThrownBy(
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      throw new ModelException("A row is not sound.");
                    }))
        .hasMessage("A row is not sound.");
    assertThat(Files.readAllBytes(file)).containsExactly(1);
    assertThat(folder.toFile().list()).containsExactly("model.hebb");
  }

  @Test
  void placesThatCannotBeWrittenAreNamed() {
    assertThatThrownBy(() -> AtomicFiles.write(folder, out -> {}))
        .hasMessageContaining("it is a folder");
    Path nowhere = folder.resolve("missing").resolve("model.hebb");
    assertThatThrownBy(() -> AtomicFiles.write(nowhere, out -> {}))
        .hasMessageContaining("its folder does not exist");
  }

  @Test
  void aFullDeviceIsOneSentence() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "This system has no /dev/full.");
    assertThatThrownBy(() -> AtomicFiles.write(full, out -> out.write(1)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("No space left");
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path file = folder.resolve("model.hebb");
    Path link = folder.resolve("latest.hebb");
    AtomicFiles.write(file, out -> out.write(1));
    Files.createSymbolicLink(link, file);
    AtomicFiles.write(link, out -> out.write(2));
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(Files.readAllBytes(file)).containsExactly(2);
  }
}
