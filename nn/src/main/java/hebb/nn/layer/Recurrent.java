package hebb.nn.layer;

import hebb.autodiff.Scan;
import hebb.graph.Graph;
import hebb.graph.ShapeException;
import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Mode;
import hebb.nn.Role;
import hebb.nn.init.Initializer;
import hebb.nn.spec.Check;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What layers have in common that go through time step by step: `[batch, steps, channels] ->
/// [batch, units]`, the state after the last step of each row, or `[batch, steps, units]`, all
/// states, with zeros after a row's last step. States are 0 at first. A step beyond a row's length
/// changes nothing, bit by bit.
sealed interface Recurrent extends Layer permits Rnn, Lstm, Gru {
  /// The numbers of a state.
  int units();

  /// Whether all states are given, not the last one alone.
  boolean sequence();

  /// The share of the channels that are left out in training, the same at all steps of a row.
  double dropout();

  /// What states are held to after each step, from `-clip` to `clip`; 0 for no limit.
  double clip();

  /// How many sums a unit has.
  int gates();

  /// How many states there are; the first is what is given.
  int states();

  /// The first weights of inputs.
  Initializer weights();

  /// The first weights of states.
  Initializer recurrent();

  /// The first biases.
  Initializer bias();

  /// The next states of a step.
  ///
  /// @param x the sums of the inputs, `[batch, gates units]`
  /// @param sums of the states before, as wide
  List<Value> next(Scan.At at, Value x, Value sums);

  /// Adds what the states read besides their weights.
  default void addWholes(Context context, Scan scan) {}

  /// Checks the numbers.
  static void check(String layer, int units, double dropout, double clip) {
    Check.atLeast(1, layer + ": units", units);
    Check.fraction(layer + ": dropout", dropout);
    Check.notNegative(layer + ": clip", clip);
  }

  @Override
  default Value apply(Context context, Value x) {
    return through(context, x, false);
  }

  @Override
  default String stem() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /// The states in one direction of time; in reverse, a row begins with its last step.
  default Value through(Context context, Value x, boolean reverse) {
    if (x.shape().rank() != 3) {
      throw Attending.noSequence(context, stem(), x);
    }
    int batch = x.shape().dim(0);
    int steps = x.shape().dim(1);
    int channels = x.shape().dim(2);
    int width = gates() * units();
    Value byTime =
        new SpatialDropout(dropout())
            .apply(context, x)
            .permute(1, 0, 2)
            .reshape(steps * batch, channels);
    Value w = context.weight("weight", channels, width, weights());
    Value b = context.bias("bias", width, bias());
    Value u =
        context.parameter(
            "recurrent_weight", Shape.of(units(), width), Role.WEIGHT, recurrent(), units(), width);
    Scan scan =
        new Scan(x.graph(), steps)
            .sequence(byTime.matmul(w).plus(b).reshape(steps, batch, width))
            .whole(u)
            .reverse(reverse)
            .saving(context.mode() == Mode.TRAINING);
    boolean remembers = context.stepping().isPresent();
    if (remembers && (reverse || steps != 1)) {
      throw new ShapeException(
          context.path(),
          "generation: expected layers that go forward, got one that goes back. Leave bidirectional out.");
    }
    Value zeros = x.graph().constant(0).broadcastTo(Shape.of(batch, units()));
    boolean carries = !reverse && !remembers && context.memory().isEmpty();
    for (int i = 0; i < states(); i++) {
      Value first = i == 0 ? first(context, zeros) : zeros;
      String name = "state" + i;
      scan.carry(
          remembers ? after(context, name, first) : carries ? context.carried(name, first) : first);
    }
    addWholes(context, scan);
    boolean masked = context.lengths(x).isPresent();
    Value mask = context.stepMask(x);
    if (masked) {
      scan.sequence(mask.permute(1, 0).reshape(steps, batch, 1));
    }
    Scan.Result result = scan.run(at -> step(at, masked));
    for (int i = 0; i < states(); i++) {
      if (remembers) {
        context.remember("state" + i, result.last(i));
      } else if (carries) {
        context.carryOn("state" + i, result.last(i));
      }
    }
    if (!sequence() && !context.allStates()) {
      return result.last(0);
    }
    Value states = result.states(0).permute(1, 0, 2);
    return masked ? states.times(mask.reshape(batch, steps, 1)) : states;
  }

  /// The state before the first step: 0, or in a decoder what is made of its encoder's last states
  /// and their mean.
  private Value first(Context context, Value zeros) {
    Context.Memory memory = context.memory().orElse(null);
    if (memory == null) {
      return zeros;
    }
    Value states = memory.states();
    int batch = states.shape().dim(0);
    int steps = states.shape().dim(1);
    Graph graph = states.graph();
    Value mask =
        memory.mask().orElseGet(() -> graph.constant(1).broadcastTo(Shape.of(batch, steps)));
    Value count = mask.sum(1).max(graph.constant(1)).reshape(batch, 1);
    Value last = context.counting(steps).plus(1).equalTo(count);
    Value shares = Value.concat(1, List.of(mask.dividedBy(count).expand(1), last.expand(1)));
    Value both = shares.matmul(states).reshape(batch, 2 * states.shape().dim(2));
    return context.apply("first", Dense.of(units()), both).tanh();
  }

  /// What a state was after the step before, or the first.
  private static Value after(Context context, String name, Value first) {
    Value before = context.remembered(name, first.shape());
    if (context.memory().isEmpty()) {
      return before;
    }
    Value position = context.stepping().orElseThrow().position();
    Value begins = position.equalTo(position.graph().constant(0));
    return begins.broadcastTo(first.shape()).select(first, before);
  }

  private List<Value> step(Scan.At at, boolean masked) {
    List<Value> next = new ArrayList<>();
    List<Value> states = next(at, at.sequence(0), at.carry(0).matmul(at.whole(0)));
    for (int i = 0; i < states(); i++) {
      Value value = states.get(i);
      if (clip() > 0) {
        Value limit = value.graph().constant(clip());
        value = limit.min(limit.negate().max(value));
      }
      if (masked) {
        value = at.sequence(1).broadcastTo(value.shape()).select(value, at.carry(i));
      }
      next.add(value);
    }
    return next;
  }
}
