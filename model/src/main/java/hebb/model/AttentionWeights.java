package hebb.model;

import hebb.nn.spec.Names;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// How much attention a decoder pays to each token of a source as it makes each token of its
/// translation, the mean over the heads of a layer.
///
/// @param layer its path
/// @param source the tokens of the text, empty for one that is not known
/// @param translation the tokens of the translation, without its end
/// @param weights `[translation + 1, source]`: of each token of the translation and of its end;
///   those of a row add up to 1
public record AttentionWeights(
    String layer, List<String> source, List<String> translation, Tensor weights) {
  /// Copies the lists.
  public AttentionWeights {
    source = List.copyOf(source);
    translation = List.copyOf(translation);
  }

  /// The path that is meant among those there are.
  ///
  /// @throws IllegalArgumentException if there is none
  static String path(Collection<String> known, Optional<String> said) {
    List<String> all = List.copyOf(known);
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          "attention: expected a decoder with attention or transformer, got one without. Train one"
              + " with it, as --network has none.");
    }
    String path = said.orElse(all.getLast());
    if (!all.contains(path)) {
      throw Names.unknown("attention: layer", path, all);
    }
    return path;
  }

  /// The mean over heads of weights `[1, ...heads, to, from]`.
  static Tensor mean(float[] weights, int to, int from) {
    int heads = weights.length / (to * from);
    float[] mean = new float[to * from];
    for (int i = 0; i < weights.length; i++) {
      mean[i % mean.length] += weights[i] / heads;
    }
    return Tensor.of(Shape.of(to, from), mean);
  }
}
