package hebb.nn.layer;

import hebb.nn.Layer;
import hebb.nn.activation.Activation;
import hebb.nn.spec.Names;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The layers that are known by name: the library's own, and a user's that are registered. What is
/// known can be written as text and saved in a model file.
public final class Layers {
  /// An activation on its own, which texts name by its own name.
  private static final String ACTIVATION = "activation";

  private static final Map<String, LayerKind> KINDS = library();

  private Layers() {}

  /// One row for each: a layer that has its defaults, and the options that have none.
  private static Map<String, LayerKind> library() {
    Map<String, LayerKind> kinds = new LinkedHashMap<>();
    List.of(
            LayerKind.of("dense", Dense.of(1), "units"),
            LayerKind.of("dropout", new Dropout(0), "rate"),
            LayerKind.of(ACTIVATION, new Activate(Activation.Standard.IDENTITY), "activation"),
            LayerKind.of("flatten", new Flatten()),
            LayerKind.of("prelu", new PRelu()),
            LayerKind.of("tied", Tied.of("hidden1"), "layer"),
            LayerKind.of("maxout", Maxout.of(1, 2), "units"),
            LayerKind.of("layer_norm", new LayerNorm()),
            LayerKind.of("rms_norm", new RmsNorm()),
            LayerKind.of("group_norm", GroupNorm.of(1), "groups"),
            LayerKind.of("alpha_dropout", new AlphaDropout(0), "rate"),
            LayerKind.of("gaussian_noise", new GaussianNoise(0), "sigma"),
            LayerKind.of("sparsity", new Sparsity()),
            LayerKind.of("conv", Conv.of(1), "filters"),
            LayerKind.of("conv1d", Conv1d.of(Conv.of(1)), "filters"),
            LayerKind.of("depthwise_conv", DepthwiseConv.of(3)),
            LayerKind.of("separable_conv", SeparableConv.of(Conv.of(1)), "filters"),
            LayerKind.of("transposed_conv", TransposedConv.of(1, 3), "filters"),
            LayerKind.of("max_pool", new MaxPool()),
            LayerKind.of("average_pool", new AveragePool()),
            LayerKind.of("global_average_pool", new GlobalAveragePool()),
            LayerKind.of("global_max_pool", new GlobalMaxPool()),
            LayerKind.of("upsample", new Upsample()),
            LayerKind.of("spatial_dropout", new SpatialDropout(0), "rate"),
            LayerKind.of("embedding", Embedding.of(1), "size"),
            LayerKind.of("rnn", Rnn.of(1), "units"),
            LayerKind.of("lstm", Lstm.of(1), "units"),
            LayerKind.of("gru", Gru.of(1), "units"),
            LayerKind.of("bidirectional", Bidirectional.of(Rnn.of(1)), "layers"),
            LayerKind.of("multi_head_attention", MultiHeadAttention.of(1), "heads"),
            LayerKind.of("transformer", Transformer.of(1), "heads"),
            LayerKind.of("positions", new Positions()),
            LayerKind.of("attention", new Attention()),
            LayerKind.of("seq2seq", Seq2Seq.of(List.of(Rnn.of(1)), List.of(Rnn.of(1))), "layers"),
            LayerKind.of("batch_norm", new BatchNorm()),
            LayerKind.of("max_norm", MaxNorm.of(1, new Flatten()), "limit", "layers"),
            LayerKind.of("penalty", Penalty.of(0, 0, new Flatten()), "layers"),
            LayerKind.of("repeat", Repeat.of(1, new Flatten()), "times", "layers"),
            LayerKind.of("parallel", Parallel.of(List.of(new Flatten())), "branches"),
            LayerKind.of("residual", Residual.of(new Flatten()), "layers"))
        .forEach(kind -> kinds.put(kind.name(), kind));
    return Collections.synchronizedMap(kinds);
  }

  /// The record class of each kind, as in `dense`. Their components are numbers, flags,
  /// activations, initialisers, lists of named layers and lists of such lists.
  public static Map<String, Class<? extends Layer>> kinds() {
    Map<String, Class<? extends Layer>> kinds = new LinkedHashMap<>();
    synchronized (KINDS) {
      KINDS.forEach((name, kind) -> kinds.put(name, kind.type()));
    }
    return kinds;
  }

  /// Makes a user's layer known: texts and model files can then hold it. A text gives its numbers
  /// in the order of the record's components, or by their names in snake_case; what is left out is
  /// as the constructor without arguments has it, if there is one.
  ///
  /// ```java
  /// Layers.register("scaled", Scaled.class);
  /// Network network = Network.parse("dense(64) scaled(2) relu");
  /// ```
  ///
  /// @param name in snake_case
  /// @throws IllegalArgumentException if the name is one of another layer or of an activation, or
  ///   the class is no record of such components
  public static void register(String name, Class<? extends Layer> type) {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "layer: expected a name of small letters, digits and _, got '" + name + "'.");
    }
    LayerKind kind = LayerKind.of(name, type);
    if (Activation.names().contains(name)
        || KINDS.computeIfAbsent(name, free -> kind).type() != type) {
      throw new IllegalArgumentException(
          "layer: expected a name that is free, got '" + name + "'. Choose another.");
    }
  }

  /// The kind of a layer.
  ///
  /// @throws IllegalArgumentException if it is not one that is known
  public static String kind(Layer layer) {
    return of(layer).name();
  }

  /// The kind of a name; [#names] lists them.
  static Optional<LayerKind> find(String name) {
    return name.equals(ACTIVATION) ? Optional.empty() : Optional.ofNullable(KINDS.get(name));
  }

  /// The options of a layer in texts, in order, each with its default as text; empty for those that
  /// have none. `auto` are first weights that are chosen by the activation.
  ///
  /// @throws IllegalArgumentException if the name is not one of a layer
  public static Map<String, String> options(String name) {
    LayerKind kind = find(name).orElseThrow(() -> Names.unknown("layer", name, kinds().keySet()));
    Map<String, String> options = new LinkedHashMap<>();
    for (LayerKind.Option option : kind.options()) {
      boolean auto = kind.takesActivation() && option.key().equals("init");
      options.put(
          option.key(), auto ? "auto" : option.fallback().map(NetworkText::text).orElse(""));
    }
    return options;
  }

  /// What a text can name: layers, then activations.
  public static List<String> names() {
    List<String> names = new ArrayList<>(kinds().keySet());
    names.remove(ACTIVATION);
    names.addAll(Activation.names());
    return List.copyOf(names);
  }

  static LayerKind of(Layer layer) {
    synchronized (KINDS) {
      return KINDS.values().stream()
          .filter(kind -> kind.type() == layer.getClass())
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "layer: expected one of "
                          + String.join(", ", KINDS.keySet())
                          + ", got "
                          + layer.getClass().getName()
                          + ". Make a record of it and call Layers.register."));
    }
  }
}
