package hebb.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WideTextTest {
  @Test
  void chineseLettersTakeTwoColumns() {
    assertThat(WideText.width("权重 a")).isEqualTo(6);
    assertThat(WideText.width("，（")).isEqualTo(4);
  }

  @Test
  void linesEndAtBlanksAndBetweenWideLettersButNotBeforeTheirMarks() {
    assertThat(WideText.lines("one two  three", 9)).isEqualTo(List.of("one two", "three"));
    assertThat(WideText.lines("学习率是 0.001，太小。", 8)).isEqualTo(List.of("学习率是", "0.001，", "太小。"));
    assertThat(WideText.lines("averylongword b", 5)).isEqualTo(List.of("averylongword", "b"));
    assertThat(WideText.lines("", 5)).isEqualTo(List.of(""));
    for (int width = 6; width < 30; width++) {
      int most = width;
      assertThat(WideText.lines("一层里的单元权重相同，hidden1 也是；学不到。", width))
          .allMatch(line -> WideText.width(line) <= Math.max(most, 9));
    }
  }
}
