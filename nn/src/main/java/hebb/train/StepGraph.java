package hebb.train;

import hebb.autodiff.Autodiff;
import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.graph.Variable;
import hebb.nn.Context;
import hebb.nn.Mode;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.Role;
import hebb.nn.loss.Loss;
import hebb.nn.optim.Optimizer;
import hebb.nn.optim.ParameterUpdate;
import hebb.nn.optim.Variables;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// The graphs of training and evaluation for one number of rows. Inputs: `features [batch, ...]`,
/// `targets [batch, ...]`. Outputs: `loss` and `penalty`, scalars.
///
/// @param row the shape of one row's features
/// @param target the shape of one row's target
public record StepGraph(
    Network network, Loss loss, Parameters parameters, Shape row, Shape target) {
  /// The inputs' and outputs' names.
  static final String FEATURES = "features";

  static final String TARGETS = "targets";
  static final String LEARNING_RATE = "learning_rate";
  static final String LOSS = "loss";
  static final String PENALTY = "penalty";
  static final String PREDICTION = "prediction";

  /// One step of training: forward, backward and update. It has a further input, `learning_rate`,
  /// and moves the parameters and the optimiser's state, which is found in, or added to, `state`.
  public Graph training(TrainingConfig config, Variables state, int batch) {
    Graph graph = new Graph();
    Context context = Context.of(graph, parameters, Mode.TRAINING);
    Value output = network.apply(context, features(graph, batch));
    Value data = loss.of(output, targets(graph, batch));
    Value penalty = penalty(context, config.l2());
    List<Variable> trained = parameters.trained();
    List<Value> weights = trained.stream().map(graph::parameter).toList();
    List<Value> gradients = Autodiff.gradients(data.plus(penalty), weights);
    gradients = clipped(held(gradients, config.clipValue()), config.clipNorm());
    ParameterUpdate.Maker maker =
        new ParameterUpdate.Maker(state, graph.input(LEARNING_RATE, Shape.SCALAR));
    for (int i = 0; i < trained.size(); i++) {
      update(config, maker, trained.get(i), weights.get(i), gradients.get(i));
    }
    graph.output(LOSS, data);
    graph.output(PENALTY, penalty);
    return graph;
  }

  /// Evaluation: it has a further output, `prediction [batch, ...]`, and moves nothing.
  public Graph evaluation(double l2, int batch) {
    Graph graph = new Graph();
    Context context = Context.of(graph, parameters, Mode.EVALUATION);
    Value output = network.apply(context, features(graph, batch));
    graph.output(LOSS, loss.of(output, targets(graph, batch)));
    graph.output(PENALTY, penalty(context, l2));
    graph.output(PREDICTION, loss.prediction().apply(output));
    return graph;
  }

  private void update(
      TrainingConfig config, ParameterUpdate.Maker maker, Variable variable, Value w, Value g) {
    Optimizer optimizer = config.optimizer();
    Value decayed = w;
    if (optimizer.weightDecay() > 0 && parameters.role(variable) == Role.WEIGHT) {
      Value rate = w.graph().input(LEARNING_RATE, Shape.SCALAR);
      decayed = w.times(rate.times(-optimizer.weightDecay()).plus(1));
    }
    Value next = optimizer.next(maker.rule(variable.path(), decayed, g));
    w.graph().assign(variable, next);
    config.ema().ifPresent(ema -> ema.follow(maker, variable.path(), next));
  }

  private Value features(Graph graph, int batch) {
    return graph.input(FEATURES, Shape.of(batch).plus(row));
  }

  private Value targets(Graph graph, int batch) {
    return graph.input(TARGETS, Shape.of(batch).plus(target));
  }

  /// `l2/2 sum W^2` and what layers add.
  private Value penalty(Context context, double l2) {
    Value penalty = context.penalty();
    if (l2 == 0) {
      return penalty;
    }
    for (Variable variable : parameters.of(Role.WEIGHT)) {
      penalty = penalty.plus(context.graph().parameter(variable).square().sum().times(l2 / 2));
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
