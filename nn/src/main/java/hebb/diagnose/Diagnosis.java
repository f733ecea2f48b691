package hebb.diagnose;

import hebb.backend.Backend;
import hebb.backend.BackendChoice;
import hebb.dataset.Dataset;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.Role;
import hebb.nn.loss.Loss;
import hebb.train.EpochLog;
import hebb.train.Finding;
import hebb.train.Outcome;
import hebb.train.Predictor;
import hebb.train.StepGraph;
import hebb.train.TrainingConfig;
import hebb.train.TrainingListener;
import hebb.train.TrainingResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks at a training while it runs and says what is wrong with it when it is over: the cause
/// first, with the number that shows it. It changes nothing in training, and the same training
/// gives the same findings for any number of threads.
///
/// ```java
/// Diagnosis diagnosis = new Diagnosis(network, loss, config, parameters, train, validation);
/// new Trainer(network, loss, config, train).start(parameters).validation(validation).listener(diagnosis).run();
/// diagnosis.findings().forEach(finding -> System.out.println(finding.why()));
/// ```
public final class Diagnosis implements TrainingListener {
  /// Of two of one severity the earlier one is the cause.
  private static final Map<String, Check> CHECKS = checks();

  /// Rows that are looked at while training goes on may be that part of those that are trained.
  private static final double SHARE = 0.01;

  /// First weights beyond that many are not copied, to be looked at later, but looked at first.
  private static final long MOST_COPIED = 4_000_000;

  private static final int MOST_RARE = 256;

  /// What is seen in the rows, whenever that is.
  private static final Set<String> OF_ROWS =
      Set.of("unscaled-input", "duplicate-rows", "outlier", "distribution-shift");

  /// How the network was said, and so what changes it.
  public enum Style {
    /// By options, as in `--hidden 64 --activation relu`.
    OPTIONS,
    /// As a text, as in `--network 'dense(64) relu'`.
    TEXT
  }

  private final StepGraph step;
  private final TrainingConfig config;
  private final Dataset train;
  private final @Nullable Dataset validation;
  private final Moves moves;
  private final List<Reading> readings = new ArrayList<>();
  private final List<EpochLog> epochs = new ArrayList<>();
  private final List<Finding> known = new ArrayList<>();
  private final List<TrainingListener> listeners = new ArrayList<>();
  private Style style = Style.TEXT;
  private Map<String, List<String>> names = Map.of();
  private Set<String> quantities = Set.of();
  private double guess = Double.POSITIVE_INFINITY;
  private double judgedGuess = Double.POSITIVE_INFINITY;
  private @Nullable FirstWeights start;
  private Map<String, Double> alikeFirst = Map.of();
  private @Nullable Probe probe;
  private @Nullable DataFacts data;
  private @Nullable Runnable stop;
  private final Certainty certainty = new Certainty();
  private List<Finding> findings = List.of();
  private long nanos;

  /// A diagnosis of a training that is about to begin with these parameters as they are.
  ///
  /// @param validation null without a validation part
  public Diagnosis(
      Network network,
      Loss loss,
      TrainingConfig config,
      Parameters parameters,
      Dataset train,
      @Nullable Dataset validation) {
    long begin = System.nanoTime();
    this.step = StepGraph.of(network, loss, parameters, train);
    this.config = config;
    this.train = train;
    this.validation = validation;
    this.moves =
        new Moves(
            parameters.of(Role.WEIGHT).stream()
                .filter(weight -> config.rateOf(weight.path()) > 0)
                .toList());
    if (parameters.count() <= MOST_COPIED) {
      this.start = new FirstWeights(parameters.variables());
    } else {
      lookFirst();
    }
    nanos += System.nanoTime() - begin;
  }

