package hebb.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hebb.dataset.Dataset;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Adam;
import hebb.nn.optim.AdamW;
import hebb.nn.optim.Sgd;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import hebb.train.Finding;
import hebb.train.Outcome;
import hebb.train.Trainer;
import hebb.train.TrainingConfig;
import hebb.train.TrainingListener;
import hebb.train.TrainingResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is measured, and that looking changes nothing. Which faults are found is for the table of
/// faulty networks.
class DiagnosisTest {
  private static final Loss LOSS = Loss.Standard.BINARY_CROSS_ENTROPY;
  private static final Dataset TRAIN = rows(160, 1);
  private static final Dataset VALIDATION = rows(40, 2);
  private static final String ALIKE = "dense(8, init=zeros) tanh dense(1, init=zeros)";
  private static final TrainingConfig CONFIG = TrainingConfig.of(6).withThreads(1);

  /// Whether the sum of four numbers is above 0.
  private static Dataset rows(int rows, long seed) {
    var random = new SplittableRandom(seed);
    float[] features = new float[rows * 4];
    float[] targets = new float[rows];
    for (int r = 0; r < rows; r++) {
      float sum = 0;
      for (int i = 0; i < 4; i++) {
        features[4 * r + i] = (float) random.nextGaussian();
        sum += features[4 * r + i];
      }
      targets[r] = sum > 0 ? 1 : 0;
    }
    return Dataset.of(
        Tensor.of(Shape.of(rows, 4), features), Tensor.of(Shape.of(rows, 1), targets));
  }

  private record Run(Diagnosis diagnosis, Parameters parameters, List<Finding> told) {}

  private static Run run(String network, TrainingConfig config) {
    Network layers = Network.parse(network);
    Parameters parameters = Parameters.create(layers, TRAIN.inputs(), config.seed());
    List<Finding> told = new ArrayList<>();
    var diagnosis =
        new Diagnosis(layers, LOSS, config, parameters, TRAIN, VALIDATION)
            .tell(
                List.of(
                    new TrainingListener() {
                      @Override
                      public void finding(Finding finding) {
                        told.add(finding);
                      }
                    }));
    new Trainer(layers, LOSS, config, TRAIN)
        .start(parameters)
        .validation(VALIDATION)
        .listener(diagnosis)
        .run();
    return new Run(diagnosis, parameters, told);
  }

  @Test
  void listenersAreToldInOrder() {
    Run run = run(ALIKE, CONFIG);
    assertThat(run.told()).isEqualTo(run.diagnosis().findings());
    assertThat(run.told().getFirst().id()).isEqualTo("symmetry");
    assertThat(run.told().getFirst().where()).isEqualTo("hidden1");
    assertThat(run.told().getFirst().measure()).isEqualTo(1);
    assertThat(run.diagnosis().seconds()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dense(8) relu dropout(.2) dense(1)",
        "dense(8) batch_norm relu dense(1)",
        "dense(8) sigmoid dense(8) sigmoid dense(1)"
      })
  void lookingChangesNoBit(String network) {
    Network layers = Network.parse(network);
    Parameters alone = Parameters.create(layers, TRAIN.inputs(), CONFIG.seed());
    new Trainer(layers, LOSS, CONFIG, TRAIN).start(alone).validation(VALIDATION).run();
    Parameters seen = run(network, CONFIG).parameters();
    for (int i = 0; i < alone.variables().size(); i++) {
      assertThat(seen.variables().get(i).fetch()).isEqualTo(alone.variables().get(i).fetch());
    }
  }

  @Test
  void threadsChangeNoFinding() {
    TrainingConfig fast = CONFIG.withOptimizer(new Sgd(50));
    assertThat(run("dense(64) tanh dense(1)", fast.withThreads(3)).told())
        .isNotEmpty()
        .isEqualTo(run("dense(64) tanh dense(1)", fast).told());
  }

