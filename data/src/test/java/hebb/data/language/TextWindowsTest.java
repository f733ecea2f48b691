package hebb.data.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hebb.data.DataException;
import hebb.data.text.LanguageCode;
import hebb.data.text.Tokens;
import hebb.dataset.Dataset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Windows of texts, and how texts are split.
class TextWindowsTest {
  private static final CorpusParts.Shares USUAL = new CorpusParts.Shares(0.1, 0, false);

  private static String text(int length, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, length)
        .mapToObj(i -> "" + (char) ('a' + random.nextInt(26)))
        .collect(Collectors.joining());
  }

  private static Dataset part(CorpusParts parts, String name) {
    return Objects.requireNonNull(parts.parts().get(name));
  }

  /// The pairs of a token and the one that follows it, of all rows, as text.
  private static List<String> told(CorpusParts parts, Dataset rows) {
    Tokens tokens = new Tokens(parts.code().tokens(), parts.code().vocabulary());
    int window = parts.code().window();
    boolean lines = parts.code().lines();
    List<String> told = new ArrayList<>();
    for (int row = 0; row < rows.rows(); row++) {
      float[] input = new float[rows.width()];
      float[] target = new float[window];
      rows.read(new int[] {row}, 0, 1, input, target);
      for (int t = 0; t < window; t++) {
        if (target[t] >= 0) {
          String before = tokens.text((int) input[t + (lines ? 1 : 0)]);
          told.add((before.isEmpty() ? "|" : before) + tokens.text((int) target[t]));
        }
      }
      if (lines) {
        assertThat(input[0]).isEqualTo(rows.length(row));
      }
    }
    return told;
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 257, 1000})
  void eachTokenIsToldOnce(int length) {
    String text = text(length, length);
    CorpusParts parts =
        CorpusParts.learn(
            Corpus.of("t", text),
            "chars",
            LanguageOptions.NONE.withWindow(32),
            new CorpusParts.Shares(0.1, 0.2, true),
            1);
    assertThat(parts.parts().keySet()).containsExactly("train", "validation", "test");
    List<String> told = new ArrayList<>();
    long weights = 0;
    for (Dataset part : parts.parts().values()) {
      List<String> own = told(parts, part);
      assertThat(((TextWindows) part).tokens()).isEqualTo(own.size());
      assertThat(((TextWindows) part).characters()).isEqualTo(own.size());
      double sum = IntStream.range(0, part.rows()).mapToDouble(part::weight).sum();
      assertThat(sum).isCloseTo(part.rows(), within(1e-9));
      told.addAll(own);
      weights += part.rows();
    }
    assertThat(weights).isPositive();
    assertThat(told)
        .isEqualTo(IntStream.range(0, length - 1).mapToObj(i -> text.substring(i, i + 2)).toList());
  }

  @Test
  void trainingBeginsElsewhereInEachEpoch() {
    String text = text(2000, 3);
    CorpusParts parts =
        CorpusParts.learn(
            Corpus.of("t", text), "chars", LanguageOptions.NONE.withWindow(50), USUAL, 1);
    Dataset train = part(parts, "train");
    Set<Float> firsts = new HashSet<>();
    for (int epoch = 0; epoch < 20; epoch++) {
      Dataset now = train.epoch(epoch);
      assertThat(now.rows()).isEqualTo(train.rows());
      List<String> told = told(parts, now);
      assertThat(told.size()).isBetween(train.rows() * 50 - 50, train.rows() * 50);
      for (String pair : told) {
        assertThat(text.substring(0, 1800)).contains(pair);
      }
      float[] row = new float[50];
      now.read(new int[] {0}, 0, 1, row, new float[50]);
      firsts.add(row[0] * 1000 + row[1]);
      float[] again = new float[50];
      train.epoch(epoch).read(new int[] {0}, 0, 1, again, new float[50]);
      assertThat(again).isEqualTo(row);
    }
    assertThat(firsts.size()).isGreaterThan(8);
  }

  @Test
  void linesThatAreAlikeAreInOnePart() {
    String text =
        Stream.of(1, 2, 3)
            .flatMap(times -> IntStream.range(0, 200).mapToObj(i -> text(3 + i % 9, i)))
            .collect(Collectors.joining("\n"));
    CorpusParts parts =
        CorpusParts.learn(
            Corpus.of("t", text), "chars", LanguageOptions.NONE.withLines(true), USUAL, 7);
    Set<String> train = lines(parts, "train");
    Set<String> validation = lines(parts, "validation");
    assertThat(train).doesNotContainAnyElementsOf(validation);
    assertThat(train.size() + validation.size()).isEqualTo(200);
    assertThat(validation).hasSize(20);
    assertThat(part(parts, "validation").rows()).isEqualTo(60);
    assertThat(parts.code().window()).isEqualTo(12);
    TextWindows rows = (TextWindows) part(parts, "train");
    assertThat(told(parts, rows).size()).isEqualTo((int) rows.tokens());
    assertThat(rows.characters()).isEqualTo(rows.tokens());
  }

  private static Set<String> lines(CorpusParts parts, String part) {
    Set<String> lines = new HashSet<>();
    StringBuilder line = new StringBuilder();
    for (String pair : told(parts, part(parts, part))) {
      if (pair.startsWith("|") && !line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(pair.substring(1));
    }
    lines.add(line.toString());
    return lines;
  }

  @Test
  void longLinesAreCutAndSaid() {
    String text = "abc\n".repeat(300) + "abcd".repeat(400) + "\n" + text(10, 1) + "\n";
    CorpusParts parts =
        CorpusParts.learn(
            Corpus.of("t", text),
            "chars",
            LanguageOptions.NONE.withLines(true),
            new CorpusParts.Shares(0, 0, true),
            7);
    assertThat(parts.code().window()).isEqualTo(6);
    assertThat(parts.notes())
        .anyMatch(
            note -> note.startsWith("2 of 302 lines for training are longer than the window"));
    assertThat(((TextWindows) part(parts, "train")).tokens()).isEqualTo(300 * 4 + 2 * 6);
  }

  @Test
  void saysWhatIsUnknownAndTooShort() {
    List<String> notes = new ArrayList<>();
    LanguageCode code = new LanguageCode("words", List.of("to", " be", "\n"), 4, false);
    TextWindows rows = CorpusParts.measured(code, Corpus.of("t", "to be or not to be\n"), notes);
    assertThat(notes)
        .containsExactly(
            "3 words come too seldom in the text that was trained on, or not at all, to be known, such"
                + " as ' or' ' not' ' to'; each counts as one unknown token.");
    assertThat(rows.tokens()).isEqualTo(6);
    assertThat(rows.characters()).isEqualTo(17);
    assertThatThrownBy(() -> CorpusParts.measured(code, Corpus.of("t", "to"), notes))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("t: expected 2 or more words, since")
        .hasMessageContaining("got 1. Give more text.");
    assertThatThrownBy(() -> Corpus.of("t", " \n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected a text, got nothing but blanks");
  }

  @Test
  void measuresATextShorterThanAWindow() {
    LanguageCode code = new LanguageCode("chars", List.of("a", "b", "c"), 8, false);
    TextWindows rows = CorpusParts.measured(code, Corpus.of("t", "abc"), new ArrayList<>());
    assertThat(rows.rows()).isEqualTo(1);
    assertThat(rows.tokens()).isEqualTo(2);
    assertThat(rows.characters()).isEqualTo(2);
    assertThat(rows.epoch(3)).isSameAs(rows);
    float[] read = new float[8];
    float[] targets = new float[8];
    rows.read(new int[] {0}, 0, 1, read, targets);
    assertThat(read).containsExactly(2, 3, 0, 0, 0, 0, 0, 0);
    assertThat(targets).containsExactly(3, 4, -1, -1, -1, -1, -1, -1);
  }

  @Test
  void suggestsLines() {
    Corpus names = Corpus.of("names", "anna\nbob\ncara\n".repeat(100));
    assertThat(CorpusParts.learn(names, "chars", LanguageOptions.NONE, USUAL, 1).notes())
        .anyMatch(note -> note.contains("--lines takes each as a text of its own"));
  }
}
