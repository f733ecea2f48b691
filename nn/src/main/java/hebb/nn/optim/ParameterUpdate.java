package hebb.nn.optim;

import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.tensor.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// What an update rule of one parameter works with: its value `w`, its gradient `g`, the learning
/// rate, and state that lives in variables named after the parameter. All of it are values of one
/// graph.
public final class ParameterUpdate {
  private final Maker maker;
  private final String path;
  private final Value w;
  private final Value g;

  private ParameterUpdate(Maker maker, String path, Value w, Value g) {
    this.maker = maker;
    this.path = path;
    this.w = w;
    this.g = g;
  }

  /// Makes the rules of all parameters of one graph; state is found in, or added to, its variables.
  public static final class Maker {
    private final Variables variables;
    private final Value learningRate;
    private final Map<String, Value> shared = new HashMap<>();

    /// For the graph to which the learning rate, a scalar, belongs.
    public Maker(Variables variables, Value learningRate) {
      this.variables = variables;
      this.learningRate = learningRate;
    }

    /// What the rule of the parameter of this path works with.
    public ParameterUpdate rule(String path, Value w, Value g) {
      return new ParameterUpdate(this, path, w, g);
    }

    /// The state of a path, as it is before the step.
    Value state(String path, Shape shape) {
      return graph().parameter(variables.get(path, shape, 0));
    }

    /// Gives the state of a path its next value, which is returned.
    Value next(String path, Value value) {
      graph().assign(variables.get(path, value.shape(), 0), value);
      return value;
    }

    /// A number shared by all parameters: it starts as `initial` and moves once a step; the moved
    /// value is returned.
    Value scalar(String path, double initial, UnaryOperator<Value> move) {
      Value known = shared.get(path);
      if (known == null) {
        known =
            next(path, move.apply(graph().parameter(variables.get(path, Shape.SCALAR, initial))));
        shared.put(path, known);
      }
      return known;
    }

    private Graph graph() {
      return learningRate.graph();
    }
  }

  /// The parameter.
  public Value w() {
    return w;
  }

  /// The gradient of what is made small, of the parameter's shape.
  public Value g() {
    return g;
  }

  /// The step size, a scalar that may change from step to step.
  public Value learningRate() {
    return maker.learningRate;
  }

  /// State of the parameter's shape, 0 at first.
  public Value state(String name) {
    return maker.state(path(name), w.shape());
  }

  /// Gives the state of that name its next value, flushed, which is returned: what only decays
  /// would end among the denormal numbers, which are slow.
  public Value next(String name, Value value) {
    return maker.next(path(name), value.flush());
  }

  /// The square of the gradient, which counts as 2^-58 where it is closer to 0, so that no square
  /// is a denormal number.
  public Value gSquared() {
    return g.abs().max(g.graph().constant(0x1p-58)).square();
  }

  /// The running mean `m <- decay m + (1 - decay) x`, from 0; the new value is returned.
  public Value average(String name, double decay, Value x) {
    return next(name, state(name).times(decay).plus(x.times(1 - decay)));
  }

  /// `1 - decay^t` in step `t = 1, 2, ...`: what a running mean from 0 is divided by. It is kept as
  /// the running mean of ones, which float32 holds more exactly than the power.
  public Value correction(String name, double decay) {
    return scalar("correction/" + name, 0, c -> c.times(decay).plus(1 - decay));
  }

  /// A number that all parameters share: it starts as `initial` and moves once a step; the moved
  /// value is returned.
  public Value scalar(String name, double initial, UnaryOperator<Value> move) {
    return maker.scalar("optimizer/" + name, initial, move);
  }

  private String path(String name) {
    return "optimizer/" + path + "/" + name;
  }
}