  /// A probe against sums by hand: a unit that is always 0, one that never is, both ends of tanh.
  @Test
  void readingsAreWhatTheySay() {
    Network layers = Network.parse("dense(2) relu dense(2) tanh dense(1)");
    Parameters parameters = Parameters.create(layers, TRAIN.inputs(), 1);
    parameters.get("hidden1/weight").store(new float[8]);
    parameters.get("hidden1/bias").store(-1, 2);
    parameters.get("hidden2/weight").store(0, 0, 3, 0.1f);
    parameters.get("hidden2/bias").store(0, 0);
    Reading reading = new Diagnosis(layers, LOSS, CONFIG, parameters, TRAIN, VALIDATION).first();
    Reading.Layer relu = reading.layer("hidden1").orElseThrow();
    Reading.Layer tanh = reading.layer("hidden2").orElseThrow();
    assertThat(relu.dead()).isEqualTo(0.5);
    assertThat(relu.mean()).isEqualTo(1);
    assertThat(relu.deviation()).isZero();
    assertThat(tanh.saturated()).isEqualTo(0.5);
    assertThat(tanh.dead()).isZero();
    float[] out = parameters.get("output/weight").fetch();
    double z = out[0] * Math.tanh(6) + out[1] * Math.tanh(0.2);
    double p = 1 / (1 + Math.exp(-z));
    double squares = 0;
    float[] targets = Rows.spread(VALIDATION, 32).targets();
    for (float target : targets) {
      double d = p - target;
      squares += d * d * (out[0] * out[0] + out[1] * out[1]) / targets.length;
    }
    assertThat(tanh.gradient()).isCloseTo(Math.sqrt(squares), within(1e-5));
  }

  @Test
  void everyFindingHasItsTexts() {
    Set<String> names = Texts.all().keySet();
    for (String id : Diagnosis.ids()) {
      assertThat(names).as(id).anyMatch(name -> name.startsWith(id + ".why"));
      assertThat(names).contains(id + ".not");
    }
    for (String name : names) {
      assertThat(Diagnosis.ids()).contains(name.replaceFirst("\\..*", ""));
      assertThat(Texts.say(name, 1, 2, 3, 4, 5, 6, 7)).doesNotContain("{");
    }
  }

  @Test
  void findingsAreSaidInOtherWords() {
    Finding english = run(ALIKE, CONFIG).told().getFirst();
    Map<String, String> texts = new HashMap<>(Texts.all());
    texts.put("symmetry.why", "All {0} alike: {1}.");
    Finding other = Texts.in(english, texts);
    assertThat(other.why()).isEqualTo("All hidden1 alike: 100 %.");
    assertThat(other.fix()).isEqualTo(english.fix()).startsWith("--network");
    assertThat(Texts.in(other, Texts.all())).isEqualTo(english);
  }

  /// Symmetry stays whatever comes; a sound training goes on to its end.
  @Test
  void trainingEndsWhenAFindingIsSure() {
    assertThat(epochsUntilSure(ALIKE, CONFIG)).isEqualTo(1);
    TrainingConfig slow = TrainingConfig.of(40).withOptimizer(new Sgd(1e-8));
    assertThat(epochsUntilSure("dense(8) tanh dense(1)", slow)).isEqualTo(4);
    assertThat(epochsUntilSure("dense(8) tanh dense(1)", CONFIG)).isEqualTo(6);
  }

  private static List<String> ids(String network, TrainingConfig config) {
    return run(network, config).told().stream().map(Finding::id).toList();
  }

  /// Weights that a factor of 0 keeps as they are say nothing of the learning rate.
  @Test
  void frozenLayersAreNoSlowOnes() {
    String network = "dense(8) tanh dense(8) tanh dense(1)";
    TrainingConfig frozen = CONFIG.withRates(Map.of("hidden*", 0.0));
    assertThat(ids(network, frozen)).doesNotContain("learning-rate-too-low");
    Finding all = run(network, CONFIG.withRates(Map.of("*", 0.0))).told().getFirst();
    assertThat(all.id()).isEqualTo("learning-rate-too-low");
    assertThat(all.fix()).isEqualTo("--lr-of '*=1'");
  }

