package hebb.data.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hebb.data.DataException;
import hebb.data.schema.SchemaOptions;
import hebb.data.table.Table;
import hebb.data.table.Texts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Pairs from tables.
class TranslationLearnerTest {
  private static final TranslationLearner.Parts NONE = new TranslationLearner.Parts(0, 0, 1);

  private static Table table(List<String> columns, String[]... rows) {
    List<Texts> cells = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      int column = c;
      cells.add(Texts.of(List.of(rows).stream().map(row -> row[column]).toArray(String[]::new)));
    }
    return Table.of("pairs", columns, cells);
  }

  private static TranslationLearner.Learned learn(Table table, SchemaOptions options) {
    return TranslationLearner.learn(table, options, NONE);
  }

  private static SchemaOptions into(String target) {
    return SchemaOptions.target(target);
  }

  @Test
  void aRowIsTheSourceAndWhatWasSaidBeforeEachStep() {
    Table table = table(List.of("en", "fr"), row("ab", "Ba!"), row("b", "a"));
    TranslationLearner.Learned learned = learn(table, into("fr"));
    TranslationCode code = learned.code();
    assertThat(code.source().vocabulary()).containsExactly("b", "a");
    assertThat(code.target().vocabulary()).containsExactly("a", "!", "B");
    assertThat(code.steps()).isEqualTo(4);
    PairRows rows = part(learned, "train");
    float[] numbers = new float[2 * rows.width()];
    float[] targets = new float[2 * 4];
    rows.read(new int[] {1, 0}, 0, 2, numbers, targets);
    assertThat(numbers).containsExactly(1, 2, 0, 2, 0, 2, 0, 0, /**/ 2, 3, 2, 4, 0, 4, 2, 3);
    assertThat(targets).containsExactly(2, 0, -1, -1, 4, 2, 3, 0);
    assertThat(rows.length(0)).isEqualTo(4);
    assertThat(rows.weight(0)).isEqualTo(4.0 / 3);
    assertThat(rows.weight(1)).isEqualTo(2.0 / 3);
  }

  private static PairRows part(TranslationLearner.Learned learned, String name) {
    return Objects.requireNonNull(learned.parts().get(name));
  }

  private static String[] row(String... cells) {
    return cells;
  }

  @Test
  void translationsOfASourceAreInOnePart() {
    String[][] rows = new String[90][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row("source " + i / 3, "target " + i);
    }
    TranslationLearner.Learned learned =
        TranslationLearner.learn(
            table(List.of("en", "fr"), rows), into("fr"), new TranslationLearner.Parts(.2, .1, 7));
    Set<String> all = new HashSet<>();
    learned
        .parts()
        .forEach(
            (name, part) -> {
              assertThat(part.references().values()).allMatch(each -> each.size() == 3);
              assertThat(all).doesNotContainAnyElementsOf(part.references().keySet());
              all.addAll(part.references().keySet());
            });
    assertThat(part(learned, "train").rows()).isEqualTo(63);
    assertThat(part(learned, "validation").rows()).isEqualTo(18);
    assertThat(part(learned, "test").rows()).isEqualTo(9);
    assertThat(learned.notes())
        .contains("90 pairs of 30 sources: all translations of a source are in one part.");
  }

  @Test
  void pairsWithAnEmptySideAreLeftOut() {
    Table table = table(List.of("en", "fr"), row("a", "b"), row("", "b"), row("a", ""));
    TranslationLearner.Learned learned = learn(table, into("fr"));
    assertThat(part(learned, "train").rows()).isEqualTo(1);
    assertThat(learned.notes())
        .contains("2 rows are left out, of which one side or both are empty.");
    Table none = table(List.of("en", "fr"), row("a", ""), row("", "b"));
    assertThatThrownBy(() -> learn(none, into("fr")))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("pairs: expected pairs of a text and its translation, got none");
  }

  @Test
  void pairsMuchLongerThanOthersAreLeftOutOfTrainingAlone() {
    String[][] rows = new String[300][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row("s" + i, i == 0 ? "x".repeat(90) : "0123456789");
    }
    TranslationLearner.Learned learned = learn(table(List.of("en", "fr"), rows), into("fr"));
    assertThat(learned.code().target().length()).isEqualTo(15);
    assertThat(part(learned, "train").rows()).isEqualTo(299);
    assertThat(learned.notes())
        .contains("1 pair of the training part is longer and left out of it.");
    PairRows others =
        PairRows.of(learned.code(), learned.code().pairs(table(List.of("en", "fr"), rows[0])));
    float[] targets = new float[16];
    others.read(new int[] {0}, 0, 1, new float[others.width()], targets);
    assertThat(targets).as("no end that is not there").doesNotContain(0, -1);
  }

  @Test
  void theSourceIsFoundOrSaid() {
    String[][] rows = {row("a b", "c d", "e f"), row("g h", "i j", "k l")};
    List<String> names = List.of("en", "fr", "de");
    assertThatThrownBy(() -> learn(table(names, rows), into("fr")))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "pairs: expected one column of texts beside the target 'fr' to translate from, got 2,"
                + " 'en', 'de'. Name it with --text.");
    SchemaOptions said = into("fr").withKind("text", List.of("de=words", "=chars"));
    TranslationCode code = learn(table(names, rows), said).code();
    assertThat(code.source().column()).isEqualTo("de");
    assertThat(code.tokens()).isEqualTo("words");
    SchemaOptions pieces = into("fr").withKind("text", List.of("de", "=bpe=100"));
    assertThat(learn(table(names, rows), pieces).code().tokens()).isEqualTo("bpe=100");
    SchemaOptions without = into("fr").withIgnore(List.of("de"));
    assertThat(learn(table(names, rows), without).code().source().column()).isEqualTo("en");
    assertThatThrownBy(() -> learn(table(names, rows), said.withIgnore(List.of("fr"))))
        .hasMessageContaining("not ignored, got 'fr'");
  }

  @Test
  void wordsAreKeptAsTheyAreAndPutTogetherAgain() {
    Table table = table(List.of("en", "fr"), row("Go, Tom!", "Va-t'en, Tom !"));
    SchemaOptions words = into("fr").withKind("text", List.of("=words"));
    TranslationCode code = learn(table, words).code();
    StringBuilder text = new StringBuilder();
    for (int index : code.targetTokens().indices("Va-t'en, Tom !")) {
      text.append(code.targetTokens().text(index));
    }
    assertThat(text).hasToString("Va-t'en, Tom !");
  }
}
