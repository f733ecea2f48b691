package hebb.cli.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hebb.cli.option.Language;
import hebb.cli.output.WideText;
import hebb.train.TrainingListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each lesson finds what it says, and says it on one screen in both languages.
class LessonsTest {
  private static final Map<String, Findings> FOUND = new HashMap<>();

  private static Findings found(String lesson) {
    return FOUND.computeIfAbsent(
        lesson,
        name ->
            Lessons.run(name, new Course(42, Optional.empty(), () -> new TrainingListener() {})));
  }

  static List<String> lessons() {
    return Lessons.names();
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void fitsOnAScreenInBothLanguages(String lesson) {
    for (Language language : Language.values()) {
      List<String> lines = new LessonText(lesson, language).lines(found(lesson));
      assertThat(lines).hasSizeLessThanOrEqualTo(40);
      assertThat(lines).allMatch(line -> WideText.width(line) <= 80);
      assertThat(lines).noneMatch(line -> line.contains("{") || line.startsWith("["));
      assertThat(lines).filteredOn(line -> line.contains("./hebb ")).hasSizeBetween(2, 3);
    }
  }

  @Test
  void chineseLettersAreTwoColumnsWide() {
    assertThat(WideText.width("步 step")).isEqualTo(7);
    assertThat(WideText.width("（-o）：")).isEqualTo(8);
    List<String> table =
        new LessonText("planar", Language.ZH)
            .lines(found("planar")).stream().filter(line -> line.matches(" +[0-9,]+ .*")).toList();
    assertThat(table).hasSize(8);
    assertThat(table.stream().map(WideText::width).distinct()).hasSize(1);
  }

  private static double number(String lesson, String table, int row, String column) {
    return number(found(lesson).table(table).get(row), column);
  }

  private static double number(Map<String, Object> row, String column) {
    return ((Number) Objects.requireNonNull(row.get(column))).doubleValue();
  }

  @Test
  void aUnitBeginsAtLogTwoAndLearnsAtEveryRate() {
    assertThat(number("logistic", "costs", 0, "cost")).isCloseTo(Math.log(2), within(1e-6));
    assertThat(number("logistic", "rates", 0, "train"))
        .isGreaterThan(number("logistic", "rates", 3, "train"));
    assertThat(number("logistic", "rates", 0, "test")).isGreaterThan(.9);
  }

  @Test
  void aHiddenLayerDividesWhatALineCannot() {
    assertThat((double) found("planar").get("accuracy")).isGreaterThan(.85);
    assertThat((double) found("planar").get("line")).isLessThan(.6);
  }

  @Test
  void deeperNetworksReachALowerCost() {
    for (int row = 0; row < 2; row++) {
      assertThat(number("deep", "networks", row + 1, "cost"))
          .isLessThan(number("deep", "networks", row, "cost") / 1.5);
      assertThat(number("deep", "networks", row + 1, "test"))
          .isGreaterThan(number("deep", "networks", row, "test"));
    }
  }

  @Test
  void zerosStayAlikeAndHeLearns() {
    assertThat(number("initialisation", "kinds", 0, "last")).isCloseTo(Math.log(2), within(1e-4));
    assertThat(number("initialisation", "kinds", 0, "alike")).isEqualTo(20);
    assertThat(number("initialisation", "kinds", 1, "spreadLast")).isLessThan(1e-8);
    assertThat(number("initialisation", "kinds", 2, "first")).isGreaterThan(10);
    assertThat(number("initialisation", "kinds", 4, "spreadLast")).isBetween(.2, 3.0);
    assertThat(number("initialisation", "kinds", 4, "accuracy")).isGreaterThan(.98);
    assertThat(number("initialisation", "kinds", 4, "alike")).isZero();
  }

  @Test
  void wrongGradientsAreFoundAndNamed() {
    for (Map<String, Object> row : found("gradient-check").table("tensors")) {
      String tensor = Objects.requireNonNull(row.get("tensor")).toString();
      boolean wrong = tensor.startsWith("hidden2/");
      assertThat(number(row, "right")).isLessThan(1e-7);
      assertThat(row.get("found")).as(tensor).isEqualTo(wrong ? "<--" : "");
      assertThat(number(row, "wrong") < 1e-7).as(tensor).isEqualTo(!wrong);
    }
    assertThat(found("gradient-check").get("worst")).asString().startsWith("hidden2/");
  }

  @Test
  void rulesWithMemoryGetFurtherThanDescent() {
    for (int rule = 3; rule < 7; rule++) {
      assertThat(number("optimisers", "ways", rule, "cost"))
          .isLessThan(number("optimisers", "ways", 2, "cost") / 1.5);
    }
    assertThat(number("optimisers", "ways", 1, "epochs")).isEqualTo(4);
    assertThat(number("optimisers", "ways", 0, "epochs")).isEqualTo(2048);
  }

  @Test
  void bothRegularisersHelpOnTheTest() {
    for (int way = 1; way < 3; way++) {
      assertThat(number("regularisation", "ways", way, "testCost"))
          .isLessThan(number("regularisation", "ways", 0, "testCost") / 2);
      assertThat(number("regularisation", "ways", way, "trainCost"))
          .isGreaterThan(number("regularisation", "ways", 0, "trainCost"));
    }
  }

  @Test
  void sparsityMakesUnitsSeldomActive() {
    assertThat(number("sparse-autoencoder", "nets", 0, "after")).isBetween(.4, .6);
    assertThat(number("sparse-autoencoder", "nets", 1, "before")).isBetween(.4, .6);
    assertThat(number("sparse-autoencoder", "nets", 1, "after")).isBetween(.005, .02);
  }

  @Test
  void theCorrectedMeanIsGoodFromTheFirstEpochOn() {
    assertThat(number("ema", "means", 1, "first"))
        .isLessThan(number("ema", "means", 0, "first"))
        .isLessThan(number("ema", "means", 2, "first"));
    assertThat(number("ema", "means", 1, "wandering"))
        .isLessThan(number("ema", "means", 0, "wandering") / 5);
  }
}
