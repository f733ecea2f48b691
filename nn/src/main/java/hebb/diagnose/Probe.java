package hebb.diagnose;

import hebb.autodiff.Autodiff;
import hebb.backend.Backend;
import hebb.backend.Execution;
import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.graph.DType;
import hebb.graph.Graph;
import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Layer;
import hebb.nn.Mode;
import hebb.nn.Network;
import hebb.nn.activation.Activation;
import hebb.nn.activation.Activation.Standard;
import hebb.nn.layer.Activate;
import hebb.nn.layer.Conv;
import hebb.nn.layer.Conv1d;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Rnn;
import hebb.run.Reference;
import hebb.tensor.Shape;
import hebb.train.LayerStatistics;
import hebb.train.StepGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Looks at what a network makes of some rows, and at the gradients on their way back, with a graph
/// of its own: the graph of training stays as it is. It gives sums alone, so that reading costs
/// nothing, unless all numbers are asked for. In evaluation mode; nothing moves.
final class Probe {
  /// Rows are as many as training takes memory for anyway, and enough to call a unit dead.
  private static final int MOST_ROWS = 128;

  private static final int FEWEST_ROWS = 32;

  /// From where on a slope is below a fifth of the largest.
  private static final double SIGMOID_END = 0.05;

  private static final double TANH_END = 0.9;
  private static final double RELU6_END = 5.99;

  /// A network of more outputs is looked at on fewer rows.
  private static final int MOST_OUTPUTS = 1 << 22;

  private static final String LOSS = "loss";
  private static final String GRADIENT = "gradient";
  private static final String NUMBERS = "numbers";
  private static final String SLOPES = "slopes";
  private static final String INPUT = "input";
  private static final String EARLY = "early";
  private static final String LATE = "late";

  /// That part of the steps of a sequence are early ones, and as many late ones.
  private static final int PART = 4;

  private static final int SEQUENCE = 3;

  /// A graph of at most so many sums is interpreted: compiling one takes longer than a short
  /// training may be looked at.
  private static final long MOST_INTERPRETED = 3_000_000;

  private final List<InputSpec> inputs;
  private final Shape target;
  private final List<Seen> seen = new ArrayList<>();
  private final int rows;
  private final Supplier<ToDoubleFunction<String>> run;
  private @Nullable Execution execution;
  private final Detail detail;

  /// What is read.
  enum Detail {
    /// Sums over the outputs of all layers but the last.
    SUMS,
    /// All numbers as well, of the last layer too.
    NUMBERS
  }

  /// A layer that is looked at.
  private record Seen(String path, Reading.Bend bend, int units, int size) {
    /// The name of one of its outputs.
    String output(String what) {
      return path + ":" + what;
    }
  }

  /// A probe that looks at some rows of a dataset, spread evenly.
  Probe(StepGraph step, Dataset data, int batch, int threads, Backend backend, Detail detail) {
    this.detail = detail;
    this.inputs = step.inputs();
    this.target = step.target();
    this.rows = rows(step, data, batch);
    Graph graph = graph(step);
    Map<String, float[]> given = given(Rows.spread(data, rows));
    if (detail == Detail.SUMS && sums(graph) <= MOST_INTERPRETED) {
      this.run = interpreted(graph, given);
    } else {
      Execution compiled = backend.compile(graph, threads).newExecution();
      this.run = compiled(compiled, given);
      this.execution = compiled;
    }
  }

  private static long sums(Graph graph) {
    return graph.nodes().stream().mapToLong(Probe::sums).sum();
  }

  private static long sums(Node node) {
    if (node.op() instanceof Op.MatMul(boolean first, boolean _)) {
      return (long) node.shape().size() * node.input(0).shape().dim(first ? -2 : -1);
    }
    boolean loops = node.op() instanceof Op.Windowed || node.op() instanceof Op.Scan;
    int read = node.inputs().isEmpty() ? 0 : node.input().shape().size();
    return loops ? MOST_INTERPRETED + 1 : Math.max(node.shape().size(), read);
  }

  private static Supplier<ToDoubleFunction<String>> interpreted(
      Graph graph, Map<String, float[]> given) {
    Map<String, double[]> wide = new HashMap<>();
    given.forEach(
        (name, numbers) -> {
          double[] doubles = new double[numbers.length];
          Arrays.setAll(doubles, i -> numbers[i]);
          wide.put(name, doubles);
        });
    return () -> {
      Map<String, double[]> outputs = new Reference(graph).evaluate(wide, 0);
      // What no float holds is as in training.
      return name -> (float) Objects.requireNonNull(outputs.get(name))[0];
    };
  }

