package hebb.model;

import hebb.nn.Network;

/// What is trained to forecast where nothing else is said: a linear path from the window to the
/// horizon, and beside it a small network for what a linear one does not see.
final class ForecastDefaults {
  private static final TrainOptions USUAL = new TrainOptions();

  private ForecastDefaults() {}

  /// The options with a network for windows, if none is said.
  static TrainOptions of(TrainOptions options, int outputs) {
    return options.network().equals(USUAL.network())
        ? options.withNetwork(
            Network.parse(
                "flatten residual(dense(64) relu dropout(0.2) dense(" + outputs + "))"))
        : options;
  }
}
