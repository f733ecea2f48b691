package hebb.train;

import hebb.backend.Backend;
import hebb.backend.Execution;
import hebb.dataset.Dataset;
import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Variable;
import hebb.nn.Role;
import hebb.nn.optim.Lbfgs;
import hebb.nn.optim.Variables;
import hebb.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/// Epochs of [Lbfgs]: each is one move of all parameters, after a line search over loss and
/// gradient of all rows. Those are summed over blocks of rows in double precision. What is
/// remembered lives in variables, so that training can go on from a checkpoint.
final class LbfgsSteps implements Steps {
  /// Rows that are looked at together; the sums over them are exact to the last digits of float32.
  private static final int BLOCK = 4096;

  private static final String STATE = "optimizer/lbfgs/";

  private final Lbfgs rule;
  private final Dataset data;
  private final int block;
  private final Feed feed;
  private final RowCheck check;
  private final int[] order;
  private final List<Variable> variables;
  private final int size;
  private final Variable moves;
  private final Variable changes;
  private final Variable count;
  private final float[] movesOf;
  private final float[] changesOf;
  private final double[] x;
  private final double[] gradient;
  private final double[] from;
  private final double[] gradientBefore;
  private final double[] direction;
  private final double[] factors;
  private final float[] numbers;
  private boolean looked;
  private boolean finished;
  private double value;
  private double penalty;

  LbfgsSteps(
      StepGraph graph,
      TrainingConfig config,
      Lbfgs rule,
      Variables state,
      Dataset data,
      Backend backend) {
    requireFits(graph, config);
    this.rule = rule;
    this.data = data;
    this.block = Math.min(BLOCK, data.rows());
    this.feed =
        new Feed(
            data,
            block,
            graph.varies(),
            steps ->
                backend
                    .compile(graph.withSteps(steps).gradients(config, block), config.threads())
                    .newExecution());
    this.check = new RowCheck(graph, data);
    this.order = new int[data.rows()];
    Arrays.setAll(order, i -> i);
    this.variables = graph.parameters().trained();
    this.size = (int) graph.parameters().count();
    int memory = rule.memory();
    Shape shape = Shape.of(memory, size);
    this.moves = state.get(STATE + "moves", shape, 0);
    this.changes = state.get(STATE + "changes", shape, 0);
    this.count = state.get(STATE + "count", Shape.SCALAR, 0);
    this.movesOf = new float[memory * size];
    this.changesOf = new float[memory * size];
    this.x = new double[size];
    this.gradient = new double[size];
    this.from = new double[size];
    this.gradientBefore = new double[size];
    this.direction = new double[size];
    this.factors = new double[memory];
    this.numbers = new float[variables.stream().mapToInt(v -> v.shape().size()).max().orElse(0)];
  }

  /// Checks that a line search can be made: losses may not differ by chance, and nothing may change
  /// gradients or weights beside it.
  ///
  /// @throws IllegalArgumentException if it cannot; the message names what stands in its way
  static void requireFits(StepGraph graph, TrainingConfig config) {
    requireAlone(config);
    requireStill(graph.gradients(config, 1), graph);
  }

  /// What changes gradients or averages weights has no place in a line search.
  private static void requireAlone(TrainingConfig config) {
    boolean clips =
        config.clipNorm() != TrainingConfig.NO_CLIPPING
            || config.clipValue() != TrainingConfig.NO_CLIPPING;
    if (clips || config.ema().isPresent()) {
      throw new IllegalArgumentException(
          "lbfgs: expected no clipping and no running mean of the weights, got "
              + (clips ? "clipping" : "a running mean")
              + ". Leave it out, or take adamw.");
    }
  }

  /// A line search compares losses, which may not differ by chance.
  private static void requireStill(Graph gradients, StepGraph graph) {
    for (Node node : gradients.nodes()) {
      if (node.op() instanceof Op.Random) {
        throw new IllegalArgumentException(
            "lbfgs: expected a network without noise, got random numbers in "
                + node.path()
                + ". Leave dropout and noise out, or take adamw.");
      }
    }
    List<Variable> statistics = graph.parameters().of(Role.STATISTIC);
    if (!statistics.isEmpty()) {
      throw new IllegalArgumentException(
          "lbfgs: expected a network without running statistics, got "
              + statistics.getFirst().path()
              + ". Take layer_norm in place of batch_norm, or adamw.");
    }
  }

  @Override
  public int batch() {
    return data.rows();
  }

  @Override
  public int count() {
    return 1;
  }

  @Override
  public int rows(int index) {
    return data.rows();
  }

  @Override
  public void begin(int epoch) {}

  @Override
  public void end() {
    feed.end();
  }

  @Override
  public boolean finished() {
    return finished;
  }

  /// Moves once; where no lower point is found the parameters stay.
  @Override
  public void run(int index, long number, double learningRate) {
    if (!looked) {
      fetch(x);
      moves.fetch(movesOf);
      changes.fetch(changesOf);
      look();
      looked = true;
    }
    if (largest() < rule.tolerance() || !Double.isFinite(value)) {
      finished = Double.isFinite(value);
      return;
    }
    if (!move(learningRate)) {
      count.store(new float[1]);
      finished = !move(learningRate);
    }
  }

