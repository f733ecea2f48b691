package hebb.model;

import hebb.autodiff.Autodiff;
import hebb.backend.BackendChoice;
import hebb.backend.Execution;
import hebb.dataset.InputSpec;
import hebb.graph.Graph;
import hebb.graph.Value;
import hebb.nn.Context;
import hebb.nn.Mode;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.spec.Names;
import hebb.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/// What a layer over images says of one row: its outputs, channel by channel, and where it looked
/// for a class (Grad-CAM, Selvaraju et al. 2017). For one thread.
///
/// ```java
/// LayerView view = Model.load(file).view(Optional.empty());
/// float[] map = view.gradCam(row, 3);   // [height, width] of view.shape(), from 0 to 1
/// ```
public final class LayerView {
  private static final String OUTPUTS = "outputs";
  private static final String GRADIENT = "gradient";
  private static final String CLASS = "class";
  private static final int IMAGE = 3;

  private final List<InputSpec> inputs;
  private final String layer;
  private final Shape shape;
  private final int classes;
  private final Execution execution;

  LayerView(Network network, Parameters parameters, List<InputSpec> inputs, String layer) {
    this.inputs = inputs;
    this.layer = layer;
    List<String> names = network.entries().stream().map(Network.Entry::name).toList();
    Graph graph = new Graph();
    Context context = Context.of(graph, parameters, Mode.EVALUATION);
    List<Value> outputs = network.outputs(context, inputs, 1);
    Value seen = outputs.get(names.indexOf(layer));
    Value last = outputs.getLast();
    this.shape = seen.shape().range(1, seen.shape().rank());
    this.classes = last.shape().size();
    Value score = last.times(graph.input(CLASS, last.shape())).sum();
    graph.output(OUTPUTS, seen.times(1));
    graph.output(GRADIENT, Autodiff.gradients(score, List.of(seen)).getFirst());
    this.execution = BackendChoice.current().backend().compile(graph, 1).newExecution();
  }

  /// The layer that is looked at unless another is named: the last whose output is an image of more
  /// than one place.
  ///
  /// @throws IllegalArgumentException if there is none
  static String usual(Network network, List<InputSpec> inputs) {
    List<Shape> shapes = network.shapes(inputs);
    List<Network.Entry> entries = network.entries();
    for (int i = shapes.size() - 1; i >= 0; i--) {
      if (isImage(shapes.get(i))) {
        return entries.get(i).name();
      }
    }
    throw new IllegalArgumentException(
        "layer: expected one whose output is an image, as of a convolution, got none in this"
            + " network.");
  }

  /// Checks that a layer is there and its output an image.
  ///
  /// @throws IllegalArgumentException if it is not
  static String require(Network network, List<InputSpec> inputs, String layer) {
    List<String> names = network.entries().stream().map(Network.Entry::name).toList();
    int at = names.indexOf(layer);
    if (at < 0) {
      throw Names.unknown("layer", layer, names);
    }
    Shape shape = network.shapes(inputs).get(at);
    if (!isImage(shape)) {
      throw new IllegalArgumentException(
          "layer: expected one whose output is an image [height, width, channels], got "
              + layer
              + " of "
              + shape
              + ".");
    }
    return layer;
  }

  private static boolean isImage(Shape shape) {
    return shape.rank() == IMAGE && shape.dim(0) * shape.dim(1) > 1;
  }

  /// The layer.
  public String layer() {
    return layer;
  }

  /// `[height, width, channels]` of its output.
  public Shape shape() {
    return shape;
  }

  /// Its output for a row, given as the numbers that the network sees.
  public float[] outputs(float[] row) {
    run(row, 0);
    return read(OUTPUTS);
  }

  /// Where the layer's output speaks for a class: for each place the sum of its channels, each
  /// times its mean gradient, what is negative cut off, divided by the largest. All 0 where nothing
  /// speaks for it.
  ///
  /// @param row the numbers that the network sees
  /// @param index of the class, or of the output
  public float[] gradCam(float[] row, int index) {
    run(row, index);
    float[] seen = read(OUTPUTS);
    float[] gradient = read(GRADIENT);
    int channels = shape.dim(2);
    int places = seen.length / channels;
    double[] weights = new double[channels];
    for (int i = 0; i < gradient.length; i++) {
      weights[i % channels] += gradient[i] / (double) places;
    }
    float[] map = new float[places];
    float most = 0;
    for (int p = 0; p < places; p++) {
      double sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += weights[c] * seen[p * channels + c];
      }
      map[p] = (float) Math.max(0, sum);
      most = Math.max(most, map[p]);
    }
    for (int p = 0; p < places && most > 0; p++) {
      map[p] /= most;
    }
    return map;
  }

  /// For two classes there is one output, which speaks for the second and against the first.
  private void run(float[] row, int index) {
    int at = 0;
    for (InputSpec input : inputs) {
      if (input.varies()) {
        put(input.lengths(), row, at++, 1);
      }
      put(input.graphName(), row, at, input.row().size());
      at += input.row().size();
    }
    float[] wanted = execution.input(CLASS);
    Arrays.fill(wanted, 0);
    wanted[classes == 1 ? 0 : index] = classes == 1 && index == 0 ? -1 : 1;
    execution.run(0);
  }

  private void put(String name, float[] row, int from, int size) {
    if (execution.hasInput(name)) {
      System.arraycopy(row, from, execution.input(name), 0, size);
    }
  }

  private float[] read(String output) {
    float[] numbers = new float[shape.size()];
    execution.read(output, numbers, 0);
    return numbers;
  }
}
