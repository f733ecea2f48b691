package hebb.metric;

import hebb.nn.spec.Check;
import hebb.nn.spec.Registry;
import hebb.nn.spec.Spec;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// A measure of predictions by its name: what it is of, which of two values is better, and its
/// formula. [Metrics#measure] has it measured, [Metrics#value] gives its value.
///
/// A measure that is not defined is NaN: where there are no rows, of a class that has none, or as
/// each constant says.
public sealed interface Metric {
  /// Its text form, as in `roc_auc` or `pinball(tau=0.9)`.
  Spec spec();

  /// What it is a measure of.
  Task task();

  /// Which of two values is better.
  Better better();

  /// Its formula in one line.
  String formula();

  /// Whether a number of each row is kept until the measure is read: 8 bytes a row. Others keep
  /// nothing of a row.
  default boolean keepsRows() {
    return false;
  }

  /// Whether a value is better than another: any number is better than NaN, which is never better.
  default boolean isBetter(double value, double than) {
    return switch (better()) {
      case LARGER -> value > than || (Double.isNaN(than) && !Double.isNaN(value));
      case SMALLER -> value < than || (Double.isNaN(than) && !Double.isNaN(value));
    };
  }

  /// The measure that a text describes, as in `accuracy` or `recall(class=2)`.
  ///
  /// @throws IllegalArgumentException if the name is not known; the message lists those that are
  static Metric of(String text) {
    return known().read(text);
  }

  /// All names.
  static List<String> names() {
    return known().names();
  }

  /// The numbers of a name where a text does not say them.
  ///
  /// @throws IllegalArgumentException if the name is not known
  static Spec defaults(String name) {
    return known().defaults(name);
  }

  private static Registry<Metric> known() {
    Registry<Metric> known = new Registry<>("metric");
    for (OfClasses metric : OfClasses.values()) {
      known.add(metric.spec(), spec -> metric);
    }
    for (Share share : Share.values()) {
      known.add(
          new OfOneClass(share, 1).spec(), spec -> new OfOneClass(share, spec.whole("class")));
    }
    for (OfNumbers metric : OfNumbers.values()) {
      known.add(metric.spec(), spec -> metric);
    }
    return known.add(new Pinball().spec(), spec -> new Pinball(spec.get("tau")));
  }

  /// What predictions are.
  enum Task {
    /// One of several classes for each row.
    CLASSES,
    /// One of two classes for each row.
    TWO_CLASSES,
    /// Numbers.
    NUMBERS
  }

  /// Which values are better.
  enum Better {
    /// As of accuracy.
    LARGER,
    /// As of errors.
    SMALLER
  }

  /// Measures of classes. `p` is the probability that was given, `y` the class or, of two, 0 or 1.
  enum OfClasses implements Metric {
    /// In nats; a probability counts as 1e-15 at least.
    LOG_LOSS(Better.SMALLER, "mean of -log p of the true class", ClassMetrics::logLoss),
    /// The predicted class is the most probable one; of two, class 1 from 1/2 on.
    ACCURACY(Better.LARGER, "share of rows whose class is found", ClassMetrics::accuracy),
    /// Classes without rows are left out.
    BALANCED_ACCURACY(
        Better.LARGER, "mean over classes of their recall", ClassMetrics::balancedAccuracy),
    /// Classes that are neither there nor predicted are left out; one that is never predicted has
    /// precision 0.
    MACRO_PRECISION(
        Better.LARGER, "mean over classes of their precision", m -> m.macro(Share.PRECISION)),
    /// Classes that are neither there nor predicted are left out; one that is not there has recall
    /// 0.
    MACRO_RECALL(Better.LARGER, "mean over classes of their recall", m -> m.macro(Share.RECALL)),
    /// Classes that are neither there nor predicted are left out.
    MACRO_F1(Better.LARGER, "mean over classes of their F1", m -> m.macro(Share.F1)),
    /// The area under the curve of recall over false alarms. NaN if a class has no rows.
    ROC_AUC(
        Task.TWO_CLASSES,
        Better.LARGER,
        "probability that a row of class 1 has a higher p than one of class 0, ties half",
        ClassMetrics::rocAuc),
    /// The area under the curve of precision over recall, as average precision: in steps, without
    /// drawing lines between them. NaN if class 1 has no rows.
    PR_AUC(
        Task.TWO_CLASSES,
        Better.LARGER,
        "sum over falling p of precision times the rise of recall",
        ClassMetrics::averagePrecision),
    /// Matthews 1975, for more than two classes as by Gorodkin 2004: `c` rows of `s` are right, and
    /// class `k` is predicted `p_k` and there `t_k` times. NaN if all rows are, or are predicted,
    /// of one class.
    MCC(
        Better.LARGER,
        "(c s - sum p_k t_k) / sqrt((s^2 - sum p_k^2) (s^2 - sum t_k^2))",
        ClassMetrics::matthews),
    /// Cohen 1960: `e` is the accuracy of guessing classes as often as they are predicted. NaN if
    /// it is 1.
    COHEN_KAPPA(Better.LARGER, "(accuracy - e) / (1 - e)", ClassMetrics::kappa),
    /// Brier 1950: of two classes the mean of `(p - y)^2`, of more summed over classes.
    BRIER(
        Better.SMALLER,
        "mean of (p - y)^2, over more than two classes summed",
        ClassMetrics::brier),
    /// Expected calibration error (Naeini et al. 2015) of the predicted class's probability, in 15
    /// bins of one width.
    CALIBRATION_ERROR(
        Better.SMALLER,
        "mean over rows of |accuracy - mean p| of their bin of 15 by p of the predicted class",
        ClassMetrics::calibrationError);