  private boolean move(double learningRate) {
    float[] seen = count.fetch();
    int known = (int) Math.min(seen[0], rule.memory());
    direction((int) seen[0], known);
    double slope = dot(direction, gradient);
    if (!(slope < 0)) {
      return false;
    }
    System.arraycopy(x, 0, from, 0, size);
    System.arraycopy(gradient, 0, gradientBefore, 0, size);
    double before = value;
    double beforePenalty = penalty;
    double first = known == 0 ? learningRate / Math.max(1, sumOfSizes()) : learningRate;
    LineSearch.Point start = new LineSearch.Point(0, value, slope);
    double noise = 4 * Math.ulp((float) Math.abs(value));
    double t = LineSearch.find(this::at, start, first, noise);
    if (t == 0) {
      System.arraycopy(from, 0, x, 0, size);
      System.arraycopy(gradientBefore, 0, gradient, 0, size);
      value = before;
      penalty = beforePenalty;
      store();
      return false;
    }
    remember((int) seen[0]);
    return true;
  }

  private LineSearch.Point at(double t) {
    for (int i = 0; i < size; i++) {
      x[i] = (float) (from[i] + t * direction[i]);
    }
    store();
    look();
    return new LineSearch.Point(t, value, dot(direction, gradient));
  }

  /// Keeps the move and the change of the gradient, if they tell of a curvature above 0.
  private void remember(int seen) {
    int at = seen % rule.memory() * size;
    double curvature = 0;
    double squares = 0;
    for (int i = 0; i < size; i++) {
      float s = (float) (x[i] - from[i]);
      float y = (float) (gradient[i] - gradientBefore[i]);
      movesOf[at + i] = s;
      changesOf[at + i] = y;
      curvature += (double) s * y;
      squares += (double) y * y;
    }
    if (curvature > 1e-10 * squares) {
      moves.store(movesOf);
      changes.store(changesOf);
      count.store(new float[] {seen + 1f});
    } else {
      moves.fetch(movesOf);
      changes.fetch(changesOf);
    }
  }

  /// `-H g` by the two loops over what is remembered (Nocedal 1980).
  private void direction(int seen, int known) {
    for (int i = 0; i < size; i++) {
      direction[i] = -gradient[i];
    }
    for (int k = 1; k <= known; k++) {
      int at = Math.floorMod(seen - k, rule.memory()) * size;
      factors[k - 1] = dot(movesOf, direction, at) / dot(movesOf, changesOf, at);
      add(direction, changesOf, at, -factors[k - 1]);
    }
    if (known > 0) {
      int at = Math.floorMod(seen - 1, rule.memory()) * size;
      double scale = dot(movesOf, changesOf, at) / dot(changesOf, changesOf, at);
      for (int i = 0; i < size; i++) {
        direction[i] *= scale;
      }
    }
    for (int k = known; k >= 1; k--) {
      int at = Math.floorMod(seen - k, rule.memory()) * size;
      double back = dot(changesOf, direction, at) / dot(movesOf, changesOf, at);
      add(direction, movesOf, at, factors[k - 1] - back);
    }
  }

  /// Loss, penalty and gradient of all rows, at the parameters as they are.
  private void look() {
    Arrays.fill(gradient, 0);
    value = 0;
    penalty = 0;
    feed.start(order, data);
    for (int index = 0; index * block < order.length; index++) {
      int rows = feed.next(index);
      check.look(feed, order, index * block, rows);
      Execution execution = feed.execution();
      if (execution.hasInput(StepGraph.ROWS)) {
        execution.input(StepGraph.ROWS)[0] = rows;
      }
      execution.run(0);
      double share = (double) rows / order.length;
      value += share * execution.scalar(StepGraph.LOSS);
      penalty += share * execution.scalar(StepGraph.PENALTY);
      int at = 0;
      for (Variable variable : variables) {
        int length = execution.read(StepGraph.gradientOf(variable), numbers, 0);
        for (int i = 0; i < length; i++) {
          gradient[at + i] += share * numbers[i];
        }
        at += length;
      }
    }
    value += penalty;
  }

  private void fetch(double[] into) {
    int at = 0;
    for (Variable variable : variables) {
      for (float number : variable.fetch()) {
        into[at++] = number;
      }
    }
  }

  private void store() {
    int at = 0;
    for (Variable variable : variables) {
      float[] own = new float[variable.shape().size()];
      for (int i = 0; i < own.length; i++) {
        own[i] = (float) x[at++];
      }
      variable.store(own);
    }
  }

  private double largest() {
    double largest = 0;
    for (double g : gradient) {
      largest = Math.max(largest, Math.abs(g));
    }
    return largest;
  }

  private double sumOfSizes() {
    double sum = 0;
    for (double g : gradient) {
      sum += Math.abs(g);
    }
    return sum;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private double dot(float[] a, double[] b, int at) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += a[at + i] * b[i];
    }
    return sum;
  }

  private double dot(float[] a, float[] b, int at) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += (double) a[at + i] * b[at + i];
    }
    return sum;
  }

  private void add(double[] to, float[] what, int at, double factor) {
    for (int i = 0; i < size; i++) {
      to[i] += factor * what[at + i];
    }
  }

  @Override
  public float loss() {
    return (float) (value - penalty);
  }

  @Override
  public float penalty() {
    return (float) penalty;
  }
}
