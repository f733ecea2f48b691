package hebb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.cli.help.Entries;
import hebb.cli.help.Entry;
import hebb.cli.help.Family;
import hebb.cli.help.HelpText;
import hebb.cli.option.Language;
import hebb.cli.output.Phrases;
import hebb.cli.plot.TextPlot;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// `help`: what is found by which name, and how it is shown.
class HelpTest {
  private static final Entries ENTRIES = new Entries();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          relu            | activation relu
          ReLU            | activation relu
          elu(alpha=.5)   | activation elu
          leaky-relu      | activation leaky_relu
          --lr            | option --lr
          lr              | option --lr
          --lr=.1         | option --lr
          -o              | option --out, option --out, option --out, option --out, option --out
          out             | option --out, option --out, option --out, option --out, option --out, option --out
          --strict        | option --strict, option --strict
          --config        | option --config
          seed            | option --seed, option --seed, option --seed, option --seed
          dropout         | option --dropout, layer dropout
          identity        | activation identity, initialiser identity
          train           | command train
          GlorotUniform   | initialiser xavier_uniform
          kaiming_normal_ | initialiser he_normal, initialiser he_normal_fan_out
          MSELoss         | loss half_squared_error
          random_state    | option --seed
          bleu            | measure of texts bleu
          Perplexity      | measure of texts perplexity
          translate       | task translate
          bpe=4000        | way to cut texts bpe
          sound           | option --sound, kind of column sound
          """)
  void findsNames(String name, String found) {
    Ran ran = Ran.hebb("help", name, "--json");
    assertThat(ran.err()).isEmpty();
    List<String> entries =
        ran.json()
            .path("entries")
            .valueStream()
            .map(e -> e.path("family").asString() + " " + e.path("name").asString())
            .toList();
    assertThat(String.join(", ", entries)).isEqualTo(found);
  }

  @Test
  void jsonHoldsWhatTheTextSays() {
    JsonNode huber = Ran.hebb("help", "huber", "--json").json().path("entries").path(0);
    assertThat(huber.path("formula").asString())
        .startsWith("e = z - y; 1/2 e^2 where |e| <= delta");
    assertThat(huber.path("pytorch").asString()).isEqualTo("HuberLoss");
    assertThat(huber.path("parameters").path(0).toString())
        .startsWith("{\"name\":\"delta\",\"default\":\"1\",\"range\":\"above 0\",\"why\":\"as in");
    JsonNode names = Ran.hebb("help", "--json").json();
    assertThat(names.path("optimisers").valueStream().map(JsonNode::asString))
        .contains("sgd", "lbfgs");
  }

  @Test
  void listsAllNames() {
    Ran ran = Ran.hebb("help");
    assertThat(ran.code()).isZero();
    assertThat(ran.out().lines()).allMatch(line -> line.length() <= 80);
    for (Family family : Family.values()) {
      for (Entry entry : ENTRIES.of(family)) {
        assertThat(List.of(ran.out().split("\\s+"))).contains(entry.name());
      }
    }
  }

  @Test
  void aCommandIsShownWithItsOptions() {
    assertThat(Ran.hebb("help", "predict").out())
        .contains("scikit-learn    predict, predict_proba", "Usage: hebb predict", "--report=FILE")
        .isEqualTo(text("predict", 80, true) + "\n" + Ran.hebb("predict", "--help").out());
  }

  @ParameterizedTest
  @CsvSource({"100, 80", "72, 72", "3, 40", "'', 80", "0, 80", "x, 80", "999999, 80"})
  void linesAreAsWideAsTheTerminalTo80(String columns, int width) {
    assertThat(HelpText.width(columns)).isEqualTo(width);
  }

  /// Every entry, at three widths.
  @ParameterizedTest
  @ValueSource(ints = {40, 61, 80})
  void nothingIsWiderThanTheTerminal(int width) {
    for (Family family : Family.values()) {
      for (Entry entry : ENTRIES.of(family)) {
        String ascii = text(entry.name(), width, false);
        String unicode = text(entry.name(), width, true);
        assertThat(ascii.lines()).allMatch(line -> line.length() <= width);
        assertThat(unicode.lines()).allMatch(line -> line.length() <= width);
        assertThat(ascii.chars())
            .as(ascii)
            .allMatch(letter -> letter == '\n' || letter >= ' ' && letter < 127);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ACTIVATION", "LOSS", "SCHEDULE", "INITIALIZER"})
  void functionsHaveAPicture(Family family) {
    for (Entry entry : ENTRIES.of(family)) {
      assertThat(text(entry.name(), 80, true)).contains("┤", "└");
    }
  }

  private static String text(String name, int width, boolean unicode) {
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    ENTRIES
        .find(name)
        .forEach(
            entry ->
                new HelpText(out, width, unicode, new Phrases(Language.EN)).entry(entry, name));
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /// The size of x: its derivative is -1 up to 0 and 1 above.
  @Test
  void drawsAnActivationAndItsDerivative() {
    assertThat(picture("leaky_relu(-1)"))
        .isEqualTo(
            """
              *: f(x); .: its derivative
               4 +*                |               *
                 | **              |             **
                 |   *             |            *
               3 +    **           |          **
                 |      **         |        **
               2 +        *        |       *
                 |         **      |     **
                 |           **    |   **
               1 +             *   ...*.............
                 |              ** .**
               0 +----------------**----------------
                 |                 .
                 |                 .
              -1 +.................|
                  +-------+--------+-------+-------+
                 -4      -2        0       2       4
            """);
  }

  @Test
  void drawsTheCostsOfBothClasses() {
    assertThat(picture("binary_cross_entropy"))
        .isEqualTo(
            """
              *: cost of z where y = 1; .: where y =
              0
              4 +*                |                .
                | *               |               .
                |  **             |             ..
              3 +    *            |            .
                |     **          |          ..
                |       *         |         .
                |        *        |        .
              2 +         **      |      ..
                |           **    |    ..
                |             **  |  ..
              1 +               **|..
                |               ..***
                |        .......  |  *******
              0 +........-------------------********
                 +--------+-------+--------+-------+
                -4       -2       0        2       4
            """);
  }

  private static String picture(String name) {
    String text = text(name, 40, false);
    return text.substring(text.indexOf("  *: "));
  }

  @Test
  void drawsCurvesInBraille() {
    double[] line = IntStream.range(0, 41).mapToDouble(i -> i).toArray();
    double[] flat = IntStream.range(0, 41).mapToDouble(i -> 20).toArray();
    assertThat(String.join("\n", TextPlot.curves(0, 1, List.of(line, flat), 24, true)) + "\n")
        .isEqualTo(
            """
            40 ┤                   ⡔
               │                 ⢠⠊
               │                ⡔⠁
            30 ┤              ⢠⠊
               │             ⡔⠁
               │           ⢠⠊
            20 ┤ ⣀ ⣀ ⣀ ⣀ ⣀⡔⣁ ⣀ ⣀ ⣀ ⣀
               │        ⢀⠔⠁
               │       ⡠⠊
               │     ⢀⠔⠁
            10 ┤    ⡠⠊
               │  ⢀⠔⠁
               │ ⡠⠊
             0 ┤⠔⠁┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈
               └┴───┴───┴──┴───┴───┴
               0.0 0.2 0.4    0.8
            """);
  }

  @Test
  void drawsBars() {
    double[] numbers = {0, 1, 1, 2, 2, 2, 2, 3};
    assertThat(String.join("\n", TextPlot.histogram(numbers, 16, true)) + "\n")
        .isEqualTo(
            """
            4 ┤        █
              │        █
              │        █
            3 ┤        █
              │        █
              │        █
              │        █
            2 ┤    █   █
              │    █   █
              │    █   █
            1 ┤▄   █   █   ▄
              │█   █   █   █
              │█   █   █   █
            0 ┤█   █   █   █
              └┴─┴─┴─┴─┴─┴─┴
              0.0 1.0 2.0
            """);
  }
}
