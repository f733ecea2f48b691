package hebb.cli.course;

import hebb.cli.plot.Figure;
import hebb.cli.plot.Figure.Points;
import hebb.data.demo.Demo;
import hebb.dataset.Dataset;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.layer.Dense;
import hebb.nn.optim.Sgd;
import hebb.train.Trainer;
import java.util.List;

/// A hidden layer of four units on the flower, beside logistic regression: gradient descent on all
/// rows.
final class PlanarLesson implements Lesson {
  private static final int HIDDEN = 4;
  private static final double RATE = 1.2;
  private static final int STEPS = 10_000;
  private static final int LINE_STEPS = 5000;
  private static final String ROWS = "planar_seed1_GENERATED.csv";
  private static final String START = "planar-start.safetensors";

  /// The known costs at steps 0, 1000, 2000 and so on, in double precision.
  private static final List<Double> KNOWN =
      List.of(.693048, .288083, .254385, .233864, .226792, .222644, .219731, .217504);

  private static final double KNOWN_ACCURACY = .9075;
  private static final double KNOWN_LINE = .47;

  @Override
  public Findings run(Course course) {
    Points points =
        course
            .data()
            .map(folder -> CourseFolder.of(folder, List.of(ROWS, START)).points(ROWS))
            .orElseGet(() -> course.points(Demo.FLOWER, Demo.FLOWER.defaultRows(), 0));
    Dataset rows = Course.rows(points);

    Network line = Network.of(LogisticLesson.unit());
    Trainer lineTrainer =
        new Trainer(
            line,
            Course.CROSS_ENTROPY,
            course.fullBatch(LINE_STEPS).withOptimizer(new Sgd(RATE)),
            rows);
    course.costs(lineTrainer);

    Initializer small = new Initializer.Normal(.01);
    Network network =
        Network.of(
            new Dense(HIDDEN, Activation.Standard.TANH, small, new Initializer.Zeros()),
            new Dense(1, Activation.Standard.IDENTITY, small, new Initializer.Zeros()));
    Trainer trainer =
        new Trainer(
            network,
            Course.CROSS_ENTROPY,
            course.fullBatch(STEPS).withOptimizer(new Sgd(RATE)),
            rows);
    course.data().ifPresent(folder -> new CourseFolder(folder).start(START, trainer.parameters()));
    List<Double> costs = course.costs(trainer);

    var found = new Findings();
    for (int i = 0; i < KNOWN.size(); i++) {
      found.row("costs", "step", 1000 * i, "cost", costs.get(1000 * i));
      if (course.data().isPresent()) {
        found.cell("costs", "known", KNOWN.get(i));
      }
    }
    Parameters trained = trainer.parameters();
    Parameters ofLine = lineTrainer.parameters();
    found
        .put("rows", rows.rows())
        .put("accuracy", Course.accuracy(network, trained, rows))
        .put("line", Course.accuracy(line, ofLine, rows))
        .put("last", costs.getLast());
    if (course.data().isPresent()) {
      found.put("knownAccuracy", KNOWN_ACCURACY).put("knownLine", KNOWN_LINE);
    }
    return found.drawn(
        () ->
            new Figure("The flower", "Where each class is likelier; a line where both are alike")
                .map("Logistic regression", points, Course.map(line, ofLine))
                .map(HIDDEN + " hidden units, tanh", points, Course.map(network, trained))
                .picture());
  }
}