  private static Map<String, Check> checks() {
    Map<String, Check> checks = new LinkedHashMap<>();
    checks.put("unscaled-input", new UnscaledInput());
    checks.put("distribution-shift", new DistributionShift());
    checks.put("outlier", new Outlier());
    checks.put("symmetry", new Symmetry());
    checks.put("duplicate-rows", new DuplicateRows());
    checks.put("saturation", new Saturation());
    checks.put("exploding-gradient", new ExplodingGradient());
    checks.put("learning-rate-too-high", new LearningRateTooHigh());
    checks.put("vanishing-gradient", new VanishingGradient());
    checks.put("dead-units", new DeadUnits());
    checks.put("learning-rate-too-low", new LearningRateTooLow());
    checks.put("not-finite", new NotFinite());
    checks.put("imbalance", new Imbalance());
    checks.put("nothing-to-learn", new NothingToLearn());
    checks.put("underfitting", new Underfitting());
    checks.put("overfitting", new Overfitting());
    return checks;
  }

  /// What can be found, the causes first.
  public static List<String> ids() {
    return Stream.concat(Stream.of(Leak.ID), CHECKS.keySet().stream()).toList();
  }

  /// Says how the network was said; as a text unless said.
  public Diagnosis style(Style newStyle) {
    style = newStyle;
    return this;
  }

  /// Says what the numbers of inputs are called.
  ///
  /// @param byInput for an input its numbers' names, in their order; others are called as in
  ///   `features[3]`
  public Diagnosis names(Map<String, List<String>> byInput) {
    names = Map.copyOf(byInput);
    return this;
  }

  /// Says which of the named numbers are quantities of many values: beside one that is far out the
  /// others may be equal once they are standardised.
  public Diagnosis quantities(Set<String> columns) {
    quantities = Set.copyOf(columns);
    return this;
  }

  /// Says what another guess costs that needs no network, where the best that is the same for all
  /// rows may cost more, as the last value of a series.
  ///
  /// @param train its loss on the training part
  /// @param judged on the validation part, or on the training part without one
  public Diagnosis guess(double train, double judged) {
    guess = train;
    judgedGuess = judged;
    return this;
  }

  /// Adds what was found before training, as columns that leak the target.
  public Diagnosis known(Collection<Finding> before) {
    known.addAll(before);
    return this;
  }

  /// Adds who is told each finding at the end.
  public Diagnosis tell(List<TrainingListener> others) {
    listeners.addAll(others);
    return this;
  }

  /// Looks for high findings while training goes on, after epochs 1, 2, 4, 8 and so on, and says
  /// once when one is sure: more epochs would not change it.
  ///
  /// @param ask asks training to end, as [hebb.train.Trainer#end]
  public Diagnosis whenSure(Runnable ask) {
    stop = ask;
    return this;
  }

  /// What was found, the most harmful first; empty before training is over, and where it was
  /// interrupted.
  public List<Finding> findings() {
    return findings;
  }

  /// What was seen of the first weights.
  Reading first() {
    FirstWeights weights = start;
    if (weights != null) {
      start = null;
      weights.during(this::lookFirst);
    }
    return readings.getFirst();
  }

  private void lookFirst() {
    alikeFirst = Alike.shares(step.parameters());
    readings.add(probe().read(0));
  }

  private Dataset looked() {
    return validation == null ? train : validation;
  }

  private int batch() {
    return Math.min(config.batchSize(), train.rows());
  }

  /// Compiled when it is needed first: then training has warmed the compiler up.
  private Probe probe() {
    Probe present = probe;
    if (present == null) {
      Backend backend = BackendChoice.current().backend();
      present = new Probe(step, looked(), batch(), config.threads(), backend, Probe.Detail.SUMS);
      probe = present;
    }
    return present;
  }

  private DataFacts data() {
    DataFacts present = data;
    if (present == null) {
      var said = new DataFacts.Said(names, quantities, guess, judgedGuess);
      present = DataFacts.of(step, train, validation, said);
      data = present;
    }
    return present;
  }

  private void read(int epoch) {
    first();
    readings.add(probe().read(epoch));
  }

  /// Whether another reading tells more, as of gradients that may explode after many steps, and
  /// costs little against what was trained: by rows, so that findings do not depend on time.
  private boolean affordable() {
    double rows = Probe.rows(step, looked(), batch());
    return ExplodingGradient.recurrent(step).isPresent()
        && rows * (readings.size() + 1) <= SHARE * train.rows() * epochs.size();
  }

