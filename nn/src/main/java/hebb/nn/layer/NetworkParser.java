package hebb.nn.layer;

import hebb.nn.Layer;
import hebb.nn.Network;
import hebb.nn.activation.Activation;
import hebb.nn.init.Initializer;
import hebb.nn.layer.LayerKind.Form;
import hebb.nn.layer.LayerKind.Option;
import hebb.nn.spec.Names;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the texts of [NetworkText] by recursive descent: `network = layer layer ...`, `layer =
/// name` or `name(argument, ...)`, `argument = number` or `key=value` or `network; network; ...`.
final class NetworkParser {
  private static final int DEEPEST = 50;
  private static final String AUTO = "auto";

  private final String text;
  private final Map<Layer, Integer> places = new IdentityHashMap<>();
  private int at;
  private int depth;

  /// A layer that is read; it is made once it is known what follows.
  private record Item(int start, LayerKind kind, Map<String, Object> values) {
    boolean takes(Activation activation) {
      return kind.takesActivation() && values.putIfAbsent("activation", activation) == null;
    }
  }

  NetworkParser(String text) {
    this.text = text;
  }

  /// The layers of the whole text.
  List<Layer> all() {
    List<Layer> layers = network();
    if (at < text.length()) {
      throw wrong(at, "expected a layer or the end, got " + here() + ".");
    }
    return layers;
  }

