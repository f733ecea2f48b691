package hebb.train;

import hebb.autodiff.Autodiff;
import hebb.backend.Backend;
import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.nn.Context;
import hebb.nn.Mode;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.Role;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Ema;
import hebb.nn.optim.Lbfgs;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.ParameterUpdate;
import hebb.nn.optim.Variables;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The graphs of training and evaluation. Inputs: those of the network, `[batch, ...]` each, and
/// `targets [batch, ...]`. Outputs: `loss` and `penalty`, scalars.
///
/// @param inputs what a row has
/// @param target the shape of one row's target
/// @param weighted whether training has a further input, `weights [batch, 1]`, which costs are
///   multiplied with
/// @param continues whether recurrent layers go on from batch to batch in training, which then has
///   a further input, the scalar `begins`: 1 for a batch that goes on from none
public record StepGraph(
    Network network,
    Loss loss,
    Parameters parameters,
    List<InputSpec> inputs,
    Shape target,
    boolean weighted,
    boolean continues) {
  /// The name of the input of targets.
  public static final String TARGETS = "targets";

  /// The name of the input that says how much each row counts.
  public static final String WEIGHTS = "weights";

  static final String LEARNING_RATE = "learning_rate";
  static final String LOSS = "loss";
  static final String PENALTY = "penalty";
  static final String ROWS = "rows";
  static final String BEGINS = "begins";
  static final String COSTS = "costs";
  static final String OF_ROWS = "of_rows";
  static final String KEPT = "kept";
  static final String PREDICTION = "prediction";

  /// Copies the list. The names of inputs differ from each other.
  public StepGraph {
    inputs = List.copyOf(inputs);
    if (inputs.stream().map(InputSpec::name).distinct().count() < inputs.size()) {
      throw new IllegalArgumentException(
          "inputs: expected different names, got " + inputs + ". Rename one.");
    }
  }

  /// The graphs of a network of one input, `features`.
  ///
  /// @param row the shape of one row's features
  public StepGraph(Network network, Loss loss, Parameters parameters, Shape row, Shape target) {
    this(network, loss, parameters, List.of(InputSpec.features(row)), target);
  }

  /// The graphs for rows that all count alike.
  public StepGraph(
      Network network, Loss loss, Parameters parameters, List<InputSpec> inputs, Shape target) {
    this(network, loss, parameters, inputs, target, false, false);
  }

  /// The same for rows of at most so many steps.
  StepGraph withSteps(int steps) {
    Shape cut = loss.perStep() && target.dim(0) > steps ? target.with(0, steps) : target;
    List<InputSpec> shorter = Lengths.cut(inputs, steps);
    return new StepGraph(network, loss, parameters, shorter, cut, weighted, continues);
  }

  /// Whether programs for shorter rows can be made.
  boolean varies() {
    return Lengths.vary(network, parameters, inputs);
  }

  /// The graphs for the rows of a dataset.
  public static StepGraph of(Network network, Loss loss, Parameters parameters, Dataset data) {
    return new StepGraph(
        network,
        loss,
        parameters,
        data.inputs(),
        data.targets(),
        data.weighted(),
        data.continues());
  }

  /// One step of training: forward, backward and update. It has a further input, `learning_rate`,
  /// and moves the parameters and the optimiser's state, which is found in, or added to, `state`.
  public Graph training(TrainingConfig config, Variables state, int batch) {
    Graph graph = new Graph();
    return training(config, state, batch, Context.of(graph, parameters, Mode.TRAINING));
  }

  /// Loss, penalty and gradients of at most `batch` rows: outputs named by [#gradientOf], of the
  /// mean over as many rows as the scalar input `rows` says; nothing moves.
  Graph gradients(TrainingConfig config, int batch) {
    Graph graph = new Graph();
    Value rows = graph.input(ROWS, Shape.SCALAR);
    Context context = Context.of(graph, parameters, Mode.TRAINING, rows);
    Objective objective = objective(config, batch, context);
    List<Variable> trained = parameters.trained();
    for (int i = 0; i < trained.size(); i++) {
      requireFree(context, trained.get(i));
      graph.output(gradientOf(trained.get(i)), objective.gradients.get(i));
    }
    graph.output(LOSS, objective.loss);
    graph.output(PENALTY, objective.penalty);
    return graph;
  }

  /// A step that is found by gradients alone would be changed after it.
  private static void requireFree(Context context, Variable variable) {
    Value w = context.graph().parameter(variable);
    if (!context.constrained(variable, w).equals(w)) {
      throw new IllegalArgumentException(
          "lbfgs: expected weights that nothing limits, got max_norm over "
              + variable.path()
              + ". Leave it out, or take adamw.");
    }
  }

  /// The name of the output that is a variable's gradient.
  static String gradientOf(Variable variable) {
    return "gradient/" + variable.path();
  }

  /// What is made small, and its gradients in the order of the parameters.
  private record Objective(Value loss, Value penalty, List<Value> gradients) {}

  private Objective objective(TrainingConfig config, int batch, Context context) {
    Graph graph = context.graph();
    Value output = network.apply(context, inputs, batch);
    Value data = loss(context, output, targets(graph, batch));
    Value penalty = penalty(context, config);
    List<Value> weights = parameters.trained().stream().map(graph::parameter).toList();
    return new Objective(data, penalty, Autodiff.gradients(data.plus(penalty), weights));
  }

  /// What training minimises for so many rows: loss and penalty together, a scalar. Their gradients
  /// are those of a step.
  public Value objective(Graph graph, TrainingConfig config, int batch) {
    Context context = Context.of(graph, parameters, Mode.TRAINING);
    Value output = network.apply(context, inputs, batch);
    return loss(context, output, targets(graph, batch)).plus(penalty(context, config));
  }

  /// Adds the gradients of at most `batch` rows, which are a part of `of_rows` rows, to those of
  /// the parts before it: `sum <- kept sum + rows/of_rows gradient`. The sums are variables of
  /// `state`.
  Graph accumulating(TrainingConfig config, Variables state, int batch) {
    Graph graph = new Graph();
    Value rows = graph.input(ROWS, Shape.SCALAR);
    Context context = Context.of(graph, parameters, Mode.TRAINING, rows);
    Objective objective = objective(config, batch, context);
    Value share = rows.dividedBy(graph.input(OF_ROWS, Shape.SCALAR));
    Value kept = graph.input(KEPT, Shape.SCALAR);
    List<Variable> trained = parameters.trained();
    for (int i = 0; i < trained.size(); i++) {
      Variable sum = sumOf(trained.get(i), state);
      Value before = graph.parameter(sum).times(kept);
      graph.assign(sum, before.plus(objective.gradients.get(i).times(share)));
    }
    graph.output(LOSS, objective.loss);
    graph.output(PENALTY, objective.penalty);
    return graph;
  }

  /// The step that follows the last part: moves the parameters by the sums.
  Graph accumulated(TrainingConfig config, Variables state) {
    Graph graph = new Graph();
    Context context = Context.of(graph, parameters, Mode.TRAINING);
    network.apply(context, inputs, 1);
    List<Value> sums =
        parameters.trained().stream().map(v -> graph.parameter(sumOf(v, state))).toList();
    move(config, state, context, sums);
    return graph;
  }

  /// The tables that the network looks rows up in, and what a step on so many rows moves of them.
  public Map<Variable, Lookup> lookups(TrainingConfig config, int batch, Backend backend) {
    Graph graph = new Graph();
    Context context = Context.of(graph, parameters, Mode.TRAINING);
    Value objective = network.apply(context, inputs, batch).sum().plus(penalty(context, config));
    Map<Variable, Lookup> lookups = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Gather
          && node.input(0).op() instanceof Op.Parameter(Variable table)) {
        boolean few = node.input(1).shape().size() >= table.shape().dim(0);
        lookups.put(table, few ? Lookup.ALL_OF_FEW : Lookup.ALL);
      }
    }
    boolean moves = config.accumulate() == 1 && !(config.optimizer() instanceof Lbfgs);
    if (moves && lookups.containsValue(Lookup.ALL)) {
      List<Value> weights = parameters.trained().stream().map(graph::parameter).toList();
      move(config, new Variables(), context, Autodiff.gradients(objective, weights));
      for (Variable table : backend.compile(graph, 1).updatedByRows()) {
        lookups.replace(table, Lookup.ITS_ROWS);
      }
    }
    return lookups;
  }

  private static Variable sumOf(Variable variable, Variables state) {
    return state.get("accumulated/" + variable.path(), variable.shape(), 0);
  }

  /// One step of training on at most `batch` rows. A further input, the scalar `rows`, says how
  /// many there are; what follows them in the other inputs, as zeros, adds exactly 0 to everything.
  public Graph trainingUpTo(TrainingConfig config, Variables state, int batch) {
    Graph graph = new Graph();
    Value rows = graph.input(ROWS, Shape.SCALAR);
    return training(config, state, batch, Context.of(graph, parameters, Mode.TRAINING, rows));
  }

  private Graph training(TrainingConfig config, Variables state, int batch, Context context) {
    Graph graph = context.graph();
    if (continues) {
      context.carry(state, graph.input(BEGINS, Shape.SCALAR));
    }
    Objective objective = objective(config, batch, context);
    move(config, state, context, objective.gradients);
    graph.output(LOSS, objective.loss);
    graph.output(PENALTY, objective.penalty);
    return graph;
  }

  private void move(
      TrainingConfig config, Variables state, Context context, List<Value> gradients) {
    Value rate = context.graph().input(LEARNING_RATE, Shape.SCALAR);
    ParameterUpdate.Maker maker = new ParameterUpdate.Maker(state, rate);
    List<Value> held = clipped(held(gradients, config.clipValue()), config.clipNorm());
    List<Variable> trained = parameters.trained();
    for (int i = 0; i < trained.size(); i++) {
      update(config, maker, context, trained.get(i), held.get(i));
    }
    config.ema().ifPresent(ema -> followStatistics(ema, maker, context));
  }

  /// The mean over rows that are there of the costs, which are summed over outputs and weighted.
  private Value loss(Context context, Value output, Value targets) {
    if (context.rows().isEmpty() && !weighted) {
      return loss.of(output, targets);
    }
    Value costs = loss.costs(output, targets);
    int batch = costs.shape().dim(0);
    Value flat = costs.reshape(batch, costs.shape().size() / batch);
    if (weighted) {
      flat = flat.times(context.graph().input(WEIGHTS, Shape.of(batch, 1)));
    }
    if (context.rows().isPresent()) {
      flat = flat.times(context.rowMask(batch).reshape(batch, 1));
    }
    Value rows = context.rows().orElseGet(() -> context.graph().constant(batch));
    return flat.sum().dividedBy(rows);
  }

  /// Evaluation of rows, each by itself: outputs are `prediction [batch, ...]`, the likeliest class
  /// of each step where they have targets, `costs [batch]` and `penalty`; nothing moves.
  public Graph evaluation(TrainingConfig config, int batch) {
    Graph graph = new Graph();
    Context context = Context.of(graph, parameters, Mode.EVALUATION);
    Value output = network.apply(context, inputs, batch);
    Value costs = loss.costs(output, targets(graph, batch));
    graph.output(COSTS, costs.reshape(batch, costs.shape().size() / batch).sum(1));
    graph.output(PENALTY, penalty(context, config));
    graph.output(PREDICTION, loss.perStep() ? output.argMax() : loss.prediction().apply(output));
    return graph;
  }

  private void update(
      TrainingConfig config,
      ParameterUpdate.Maker maker,
      Context context,
      Variable variable,
      Value g) {
    Optimizer optimizer = config.optimizer();
    Value w = context.graph().parameter(variable);
    Value decayed = w;
    if (optimizer.weightDecay() > 0 && parameters.role(variable) == Role.WEIGHT) {
      Value rate = w.graph().input(LEARNING_RATE, Shape.SCALAR);
      decayed = w.times(rate.times(-optimizer.weightDecay()).plus(1));
    }
    Value moved = optimizer.next(maker.rule(variable.path(), decayed, g));
    double factor = config.rateOf(variable.path());
    Value paced = factor == 1 ? moved : w.plus(moved.minus(w).times(factor));
    Value next = context.constrained(variable, paced);
    w.graph().assign(variable, next);
    config.ema().ifPresent(ema -> ema.follow(maker, variable.path(), next));
  }

  /// Statistics are averaged like the weights, so that those that are read belong to the weights
  /// that are read.
  private void followStatistics(Ema ema, ParameterUpdate.Maker maker, Context context) {
    for (Variable statistic : parameters.of(Role.STATISTIC)) {
      ema.follow(maker, statistic.path(), context.moved(statistic));
    }
  }

  private Value targets(Graph graph, int batch) {
    return graph.input(TARGETS, Shape.of(batch).plus(target));
  }

  /// `l1 sum |W| + l2/2 sum W^2` and what layers add.
  public Value penalty(Context context, TrainingConfig config) {
    Value penalty = context.penalty();
    for (Variable variable : parameters.of(Role.WEIGHT)) {
      Value w = context.graph().parameter(variable);
      if (config.l1() > 0) {
        penalty = penalty.plus(w.abs().sum().times(config.l1()));
      }
      if (config.l2() > 0) {
        penalty = penalty.plus(w.square().sum().times(config.l2() / 2));
      }
    }
    return penalty;
  }

  /// Holds each number between minus the limit and the limit.
  private static List<Value> held(List<Value> gradients, double limit) {
    if (limit == TrainingConfig.NO_CLIPPING) {
      return gradients;
    }
    return gradients.stream()
        .map(g -> g.graph().constant(limit).min(g.graph().constant(-limit).max(g)))
        .toList();
  }

  /// Scales all gradients by `min(1, limit / norm)`, where the norm is over all of them together
  /// (Pascanu et al. 2013).
  private static List<Value> clipped(List<Value> gradients, double limit) {
    if (limit == TrainingConfig.NO_CLIPPING || gradients.isEmpty()) {
      return gradients;
    }
    Graph graph = gradients.getFirst().graph();
    Value squares = graph.constant(0);
    for (Value g : gradients) {
      squares = squares.plus(g.square().sum());
    }
    Value scale = graph.constant(1).min(graph.constant(limit).dividedBy(squares.sqrt()));
    List<Value> scaled = new ArrayList<>();
    for (Value g : gradients) {
      scaled.add(g.times(scale));
    }
    return scaled;
  }
}
