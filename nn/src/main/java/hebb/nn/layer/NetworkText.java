package hebb.nn.layer;

import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.layer.LayerKind.Form;
import hebb.nn.layer.LayerKind.Option;
import hebb.nn.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Networks as text: layers one after another, as in `dense(64) batch_norm relu dropout(0.2)
/// residual(dense(64) relu dense(64))`. Numbers and options stand in brackets, separated by `,`;
/// layers within a layer too, lists of them separated by `;`.
///
/// An activation after a layer that has one of its own, as [Dense] has, becomes part of it. Its
/// first weights are chosen by the activation that follows, past norms and dropout, unless `init`
/// says otherwise.
public final class NetworkText {
  /// Layers that an activation is looked for behind, by their stems.
  private static final Set<String> PASSED = Set.of("norm", "dropout", "noise");

  private NetworkText() {}

  /// The network of a text, with the names of [Network#of].
  ///
  /// @throws IllegalArgumentException if the text is wrong; the message says at which character
  public static Network parse(String text) {
    return Network.of(new NetworkParser(text).all().toArray(Layer[]::new));
  }

  /// Where in a text the layer of a path stands, as character from 1: of one that the text does not
  /// name, as a copy of `repeat`, the layer around it. Empty if there is none.
  ///
  /// @param path as in `residual1/hidden2`
  /// @throws IllegalArgumentException if the text is wrong
  public static OptionalInt place(String text, String path) {
    return new NetworkParser(text).place(path);
  }

  /// The text of layers in its shortest form: what is as by default is left out.
  ///
  /// @throws IllegalArgumentException if there is a layer that [Layers] does not know
  public static String of(List<Network.Entry> entries) {
    List<Layer> layers = entries.stream().map(Network.Entry::layer).toList();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      List<Layer> after = layers.subList(i + 1, layers.size());
      if (layers.get(i) instanceof Activate(Activation activation)) {
        words.add(activation.text());
      } else {
        add(words, layers.get(i), after);
      }
    }
    return String.join(" ", words);
  }

  private static void add(List<String> words, Layer layer, List<Layer> after) {
    LayerKind kind = Layers.of(layer);
    boolean activated = kind.takesActivation();
    List<String> arguments = new ArrayList<>();
    List<String> nested = new ArrayList<>();
    boolean positional = true;
    for (Option option : kind.options()) {
      Object value = option.of(layer);
      if (option.form().isNested()) {
        nested.add(nested(value));
      } else if (!value.equals(usual(kind, option, layer, after))
          && !(activated && option.key().equals("activation"))) {
        positional &= option.fallback().isEmpty();
        boolean alone = positional && (option.form().isNumber() || option.form() == Form.PATH);
        arguments.add((alone ? "" : option.key() + "=") + text(value));
      }
    }
    arguments.addAll(nested);
    words.add(kind.name() + (arguments.isEmpty() ? "" : "(" + String.join(", ", arguments) + ")"));
    if (activated) {
      Activation own = activation(kind, layer);
      if (own != Activation.Standard.IDENTITY
          || (!after.isEmpty() && after.getFirst() instanceof Activate)) {
        words.add(own.text());
      }
    }
  }

  private static String nested(Object layers) {
    List<String> lists = new ArrayList<>();
    List<Network.Entry> entries = new ArrayList<>();
    for (Object part : (List<?>) layers) {
      switch (part) {
        case List<?> list -> lists.add(nested(list));
        case Network.Entry entry -> entries.add(entry);
        default -> throw new IllegalStateException("nested: " + part);
      }
    }
    return lists.isEmpty() ? of(entries) : String.join("; ", lists);
  }

  static String text(Object value) {
    return switch (value) {
      case Double number -> Spec.shortest(number);
      case String path -> LayerKind.requirePath("layer", path);
      case Activation activation -> activation.text();
      case Initializer initializer -> initializer.text();
      default -> value.toString();
    };
  }

  private static @Nullable Object usual(
      LayerKind kind, Option option, Layer layer, List<Layer> after) {
    return kind.takesActivation() && option.key().equals("init")
        ? initializer(activation(kind, layer), after)
        : option.fallback().orElse(null);
  }

  private static Activation activation(LayerKind kind, Layer layer) {
    return (Activation) kind.option("activation").orElseThrow().of(layer);
  }

  /// The default of first weights before an activation: the layer's own, else the one that follows.
  static Initializer initializer(Activation own, List<Layer> after) {
    if (own != Activation.Standard.IDENTITY) {
      return Initializer.before(own);
    }
    Layer next =
        after.stream().filter(layer -> !PASSED.contains(layer.stem())).findFirst().orElse(null);
    return switch (next) {
      case Activate(Activation activation) -> Initializer.before(activation);
      case PRelu prelu -> Initializer.before(new Activation.LeakyRelu());
      case null, default -> Initializer.before(own);
    };
  }
}