  /// Where the layer of a path begins, from 1, or the innermost one around it that the text names;
  /// empty if there is none.
  OptionalInt place(String path) {
    Layer[] layers = all().toArray(Layer[]::new);
    List<Network.Entry> entries = new ArrayList<>(Network.of(layers).layers());
    entries.addAll(Network.inside(layers));
    List<List<Network.Entry>> lists = List.of(entries);
    int place = -1;
    for (String name : path.split("/", -1)) {
      if (lists.size() > 1) {
        lists = List.of(lists.get(list(name)));
        continue;
      }
      Optional<Layer> layer =
          lists.stream()
              .flatMap(List::stream)
              .filter(entry -> entry.name().equals(name))
              .map(Network.Entry::layer)
              .findFirst();
      if (layer.isPresent()) {
        place = places.getOrDefault(layer.get(), place);
        lists = Layers.of(layer.get()).nested(layer.get());
      } else if (place < 0) {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.of(place + 1);
  }

  /// Which of a layer's lists is meant, as by `branch2` or `decoder`.
  private static int list(String name) {
    return switch (name) {
      case "encoder" -> 0;
      case "decoder" -> 1;
      default -> Integer.parseInt(name.replaceAll("\\D+", "")) - 1;
    };
  }

  private List<Layer> network() {
    return made(items());
  }

  /// The layers that a name stands for, as if they stood in its place.
  private List<Object> named() {
    int start = at;
    String name = name();
    String given = name + brackets();
    List<Object> items = new NetworkParser(located(start, () -> NamedNetworks.text(given))).items();
    return items.stream()
        .map(item -> item instanceof Item of ? new Item(start, of.kind, of.values) : item)
        .toList();
  }

  private boolean startsNamed() {
    int start = at;
    String name = name();
    at = start;
    return NamedNetworks.names().contains(name);
  }

  private List<Object> items() {
    List<Object> items = new ArrayList<>();
    for (skip(); startsName(); skip()) {
      if (startsNamed()) {
        items.addAll(named());
        continue;
      }
      Object item = layer();
      boolean taken =
          item instanceof Activate(Activation activation)
              && !items.isEmpty()
              && items.getLast() instanceof Item before
              && before.takes(activation);
      if (!taken) {
        items.add(item);
      }
    }
    if (items.isEmpty()) {
      throw wrong(at, "expected a layer such as dense(64), got " + here() + ".");
    }
    return items;
  }

  /// Last to first, because first weights depend on what follows.
  private List<Layer> made(List<Object> items) {
    List<Layer> layers = new ArrayList<>();
    for (Object item : items.reversed()) {
      layers.addFirst(item instanceof Item open ? made(open, layers) : (Layer) item);
    }
    return layers;
  }

  private Layer made(Item item, List<Layer> after) {
    if (item.kind.takesActivation()) {
      Object none = item.kind.option("activation").orElseThrow().fallback().orElseThrow();
      Activation own = (Activation) item.values.getOrDefault("activation", none);
      item.values.putIfAbsent("init", NetworkText.initializer(own, after));
    }
    Layer layer = item.kind.make(item.values);
    places.put(layer, item.start);
    return layer;
  }

  /// An [Item], or an [Activate].
  private Object layer() {
    int start = at;
    String name = name();
    if (Activation.names().contains(name)) {
      String given = name + brackets();
      Layer layer = located(start, () -> new Activate(Activation.of(given)));
      places.put(layer, start);
      return layer;
    }
    LayerKind kind =
        Layers.find(name).orElseThrow(() -> Names.unknown(where(start), name, all(Layers.names())));
    Map<String, Object> values = arguments(kind);
    for (Option option : kind.options()) {
      if (option.fallback().isEmpty() && !values.containsKey(option.key())) {
        throw wrong(
            start,
            name
                + ": expected "
                + option.key()
                + ", got none. Write it as in "
                + example(kind)
                + ".");
      }
    }
    located(start, () -> kind.make(values));
    return new Item(start, kind, values);
  }

  private static List<String> all(List<String> layers) {
    return Stream.concat(layers.stream(), NamedNetworks.names().stream()).toList();
  }

  private static String example(LayerKind kind) {
    return kind.options().stream()
        .filter(option -> option.fallback().isEmpty())
        .map(
            option ->
                (option.form() == Form.FLAG ? option.key() + "=" : "") + option.form().example)
        .collect(Collectors.joining(", ", kind.name() + "(", ")"));
  }

  private Map<String, Object> arguments(LayerKind kind) {
    Map<String, Object> values = new LinkedHashMap<>();
    skip();
    int open = at;
    if (!take('(') || take(')')) {
      return values;
    }
    if (++depth > DEEPEST) {
      throw wrong(open, "expected at most " + DEEPEST + " brackets within each other, got more.");
    }
    do {
      argument(kind, values);
    } while (take(','));
    if (!take(')')) {
      throw wrong(
          at, "expected , or ) after the ( of character " + (open + 1) + ", got " + here() + ".");
    }
    depth--;
    return values;
  }

  private void argument(LayerKind kind, Map<String, Object> values) {
    skip();
    int start = at;
    if (startsNumber()) {
      Option option =
          kind.options().stream()
              .filter(o -> o.form().isNumber() && !values.containsKey(o.key()))
              .findFirst()
              .orElseThrow(() -> wrong(start, kind.name() + ": " + unexpected(kind)));
      values.put(option.key(), value(kind, option));
      return;
    }
    String key = startsName() ? name() : "";
    if (key.isEmpty() || !take('=')) {
      at = start;
      unnamed(kind, values);
      return;
    }
    Option option =
        kind.option(key)
            .filter(o -> !o.form().isNested())
            .orElseThrow(
                () -> Names.unknown(where(start) + ": option of " + kind.name(), key, keys(kind)));
    skip();
    Object value = value(kind, option);
    if (value != null && values.putIfAbsent(key, value) != null) {
      throw wrong(start, kind.name() + ": expected " + key + " once, got it again.");
    }
  }

  /// The name of a layer where one is wanted, else nested layers.
  private void unnamed(LayerKind kind, Map<String, Object> values) {
    Optional<Option> path =
        kind.options().stream()
            .filter(o -> o.form() == Form.PATH && !values.containsKey(o.key()))
            .findFirst();
    if (path.isPresent()) {
      values.put(path.get().key(), path(kind, path.get()));
    } else {
      nested(kind, values);
    }
  }

  private String path(LayerKind kind, Option option) {
    int start = at;
    String got = here();
    while (at < text.length() && (isName(text.charAt(at)) || text.charAt(at) == '/')) {
      at++;
    }
    String what = kind.name() + ": " + option.key();
    if (at == start) {
      throw wrong(
          start, what + ": expected the name of a layer, such as hidden1, got " + got + ".");
    }
    String path = text.substring(start, at);
    return located(start, () -> LayerKind.requirePath(what, path));
  }

  private void nested(LayerKind kind, Map<String, Object> values) {
    int start = at;
    Option option =
        kind.options().stream()
            .filter(o -> o.form().isNested() && !values.containsKey(o.key()))
            .findFirst()
            .orElseThrow(() -> wrong(start, kind.name() + ": " + unexpected(kind)));
    List<List<Network.Entry>> lists = new ArrayList<>();
    do {
      lists.add(Network.inside(network().toArray(Layer[]::new)));
    } while (option.form() == Form.LISTS && take(';'));
    values.put(option.key(), option.form() == Form.LISTS ? lists : lists.getFirst());
  }

  private String unexpected(LayerKind kind) {
    List<String> keys = keys(kind);
    return "expected "
        + (keys.isEmpty() ? "no options" : "options such as " + String.join(", ", keys))
        + ", got "
        + here()
        + ".";
  }

  private static List<String> keys(LayerKind kind) {
    return kind.options().stream()
        .filter(option -> !option.form().isNested())
        .map(Option::key)
        .toList();
  }

  /// The value of an option at the present place; null for `auto`, which is the default.
  private @Nullable Object value(LayerKind kind, Option option) {
    int start = at;
    if (option.form().isNumber()) {
      return number(kind, option);
    }
    if (option.form() == Form.PATH) {
      return path(kind, option);
    }
    if (option.form() == Form.PADDING) {
      return padding();
    }
    String got = here();
    String given = startsName() ? name() + brackets() : "";
    return switch (option.form()) {
      case ACTIVATION -> located(start, () -> Activation.of(given));
      case INITIALIZER -> given.equals(AUTO) ? null : located(start, () -> Initializer.of(given));
      case FLAG, WHOLE, NUMBER, PATH, PADDING, LAYERS, LISTS -> {
        if (!given.equals("true") && !given.equals("false")) {
          throw wrong(
              start,
              kind.name() + ": " + option.key() + ": expected true or false, got " + got + ".");
        }
        yield Boolean.valueOf(given);
      }
    };
  }

  private Padding padding() {
    int start = at;
    while (at < text.length() && isName(text.charAt(at))) {
      at++;
    }
    return located(start, () -> Padding.of(text.substring(start, at)));
  }

  private Object number(LayerKind kind, Option option) {
    int start = at;
    String got = here();
    while (startsName() || startsNumber()) {
      at++;
    }
    try {
      double number = Double.parseDouble(text.substring(start, at));
      if (option.form() == Form.NUMBER) {
        return number;
      }
      if (number == (int) number) {
        return (int) number;
      }
    } catch (NumberFormatException e) {
      // What is there is said below.
    }
    throw wrong(
        start,
        kind.name()
            + ": "
            + option.key()
            + ": expected a"
            + (option.form() == Form.WHOLE ? " whole" : "")
            + " number, got "
            + got
            + ".");
  }

  /// What stands in brackets at the present place, with them; nothing if there are none.
  private String brackets() {
    skip();
    int open = at;
    if (!take('(')) {
      return "";
    }
    int close = text.indexOf(')', open);
    if (close < 0) {
      throw wrong(
          text.length(), "expected a ) for the ( of character " + (open + 1) + ", got the end.");
    }
    at = close + 1;
    return text.substring(open, at);
  }

  private String name() {
    int start = at;
    while (at < text.length() && isName(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at).toLowerCase(Locale.ROOT).replace('-', '_');
  }

  private boolean startsName() {
    return at < text.length()
        && isName(text.charAt(at))
        && text.charAt(at) != '-'
        && !isDigit(text.charAt(at));
  }

  private boolean startsNumber() {
    return at < text.length() && (isDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0);
  }

  private static boolean isName(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || isDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /// Goes past a character, if it is the next after spaces.
  private boolean take(char c) {
    skip();
    boolean there = at < text.length() && text.charAt(at) == c;
    if (there) {
      at++;
    }
    return there;
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  /// The word or character at the present place, for messages.
  private String here() {
    if (at == text.length()) {
      return "the end";
    }
    int end = at;
    while (end < text.length()
        && (isName(text.charAt(end)) || "+.".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return "'" + text.substring(at, Math.max(end, at + 1)) + "'";
  }

  private <T> T located(int start, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw wrong(start, e.getMessage());
    }
  }

  private static String where(int place) {
    return "network, at character " + (place + 1);
  }

  private static IllegalArgumentException wrong(int place, @Nullable String sentence) {
    return new IllegalArgumentException(where(place) + ": " + sentence);
  }
}
