package hebb.cli.course;

import hebb.cli.plot.Figure;
import hebb.cli.plot.Figure.Curve;
import hebb.dataset.Dataset;
import hebb.nn.Network;
import hebb.nn.optim.Ema;
import hebb.nn.optim.Sgd;
import hebb.train.EpochLog;
import hebb.train.Trainer;
import hebb.train.TrainingConfig;
import hebb.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The weights of noisy steps beside two running means of them: bias-corrected, and one that begins
/// with a copy.
final class EmaLesson implements Lesson {
  private static final int ROWS = 160;
  private static final int HELD = 2000;
  private static final int BATCH = 4;
  private static final int EPOCHS = 30;
  private static final double RATE = 1;
  private static final double DECAY = .99;

  /// The means, as an epoch's log names them.
  private static final List<String> MEANS = List.of("raw", "corrected", "copy_first");

  @Override
  public Findings run(Course course) {
    Dataset train = Course.rows(course.noisyMoons(ROWS, 0));
    Dataset held = Course.rows(course.noisyMoons(HELD, 1));
    TrainingConfig config =
        TrainingConfig.of(EPOCHS)
            .withBatchSize(BATCH)
            .withPatience(TrainingConfig.NO_PATIENCE)
            .withOptimizer(new Sgd(RATE))
            .withEma(new Ema(DECAY, Ema.Start.COMPARED))
            .withSeed(course.seed());
    Network network = Network.parse("dense(8) tanh dense(1)");
    List<EpochLog> logs = new ArrayList<>();
    Trainer trainer =
        new Trainer(network, Course.CROSS_ENTROPY, config, train)
            .validation(held)
            .listener(
                new TrainingListener() {
                  @Override
                  public void epochEnd(EpochLog log) {
                    logs.add(log);
                  }
                });
    course.costs(trainer);
    var found = new Findings();
    List<Curve> curves = new ArrayList<>();
    for (String mean : MEANS) {
      List<Double> losses = logs.stream().map(log -> loss(log, mean)).toList();
      curves.add(new Curve(mean.replace('_', '-'), epochs(), losses));
      double wandering =
          IntStream.range(EPOCHS / 2, EPOCHS)
              .mapToDouble(i -> Math.abs(losses.get(i) - losses.get(i - 1)))
              .average()
              .orElseThrow();
      found.row(
          "means",
          "mean",
          mean.replace('_', '-'),
          "first",
          losses.getFirst(),
          "third",
          losses.get(2),
          "last",
          losses.getLast(),
          "wandering",
          wandering);
    }
    found.put("rows", ROWS).put("held", HELD).put("epochs", EPOCHS).put("rate", RATE);
    found.put("batch", BATCH).put("perEpoch", ROWS / BATCH).put("decay", DECAY);
    found.put("window", (int) Math.round(1 / (1 - DECAY)));
    found.put("share", Math.pow(DECAY, ROWS / BATCH - 1));
    return found.drawn(
        () ->
            new Figure(
                    "Running means of the weights",
                    "decay " + DECAY + ", " + ROWS / BATCH + " steps in an epoch")
                .curves("Loss on rows that are held back", "epoch", "loss", curves)
                .picture());
  }

  private static double loss(EpochLog log, String mean) {
    return log.compared().getOrDefault(mean, Double.NaN);
  }

  private static List<Double> epochs() {
    return IntStream.rangeClosed(1, EPOCHS).mapToObj(epoch -> (double) epoch).toList();
  }
}
