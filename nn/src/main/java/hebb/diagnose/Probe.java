package hebb.diagnose;

import hebb.autodiff.Autodiff;
import hebb.backend.Backend;
import hebb.backend.Execution;
import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.graph.DType;
import hebb.graph.Graph;
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
import hebb.tensor.Shape;
import hebb.train.LayerStatistics;
import hebb.train.StepGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

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

  /// A network of more outputs is looked at on fewer rows.
  private static final int MOST_OUTPUTS = 1 << 22;

  private static final String LOSS = "loss";
  private static final String GRADIENT = "gradient";
  private static final String NUMBERS = "numbers";
  private static final String SLOPES = "slopes";

  private final List<InputSpec> inputs;
  private final Shape target;
  private final Execution execution;
  private final List<Seen> seen = new ArrayList<>();
  private final int rows;
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
    long outputs = step.network().shapes(inputs).stream().mapToLong(shape -> shape.size()).sum();
    int most = Math.clamp(MOST_OUTPUTS / Math.max(1, outputs), 1, MOST_ROWS);
    this.rows = Math.min(data.rows(), Math.min(most, Math.max(FEWEST_ROWS, batch)));
    Graph graph = graph(step);
    this.execution = backend.compile(graph, threads).newExecution();
    put(Rows.spread(data, rows));
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
    step.parameters().trained().forEach(weight -> asked.add(graph.parameter(weight)));
    List<Value> gradients = Autodiff.gradients(loss, asked);
    for (int i = 0; i < layers; i++) {
      measure(graph, seen.get(i), asked.get(i), gradients.get(i), ends(entries, seen.get(i)));
    }
    Value squares = graph.constant(0);
    for (Value gradient : gradients.subList(layers, gradients.size())) {
      squares = squares.plus(gradient.square().sum());
    }
    graph.output(LOSS, loss);
    graph.output(GRADIENT, squares.sqrt());
    return graph;
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
    if (layer.bend != Reading.Bend.TWO_ENDS) {
      return new double[] {-Float.MAX_VALUE, Float.MAX_VALUE};
    }
    Activation activation =
        entries.stream()
            .filter(entry -> entry.name().equals(layer.path))
            .map(entry -> activation(entry.layer()))
            .findFirst()
            .orElseThrow();
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

  /// Writes rows to where the program reads them.
  private void put(Rows some) {
    int width = InputSpec.size(inputs);
    int offset = 0;
    for (InputSpec input : inputs) {
      if (input.varies()) {
        put(some, input.lengths(), width, offset++, 1);
      }
      put(some, input.graphName(), width, offset, input.row().size());
      offset += input.row().size();
    }
    if (execution.hasInput(StepGraph.TARGETS)) {
      float[] goal = execution.input(StepGraph.TARGETS);
      System.arraycopy(some.targets(), 0, goal, 0, goal.length);
    }
  }

  private void put(Rows some, String input, int width, int offset, int size) {
    if (execution.hasInput(input)) {
      float[] into = execution.input(input);
      for (int r = 0; r < rows; r++) {
        System.arraycopy(some.numbers(), r * width + offset, into, r * size, size);
      }
    }
  }

  /// Looks, at the weights as they are.
  Reading read(int epoch) {
    execution.run(0);
    List<Reading.Layer> layers = new ArrayList<>();
    for (Seen layer : seen) {
      layers.add(
          new Reading.Layer(
              layer.path,
              layer.bend,
              layer.units,
              scalar(layer, "saturated"),
              layer.bend == Reading.Bend.ONE_SIDE ? scalar(layer, "dead") : 0,
              scalar(layer, "mean"),
              scalar(layer, "deviation"),
              scalar(layer, "gradient")));
    }
    return new Reading(epoch, execution.scalar(LOSS), execution.scalar(GRADIENT), layers);
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
    return LayerStatistics.Distribution.of(into, execution.read(layer.output(what), into, 0));
  }

  private double scalar(Seen layer, String what) {
    return execution.scalar(layer.output(what));
  }
}