    private final Task task;
    private final Better better;
    private final String formula;
    private final ToDoubleFunction<ClassMetrics> value;

    OfClasses(Better better, String formula, ToDoubleFunction<ClassMetrics> value) {
      this(Task.CLASSES, better, formula, value);
    }

    OfClasses(Task task, Better better, String formula, ToDoubleFunction<ClassMetrics> value) {
      this.task = task;
      this.better = better;
      this.formula = formula;
      this.value = value;
    }

    double of(ClassMetrics metrics) {
      return value.applyAsDouble(metrics);
    }

    @Override
    public Spec spec() {
      return Spec.of(name().toLowerCase(Locale.ROOT));
    }

    @Override
    public Task task() {
      return task;
    }

    @Override
    public Better better() {
      return better;
    }

    @Override
    public String formula() {
      return formula;
    }

    @Override
    public boolean keepsRows() {
      return task == Task.TWO_CLASSES;
    }
  }

  /// What can be said of one class.
  enum Share {
    /// NaN if no row is predicted to be of the class.
    PRECISION("of the rows predicted to be of a class, the share that is"),
    /// NaN if the class has no rows.
    RECALL("of the rows of a class, the share that is found"),
    /// NaN if no row is, or is predicted to be, of the class.
    F1("2 found / (predicted + there), the harmonic mean of precision and recall");

    private final String formula;

    Share(String formula) {
      this.formula = formula;
    }
  }

  /// A measure of one class.
  ///
  /// @param index of the class, 1 unless said: of two classes the second
  record OfOneClass(Share share, int index) implements Metric {
    /// A class of 0 or more.
    public OfOneClass {
      Check.atLeast(0, share.name().toLowerCase(Locale.ROOT) + ": class", index);
    }

    double of(ClassMetrics metrics) {
      return switch (share) {
        case PRECISION -> metrics.precision(index);
        case RECALL -> metrics.recall(index);
        case F1 -> metrics.f1(index);
      };
    }

    @Override
    public Spec spec() {
      return Spec.of(share.name().toLowerCase(Locale.ROOT), "class", index);
    }

    @Override
    public Task task() {
      return Task.CLASSES;
    }

    @Override
    public Better better() {
      return Better.LARGER;
    }

    @Override
    public String formula() {
      return share.formula;
    }
  }

  /// Measures of numbers, in the target's own unit. `a` is the prediction, `y` the target.
  enum OfNumbers implements Metric {
    /// The root of the mean square error.
    RMSE(Better.SMALLER, "sqrt(mean of (a - y)^2)", RegressionMetrics::rmse),
    /// The mean absolute error.
    MAE(Better.SMALLER, "mean of |a - y|", RegressionMetrics::mae),
    /// The median absolute error; of an even number of rows the mean of the middle two.
    MEDIAN_ABSOLUTE_ERROR(
        Better.SMALLER, "median of |a - y|", RegressionMetrics::medianAbsoluteError),
    /// The share of the targets' variance that is explained. NaN for equal targets.
    R2(Better.LARGER, "1 - sum (a - y)^2 / sum (y - mean)^2", RegressionMetrics::r2);

    private final Better better;
    private final String formula;
    private final ToDoubleFunction<RegressionMetrics> value;

    OfNumbers(Better better, String formula, ToDoubleFunction<RegressionMetrics> value) {
      this.better = better;
      this.formula = formula;
      this.value = value;
    }

    double of(RegressionMetrics metrics) {
      return value.applyAsDouble(metrics);
    }

    @Override
    public Spec spec() {
      return Spec.of(name().toLowerCase(Locale.ROOT));
    }

    @Override
    public Task task() {
      return Task.NUMBERS;
    }

    @Override
    public Better better() {
      return better;
    }

    @Override
    public String formula() {
      return formula;
    }

    @Override
    public boolean keepsRows() {
      return this == MEDIAN_ABSOLUTE_ERROR;
    }
  }

  /// The mean of the quantile loss, in the target's own unit (Koenker, Bassett 1978).
  ///
  /// @param tau the quantile that predictions are meant to be, .5 unless said
  record Pinball(double tau) implements Metric {
    /// A share above 0 and below 1.
    public Pinball {
      Check.inside("pinball: tau", tau);
    }

    /// Of the median: half the mean absolute error.
    public Pinball() {
      this(0.5);
    }

    @Override
    public Spec spec() {
      return Spec.of("pinball", "tau", tau);
    }

    @Override
    public Task task() {
      return Task.NUMBERS;
    }

    @Override
    public Better better() {
      return Better.SMALLER;
    }

    @Override
    public String formula() {
      return "mean of tau (y - a) where y > a, else (1 - tau) (a - y)";
    }
  }
}
