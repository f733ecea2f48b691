package hebb.cli.course;

import hebb.cli.plot.Figure;
import hebb.cli.plot.Figure.Curve;
import hebb.cli.plot.Picture;
import hebb.dataset.Dataset;
import hebb.nn.Network;
import hebb.nn.layer.Dense;
import hebb.nn.optim.Sgd;
import hebb.train.Trainer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Networks of one, two and four layers on one set of pictures; with the course's pictures and
/// first weights, the one of two layers whose costs are known.
final class DeepLesson implements Lesson {
  private static final int STEPS = 2500;
  private static final int DIGIT_STEPS = 700;
  private static final double RATE = .07;
  private static final int ROWS = 1000;
  private static final int TEST_ROWS = 2000;
  private static final String START = "cat-2layer-start.safetensors";
  private static final String TWO_LAYERS = "dense(7) relu dense(1)";
  private static final String FOUR_LAYERS = "dense(20) relu dense(7) relu dense(5) relu dense(1)";

  /// With the course's pictures and first weights, in double precision.
  private static final Map<Integer, Double> KNOWN = new LinkedHashMap<>();

  static {
    KNOWN.put(0, .693050);
    KNOWN.put(100, .646432);
    KNOWN.put(1000, .339428);
    KNOWN.put(2400, .048555);
  }

  private static final double KNOWN_TRAIN = 1;
  private static final double KNOWN_TEST = .72;

  @Override
  public Findings run(Course course) {
    return course.data().isPresent() ? cats(course) : digits(course);
  }

  private static Findings cats(Course course) {
    List<String> files = new ArrayList<>(CourseFolder.CATS);
    files.add(START);
    CourseFolder folder = CourseFolder.of(course.data().orElseThrow(), files);
    Dataset train = Course.flat(folder.cats());
    Dataset test = Course.flat(folder.testCats());
    Network network = Network.parse(TWO_LAYERS);
    Trainer trainer = trainer(course, network, .0075, STEPS, train);
    folder.start(START, trainer.parameters());
    List<Double> costs = course.costs(trainer);
    var found = new Findings();
    KNOWN.forEach(
        (step, known) -> found.row("costs", "step", step, "cost", costs.get(step), "known", known));
    tell(found, 2, network, trainer, train, test);
    found.put("rows", train.rows()).put("testRows", test.rows());
    found.cell("networks", "knownTrain", KNOWN_TRAIN).cell("networks", "knownTest", KNOWN_TEST);
    return found
        .put("published", true)
        .put("inputs", train.width())
        .put("rate", .0075)
        .put("steps", STEPS)
        .drawn(() -> figure("Cat or not", List.of(Curve.of("2 layers", costs))));
  }

  private static Findings digits(Course course) {
    Dataset train = course.digits(digit -> true, digit -> digit % 2 == 1, 0, ROWS);
    Dataset test = course.digits(digit -> true, digit -> digit % 2 == 1, ROWS, ROWS + TEST_ROWS);
    Map<Integer, Network> networks = new LinkedHashMap<>();
    networks.put(1, Network.parse("dense(1)"));
    networks.put(2, Network.parse(TWO_LAYERS));
    networks.put(4, Network.parse(FOUR_LAYERS));
    var found = new Findings();
    List<Curve> curves = new ArrayList<>();
    networks.forEach(
        (layers, network) -> {
          Trainer trainer = trainer(course, network, RATE, DIGIT_STEPS, train);
          List<Double> costs = course.costs(trainer);
          curves.add(Curve.of(layers + (layers == 1 ? " layer" : " layers"), costs));
          tell(found, layers, network, trainer, train, test);
        });
    found.put("inputs", train.width()).put("rate", RATE).put("steps", DIGIT_STEPS);
    found.put("rows", train.rows()).put("testRows", test.rows());
    return found.drawn(() -> figure("Odd or even", curves));
  }

  private static Trainer trainer(
      Course course, Network network, double rate, int steps, Dataset rows) {
    return new Trainer(
        network, Course.CROSS_ENTROPY, course.fullBatch(steps).withOptimizer(new Sgd(rate)), rows);
  }

  private static void tell(
      Findings found, int layers, Network network, Trainer trainer, Dataset train, Dataset test) {
    found.row(
        "networks",
        "layers",
        layers,
        "units",
        units(network),
        "numbers",
        (int) trainer.parameters().count(),
        "cost",
        Course.evaluate(network, trainer.parameters(), train).loss(),
        "train",
        Course.accuracy(network, trainer.parameters(), train),
        "test",
        Course.accuracy(network, trainer.parameters(), test));
  }

  /// As in `20-7-5-1`.
  private static String units(Network network) {
    return network.layers().stream()
        .map(entry -> entry.layer() instanceof Dense dense ? "" + dense.units() : "")
        .collect(Collectors.joining("-"));
  }

  private static Picture figure(String title, List<Curve> curves) {
    return new Figure(title, "Gradient descent on all rows")
        .curves("Cost by step", "step", "cost", curves)
        .picture();
  }
}
