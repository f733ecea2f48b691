package hebb.cli.output;

import hebb.train.EpochLog;
import hebb.train.TrainingListener;
import hebb.train.TrainingPlan;
import hebb.train.TrainingResult;
import java.io.PrintStream;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One line on a terminal that says how far training is, at most four times a second.
public final class Progress implements TrainingListener {
  private static final long NANOS_BETWEEN = 250_000_000;
  private static final double NANOS = 1e9;
  private static final int WIDTH = 79;

  private final PrintStream out;
  private final String what;
  private @Nullable TrainingPlan plan;
  private @Nullable EpochLog last;
  private long start;
  private long shown;
  private long steps;
  private boolean visible;

  public Progress(PrintStream out) {
    this(out, "");
  }

  /// The same, which first says what is going on.
  public Progress(PrintStream out, String what) {
    this.out = out;
    this.what = what;
  }

  @Override
  public void started(TrainingPlan plan) {
    this.plan = plan;
    start = System.nanoTime();
    shown = start;
  }

  @Override
  public void batchEnd(long step, float loss) {
    steps++;
    long now = System.nanoTime();
    if (now - shown >= NANOS_BETWEEN) {
      shown = now;
      show(Objects.requireNonNull(plan), (now - start) / NANOS, loss);
    }
  }

  @Override
  public void epochEnd(EpochLog log) {
    last = log;
  }

  @Override
  public void finished(TrainingResult result) {
    clear();
  }

  /// Takes the line away.
  public void clear() {
    if (visible) {
      out.print("\r" + " ".repeat(WIDTH) + "\r");
      out.flush();
      visible = false;
    }
  }

  private void show(TrainingPlan present, double seconds, float batchLoss) {
    EpochLog log = last;
    long all = (long) (present.epochs() - present.firstEpoch() + 1) * present.stepsPerEpoch();
    double left = seconds / steps * (all - steps);
    long rows = Math.round(steps / seconds * present.trainRows() / present.stepsPerEpoch());
    long epoch = present.firstEpoch() + (steps - 1) / present.stepsPerEpoch();
    var line =
        new StringBuilder(what + "epoch ").append(epoch).append('/').append(present.epochs());
    line.append("  loss ").append(Numbers.decimal(log == null ? batchLoss : log.loss()));
    if (log != null) {
      line.append(validation(log));
    }
    line.append("  ")
        .append(rows >= 10_000 ? rows / 1000 + "k" : Long.toString(rows))
        .append(" rows/s");
    line.append("  ").append(Numbers.clock(left)).append(" left");
    String text = line.substring(0, Math.min(WIDTH, line.length()));
    out.print("\r" + text + " ".repeat(WIDTH - text.length()));
    out.flush();
    visible = true;
  }

  private static String validation(EpochLog log) {
    for (Map.Entry<String, Double> metric : log.validation().entrySet()) {
      boolean share = metric.getKey().equals("accuracy");
      String value =
          share ? Numbers.percent(metric.getValue()) : Numbers.decimal(metric.getValue());
      return "  validation " + metric.getKey() + " " + value;
    }
    return "";
  }
}