  /// What a penalty does to units and losses is no finding of its own.
  @Test
  void aHugePenaltyIsTheOnlyCause() {
    String network = "dense(16) relu dense(16) relu dense(1)";
    assertThat(ids(network, CONFIG.withEpochs(40).withL2(50))).containsExactly("underfitting");
    TrainingConfig decayed = CONFIG.withEpochs(40).withOptimizer(new AdamW().withWeightDecay(500));
    assertThat(ids(network, decayed)).containsExactly("underfitting");
    TrainingConfig descent = CONFIG.withEpochs(40).withOptimizer(new Sgd(0.01)).withL2(50);
    assertThat(ids(network, descent)).containsExactly("underfitting");
  }

  @Test
  void findingsSayWhenTheyWereSeen() {
    assertThat(run(ALIKE, CONFIG).told().getFirst().epoch()).hasValue(0);
    TrainingConfig slow = CONFIG.withOptimizer(new Sgd(1e-8));
    assertThat(run("dense(8) tanh dense(1)", slow).told().getFirst().epoch()).hasValue(6);
    TrainingConfig fast = CONFIG.withOptimizer(new Sgd(1e9));
    assertThat(run("dense(8) relu dense(1)", fast).told().getFirst().epoch()).hasValue(1);
  }

  /// The loss of counts may be below 0, and each part's has a lowest value of its own.
  @Test
  void lossesOfCountsAreMeasuredFromTheirFloor() {
    Dataset train = counts(300, 1, 1);
    Dataset larger = counts(60, 2, 1.5);
    Network layers = Network.parse("dense(16) relu dense(1)");
    Parameters parameters = Parameters.create(layers, train.inputs(), 1);
    TrainingConfig config =
        TrainingConfig.of(40).withThreads(1).withOptimizer(new Adam().withLearningRate(0.01));
    var diagnosis = new Diagnosis(layers, Loss.Standard.POISSON, config, parameters, train, larger);
    new Trainer(layers, Loss.Standard.POISSON, config, train)
        .start(parameters)
        .validation(larger)
        .listener(diagnosis)
        .run();
    assertThat(diagnosis.findings()).isEmpty();
  }

  /// Counts of about 20, all larger by a factor, that the first input tells.
  private static Dataset counts(int rows, long seed, double factor) {
    var random = new SplittableRandom(seed);
    float[] features = new float[rows * 2];
    float[] targets = new float[rows];
    for (int r = 0; r < rows; r++) {
      features[2 * r] = (float) random.nextDouble(-1, 1);
      features[2 * r + 1] = (float) (factor - 1);
      targets[r] = Math.round(factor * 20 * Math.exp(features[2 * r]));
    }
    return Dataset.of(
        Tensor.of(Shape.of(rows, 2), features), Tensor.of(Shape.of(rows, 1), targets));
  }

  private static int epochsUntilSure(String network, TrainingConfig config) {
    Network layers = Network.parse(network);
    Parameters parameters = Parameters.create(layers, TRAIN.inputs(), config.seed());
    Trainer trainer = new Trainer(layers, LOSS, config, TRAIN).start(parameters);
    Diagnosis diagnosis =
        new Diagnosis(layers, LOSS, config, parameters, TRAIN, VALIDATION).whenSure(trainer::end);
    TrainingResult result = trainer.validation(VALIDATION).listener(diagnosis).run();
    boolean ended = result.outcome() == Outcome.ENDED;
    assertThat(ended).isEqualTo(result.epochs() < config.epochs());
    assertThat(diagnosis.findings())
        .anyMatch(finding -> ended == (finding.severity() == Finding.Severity.HIGH));
    return result.epochs();
  }
}
