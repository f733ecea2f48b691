package hebb.suite;

import hebb.dataset.InputSpec;
import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.layer.Activate;
import hebb.nn.layer.AlphaDropout;
import hebb.nn.layer.AveragePool;
import hebb.nn.layer.BatchNorm;
import hebb.nn.layer.Bidirectional;
import hebb.nn.layer.Conv;
import hebb.nn.layer.Conv1d;
import hebb.nn.layer.Dense;
import hebb.nn.layer.DepthwiseConv;
import hebb.nn.layer.Dropout;
import hebb.nn.layer.Embedding;
import hebb.nn.layer.Flatten;
import hebb.nn.layer.GaussianNoise;
import hebb.nn.layer.GlobalAveragePool;
import hebb.nn.layer.GlobalMaxPool;
import hebb.nn.layer.GroupNorm;
import hebb.nn.layer.Gru;
import hebb.nn.layer.LayerNorm;
import hebb.nn.layer.Lstm;
import hebb.nn.layer.MaxNorm;
import hebb.nn.layer.MaxPool;
import hebb.nn.layer.Maxout;
import hebb.nn.layer.MultiHeadAttention;
import hebb.nn.layer.PRelu;
import hebb.nn.layer.Padding;
import hebb.nn.layer.Parallel;
import hebb.nn.layer.Penalty;
import hebb.nn.layer.Positions;
import hebb.nn.layer.Repeat;
import hebb.nn.layer.Residual;
import hebb.nn.layer.RmsNorm;
import hebb.nn.layer.Rnn;
import hebb.nn.layer.SeparableConv;
import hebb.nn.layer.Sparsity;
import hebb.nn.layer.SpatialDropout;
import hebb.nn.layer.Tied;
import hebb.nn.layer.Transformer;
import hebb.nn.layer.TransposedConv;
import hebb.nn.layer.Upsample;
import hebb.tensor.Shape;
import java.util.List;
import java.util.stream.Stream;

/// Layers with the shapes of a batch before and after them, and their parameters.
final class LayerCases {
  private static final Activation TANH = Activation.Standard.TANH;

  private static final List<String> NORM =
      List.of("running_mean[6]", "running_variance[6]", "scale[6]", "bias[6]");

  private LayerCases() {}

  /// A layer.
  ///
  /// @param parameters as in `weight[3, 4]`
  record Row(Layer layer, Shape input, Shape output, List<String> parameters) {
    /// The layer, and those that it repeats, for the ones that only stand behind others.
    Stream<Layer> layers() {
      return layer instanceof Repeat repeat
          ? Stream.concat(Stream.of(layer), repeat.layers().stream().map(Network.Entry::layer))
          : Stream.of(layer);
    }

    /// What a network of the layer gets.
    InputSpec spec() {
      Shape row = input.range(1, input.rank());
      return layer instanceof Embedding embedding
          ? InputSpec.indices("x", row, embedding.count())
          : InputSpec.of("x", row);
    }

    /// A network of the layer alone, under the name `it`.
    Network network() {
      List<Network.Entry> layers = List.of(new Network.Entry("it", layer));
      return layer instanceof Embedding
          ? Network.of(new Flatten()).withBranches(List.of(new Network.Branch("x", layers)))
          : new Network(layers);
    }
  }

  static List<Row> all() {
    return Stream.concat(rows(), windows()).toList();
  }

