package hebb.data.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/// BLEU against cases that were computed by hand.
class BleuTest {
  private static final List<String> MATS =
      List.of("the cat sat on the mat", "a small cat sat on the mat today");

  private static double of(String translation, List<String> references) {
    Bleu bleu = new Bleu();
    bleu.add(translation, references);
    return bleu.value();
  }

  @Test
  void runsAreCountedInAllReferences() {
    // 7 of 7, 5 of 6, 4 of 5 and 3 of 4 runs; 6 words are as near to 7 as 8 are.
    assertThat(of("the small cat sat on the mat", MATS))
        .isCloseTo(100 * Math.pow(0.5, 0.25), within(1e-9));
  }

  @Test
  void shorterTranslationsCountLess() {
    assertThat(of("cat sat on the mat", MATS.subList(0, 1)))
        .isCloseTo(100 * Math.exp(1 - 6.0 / 5), within(1e-9));
  }

  @Test
  void aRunCountsAsOftenAsAReferenceHasIt() {
    // 2 of 7 words, 1 of 6, then none.
    assertThat(of("the the the the the the the", MATS)).isZero();
    Bleu bleu = new Bleu();
    bleu.add("on on the mat today", MATS);
    // 4 of 5, 3 of 4, 2 of 3, 1 of 2; 6 words are nearest to 5.
    assertThat(bleu.value())
        .isCloseTo(100 * Math.pow(0.8 * 0.75 * 2 / 3 * 0.5, 0.25) * Math.exp(-0.2), within(1e-9));
  }

  @Test
  void translationsOfACorpusCountTogether() {
    Bleu bleu = new Bleu();
    bleu.add("the small cat sat on the mat", MATS);
    bleu.add("cat sat on the mat", MATS.subList(0, 1));
    // 12 of 12, 9 of 10, 7 of 8 and 5 of 6 runs; 12 words for 12.
    assertThat(bleu.value()).isCloseTo(100 * Math.pow(0.9 * 7 / 8 * 5 / 6, 0.25), within(1e-9));
  }

  @Test
  void signsAreWordsAndCapitalsCount() {
    assertThat(of("Va-t'en, Tom !", List.of("Va-t'en, Tom !"))).isCloseTo(100, within(1e-9));
    assertThat(of("va-t'en, tom !", List.of("Va-t'en, Tom !"))).isLessThan(60);
    assertThat(of("", List.of("Va."))).isZero();
  }
}
