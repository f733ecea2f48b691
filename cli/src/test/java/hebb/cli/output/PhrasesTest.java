package hebb.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import hebb.cli.option.Language;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PhrasesTest {
  @Test
  void languagesSayTheSameOfTheSame() {
    Phrases english = new Phrases(Language.EN);
    Phrases chinese = new Phrases(Language.ZH);
    alike(english.diagnosis(), chinese.diagnosis());
    alike(english.all(), chinese.all());
    assertThat(chinese.diagnosis().values())
        .allMatch(text -> text.codePoints().anyMatch(Character::isIdeographic));
  }

  private static void alike(Map<String, String> english, Map<String, String> chinese) {
    assertThat(chinese.keySet()).isEqualTo(english.keySet());
    english.forEach(
        (name, text) ->
            assertThat(places(Objects.requireNonNull(chinese.get(name))))
                .as(name)
                .isEqualTo(places(text)));
  }

  private static Set<String> places(String text) {
    return Pattern.compile("\\{\\d}")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }
}
