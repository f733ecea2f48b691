package hebb.diagnose;

import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.layer.Dense;
import hebb.nn.layer.Gru;
import hebb.nn.layer.Lstm;
import hebb.nn.layer.Rnn;

/// The options that change a network.
final class Fix {
  private static final String ANY_ACTIVATION =
      "\\b(relu|relu6|sigmoid|tanh|hard_sigmoid|hard_tanh)\\b";

  private static final int MOST_SIGMOIDS = 4;

  private Fix() {}

  /// Another activation of the hidden layers.
  static String activation(Evidence seen, String name) {
    if (seen.style() == Diagnosis.Style.OPTIONS) {
      return "--activation " + name + (ownFirstWeights(seen) ? " --init " + usual(name) : "");
    }
    return network(withoutInit(text(seen)).replaceAll(ANY_ACTIVATION, name));
  }

  private static String withoutInit(String text) {
    return text.replaceAll("(?:, )?\\b(?:bias_init|init|recurrent)=\\w+(?:\\([^()]*\\))?", "")
        .replace("()", "");
  }

  /// The first weights that suit the activation.
  static String init(Evidence seen) {
    if (seen.style() == Diagnosis.Style.OPTIONS) {
      return "--init " + usual(hidden(seen));
    }
    return network(withoutInit(text(seen)));
  }

  /// The first weights that suit the activation, where others were chosen and they help; else
  /// another activation.
  static String initOr(Evidence seen, String activation) {
    return ownFirstWeights(seen) && !isDeepSigmoid(seen)
        ? init(seen)
        : activation(seen, activation);
  }

  /// Sigmoid passes at most a quarter of the gradient, whatever the first weights.
  private static boolean isDeepSigmoid(Evidence seen) {
    return seen.step().network().entries().stream()
            .filter(
                entry ->
                    entry.layer() instanceof Dense dense
                        && dense.activation() == Activation.Standard.SIGMOID)
            .count()
        > MOST_SIGMOIDS;
  }

  /// Whether first weights were chosen that are not the usual ones.
  static boolean ownFirstWeights(Evidence seen) {
    return seen.step().network().entries().stream()
        .map(Network.Entry::layer)
        .anyMatch(Fix::hasOwnFirstWeights);
  }

  private static boolean hasOwnFirstWeights(Layer layer) {
    if (layer instanceof Dense dense) {
      return dense.activation() != Activation.Standard.IDENTITY
          && !dense.weights().equals(Initializer.before(dense.activation()));
    }
    return layer instanceof Rnn rnn && !rnn.recurrent().equals(Rnn.of(1).recurrent())
        || layer instanceof Lstm lstm && !lstm.recurrent().equals(Lstm.of(1).recurrent())
        || layer instanceof Gru gru && !gru.recurrent().equals(Gru.of(1).recurrent());
  }

  private static String hidden(Evidence seen) {
    return seen.step().network().entries().stream()
        .map(entry -> entry.layer() instanceof Dense dense ? dense.activation().spec().name() : "")
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("relu");
  }

  private static String usual(String activation) {
    return activation.endsWith("relu") || activation.equals("relu6")
        ? "he_normal"
        : "xavier_uniform";
  }

  /// The network with something else for each of some layers.
  static String replaced(Evidence seen, String layers, String by) {
    return network(text(seen).replaceAll(layers, by));
  }

  /// Whether a fix is the network as it is.
  static boolean isNone(Evidence seen, String fix) {
    return fix.equals(network(text(seen)));
  }

  private static String text(Evidence seen) {
    return seen.step().network().text();
  }

  private static String network(String text) {
    return "--network '" + text + "'";
  }
}
