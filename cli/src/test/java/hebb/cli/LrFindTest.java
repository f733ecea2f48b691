package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LrFindTest {
  @TempDir Path folder;

  @Test
  void drawsTheLossAndSuggestsARate() throws Exception {
    Path picture = folder.resolve("rates.png");
    Ran ran = Ran.hebb("lr-find", "demo:moons", "--hidden", "8", "-o", picture.toString());
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("Suggested --lr ", "The loss, smoothed", "dense(8) relu");
    assertThat(Files.size(picture)).isGreaterThan(1000);
    Ran json = Ran.hebb("lr-find", "demo:moons", "--hidden", "8", "--json", "--steps", "60");
    assertThat(json.out()).startsWith("{").contains("\"suggestion\"", "\"points\"");
  }

  @Test
  void saysThatNoRateDoesWhereTheLossNeverFalls() {
    Ran ran =
        Ran.hebb("lr-find", "demo:moons", "--optimizer", "sgd", "--low", "1e-9", "--high", "1e-8");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("none: the loss did not fall between ");
  }
}
