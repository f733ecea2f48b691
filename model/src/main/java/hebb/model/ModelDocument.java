package hebb.model;

import hebb.nn.Network;
import hebb.nn.loss.Loss;

/// What `model.json` holds: everything about a model but its weights.
///
/// @param format the version of the format; a reader refuses later ones
record ModelDocument(
    int format,
    Input input,
    Network network,
    Loss loss,
    TrainOptions training,
    Results results,
    Provenance provenance) {
  static final int FORMAT = 2;
}
