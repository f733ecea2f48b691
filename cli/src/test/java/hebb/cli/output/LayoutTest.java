package hebb.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Nothing is wider than a line where it can be broken.
class LayoutTest {
  private static final String NETWORK =
      "seq2seq(embedding(64) positions repeat(2, transformer(4)); embedding(64) positions repeat(2,"
          + " transformer(4, causal=true)) layer_norm) dense(97)";
  private static final String OPTIMIZER =
      "adamw(learning_rate=0.004,beta1=0.9,beta2=0.999,epsilon=1.0E-8,weight_decay=0.1,more=12345678)";

  private static List<String> lines(Consumer<PrintStream> printing) {
    var bytes = new ByteArrayOutputStream();
    printing.accept(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void longWordsInQuotesBreak() {
    List<String> pieces =
        List.of("--epochs 3", "--network '" + NETWORK + "'", "--optimizer '" + OPTIMIZER + "'");
    List<String> lines = lines(out -> Layout.entry(out, "Options", pieces));
    assertThat(lines).hasSizeGreaterThan(3).allMatch(line -> line.length() <= Layout.WIDTH);
    assertThat(String.join("", lines).replace(" ", ""))
        .isEqualTo(("Options" + String.join("", pieces)).replace(" ", ""));
    assertThat(lines.subList(0, lines.size() - 1)).allMatch(line -> line.matches(".*[,;)3']"));
  }

  @Test
  void aListSaysHowManyItLeavesOut() {
    List<String> names = IntStream.range(0, 31).mapToObj(i -> "c" + i).toList();
    assertThat(Layout.some(names)).startsWith("c0, c1, ").endsWith("c9 and 21 more");
    assertThat(Layout.some(names.subList(0, 10))).endsWith("c8, c9");
  }

  @Test
  void otherLongWordsStayWhole() {
    String list = "--ignore " + "a,".repeat(60);
    assertThat(lines(out -> Layout.entry(out, "Options", List.of("--seed 1", list))))
        .containsExactly("Options   --seed 1", "          " + list);
  }

  @Test
  void theWidestColumnOfATableGoesOnBelow() {
    List<String> lines =
        lines(
            out ->
                new TextTable("llr")
                    .row("layer", "kind", "parameters")
                    .row("seq2seq1", NETWORK, "1,234")
                    .row("output", "dense", "9")
                    .print(out, Layout.WIDTH));
    assertThat(lines).hasSize(4).allMatch(line -> line.length() <= Layout.WIDTH);
    assertThat(lines.get(1)).startsWith("  seq2seq1  seq2seq(").endsWith("  1,234");
    assertThat(lines.get(2)).matches(" {12}\\S.*dense\\(97\\)");
    assertThat(lines.get(3)).matches("  output    dense +9");
  }

  @Test
  void aTableThatFitsStaysAsItIs() {
    var table = new TextTable("lr").row("layer", "n").row("dense relu", "5");
    assertThat(lines(out -> table.print(out, 100))).isEqualTo(lines(table::print));
  }
}
