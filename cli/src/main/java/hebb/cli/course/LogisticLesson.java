package hebb.cli.course;

import hebb.cli.plot.Figure;
import hebb.cli.plot.Figure.Curve;
import hebb.data.image.Images;
import hebb.dataset.Dataset;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.layer.Dense;
import hebb.nn.optim.Sgd;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import hebb.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// One unit that tells two kinds of pictures apart: gradient descent on all rows, from zeros, at
/// four learning rates.
final class LogisticLesson implements Lesson {
  private static final int FIRST = 4;
  private static final int SECOND = 9;
  private static final int ROWS = 209;
  private static final int TEST_ROWS = 200;

  /// A learning rate, and with the course's pictures the known accuracies after so many steps.
  private record Rate(double rate, int steps, double train, double test) {}

  private static final List<Rate> RATES =
      List.of(
          new Rate(.01, 1500, .99522, .68),
          new Rate(.005, 2000, .99043, .70),
          new Rate(.001, 1500, .88995, .64),
          new Rate(.0001, 1500, .68421, .36));

  /// The known costs with the course's pictures at a learning rate of .005.
  private record Known(int step, double cost) {}

  private static final List<Known> KNOWN =
      List.of(
          new Known(0, .693147),
          new Known(100, .584508),
          new Known(500, .303273),
          new Known(1000, .214820),
          new Known(1900, .140872));

  /// The rows of both parts, and what shape a picture has.
  private record Pictures(Dataset train, Dataset test, Shape shape) {}

  @Override
  public Findings run(Course course) {
    Pictures pictures =
        course
            .data()
            .map(folder -> cats(CourseFolder.of(folder, CourseFolder.CATS)))
            .orElseGet(() -> digits(course));
    Network network = Network.of(unit());
    var found = new Findings();
    List<Curve> curves = new ArrayList<>();
    List<Tensor> weights = new ArrayList<>();
    for (Rate rate : RATES) {
      Trainer trainer =
          new Trainer(
              network,
              Course.CROSS_ENTROPY,
              course.fullBatch(rate.steps).withOptimizer(new Sgd(rate.rate)),
              pictures.train);
      List<Double> costs = course.costs(trainer);
      Parameters trained = trainer.parameters();
      curves.add(Curve.of("rate " + LessonText.number(rate.rate), costs));
      double train = Course.accuracy(network, trained, pictures.train);
      double test = Course.accuracy(network, trained, pictures.test);
      found.row("rates", "rate", rate.rate, "steps", rate.steps, "train", train, "test", test);
      if (course.data().isPresent()) {
        found.cell("rates", "knownTrain", rate.train).cell("rates", "knownTest", rate.test);
      }
      if (rate.rate == .005) {
        costs(found, costs, course.data().isPresent());
        weights.add(
            Tensor.of(Shape.of(pictures.train.width(), 1), trained.get("output/weight").fetch()));
      }
    }
    found.put("inputs", pictures.train.width());
    found.put("rows", pictures.train.rows()).put("testRows", pictures.test.rows());
    return found.drawn(
        () ->
            new Figure("Logistic regression", "Gradient descent on all rows, from zeros")
                .curves("Cost by step", "step", "cost", curves)
                .filters("Weights; grey is 0", pictures.shape, weights.getFirst())
                .picture());
  }

  private static void costs(Findings found, List<Double> costs, boolean published) {
    for (Known known : KNOWN) {
      found.row("costs", "step", known.step, "cost", costs.get(known.step));
      if (published) {
        found.cell("costs", "known", known.cost);
      }
    }
    if (published) {
      found.put("published", true);
    }
  }

  /// A unit whose weights begin as zeros; its sigmoid is part of the loss.
  static Dense unit() {
    return new Dense(
        1, Activation.Standard.IDENTITY, new Initializer.Zeros(), new Initializer.Zeros());
  }

  private static Pictures cats(CourseFolder folder) {
    Images cats = folder.cats();
    return new Pictures(Course.flat(cats), Course.flat(folder.testCats()), cats.image());
  }

  private static Pictures digits(Course course) {
    IntPredicate both = digit -> digit == FIRST || digit == SECOND;
    return new Pictures(
        course.digits(both, digit -> digit == SECOND, 0, ROWS),
        course.digits(both, digit -> digit == SECOND, ROWS, ROWS + TEST_ROWS),
        Shape.of(28, 28));
  }
}
