package hebb.model;

import hebb.nn.Network;
import hebb.nn.loss.Loss;
import java.util.Optional;

/// What `model.json` holds: everything about a model but its weights.
///
/// @param format the version of the format; a reader refuses later ones
/// @param intervals of forecasts; empty for any other task
record ModelDocument(
    int format,
    Input input,
    Network network,
    Loss loss,
    TrainOptions training,
    Results results,
    Optional<Intervals> intervals,
    Provenance provenance) {
  static final int FORMAT = 2;
}