  private static Supplier<ToDoubleFunction<String>> compiled(
      Execution execution, Map<String, float[]> given) {
    given.forEach(
        (name, numbers) -> {
          if (execution.hasInput(name)) {
            System.arraycopy(numbers, 0, execution.input(name), 0, numbers.length);
          }
        });
    return () -> {
      execution.run(0);
      return execution::scalar;
    };
  }

  /// How many rows are looked at.
  static int rows(StepGraph step, Dataset data, int batch) {
    long outputs =
        step.network().shapes(step.inputs()).stream().mapToLong(shape -> shape.size()).sum();
    int most = Math.clamp(MOST_OUTPUTS / Math.max(1, outputs), 1, MOST_ROWS);
    return Math.min(data.rows(), Math.min(most, Math.max(FEWEST_ROWS, batch)));
  }

  private Graph graph(StepGraph step) {
    Graph graph = new Graph();
    Context context = Context.of(graph, step.parameters(), Mode.EVALUATION);
    List<Value> outputs = step.network().outputs(context, inputs, rows);
    Value goal = graph.input(StepGraph.TARGETS, Shape.of(rows).plus(target));
    Value loss = step.loss().of(outputs.getLast(), goal);
    List<Network.Entry> entries = step.network().entries();
    List<Value> asked = new ArrayList<>();
    int looked = detail == Detail.SUMS ? entries.size() - 1 : entries.size();
    for (int i = 0; i < looked; i++) {
      Value output = outputs.get(i);
      boolean reshapes = i > 0 && output.node().equals(outputs.get(i - 1).node());
      if (output.node().type() == DType.F32 && output.shape().rank() > 1 && !reshapes) {
        Reading.Bend bend = bend(activation(entries.get(i).layer()));
        seen.add(
            new Seen(entries.get(i).name(), bend, output.shape().dim(-1), output.shape().size()));
        asked.add(output);
      }
    }
    int layers = asked.size();
    Value input = entering(graph);
    int before = ExplodingGradient.recurrent(step).isPresent() ? sequence(asked) : -1;
    step.parameters().trained().forEach(weight -> asked.add(graph.parameter(weight)));
    int all = asked.size();
    asked.add(input);
    List<Value> gradients = Autodiff.gradients(loss, asked);
    graph.output(INPUT, gradients.get(all).square().sum().times(rows).sqrt());
    Value steps = gradients.get(before < 0 ? all : before);
    boolean through = steps.shape().rank() == SEQUENCE && steps.shape().dim(1) >= PART;
    int length = through ? steps.shape().dim(1) : 0;
    Value none = graph.constant(1);
    graph.output(EARLY, through ? steps.slice(1, 0, length / PART).square().sum().sqrt() : none);
    graph.output(
        LATE,
        through ? steps.slice(1, length - length / PART, length).square().sum().sqrt() : none);
    for (int i = 0; i < layers; i++) {
      measure(graph, seen.get(i), asked.get(i), gradients.get(i), ends(entries, seen.get(i)));
    }
    Value squares = graph.constant(0);
    for (Value gradient : gradients.subList(layers, all)) {
      squares = squares.plus(gradient.square().sum());
    }
    graph.output(LOSS, loss);
    graph.output(GRADIENT, squares.sqrt());
    return graph;
  }

  /// Numbers as they enter the network; a constant where rows are indices or there are several
  /// inputs.
  private Value entering(Graph graph) {
    InputSpec first = inputs.getFirst();
    return inputs.size() > 1 || first.indices() > 0
        ? graph.constant(0)
        : graph.input(first.graphName(), Shape.of(rows).plus(first.row()));
  }

