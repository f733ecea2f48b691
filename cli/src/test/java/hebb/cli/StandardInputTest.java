package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `-` stands for standard input wherever rows are read.
class StandardInputTest {
  @TempDir private Path folder;

  private String trained() throws IOException {
    String rows = BadInputCases.rows(60);
    Path data = Files.writeString(folder.resolve("t.csv"), rows);
    for (String seed : new String[] {"1", "2"}) {
      String[] train = {
        "train",
        data.toString(),
        "--target",
        "y",
        "--hidden",
        "3",
        "--epochs",
        "2",
        "--init",
        "zeros",
        "--seed",
        seed,
        "--out",
        folder.resolve(seed + ".hebb").toString()
      };
      Ran ran = Ran.hebb(train);
      assertThat(ran.code()).as(ran.err()).isZero();
    }
    return rows;
  }

  /// What is written does not depend on where the rows come from.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lr-find DATA --target y --hidden 3 --steps 20     | Suggested
          gradcheck --data DATA --target y --hidden 3       | Result    all gradients agree
          gradcheck in/1.hebb --data DATA                   | Result    all gradients
          doctor in/1.hebb --prove --data DATA              | symmetry 1 -> gone
          trace in/1.hebb --data DATA --row 4               | , row 4
          compare in/1.hebb in/2.hebb --data DATA           | was trained on rows of
          show in/1.hebb DATA -o in/map.svg                 | Wrote the map
          show in/1.hebb DATA --confusion -o in/matrix.svg  | Wrote the confusion matrix
          replay in/1.hebb --data DATA -o in/story.html     | Wrote the story
          """)
  void isRead(String command, String words) throws IOException {
    String rows = trained();
    Ran piped = Ran.given(rows, words(command, "-"));
    assertThat(piped.code()).as(piped.err()).isZero();
    assertThat(piped.out()).contains(words);
    String file = folder.resolve("t.csv").toString();
    assertThat(Ran.hebb(words(command, file)).out().replace(file, "standard input"))
        .isEqualToIgnoringWhitespace(piped.out().replace("standard-input", "t.csv"));
  }

  private String[] words(String command, String data) {
    return Arrays.stream(command.split(" "))
        .map(word -> word.equals("DATA") ? data : word.replaceFirst("^in/", folder + "/"))
        .toArray(String[]::new);
  }

  @Test
  void otherRowsThanThoseOfTheModelAreMet() throws IOException {
    String rows = trained();
    Ran other = Ran.given(rows + "1,2,u\n", words("doctor in/1.hebb --prove --data DATA", "-"));
    assertThat(other.err()).contains("expected the data that the model was trained on, t.csv");
    assertThat(Ran.given("", words("trace in/1.hebb --data DATA --row 1", "-")).err())
        .startsWith("hebb: standard input: expected rows of data, got an empty file");
  }
}