  private static Stream<Row> windows() {
    Conv strided =
        Conv.of(4, TANH)
            .withKernel(2)
            .withStride(2)
            .withPadding(new Padding.Places(1))
            .withDilation(2)
            .withGroups(2);
    return Stream.of(
        new Row(
            Conv.of(4, TANH),
            s(2, 5, 6, 3),
            s(2, 5, 6, 4),
            List.of("weight[3, 3, 3, 4]", "bias[4]")),
        new Row(strided, s(2, 6, 5, 2), s(2, 3, 3, 4), List.of("weight[2, 2, 1, 4]", "bias[4]")),
        new Row(
            Conv1d.of(Conv.of(3).withPadding(Padding.Standard.CAUSAL).withDilation(2)),
            s(2, 7, 2),
            s(2, 7, 3),
            List.of("weight[1, 3, 2, 3]", "bias[3]")),
        new Row(
            DepthwiseConv.of(3),
            s(2, 4, 5, 6),
            s(2, 4, 5, 6),
            List.of("weight[3, 3, 1, 6]", "bias[6]")),
        new Row(
            new DepthwiseConv(
                2,
                2,
                Padding.Standard.VALID,
                1,
                3,
                TANH,
                new Initializer.Normal(0.3),
                new Initializer.Zeros()),
            s(2, 4, 5, 2),
            s(2, 2, 2, 6),
            List.of("weight[2, 2, 1, 6]", "bias[6]")),
        new Row(
            SeparableConv.of(Conv.of(5, TANH)),
            s(2, 4, 5, 2),
            s(2, 4, 5, 5),
            List.of("depthwise[3, 3, 1, 2]", "weight[1, 1, 2, 5]", "bias[5]")),
        new Row(
            TransposedConv.of(3, 3),
            s(2, 3, 4, 2),
            s(2, 6, 8, 3),
            List.of("weight[3, 3, 3, 2]", "bias[3]")),
        new Row(new MaxPool(), s(2, 5, 6, 3), s(2, 2, 3, 3), List.of()),
        new Row(new MaxPool(3, 2, Padding.Standard.SAME), s(2, 5, 6, 3), s(2, 3, 3, 3), List.of()),
        new Row(new AveragePool(), s(2, 5, 6, 3), s(2, 2, 3, 3), List.of()),
        new Row(
            new AveragePool(3, 1, new Padding.Places(1)), s(2, 4, 5, 3), s(2, 4, 5, 3), List.of()),
        new Row(new GlobalAveragePool(), s(2, 4, 5, 3), s(2, 3), List.of()),
        new Row(new GlobalMaxPool(), s(2, 4, 5, 3), s(2, 3), List.of()),
        new Row(new Upsample(), s(2, 3, 2, 3), s(2, 6, 4, 3), List.of()),
        new Row(new SpatialDropout(0.4), s(3, 4, 2, 5), s(3, 4, 2, 5), List.of()),
        new Row(
            Residual.of(Conv.of(4, TANH).withStride(2), new BatchNorm(), Conv.of(4)),
            s(2, 5, 6, 3),
            s(2, 3, 3, 4),
            List.of(
                "conv1/weight[3, 3, 3, 4]",
                "conv1/bias[4]",
                "norm1/running_mean[4]",
                "norm1/running_variance[4]",
                "norm1/scale[4]",
                "norm1/bias[4]",
                "conv2/weight[3, 3, 4, 4]",
                "conv2/bias[4]",
                "projection[3, 4]")),
        new Row(
            Residual.of(Dense.of(4, TANH)),
            s(5, 3),
            s(5, 4),
            List.of("hidden1/weight[3, 4]", "hidden1/bias[4]", "projection[3, 4]")));
  }

