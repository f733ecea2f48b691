package hebb.nn.layer;

import hebb.nn.Layer;
import hebb.nn.spec.Names;
import java.util.LinkedHashMap;
import java.util.Map;

/// The layers that are records of this library, by kind: what a model file can hold.
public final class Layers {
  private Layers() {}

  /// The record class of each kind, as in `dense`. Their components are numbers, activations,
  /// initialisers and lists of named layers.
  public static Map<String, Class<? extends Layer>> kinds() {
    Map<String, Class<? extends Layer>> kinds = new LinkedHashMap<>();
    kinds.put("dense", Dense.class);
    kinds.put("dropout", Dropout.class);
    kinds.put("activation", Activate.class);
    kinds.put("flatten", Flatten.class);
    kinds.put("prelu", PRelu.class);
    kinds.put("maxout", Maxout.class);
    kinds.put("layer_norm", LayerNorm.class);
    kinds.put("rms_norm", RmsNorm.class);
    kinds.put("group_norm", GroupNorm.class);
    kinds.put("alpha_dropout", AlphaDropout.class);
    kinds.put("gaussian_noise", GaussianNoise.class);
    kinds.put("residual", Residual.class);
    kinds.put("embedding", Embedding.class);
    return kinds;
  }

  /// The kind of a layer.
  ///
  /// @throws IllegalArgumentException if it is not one of the library's own
  public static String kind(Layer layer) {
    return kinds().entrySet().stream()
        .filter(e -> e.getValue() == layer.getClass())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(
            () -> Names.unknown("layer", layer.getClass().getSimpleName(), kinds().keySet()));
  }
}
