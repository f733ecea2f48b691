package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.cli.option.ExitCode;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Wrong command lines are met with one sentence and exit code 2, wrong files with 1; help is there
/// for every command.
class UsageTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          trian x                                 | 2 | Did you mean train?
          --foo                                   | 2 | --foo: expected an option that exists
          train                                   | 2 | train: expected DATA, got nothing
          train demo:moons --epoch 3              | 2 | Did you mean --epochs?
          train demo:moons --epochs               | 2 | --epochs: expected a value, got none. Add --epochs N.
          replay m.hebb                           | 2 | --out: expected a value, got none. Add --out FILE.
          inspect nothing.hebb@3                  | 1 | nothing.hebb@3: expected a model file, got nothing there.
          train demo:moons --epochs x             | 2 | --epochs: expected a whole number, got 'x'.
          train demo:moons --epochs 0             | 2 | --epochs: expected 1 or more, got 0.
          train demo:moons --seed 1.5             | 2 | --seed: expected a whole number, got '1.5'.
          train demo:moons --hidden x             | 2 | --hidden: expected units of each layer
          train demo:moons --hidden 0             | 2 | --hidden: expected layers of 1 to 1000000 units, got 0.
          train demo:moons --hidden -3            | 2 | --hidden: expected layers of 1 to 1000000 units, got -3.
          train demo:moons --hidden 1000000000    | 2 | --hidden: expected layers of 1 to 1000000 units
          train demo:moons --activation rleu      | 2 | Did you mean relu?
          train demo:moons --optimizer adma       | 2 | --optimizer: expected one of sgd, momentum
          train demo:moons --loss x               | 2 | --loss: expected one of half_squared_error
          train demo:moons --init x               | 2 | --init: expected one of
          train demo:moons --schedule cosin       | 2 | Did you mean cosine?
          train demo:moons --task clasification   | 2 | Did you mean classification?
          train demo:moons --header maybe         | 2 | --header: expected one of auto, yes, no, got 'maybe'.
          train demo:moons --delimiter ab         | 2 | --delimiter: expected one character other than
          train demo:moons --lr 0                 | 2 | --lr: expected a number above 0, got 0
          train demo:moons --lr -1                | 2 | --lr: expected a number above 0, got -1
          train demo:moons --lr NaN               | 2 | --lr: expected a number above 0, got NaN
          train demo:moons --batch-size 0         | 2 | --batch-size: expected a whole number from 1 or full, got '0'.
          train demo:moons --patience x           | 2 | --patience: expected a whole number from 1 or none, got 'x'.
          train demo:moons --clip-norm x          | 2 | --clip-norm: expected a number above 0 or none, got 'x'.
          train demo:moons --dropout 1            | 2 | --dropout: expected
          train demo:moons --validation-split 1   | 2 | --validation-split: expected
          train demo:moons --threads 0            | 2 | --threads: expected 1 or more, got 0.
          train demo:moons --config nothing.toml  | 2 | nothing.toml: expected a file of settings, got none there.
          train demo:mons                         | 1 | Did you mean demo:moons?
          train nothing.csv --target y            | 1 | nothing.csv: expected a file
          train nothing.csv                       | 1 | nothing.csv: expected a file
          train demo:moons --out nowhere/m.hebb   | 1 | nowhere/m.hebb: expected a folder that exists
          evaluate nothing.hebb demo:moons        | 1 | nothing.hebb: expected a model file
          predict nothing.hebb                    | 2 | predict: expected DATA, got nothing in its place.
          generate nothing.hebb                   | 1 | nothing.hebb: expected a model file
          generate m.hebb --temperature -1        | 2 | --temperature: expected
          generate m.hebb --top-p 0               | 2 | --top-p: expected a probability above 0 and at most 1, got 0.0.
          generate m.hebb --top-p 1.5             | 2 | --top-p: expected a probability above 0 and at most 1, got 1.5.
          generate m.hebb --top-k -1              | 2 | --top-k: expected
          generate m.hebb --length 0              | 2 | --length: expected 1 or more, got 0.
          train demo:moons --task language        | 2 | expected a file of text, got demo:moons
          inspect nothing.hebb more               | 2 | more: expected no further argument
          help rleu                               | 2 | help: expected a name that hebb help lists, got 'rleu'. Did you mean bleu or relu or elu?
          help nothing_like_it                    | 2 | help: expected a name that hebb help lists, got 'nothing_like_it'.
          help elu(beta=1)                        | 2 | parameter of elu: expected one of alpha, got 'beta'.
          help elu(alpha=                         | 2 | setting: expected a name or name(key=number, ...)
          help elu relu                           | 2 | relu: expected no further argument
          describe                                | 2 | describe: expected DATA, got nothing in its place.
          describe demo:moons --target none       | 1 | expected a column 'none', got none of that name
          lr-find                                 | 2 | lr-find: expected DATA, got nothing in its place.
          lr-find demo:moons --low 1 --high .1    | 2 | --high: expected a rate above 1.0, got 0.1.
          lr-find demo:moons --low 0              | 2 | --low: expected
          lr-find demo:moons --steps 3            | 2 | --steps: expected
          lr-find demo:moons -o rates.txt         | 2 | -o: expected a name that ends in .png or .svg, got 'rates.txt'.
          lr-find demo:moons --optimizer lbfgs    | 2 | expected an optimizer whose learning rate matters, got lbfgs
          gradcheck                               | 2 | gradcheck: expected --data DATA, got none. Name a file
          course plannar                          | 2 | Did you mean planar?
          course --lang de                        | 2 | --lang: expected one of en, zh, got 'de'.
          course -o x.png                         | 2 | course: expected the NAME of a lesson, got none.
          course ema -o x.gif                     | 2 | -o: expected a name that ends in .png or .svg, got 'x.gif'.
          course ema --data .                     | 2 | --data: expected a lesson with published costs (logistic, planar, deep), got ema.
          course planar --data nowhere            | 1 | nowhere: expected planar_seed1_GENERATED.csv, planar-start.safetensors
          gradcheck --data demo:moons --rows 0    | 2 | --rows: expected 1 or more, got 0.
          gradcheck --data demo:moons --rows x    | 2 | --rows: expected a whole number, got 'x'.
          gradcheck --data demo:moons --entries -1 | 2 | --entries: expected 0 or more, got -1.
          gradcheck --data demo:moons --bound 0   | 2 | --bound: expected a number above 0, got 0
          gradcheck nothing.hebb --data demo:moons | 1 | nothing.hebb: expected a model file
          gradcheck m.hebb --data demo:moons --hidden 3 | 2 | --hidden: expected nothing that the model brings along
          gradcheck --data nothing.csv --target y | 1 | nothing.csv: expected a file
          gradcheck --data demo:moons --epoch 3   | 2 | Did you mean --epochs?
          train demo:moons --record 0             | 2 | --record: expected 1 or more, got 0.
          train demo:moons --record x             | 2 | --record: expected a whole number, got 'x'.
          train demo:moons --watch 65536          | 2 | --watch: expected a port from 0 to 65535, got '65536'.
          train demo:moons --watch=x              | 2 | --watch: expected a port from 0 to 65535, got 'x'. Leave it out for
          train demo:moons --watch=               | 2 | --watch: expected a port from 0 to 65535, got ''.
          train demo:moons --watch x              | 2 | x: expected no further argument
          train demo:moons --tensorboard=         | 2 | --tensorboard: expected the name of a file or folder, got ''.
          train demo:moons --out=                 | 2 | --out: expected the name of a file or folder, got ''.
          replay nothing.hebb -o s.html           | 1 | nothing.hebb: expected a model file
          replay nothing.log.jsonl -o s.html      | 1 | nothing.log.jsonl: expected the epoch log that train writes
          replay nothing.hebb -o s.png            | 2 | -o: expected a name that ends in .html, got 's.png'.
          replay nothing.hebb                     | 2 | --out
          doctor nothing.hebb                     | 1 | nothing.hebb: expected a model file
          doctor nothing.hebb --lang de           | 2 | --lang: expected one of en, zh, got 'de'.
          train demo:moons --lang de              | 2 | --lang: expected one of en, zh, got 'de'.
          train demo:moons --fix --resume         | 2 | --fix: expected a training from its beginning, got --resume too.
          help elu --lang zh                      | 2 | help: expected a finding, which alone are explained in zh, got 'elu'.
          doctor nothing.log.jsonl                | 1 | nothing.log.jsonl: expected the epoch log that train writes
          doctor x.log.jsonl --prove              | 2 | --prove: expected a model file, which knows its options, got a log
          doctor x.log.jsonl --data demo:moons    | 2 | --data: expected it beside --prove, got it alone
          train --from nothing.hebb               | 1 | nothing.hebb: expected a model file
          train --from nothing.hebb@3             | 1 | nothing.hebb@3: expected the snapshot of an epoch
          compare a.hebb                          | 2 | compare: expected two or more runs, each once, got a.hebb
          compare a.hebb a.hebb                   | 2 | compare: expected two or more runs, each once
          compare a.hebb b.hebb                   | 1 | a.hebb: expected a model file
          compare a.log.jsonl b.log.jsonl         | 1 | a.log.jsonl: expected the epoch log that train writes
          compare a.hebb b.hebb -o c.gif          | 2 | -o: expected a name that ends in .png or .svg, got 'c.gif'.
          runs nowhere                            | 1 | nowhere: expected a folder of runs, got none there.
          runs --sort mertic                      | 2 | Did you mean metric?
          trace m.hebb                            | 2 | trace: expected --data DATA and --row N, got neither.
          trace m.hebb --row 1                    | 2 | trace: expected --data DATA and --row N, got --row alone.
          trace m.hebb --data demo:moons          | 2 | got --data alone.
          trace m.hebb --data x.csv --row one     | 2 | --row: expected a whole number, got 'one'.
          trace m.hebb --data x.csv --row 0       | 2 | --row: expected 1 or more, since rows count from 1, got 0.
          trace m.hebb --data x.csv --row 1 -o t.png | 2 | -o: expected a name that ends in .html, got 't.png'.
          trace nothing.hebb --data x.csv --row 1 | 1 | nothing.hebb: expected a model file
          data demo:moons --rows 1                | 1 | expected 2 to 1000000 rows, got 1.
          """)
  void saysWhatIsWrongInOneSentence(String command, int code, String sentence) {
    Ran ran = Ran.hebb(command.split(" "));
    assertThat(ran.err())
        .contains(sentence)
        .startsWith("hebb: ")
        .hasLineCount(1)
        .doesNotContain("Exception");
    assertThat(ran.out()).isEmpty();
    assertThat(ran.code()).isEqualTo(code);
  }

  @Test
  void showsTheStackTraceWhenAsked() {
    assertThat(Ran.hebb("train", "nothing.csv", "--target", "y", "--debug").err())
        .contains("DataException", "\tat ");
  }

  @Test
  void refusesFoldersAndTheDataItselfAsModel() {
    assertThat(Ran.hebb("train", "demo:moons", "--out", folder.toString()).err())
        .contains("got a folder");
    assertThat(Ran.hebb("inspect", folder.toString()).code()).isEqualTo(ExitCode.FAILED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "evaluate",
        "predict",
        "generate",
        "encode",
        "inspect",
        "show",
        "describe",
        "lr-find",
        "gradcheck",
        "doctor",
        "compare",
        "runs",
        "replay",
        "course",
        "data",
        "help",
        "completion",
        ""
      })
  void helpHasTwoExamples(String command) {
    Ran ran = command.isEmpty() ? Ran.hebb("--help") : Ran.hebb(command, "--help");
    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEmpty();
    String examples = ran.out().substring(ran.out().indexOf("Examples:"));
    assertThat(examples.lines().filter(line -> line.contains("./hebb "))).hasSize(2);
    assertThat(ran.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void helpListsWhatOptionsTake() {
    assertThat(Ran.hebb("train", "--help").out())
        .contains("leaky_relu", "cosine", "adamw", "he_uniform", "huber");
  }

  @Test
  void withoutACommandThereIsHelp() {
    assertThat(Ran.hebb().out())
        .contains("Usage: hebb")
        .contains("train", "evaluate", "completion");
  }

  @Test
  void versionNamesJdkAndKernels() {
    assertThat(Ran.hebb("--version").out().lines().toList())
        .satisfiesExactly(
            hebb -> assertThat(hebb).startsWith("hebb "),
            jdk -> assertThat(jdk).startsWith("JDK " + Runtime.version()),
            backend -> assertThat(backend).matches("back end cpu: .*\\."),
            kernels -> assertThat(kernels).matches("kernels \\w+: .*\\."));
  }

  @Test
  void completionKnowsCommandsAndOptions() {
    String script = Ran.hebb("completion").out();
    for (String word :
        Arrays.asList(
            "train",
            "encode",
            "describe",
            "--hidden",
            "--pretrain",
            "compare",
            "--tensorboard",
            "--weight-decay",
            "leaky_relu",
            "autoencoder")) {
      assertThat(script).contains(word);
    }
  }
}
