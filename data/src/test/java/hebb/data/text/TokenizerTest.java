package hebb.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How texts are cut into tokens.
class TokenizerTest {
  private static List<String> cut(String tokens, List<String> known, String text) {
    List<String> found = new ArrayList<>();
    Tokenizer.of(tokens).cutter(known).cut(Tokenizer.read(text), found::add);
    return found;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "The Rain in SPAIN | the rain in spain",
        "it's 5 o'clock, isn't it? | it's 5 o'clock , isn't it ?",
        "don\u2019t 'quote' me | don't ' quote ' me",
        "e\u0301te\u0301 \u00c9T\u00c9 | \u00e9t\u00e9 \u00e9t\u00e9",
        "a_b c-d e.f | a_b c - d e . f",
        "\u6771\u4eac is \u5927 | \u6771 \u4eac is \u5927",
        "so\u00a0good\u2003\u200b! | so good !",
        "\ud83d\ude00\ud83d\ude00 ok | \ud83d\ude00 \ud83d\ude00 ok",
      })
  void words(String text, String tokens) {
    assertThat(cut("words", List.of(), text)).isEqualTo(List.of(tokens.split(" ", -1)));
  }

  @Test
  void charactersAreCodePointsAndBlanksOne() {
    assertThat(cut("chars", List.of(), " A\t\n b\ud83d\ude00 "))
        .containsExactly("a", " ", "b", "\ud83d\ude00");
    assertThat(cut("chars", List.of(), "\u00a0")).isEmpty();
  }

  @Test
  void tokensThatComeTwiceAreKnownTheMostFrequentFirst() {
    List<String> texts = List.of("b a c", "a b", "a d");
    assertThat(Tokenizer.of("words").learn(texts)).containsExactly("a", "b");
    assertThat(Tokenizer.of("chars").learn(texts)).containsExactly(" ", "a", "b");
    assertThat(Tokenizer.of("words").learn(List.of("b", "a"))).containsExactly("a", "b");
    String many =
        IntStream.range(0, 25_000).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    assertThat(Tokenizer.of("words").learn(List.of(many, many))).hasSize(20_000);
  }

  /// By the book: `e s` and `s t` come 9 times, then `es t`; ties go to the first by name.
  @Test
  void piecesOfTheExampleOfSennrich() {
    String text = "low ".repeat(5) + "lower ".repeat(2) + "newest ".repeat(6) + "widest ".repeat(3);
    List<String> tokens = Tokenizer.of("bpe=100").learn(List.of(text));
    assertThat(tokens.subList(11, 14)).containsExactly("es", "est", "lo");
    assertThat(tokens).startsWith("e", "w", "\u2581").endsWith("\u2581lower");
    assertThat(cut("bpe=100", tokens, "lowest newest xlow"))
        .containsExactly("\u2581low", "est", "\u2581newest", "\u2581", "x", "low");
  }

  /// Against counting all pairs anew for each piece.
  @Test
  void piecesAreThoseOfCountingAnew() {
    long seed = 11;
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      Map<String, Integer> words = new TreeMap<>();
      for (int i = 0; i < 60; i++) {
        var word = new StringBuilder();
        for (int length = 1 + random.nextInt(9); length > 0; length--) {
          word.append("abca".charAt(random.nextInt(4)));
        }
        words.merge(word.toString(), 1 + random.nextInt(4), Integer::sum);
      }
      assertThat(PairLearner.learn(words, 60))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(anew(words, 60));
    }
  }

  private static List<String> chars(String word) {
    return word.codePoints().mapToObj(Character::toString).toList();
  }

  private static List<String> anew(Map<String, Integer> words, int size) {
    Map<List<String>, Integer> split = new HashMap<>();
    Map<String, Integer> single = new TreeMap<>();
    words.forEach(
        (word, count) -> {
          split.merge(chars(word), count, Integer::sum);
          chars(word).forEach(c -> single.merge(c, count, Integer::sum));
        });
    List<String> tokens = new ArrayList<>();
    single.entrySet().stream()
        .filter(entry -> entry.getValue() > 1)
        .sorted((a, b) -> b.getValue() - a.getValue())
        .forEach(entry -> tokens.add(entry.getKey()));
    while (tokens.size() < size) {
      Map<String, Integer> pairs = new TreeMap<>();
      split.forEach(
          (word, count) -> {
            for (int i = 0; i + 1 < word.size(); i++) {
              pairs.merge(word.get(i) + " " + word.get(i + 1), count, Integer::sum);
            }
          });
      String best = "";
      for (String pair : pairs.keySet()) {
        best = pairs.get(pair) > pairs.getOrDefault(best, 1) ? pair : best;
      }
      if (best.isEmpty()) {
        return tokens;
      }
      String[] pair = best.split(" ", -1);
      if (!tokens.contains(pair[0] + pair[1])) {
        tokens.add(pair[0] + pair[1]);
      }
      Map<List<String>, Integer> next = new HashMap<>();
      split.forEach(
          (word, count) -> {
            List<String> merged = new ArrayList<>();
            for (int i = 0; i < word.size(); i++) {
              boolean here =
                  i + 1 < word.size()
                      && word.get(i).equals(pair[0])
                      && word.get(i + 1).equals(pair[1]);
              merged.add(here ? pair[0] + pair[1] : word.get(i));
              i += here ? 1 : 0;
            }
            next.merge(merged, count, Integer::sum);
          });
      split.clear();
      split.putAll(next);
    }
    return tokens;
  }

  @Test
  void longWordsTakeNoLongTime() {
    String word = "ab".repeat(500_000);
    List<String> tokens = Tokenizer.of("bpe").learn(List.of(word, "\ud83d\ude00".repeat(100)));
    assertThat(cut("bpe", tokens, word)).hasSizeLessThan(40_000);
  }

  @Test
  void aVocabularyHasUnknownTokensUnderOne() {
    Vocabulary vocabulary = new Vocabulary(Tokenizer.of("words"), List.of("good", "film"));
    assertThat(vocabulary.indices("A GOOD, good film")).containsExactly(1, 2, 1, 2, 3);
    assertThat(vocabulary.unknown("a good, film")).containsExactly("a", ",");
    assertThat(vocabulary.indices(" ")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "word", "bpe=", "bpe=99", "bpe=100001", "bpe=1e3", "bpe=9999999"})
  void otherWordsAreRefused(String said) {
    assertThatThrownBy(() -> Tokenizer.of(said))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("chars, words or bpe")
        .hasMessageContaining("got '" + said + "'");
  }

  @Test
  void whatIsSaidIsPrinted() {
    for (String said : List.of("chars", "words", "bpe=500")) {
      assertThat(Tokenizer.of(said)).hasToString(said);
    }
    assertThat(Tokenizer.of("bpe")).hasToString("bpe=8000");
  }
}