  private static Stream<Row> rows() {
    return Stream.of(
        new Row(Dense.of(4), s(5, 3), s(5, 4), List.of("weight[3, 4]", "bias[4]")),
        new Row(
            Dense.of(1, Activation.Standard.TANH),
            s(7, 9),
            s(7, 1),
            List.of("weight[9, 1]", "bias[1]")),
        new Row(
            Dense.of(4, Activation.Standard.RELU),
            s(2, 5, 3),
            s(2, 5, 4),
            List.of("weight[3, 4]", "bias[4]")),
        new Row(
            Repeat.of(
                1,
                Dense.of(4, Activation.Standard.SIGMOID),
                new Sparsity(0.2, 0.5),
                Tied.of("hidden1", Activation.Standard.TANH)),
            s(5, 3),
            s(5, 3),
            List.of(
                "copy1/hidden1/weight[3, 4]", "copy1/hidden1/bias[4]", "copy1/hidden2/bias[3]")),
        new Row(new Dropout(0.3), s(6, 17), s(6, 17), List.of()),
        new Row(new Dropout(0), s(6, 2, 3), s(6, 2, 3), List.of()),
        new Row(new Flatten(), s(4, 2, 3), s(4, 6), List.of()),
        new Row(new Flatten(), s(4, 6), s(4, 6), List.of()),
        new Row(new Activate(Activation.Standard.SOFTMAX), s(3, 5), s(3, 5), List.of()),
        new Row(new PRelu(), s(3, 5), s(3, 5), List.of("slope[5]")),
        new Row(new PRelu(-0.5), s(2, 3, 5), s(2, 3, 5), List.of("slope[5]")),
        new Row(Maxout.of(3, 2), s(5, 4), s(5, 3), List.of("weight[4, 6]", "bias[6]")),
        new Row(Maxout.of(2, 3), s(2, 5, 4), s(2, 5, 2), List.of("weight[4, 6]", "bias[6]")),
        new Row(new LayerNorm(), s(4, 6), s(4, 6), List.of("scale[6]", "bias[6]")),
        new Row(new LayerNorm(0.1), s(2, 3, 5), s(2, 3, 5), List.of("scale[5]", "bias[5]")),
        new Row(new RmsNorm(), s(4, 6), s(4, 6), List.of("scale[6]")),
        new Row(new RmsNorm(0.1), s(2, 3, 5), s(2, 3, 5), List.of("scale[5]")),
        new Row(GroupNorm.of(2), s(3, 6), s(3, 6), List.of("scale[6]", "bias[6]")),
        new Row(GroupNorm.of(3), s(2, 3, 4, 6), s(2, 3, 4, 6), List.of("scale[6]", "bias[6]")),
        new Row(new AlphaDropout(0.3), s(6, 17), s(6, 17), List.of()),
        new Row(new AlphaDropout(0), s(6, 2, 3), s(6, 2, 3), List.of()),
        new Row(new GaussianNoise(0.3), s(6, 17), s(6, 17), List.of()),
        new Row(new GaussianNoise(0), s(6, 2, 3), s(6, 2, 3), List.of()),
        new Row(
            Penalty.of(0.1, 0.2, Dense.of(2, Activation.Standard.TANH)),
            s(3, 4),
            s(3, 2),
            List.of("hidden1/weight[4, 2]", "hidden1/bias[2]")),
        new Row(
            new MultiHeadAttention(2, true, 0.2),
            s(2, 5, 4),
            s(2, 5, 4),
            List.of("qkv/weight[4, 12]", "qkv/bias[12]", "join/weight[4, 4]", "join/bias[4]")),
        new Row(
            new Transformer(2, 3, 0.1, "post", true, TANH),
            s(2, 3, 4),
            s(2, 3, 4),
            List.of(
                "attention/qkv/weight[4, 12]",
                "attention/qkv/bias[12]",
                "attention/join/weight[4, 4]",
                "attention/join/bias[4]",
                "norm1/scale[4]",
                "norm1/bias[4]",
                "wide/weight[4, 3]",
                "wide/bias[3]",
                "narrow/weight[3, 4]",
                "narrow/bias[4]",
                "norm2/scale[4]",
                "norm2/bias[4]")),
        new Row(new Positions(), s(2, 3, 4), s(2, 3, 4), List.of("weight[3, 4]")),
        new Row(new Positions("sinusoid"), s(2, 3, 4), s(2, 3, 4), List.of()),
        new Row(new Positions("rotary"), s(2, 3, 4), s(2, 3, 4), List.of()),
        new Row(
            Rnn.of(4),
            s(2, 5, 3),
            s(2, 4),
            List.of("weight[3, 4]", "bias[4]", "recurrent_weight[4, 4]")),
        new Row(
            new Lstm(
                3,
                true,
                0.3,
                0.5,
                new Initializer.XavierUniform(),
                new Initializer.Orthogonal(),
                new Initializer.ForgetBias()),
            s(3, 4, 2),
            s(3, 4, 3),
            List.of("weight[2, 12]", "bias[12]", "recurrent_weight[3, 12]")),
        new Row(
            Gru.of(5),
            s(9, 3, 2),
            s(9, 5),
            List.of("weight[2, 15]", "bias[15]", "recurrent_weight[5, 15]", "recurrent_bias[5]")),
        new Row(
            Bidirectional.of(Gru.of(2).withSequence()),
            s(2, 4, 3),
            s(2, 4, 4),
            Stream.of("forward", "backward")
                .flatMap(
                    way ->
                        Stream.of(
                                "weight[3, 6]",
                                "bias[6]",
                                "recurrent_weight[2, 6]",
                                "recurrent_bias[2]")
                            .map(name -> way + "/" + name))
                .toList()),
        new Row(new GlobalAveragePool(), s(2, 5, 3), s(2, 3), List.of()),
        new Row(new GlobalMaxPool(), s(2, 5, 3), s(2, 3), List.of()),
        new Row(Embedding.of(7, 2), s(4), s(4, 2), List.of("weight[7, 2]")),
        new Row(Embedding.of(6, 2).withPadding(4), s(9), s(9, 2), List.of("weight[6, 2]")),
        new Row(Embedding.of(5, 3), s(2, 6), s(2, 6, 3), List.of("weight[5, 3]")),
        new Row(new BatchNorm(), s(4, 6), s(4, 6), NORM),
        new Row(new BatchNorm(0.5, 0.1), s(2, 3, 2, 6), s(2, 3, 2, 6), NORM),
        new Row(new BatchNorm(), s(1, 6), s(1, 6), NORM),
        new Row(
            MaxNorm.of(0.5, Dense.of(3, Activation.Standard.TANH)),
            s(5, 4),
            s(5, 3),
            List.of("hidden1/weight[4, 3]", "hidden1/bias[3]")),
        new Row(
            Repeat.of(2, Dense.of(3, Activation.Standard.TANH), new LayerNorm()),
            s(2, 4),
            s(2, 3),
            List.of(
                "copy1/hidden1/weight[4, 3]",
                "copy1/hidden1/bias[3]",
                "copy1/norm1/scale[3]",
                "copy1/norm1/bias[3]",
                "copy2/hidden1/weight[3, 3]",
                "copy2/hidden1/bias[3]",
                "copy2/norm1/scale[3]",
                "copy2/norm1/bias[3]")),
        new Row(
            Parallel.of(
                List.of(Dense.of(2, Activation.Standard.TANH), new PRelu()),
                List.of(new Activate(Activation.Standard.IDENTITY))),
            s(2, 5, 3),
            s(2, 5, 5),
            List.of(
                "branch1/hidden1/weight[3, 2]",
                "branch1/hidden1/bias[2]",
                "branch1/prelu1/slope[2]")),
        new Row(
            Residual.of(Dense.of(5, Activation.Standard.TANH), new Dropout(0.2), Dense.of(3)),
            s(4, 3),
            s(4, 3),
            List.of(
                "hidden1/weight[3, 5]",
                "hidden1/bias[5]",
                "hidden2/weight[5, 3]",
                "hidden2/bias[3]")),
        new Row(
            Residual.of(Residual.of(new LayerNorm(), Dense.of(3))),
            s(2, 4, 3),
            s(2, 4, 3),
            List.of(
                "residual1/norm1/scale[3]",
                "residual1/norm1/bias[3]",
                "residual1/hidden1/weight[3, 3]",
                "residual1/hidden1/bias[3]")));
  }

  private static Shape s(int... dims) {
    return Shape.of(dims);
  }
}