  /// Which of some outputs is a sequence, the first; -1 where none is.
  private static int sequence(List<Value> outputs) {
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i).shape().rank() == SEQUENCE) {
        return i;
      }
    }
    return -1;
  }

  private void measure(Graph graph, Seen layer, Value output, Value gradient, double[] ends) {
    int units = layer.units;
    Value flat = output.reshape(output.shape().size() / units, units);
    graph.output(layer.output("mean"), flat.mean());
    Value centred = flat.minus(flat.meanKeep(0));
    graph.output(layer.output("deviation"), centred.square().mean().sqrt());
    Value most = flat.abs().max(0);
    graph.output(layer.output("dead"), most.equalTo(graph.constant(0)).mean());
    Value outside = flat.greaterThan(ends[1]).plus(flat.negate().greaterThan(-ends[0]));
    graph.output(layer.output("saturated"), outside.mean());
    graph.output(layer.output("gradient"), gradient.square().sum().times(rows).sqrt());
    if (detail == Detail.NUMBERS) {
      graph.output(layer.output(NUMBERS), output);
      graph.output(layer.output(SLOPES), gradient.times(rows));
    }
  }

  /// What lies below the first or above the second is at an end.
  private static double[] ends(List<Network.Entry> entries, Seen layer) {
    Activation activation =
        entries.stream()
            .filter(entry -> entry.name().equals(layer.path))
            .map(entry -> activation(entry.layer()))
            .findFirst()
            .orElseThrow();
    if (layer.bend != Reading.Bend.TWO_ENDS) {
      return new double[] {
        Double.NEGATIVE_INFINITY,
        activation == Standard.RELU6 ? RELU6_END : Double.POSITIVE_INFINITY
      };
    }
    return activation == Standard.SIGMOID || activation == Standard.HARD_SIGMOID
        ? new double[] {SIGMOID_END, 1 - SIGMOID_END}
        : new double[] {-TANH_END, TANH_END};
  }

  private static Activation activation(Layer layer) {
    return switch (layer) {
      case Dense dense -> dense.activation();
      case Conv conv -> conv.activation();
      case Conv1d conv -> conv.activation();
      case Activate activate -> activate.activation();
      case Rnn rnn -> rnn.activation();
      default -> Standard.IDENTITY;
    };
  }

  private static Reading.Bend bend(Activation activation) {
    if (activation instanceof Standard standard) {
      return switch (standard) {
        case SIGMOID, TANH, HARD_SIGMOID, HARD_TANH -> Reading.Bend.TWO_ENDS;
        case RELU, RELU6 -> Reading.Bend.ONE_SIDE;
        case IDENTITY, SOFTMAX, LOG_SOFTMAX, SELU, GELU, SILU, MISH, SOFTPLUS, SOFTSIGN ->
            Reading.Bend.NONE;
      };
    }
    return Reading.Bend.NONE;
  }

  /// The numbers of rows by the input of the graph that takes them.
  private Map<String, float[]> given(Rows some) {
    Map<String, float[]> given = new HashMap<>();
    int width = InputSpec.size(inputs);
    int offset = 0;
    for (InputSpec input : inputs) {
      if (input.varies()) {
        given.put(input.lengths(), columns(some, width, offset++, 1));
      }
      given.put(input.graphName(), columns(some, width, offset, input.row().size()));
      offset += input.row().size();
    }
    given.put(StepGraph.TARGETS, some.targets());
    return given;
  }

  private float[] columns(Rows some, int width, int offset, int size) {
    float[] columns = new float[rows * size];
    for (int r = 0; r < rows; r++) {
      System.arraycopy(some.numbers(), r * width + offset, columns, r * size, size);
    }
    return columns;
  }

  /// Looks, at the weights as they are.
  Reading read(int epoch) {
    ToDoubleFunction<String> outputs = run.get();
    List<Reading.Layer> layers = new ArrayList<>();
    for (Seen layer : seen) {
      layers.add(
          new Reading.Layer(
              layer.path,
              layer.bend,
              layer.units,
              outputs.applyAsDouble(layer.output("saturated")),
              layer.bend == Reading.Bend.ONE_SIDE ? outputs.applyAsDouble(layer.output("dead")) : 0,
              outputs.applyAsDouble(layer.output("mean")),
              outputs.applyAsDouble(layer.output("deviation")),
              outputs.applyAsDouble(layer.output("gradient"))));
    }
    return new Reading(
        epoch,
        outputs.applyAsDouble(LOSS),
        outputs.applyAsDouble(GRADIENT),
        outputs.applyAsDouble(INPUT),
        outputs.applyAsDouble(EARLY) / outputs.applyAsDouble(LATE),
        layers);
  }

  /// What the last reading saw of each layer, by its numbers.
  ///
  /// @param updateRatio by the path of a layer
  List<LayerStatistics> statistics(Reading reading, ToDoubleFunction<String> updateRatio) {
    float[] numbers = new float[seen.stream().mapToInt(Seen::size).max().orElse(0)];
    List<LayerStatistics> all = new ArrayList<>();
    for (int i = 0; i < seen.size(); i++) {
      Seen layer = seen.get(i);
      Reading.Layer sums = reading.layers().get(i);
      all.add(
          new LayerStatistics(
              layer.path,
              distribution(layer, NUMBERS, numbers),
              distribution(layer, SLOPES, numbers),
              updateRatio.applyAsDouble(layer.path),
              sums.dead(),
              sums.saturated()));
    }
    return all;
  }

  private LayerStatistics.Distribution distribution(Seen layer, String what, float[] into) {
    return LayerStatistics.Distribution.of(
        into, Objects.requireNonNull(execution).read(layer.output(what), into, 0));
  }
}
