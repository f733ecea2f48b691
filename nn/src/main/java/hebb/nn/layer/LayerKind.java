package hebb.nn.layer;

import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A record class of layers under its name in texts and files, and its components as options. It is
/// the one place that reads the records of layers, the library's and a user's.
///
/// @param name as in `dense`
/// @param type the record class
/// @param options its components, in their order
record LayerKind(String name, Class<? extends Layer> type, List<Option> options) {
  /// What a component holds.
  enum Form {
    WHOLE("8"),
    NUMBER("0.1"),
    FLAG("true"),
    /// The name of another layer, or where it is.
    PATH("hidden1"),
    PADDING("same"),
    ACTIVATION("relu"),
    INITIALIZER("he_normal"),
    LAYERS("dense(8) relu"),
    LISTS("dense(8); dense(8) relu");

    /// How one is written.
    final String example;

    Form(String example) {
      this.example = example;
    }

    boolean isNumber() {
      return this == WHOLE || this == NUMBER;
    }

    boolean isNested() {
      return this == LAYERS || this == LISTS;
    }

    private static Optional<Form> of(RecordComponent component) {
      Class<?> type = component.getType();
      if (component.getGenericType() instanceof ParameterizedType list && type == List.class) {
        return switch (list.getActualTypeArguments()[0].getTypeName()) {
          case "hebb.nn.Network$Entry" -> Optional.of(LAYERS);
          case "java.util.List<hebb.nn.Network$Entry>" -> Optional.of(LISTS);
          default -> Optional.empty();
        };
      }
      return Optional.ofNullable(
          Map.of(
                  int.class, WHOLE,
                  double.class, NUMBER,
                  boolean.class, FLAG,
                  String.class, PATH,
                  Padding.class, PADDING,
                  Activation.class, ACTIVATION,
                  Initializer.class, INITIALIZER)
              .get(type));
    }
  }

  /// A component.
  ///
  /// @param key its name in texts
  /// @param fallback its value where a text does not say it
  /// @param accessor reads it
  record Option(String key, Form form, Optional<Object> fallback, Method accessor) {
    Object of(Layer layer) {
      try {
        return accessor.invoke(layer);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /// What components are called in texts where their own name says less there. In files `kind` is
  /// the name of the layer itself.
  private static final Map<String, String> KEYS =
      Map.of("weights", "init", "bias", "bias_init", "type", "kind");

  /// A kind whose options are those of a layer by default, but for the required ones.
  static LayerKind of(String name, Layer defaults, String... required) {
    return of(name, defaults.getClass(), Optional.of(defaults), List.of(required));
  }

  /// A kind whose options are those of the constructor without arguments, if there is one; without
  /// it numbers, flags and nested layers are required.
  static LayerKind of(String name, Class<? extends Layer> type) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException(
          "layer " + name + ": expected a record class, got " + type.getName() + ".");
    }
    Optional<Layer> defaults =
        Arrays.stream(type.getDeclaredConstructors())
            .filter(constructor -> constructor.getParameterCount() == 0)
            .findFirst()
            .map(constructor -> (Layer) made(constructor));
    return of(name, type, defaults, List.of());
  }

  private static LayerKind of(
      String name,
      Class<? extends Layer> type,
      Optional<? extends Layer> defaults,
      List<String> required) {
    List<Option> options =
        Arrays.stream(type.getRecordComponents())
            .map(
                component -> {
                  Option option = option(name, component);
                  Optional<Object> fallback =
                      required.contains(option.key)
                          ? Optional.empty()
                          : defaults.map(option::of).or(() -> Optional.ofNullable(usual(option)));
                  return new Option(option.key, option.form, fallback, option.accessor);
                })
            .toList();
    return new LayerKind(name, type, options);
  }

  private static Option option(String name, RecordComponent component) {
    Form form =
        Form.of(component)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "layer "
                            + name
                            + ": expected components of type int, double, boolean, String"
                            + " (the name of a layer), Padding, Activation, Initializer, List<Network.Entry> or List<List<Network.Entry>>, got "
                            + component.getGenericType().getTypeName()
                            + " "
                            + component.getName()
                            + "."));
    Method accessor = component.getAccessor();
    accessor.trySetAccessible();
    return new Option(key(component.getName()), form, Optional.empty(), accessor);
  }

  private static String key(String name) {
    String snake = name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    return KEYS.getOrDefault(snake, snake);
  }

  /// The name of a layer, if a text can hold it.
  ///
  /// @throws IllegalArgumentException if it cannot
  static String requirePath(String what, String path) {
    if (!path.matches("[A-Za-z_][A-Za-z0-9_/-]*")) {
      throw new IllegalArgumentException(
          what
              + ": expected the name of a layer in letters, digits, _, - and /, such as hidden1, got '"
              + path
              + "'.");
    }
    return path;
  }

  private static @Nullable Object usual(Option option) {
    return switch (option.form) {
      case ACTIVATION -> Activation.Standard.IDENTITY;
      case INITIALIZER ->
          option.key.equals("init") ? new Initializer.XavierUniform() : new Initializer.Zeros();
      case WHOLE, NUMBER, FLAG, PATH, PADDING, LAYERS, LISTS -> null;
    };
  }

  /// The option of a key.
  Optional<Option> option(String key) {
    return options.stream().filter(option -> option.key.equals(key)).findFirst();
  }

  /// The lists of layers inside a layer; none if it holds no layers.
  List<List<Network.Entry>> nested(Layer layer) {
    List<List<Network.Entry>> lists = new ArrayList<>();
    List<Network.Entry> one = new ArrayList<>();
    for (Option option : options) {
      if (option.form.isNested()) {
        for (Object part : (List<?>) option.of(layer)) {
          if (part instanceof Network.Entry entry) {
            one.add(entry);
          } else {
            lists.add(((List<?>) part).stream().map(Network.Entry.class::cast).toList());
          }
        }
      }
    }
    if (!one.isEmpty()) {
      lists.add(one);
    }
    return lists;
  }

  /// Whether an activation that follows in a text becomes part of the layer.
  boolean takesActivation() {
    return option("activation").filter(option -> option.form == Form.ACTIVATION).isPresent();
  }

  /// The layer of given values; every option has one, its default else.
  ///
  /// @throws IllegalArgumentException if the record's constructor refuses a value
  Layer make(Map<String, Object> values) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    Object[] all =
        options.stream()
            .map(option -> values.getOrDefault(option.key, option.fallback.orElse(null)))
            .toArray();
    try {
      return (Layer) made(type.getDeclaredConstructor(types), all);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object made(Constructor<?> constructor, Object... values) {
    try {
      constructor.trySetAccessible();
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
