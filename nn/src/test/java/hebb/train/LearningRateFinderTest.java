package hebb.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hebb.metric.ClassMetrics;
import hebb.nn.Network;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Lbfgs;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.Sgd;
import hebb.train.LearningRateFinder.Range;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LearningRateFinderTest {
  private static final Loss LOSS = Loss.Standard.BINARY_CROSS_ENTROPY;
  private static final TrainingListener NOBODY = new TrainingListener() {};

  private static LearningRateFinder finder(TrainingConfig config) {
    return new LearningRateFinder(Spirals.network(), LOSS, config, Spirals.rows(150, 1));
  }

  private static LearningRateCurve run(TrainingConfig config) {
    return finder(config).run(Range.DEFAULT, NOBODY);
  }

  /// Training at the rate goes well, at a hundred times of it it does not.
  @Test
  void theRateItSuggestsTrains() {
    for (Optimizer optimizer : List.of(Optimizer.of("adam"), new Sgd())) {
      TrainingConfig config = TrainingConfig.of(60).withOptimizer(optimizer).withThreads(1);
      LearningRateCurve curve = run(config);
      double rate = curve.suggestion().orElseThrow();
      double good = loss(config.withOptimizer(optimizer.withLearningRate(rate)));
      assertThat(good)
          .isLessThan(loss(config.withOptimizer(optimizer.withLearningRate(rate / 30))));
      assertThat(good).isLessThan(.6);
    }
  }

  private static double loss(TrainingConfig config) {
    Trainer trainer = new Trainer(Spirals.network(), LOSS, config, Spirals.rows(150, 1));
    TrainingResult result = trainer.run();
    return Evaluator.evaluate(
            Spirals.network(),
            result.parameters(),
            LOSS,
            config,
            Spirals.rows(60, 2),
            ClassMetrics.binary())
        .loss();
  }

  @Test
  void ratesRiseByOneFactorOverBatchesAndEpochs() {
    for (int accumulate : new int[] {1, 3}) {
      TrainingConfig config =
          TrainingConfig.of(1).withBatchSize(16).withAccumulate(accumulate).withThreads(1);
      LearningRateCurve curve = finder(config).run(new Range(1e-5, 1e-3, 50), NOBODY);
      List<LearningRateCurve.Point> points = curve.points();
      assertThat(curve.diverged()).isFalse();
      assertThat(points).hasSize(50);
      assertThat(points.getFirst().rate()).isCloseTo(1e-5, within(1e-12));
      assertThat(points.getLast().rate()).isCloseTo(1e-3, within(1e-9));
      assertThat(points.getFirst().smoothed()).isCloseTo(points.getFirst().loss(), within(1e-6));
      assertThat(points.get(25).rate() / points.get(24).rate())
          .isCloseTo(Math.pow(100, 1 / 49.0), within(1e-6));
    }
  }

  @Test
  void aRateThatNeverMattersIsNotSuggested() {
    TrainingConfig config = TrainingConfig.of(1).withOptimizer(new Sgd()).withThreads(1);
    assertThat(finder(config).run(new Range(1e-9, 1e-8, 20), NOBODY).suggestion()).isEmpty();
  }

  @Test
  void isTheSameEachTimeAndStopsOnRequest() {
    TrainingConfig config = TrainingConfig.of(1).withThreads(1);
    assertThat(run(config)).isEqualTo(run(config));
    LearningRateFinder finder = finder(config);
    finder.stop();
    assertThat(finder.run(Range.DEFAULT, NOBODY).points()).isEmpty();
  }

  @Test
  void whatCannotBeIsSaid() {
    assertThatThrownBy(() -> new Range(1e-3, 1e-4, 100))
        .hasMessage("lr-find: high: expected a rate above 0.001, got 1.0E-4.");
    TrainingConfig config = TrainingConfig.of(1).withOptimizer(new Lbfgs());
    LearningRateFinder finder =
        new LearningRateFinder(Network.parse("dense(1)"), LOSS, config, Spirals.rows(150, 1));
    assertThatThrownBy(() -> finder.run(Range.DEFAULT, NOBODY))
        .hasMessageContaining("expected an optimizer whose learning rate matters, got lbfgs");
  }
}
