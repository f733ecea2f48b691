package hebb.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every row of [MetricCases], and every measure by name, through every property.
class MetricTest {
  static Stream<MetricCases.Row> rows() {
    return MetricCases.all().stream();
  }

  static Stream<Metric> metrics() {
    return Metric.names().stream().map(Metric::of);
  }

  @Test
  void everyMetricHasARow() {
    assertThat(rows().map(row -> Metric.of(row.metric()).spec().name()).distinct())
        .containsExactlyInAnyOrderElementsOf(Metric.names());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void hasItsValue(MetricCases.Row row) {
    Metric metric = Metric.of(row.metric());
    MetricCases.Data data = row.data();
    Metrics metrics = data.metrics().get().measure(List.of(metric));
    metrics.add(floats(data.predictions()), floats(data.targets()), data.rows());
    same(metrics.value(metric), row.value());
    assertThat(metrics.values()).containsEntry(metric.spec().toString(), metrics.value(metric));
  }

  /// Rows one by one, and again after forgetting them.
  @ParameterizedTest
  @MethodSource("rows")
  void theBatchesMakeNoDifference(MetricCases.Row row) {
    Metric metric = Metric.of(row.metric());
    MetricCases.Data data = row.data();
    Metrics metrics = data.metrics().get().measure(List.of(metric));
    for (int again = 0; again < 2; again++) {
      metrics.reset();
      for (int r = 0; r < data.rows(); r++) {
        metrics.add(
            part(data.predictions(), data.rows(), r), part(data.targets(), data.rows(), r), 1);
        metrics.values();
      }
      same(metrics.value(metric), row.value());
    }
  }

  /// A row of weight 2 counts as two rows, one of weight 0 as none.
  @ParameterizedTest
  @MethodSource("rows")
  void weightsCountRows(MetricCases.Row row) {
    Metric metric = Metric.of(row.metric());
    MetricCases.Data data = row.data();
    Metrics weighted = data.metrics().get().measure(List.of(metric));
    Metrics repeated = data.metrics().get().measure(List.of(metric));
    for (int r = 0; r < data.rows(); r++) {
      float[] predictions = part(data.predictions(), data.rows(), r);
      float[] targets = part(data.targets(), data.rows(), r);
      int times = (r + 1) % 3;
      weighted.add(predictions, targets, new float[] {times}, 1);
      for (int i = 0; i < times; i++) {
        repeated.add(predictions, targets, 1);
      }
    }
    same(weighted.value(metric), repeated.value(metric));
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void readsItsOwnTextAndSaysWhatItIs(Metric metric) {
    assertThat(Metric.of(metric.spec().toString())).isEqualTo(metric);
    assertThat(metric.formula()).isNotBlank().doesNotContain("\n");
    boolean larger = metric.better() == Metric.Better.LARGER;
    assertThat(metric.isBetter(2, 1)).isEqualTo(larger);
    assertThat(metric.isBetter(1, 2)).isEqualTo(!larger);
    assertThat(metric.isBetter(1, 1)).isFalse();
    assertThat(metric.isBetter(1, Double.NaN)).isTrue();
    assertThat(metric.isBetter(Double.NaN, 1)).isFalse();
    assertThat(metric.isBetter(Double.NaN, Double.NaN)).isFalse();
  }

  /// What is right, and what is wrong, is told apart in the direction that the measure says.
  @ParameterizedTest
  @MethodSource("metrics")
  void whatIsRightIsBetterThanWhatIsWrong(Metric metric) {
    boolean numbers = metric.task() == Metric.Task.NUMBERS;
    float[] targets = numbers ? new float[] {-1, 3, 2} : new float[] {0, 1, 1};
    float[] right = numbers ? targets : new float[] {.1f, .9f, .8f};
    float[] wrong = numbers ? new float[] {3, 1, 5} : new float[] {.9f, .2f, .6f};
    assertThat(metric.isBetter(value(metric, right, targets), value(metric, wrong, targets)))
        .isTrue();
  }

  private static double value(Metric metric, float[] predictions, float[] targets) {
    Metrics metrics =
        metric.task() == Metric.Task.NUMBERS ? RegressionMetrics.of(1) : ClassMetrics.binary();
    metrics.measure(List.of(metric)).add(predictions, targets, targets.length);
    return metrics.value(metric);
  }

  /// Against the definitions, counted pair by pair.
  @Test
  void manyScores() {
    Random random = new Random(3);
    int n = 500;
    float[] scores = new float[n];
    float[] targets = new float[n];
    for (int i = 0; i < n; i++) {
      targets[i] = random.nextInt(3) == 0 ? 1 : 0;
      scores[i] = Math.round(20 * (random.nextFloat() + 0.3f * targets[i])) / 26f;
    }
    double wins = 0;
    double pairs = 0;
    double precisions = 0;
    double ones = 0;
    for (int i = 0; i < n; i++) {
      double above = 0;
      double found = 0;
      for (int j = 0; j < n; j++) {
        if (targets[i] > targets[j]) {
          pairs++;
          wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
        if (scores[j] >= scores[i]) {
          above++;
          found += targets[j];
        }
      }
      ones += targets[i];
      precisions += targets[i] * found / above;
    }
    same(value(Metric.of("roc_auc"), scores, targets), wins / pairs);
    same(value(Metric.of("pr_auc"), scores, targets), precisions / ones);
  }

  @Test
  void whatIsAlwaysMeasuredStaysAndComesFirst() {
    assertThat(ClassMetrics.of(3).values()).containsOnlyKeys("accuracy");
    assertThat(RegressionMetrics.of(1).values()).containsOnlyKeys("rmse", "mae", "r2");
    Metrics more =
        ClassMetrics.binary()
            .measure(List.of(Metric.of("roc_auc"), Metric.of("accuracy"), Metric.of("recall")));
    assertThat(more.values().keySet()).containsExactly("accuracy", "roc_auc", "recall(class=1.0)");
  }

  @Test
  void whatKeepsNoRowsNeedNotBeAskedFor() {
    ClassMetrics metrics = ClassMetrics.binary();
    metrics.add(new float[] {.9f}, new float[] {1}, 1);
    assertThat(metrics.value(Metric.of("brier"))).isCloseTo(0.01, within(1e-7));
    assertThatThrownBy(() -> metrics.value(Metric.of("roc_auc")))
        .hasMessage(
            "metrics: expected roc_auc to be asked for before the rows that it keeps. Call measure"
                + " first.");
    assertThatThrownBy(() -> metrics.measure(List.of(Metric.of("roc_auc"))))
        .hasMessage(
            "metrics: expected to be told what to measure before any rows, got 1 rows. Call measure"
                + " first.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      rmse                | metric: expected a measure of classes such as accuracy or log_loss, got rmse.
      pinball             | metric: expected a measure of classes such as accuracy or log_loss, got pinball(tau=0.5).
      roc_auc             | metric: expected a measure of 3 classes, got roc_auc.
      recall(class=3)     | metric: expected a class from 0 to 2, got recall(class=3.0).
      recall(class=-1)    | recall: class: expected 0 or more, got -1.
      recall(class=1.5)   | recall: expected a whole number for class, got 1.5.
      pinball(tau=1)      | pinball: tau: expected a number above 0 and below 1, got 1.0.
      """)
  void whatDoesNotSuitClassesIsMetWithASentence(String text, String message) {
    assertThatThrownBy(() -> ClassMetrics.of(3).measure(List.of(Metric.of(text))))
        .hasMessage(message);
  }

  @Test
  void whatDoesNotSuitNumbersIsMetWithASentence() {
    assertThatThrownBy(() -> RegressionMetrics.of(1).value(Metric.of("mcc")))
        .hasMessage("metric: expected a measure of numbers such as rmse or mae, got mcc.");
    assertThatThrownBy(() -> Metric.of("acuracy"))
        .hasMessageStartingWith("metric: expected one of log_loss, accuracy,")
        .hasMessageEndingWith("got 'acuracy'. Did you mean accuracy?");
  }

  private static void same(double value, double expected) {
    if (Double.isNaN(expected)) {
      assertThat(value).isNaN();
    } else {
      assertThat(value).isCloseTo(expected, within(1e-7 * Math.max(1, Math.abs(expected))));
    }
  }

  private static float[] part(List<Float> numbers, int parts, int part) {
    int size = numbers.size() / parts;
    return floats(numbers.subList(part * size, (part + 1) * size));
  }

  private static float[] floats(List<Float> numbers) {
    float[] floats = new float[numbers.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = numbers.get(i);
    }
    return floats;
  }
}
