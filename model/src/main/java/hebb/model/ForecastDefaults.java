package hebb.model;

import hebb.data.forecast.Ridge;
import hebb.nn.Network;
import hebb.nn.Parameters;
import java.util.Collections;
import java.util.Set;

/// What is trained to forecast where nothing else is said: a linear path from the window to the
/// horizon, and beside it a small network for what a linear one does not see. Training begins at
/// the ridge regression, so that the network learns what that leaves.
final class ForecastDefaults {
  private static final TrainOptions USUAL = new TrainOptions();
  private static final int UNITS = 64;
  private static final String BESIDE = "dense(" + UNITS + ") relu dropout(0.2)";

  private ForecastDefaults() {}

  /// Where a window has as many numbers as what is forecast, the residual has no weights of its
  /// own: the linear path is what goes beside the network inside it.
  private static Network network(int window, int horizon) {
    String first = window == horizon ? "parallel(" + BESIDE + "; identity)" : BESIDE;
    return Network.parse("flatten residual(" + first + " dense(" + horizon + ", init=zeros))");
  }

  /// The options with a network for windows of so many numbers, if none is said.
  ///
  /// @param given the names of options that are said, though their values may be the usual ones
  static TrainOptions of(TrainOptions options, Set<String> given, int window, int horizon) {
    return Collections.disjoint(given, ImageDefaults.NETWORK)
            && options.network().equals(USUAL.network())
        ? options.withNetwork(network(window, horizon))
        : options;
  }

  /// Sets the linear path of the usual network to a ridge regression; leaves any other alone.
  static void start(Network network, Parameters parameters, Ridge ridge) {
    int window = ridge.weights().length / ridge.bias().length;
    int horizon = ridge.bias().length;
    if (!network.equals(network(window, horizon))) {
      return;
    }
    if (window == horizon) {
      parameters.get("residual1/hidden1/weight").store(beside(ridge.weights(), horizon));
      parameters.get("residual1/hidden1/bias").store(ridge.bias());
    } else {
      parameters.get("residual1/projection").store(ridge.weights());
      parameters.get("residual1/hidden2/bias").store(ridge.bias());
    }
  }

  /// The weights of the outputs for the units, 0, and for the window: what the ridge regression has
  /// beyond the window itself, which is added.
  private static float[] beside(float[] ridge, int horizon) {
    float[] weights = new float[UNITS * horizon + ridge.length];
    System.arraycopy(ridge, 0, weights, UNITS * horizon, ridge.length);
    for (int i = 0; i < horizon; i++) {
      weights[(UNITS + i) * horizon + i] -= 1;
    }
    return weights;
  }
}
