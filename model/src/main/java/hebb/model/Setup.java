package hebb.model;

import hebb.data.forecast.Ridge;
import hebb.dataset.Dataset;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.nn.loss.Loss;
import java.util.Optional;

/// What a training begins with, and so what its models are made of.
///
/// @param rows the parts, as the network gets them
/// @param training the training part with the weights of its rows
/// @param parameters with the first weights; training moves them
/// @param symmetry the warning that units begin alike
/// @param fork what training goes on from; empty where it begins with weights of its own
record Setup(
    Source.Prepared rows,
    Dataset training,
    Network network,
    Loss loss,
    Parameters parameters,
    Optional<String> symmetry,
    Optional<Fork> fork,
    Plan plan) {
  /// A model with the weights as they are.
  Model model(
      Provenance provenance,
      Results results,
      Optional<Intervals> intervals,
      Optional<Ridge> ridge) {
    return new Model(document(provenance, results, intervals), parameters, ridge);
  }

  /// All of a model but its weights.
  ModelDocument document(Provenance provenance, Results results, Optional<Intervals> intervals) {
    return new ModelDocument(
        ModelDocument.FORMAT,
        rows.input(),
        network,
        loss,
        plan.used(),
        results,
        intervals,
        provenance);
  }
}
