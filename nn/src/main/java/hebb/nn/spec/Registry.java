package hebb.nn.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a family of configurations knows by name: the defaults of each and how it is made from its
/// numbers.
///
/// @param <T> the family
public final class Registry<T> {
  private record Entry<T>(Spec defaults, Function<Spec, T> make) {}

  private final String what;
  private final Map<String, Entry<T>> entries = new LinkedHashMap<>();

  /// An empty registry; `what` names the family in messages, as in `activation`.
  public Registry(String what) {
    this.what = what;
  }

  /// Adds a member: its defaults, and how it is made from a spec that has all of its numbers.
  public Registry<T> add(Spec defaults, Function<Spec, T> make) {
    entries.put(defaults.name(), new Entry<>(defaults, make));
    return this;
  }

  /// The names in the order of [#add].
  public List<String> names() {
    return List.copyOf(entries.keySet());
  }

  /// What a member has where a text says nothing else.
  ///
  /// @throws IllegalArgumentException if the name is not known
  public Spec defaults(String name) {
    return entry(name).defaults;
  }

  /// The member that a text describes; numbers that are left out have their defaults.
  ///
  /// @throws IllegalArgumentException if the name or one of the numbers is not known
  public T read(String text) {
    Spec given = Spec.parse(text);
    Entry<T> entry = entry(given.name());
    Spec full = entry.defaults;
    List<String> keys = List.copyOf(full.parameters().keySet());
    for (Map.Entry<String, Double> number : given.parameters().entrySet()) {
      String key = key(number.getKey(), keys);
      if (!keys.contains(key)) {
        throw Names.unknown("parameter of " + given.name(), key, keys);
      }
      full = full.with(key, number.getValue());
    }
    return entry.make.apply(full);
  }

  private Entry<T> entry(String name) {
    Entry<T> entry = entries.get(name);
    if (entry == null) {
      throw Names.unknown(what, name, entries.keySet());
    }
    return entry;
  }

  /// A place, which stands for a name, as that name.
  private static String key(String given, List<String> keys) {
    boolean place = given.chars().allMatch(Character::isDigit);
    return place && given.length() == 1 && given.charAt(0) - '0' < keys.size()
        ? keys.get(given.charAt(0) - '0')
        : given;
  }

  /// The shortest text of a member that [#read] reads: without what is as by default, and without
  /// the name of an only number, as in `leaky_relu(0.2)`.
  public String text(Spec spec) {
    Entry<T> entry = entries.get(spec.name());
    Map<String, Double> defaults = entry == null ? Map.of() : entry.defaults.parameters();
    String only = defaults.size() == 1 ? defaults.keySet().iterator().next() : "";
    String inside =
        spec.parameters().entrySet().stream()
            .filter(number -> !number.getValue().equals(defaults.get(number.getKey())))
            .map(
                number ->
                    (number.getKey().equals(only) ? "" : number.getKey() + "=")
                        + Spec.shortest(number.getValue()))
            .collect(Collectors.joining(", "));
    return inside.isEmpty() ? spec.name() : spec.name() + "(" + inside + ")";
  }
}
