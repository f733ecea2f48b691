package hebb.trace;

import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.activation.Activation;
import hebb.nn.activation.Activation.Standard;
import hebb.nn.layer.AveragePool;
import hebb.nn.layer.BatchNorm;
import hebb.nn.layer.Conv;
import hebb.nn.layer.Conv1d;
import hebb.nn.layer.Embedding;
import hebb.nn.layer.Flatten;
import hebb.nn.layer.GlobalAveragePool;
import hebb.nn.layer.GlobalMaxPool;
import hebb.nn.layer.Gru;
import hebb.nn.layer.LayerNorm;
import hebb.nn.layer.Lstm;
import hebb.nn.layer.MaxPool;
import hebb.nn.layer.Maxout;
import hebb.nn.layer.MultiHeadAttention;
import hebb.nn.layer.PRelu;
import hebb.nn.layer.Parallel;
import hebb.nn.layer.Residual;
import hebb.nn.layer.RmsNorm;
import hebb.nn.layer.Rnn;
import hebb.nn.layer.Tied;
import hebb.nn.loss.Loss;
import java.util.List;

/// The formulas of activations, layers and losses as text, in the letters of the course.
final class Formulas {
  private Formulas() {}

  /// What an activation does with `z`.
  static String of(Activation activation, String z) {
    return switch (activation) {
      case Standard standard ->
          switch (standard) {
            case IDENTITY -> z;
            case SIGMOID -> "1 / (1 + e^-" + z + ")";
            case RELU -> "max(0, " + z + ")";
            case RELU6 -> "min(6, max(0, " + z + "))";
            case HARD_TANH -> "min(1, max(-1, " + z + "))";
            case HARD_SIGMOID -> "min(1, max(0, " + z + " / 6 + 1/2))";
            case SILU -> z + " / (1 + e^-" + z + ")";
            case SOFTPLUS -> "log(1 + e^" + z + ")";
            case SOFTSIGN -> z + " / (1 + |" + z + "|)";
            case MISH -> z + " tanh(log(1 + e^" + z + "))";
            case SOFTMAX -> "e^(" + z + " - c) / sum e^(" + z + " - c)";
            case LOG_SOFTMAX -> z + " - log sum e^" + z;
            case TANH, SELU, GELU -> standard.spec().name() + "(" + z + ")";
          };
      case Activation.Exponential e -> "e^" + z;
      case Activation.LeakyRelu leaky -> call(leaky, z);
      case Activation.Elu elu -> call(elu, z);
    };
  }

  private static String call(Activation activation, String z) {
    return activation.text() + " of " + z;
  }

  /// The derivative of an activation, by its result where that is usual.
  static String slope(Activation activation, String z, String a) {
    return switch (activation) {
      case Standard standard ->
          switch (standard) {
            case IDENTITY -> "1";
            case SIGMOID -> a + " (1 - " + a + ")";
            case TANH -> "(1 - " + a + "^2)";
            case RELU -> "(" + z + " > 0)";
            case RELU6 -> "(0 < " + z + " < 6)";
            case HARD_TANH -> "(-1 < " + z + " < 1)";
            case SOFTPLUS -> "sigmoid(" + z + ")";
            case SOFTSIGN -> "1 / (1 + |" + z + "|)^2";
            case HARD_SIGMOID, SILU, MISH, SELU, GELU, SOFTMAX, LOG_SOFTMAX -> "g'(" + z + ")";
          };
      case Activation.Exponential e -> a;
      case Activation.LeakyRelu leaky -> "(" + z + " > 0 ? 1 : " + leaky.negativeSlope() + ")";
      case Activation.Elu elu -> "g'(" + z + ")";
    };
  }

  /// What a layer that is not dense does with `x`.
  static String of(Layer layer, String x) {
    return switch (layer) {
      case BatchNorm norm ->
          "scale ("
              + x
              + " - running_mean) / sqrt(running_variance + "
              + norm.epsilon()
              + ") + bias";
      case LayerNorm norm -> "scale (" + x + " - mean) / sqrt(variance + epsilon) + bias";
      case RmsNorm norm -> "scale " + x + " / sqrt(mean of " + x + "^2 + epsilon)";
      case Conv conv -> around(conv.activation(), "weight * " + x + " + bias");
      case Conv1d conv -> around(conv.activation(), "weight * " + x + " + bias");
      case Embedding embedding -> "rows " + x + " of weight";
      case Flatten flatten -> x + ", one after the other";
      case MaxPool pool -> "the largest of each window of " + x;
      case AveragePool pool -> "the mean of each window of " + x;
      case GlobalMaxPool pool -> "the largest of each channel of " + x;
      case GlobalAveragePool pool -> "the mean of each channel of " + x;
      case Maxout maxout -> "the largest of its pieces W " + x + " + b";
      case PRelu prelu -> "(" + x + " > 0 ? " + x + " : slope " + x + ")";
      case Tied tied -> around(tied.activation(), "weight of " + tied.layer() + "^T " + x + " + b");
      case Residual residual -> x + " + its layers(" + x + ")";
      case Parallel parallel -> "its branches of " + x + ", beside each other";
      case Rnn rnn -> "h_t = g(W x_t + U h_(t-1) + b), x = " + x;
      case Gru gru ->
          "h_t = z h_(t-1) + (1 - z) tanh(..), gates z and r of x_t and h_(t-1), x = " + x;
      case Lstm lstm ->
          "c_t = f c_(t-1) + i tanh(..), h_t = o tanh(c_t), gates i, f, o of x_t and h_(t-1), x = "
              + x;
      case MultiHeadAttention attention -> "softmax(Q K^T / sqrt(d)) V of each head, of " + x;
      default -> text(layer) + " of " + x;
    };
  }

  private static String around(Activation activation, String inside) {
    return activation == Standard.IDENTITY ? inside : activation.text() + "(" + inside + ")";
  }

  /// A layer as a text of networks has it; the name of its class where it is not registered.
  static String text(Layer layer) {
    try {
      return new Network(List.of(new Network.Entry("layer", layer))).text();
    } catch (IllegalArgumentException e) {
      return layer.getClass().getSimpleName();
    }
  }

  /// What a loss is, by the last sums `z`, the prediction `a` and the target `y`.
  static String of(Loss loss, String z, String a, String y) {
    return switch (loss) {
      case Loss.Standard standard ->
          switch (standard) {
            case HALF_SQUARED_ERROR -> "sum 1/2 (" + a + " - " + y + ")^2";
            case ABSOLUTE_ERROR -> "sum |" + a + " - " + y + "|";
            case LOG_COSH -> "sum log cosh(" + a + " - " + y + ")";
            case POISSON -> "sum " + a + " - " + y + " " + z;
            case BINARY_CROSS_ENTROPY ->
                "sum -" + y + " log " + a + " - (1 - " + y + ") log(1 - " + a + ")";
            case HINGE -> "sum max(0, 1 - (2 " + y + " - 1) " + z + ")";
            case SOFTMAX_CROSS_ENTROPY -> "-sum " + y + " log " + a;
            case KL_DIVERGENCE -> "sum " + y + " log(" + y + " / " + a + ")";
            case SOFTMAX_HALF_SQUARED_ERROR -> "1/2 sum (" + a + " - " + y + ")^2";
          };
      default -> loss.spec() + " of " + a + " and " + y;
    };
  }
}
