package hebb.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.model.TrainOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixOptionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          train d --lr 1             | --lr .1             | train d --lr .1
          train d --lr=1 --force     | --lr .1             | train d --force --lr .1
          train --init zeros d       | --activation elu --init he_normal | train d --activation elu --init he_normal
          train d --hidden 3 --init=zeros --epochs 9 | --network 'dense(2) relu' | train d --epochs 9 --network dense(2) relu
          train d --ignore a,b       | --ignore '"c, d"'   | train d --ignore a,b,"c, d"
          train d --ignore=a         | --ignore c          | train d --ignore a,c
          train d --lr               | --lr .1             | train d --lr .1
          """)
  void aCommandSaysTheFixInPlaceOfWhatItSaid(String command, String fix, String fixed) {
    assertThat(String.join(" ", FixOptions.in(List.of(command.split(" ")), fix))).isEqualTo(fixed);
  }

  @Test
  void wordsAreThoseOfAShell() {
    assertThat(FixOptions.words("--ignore '\"it'\\''s, so\"' --lr  .1 ''"))
        .containsExactly("--ignore", "\"it's, so\"", "--lr", ".1", "");
  }

  @Test
  void columnsAreAddedToThoseThatAreIgnored() {
    TrainOptions options = new TrainOptions().withIgnore(List.of("a"));
    assertThat(FixOptions.apply(options, "--ignore '\"c, d\"'").options().columns().ignore())
        .containsExactly("a", "c, d");
    assertThat(FixOptions.apply(options, "--lr .1").given()).contains("lr");
    assertThat(FixOptions.apply(options, "--lr .1").options().columns().ignore())
        .containsExactly("a");
  }

  @Test
  void whatAFixDoesNotSayStays() {
    TrainOptions options =
        new TrainOptions().withRates(Map.of("hidden1", 0.5)).withL2(0.1).withEpochs(7);
    TrainOptions fixed = FixOptions.apply(options, "--lr .1").options();
    assertThat(fixed).isEqualTo(options.withLearningRate(0.1));
  }
}