  /// How long looking took.
  public double seconds() {
    return nanos * 1e-9;
  }

  @Override
  public void batchEnd(long number, float loss) {
    long begin = System.nanoTime();
    moves.step(loss);
    nanos += System.nanoTime() - begin;
  }

  @Override
  public void epochEnd(EpochLog log) {
    long begin = System.nanoTime();
    epochs.add(log);
    if (Integer.bitCount(epochs.size()) == 1) {
      look(log.epoch());
    }
    nanos += System.nanoTime() - begin;
  }

  private void look(int epoch) {
    Runnable ask = stop;
    if (ask != null || affordable()) {
      read(epoch);
    }
    if (ask != null) {
      Evidence seen = evidence(Outcome.COMPLETED, 1);
      if (certainty.isSure(ranked(seen), seen)) {
        stop = null;
        ask.run();
      }
    }
  }

  @Override
  public void finished(TrainingResult result) {
    long begin = System.nanoTime();
    if (result.outcome() == Outcome.INTERRUPTED) {
      return;
    }
    read(result.keptEpoch());
    findings = ranked(evidence(result.outcome(), rareFound()));
    nanos += System.nanoTime() - begin;
    for (Finding finding : findings) {
      listeners.forEach(listener -> listener.finding(finding));
      new FindingEvent(finding).commit();
    }
  }

  private Evidence evidence(Outcome outcome, double rareFound) {
    return new Evidence(
        step,
        config,
        style,
        data(),
        List.copyOf(readings),
        List.copyOf(epochs),
        moves,
        alikeFirst,
        Alike.shares(step.parameters()),
        rareFound,
        outcome);
  }

  /// By severity, then causes before what follows from them, without what one before explains.
  private List<Finding> ranked(Evidence seen) {
    List<Finding> all = new ArrayList<>(known);
    for (Check check : CHECKS.values()) {
      check.look(seen).map(finding -> dated(finding, seen)).ifPresent(all::add);
    }
    List<String> order = ids();
    all.sort(
        Comparator.comparing(Finding::severity)
            .thenComparingInt(finding -> order.indexOf(finding.id())));
    Set<String> explained = new HashSet<>();
    List<Finding> ranked = new ArrayList<>();
    for (Finding finding : all) {
      if (!explained.contains(finding.id())) {
        ranked.add(finding);
        Check check = CHECKS.get(finding.id());
        if (finding.severity() != Finding.Severity.LOW && check != null) {
          explained.addAll(check.explains());
        }
      }
    }
    return List.copyOf(ranked);
  }

  /// With the epoch in which it shows, the last one where no other is known.
  private static Finding dated(Finding finding, Evidence seen) {
    boolean known = finding.epoch().isPresent() || OF_ROWS.contains(finding.id());
    return known ? finding : finding.at(seen.epoch());
  }

  /// The share of training rows of the rarest class that are taken for it.
  private double rareFound() {
    int rare = Imbalance.rarest(data());
    if (rare < 0) {
      return 1;
    }
    Rows rows = Rows.where(train, rare, MOST_RARE);
    int outputs = step.network().outputShape(step.inputs()).size();
    float[] predicted = new float[rows.count() * outputs];
    Predictor predictor =
        new Predictor(
            step.network(), step.parameters(), step.inputs(), step.loss().prediction(), 1);
    predictor.predict(rows.numbers(), rows.count(), predicted);
    int found = 0;
    for (int r = 0; r < rows.count(); r++) {
      found += isClass(predicted, r * outputs, outputs, rare) ? 1 : 0;
    }
    return rows.count() == 0 ? 1 : found / (double) rows.count();
  }

  private static boolean isClass(float[] predicted, int from, int outputs, int index) {
    if (outputs == 1) {
      return predicted[from] > 0.5 == (index == 1);
    }
    for (int i = 0; i < outputs; i++) {
      if (predicted[from + i] > predicted[from + index]) {
        return false;
      }
    }
    return true;
  }
}
