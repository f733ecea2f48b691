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
  private static final String PATH = "residual1/projection";

  private ForecastDefaults() {}

  private static Network network(int horizon) {
    return Network.parse(
        "flatten residual(dense(64) relu dropout(0.2) dense(" + horizon + ", init=zeros))");
  }

  /// The options with a network for windows, if none is said.
  ///
  /// @param given the names of options that are said, though their values may be the usual ones
  static TrainOptions of(TrainOptions options, Set<String> given, int horizon) {
    return Collections.disjoint(given, ImageDefaults.NETWORK)
            && options.network().equals(USUAL.network())
        ? options.withNetwork(network(horizon))
        : options;
  }

  /// Sets the linear path of the usual network to a ridge regression; leaves any other alone.
  static void start(Network network, Parameters parameters, Ridge ridge) {
    if (network.equals(network(ridge.bias().length))) {
      parameters.get(PATH).store(ridge.weights());
      parameters.get("residual1/hidden2/bias").store(ridge.bias());
    }
  }
}
