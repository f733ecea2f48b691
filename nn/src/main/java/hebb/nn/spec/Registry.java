package hebb.nn.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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

  /// The member that a text describes; numbers that are left out have their defaults.
  ///
  /// @throws IllegalArgumentException if the name or one of the numbers is not known
  public T read(String text) {
    Spec given = Spec.parse(text);
    Entry<T> entry = entries.get(given.name());
    if (entry == null) {
      throw Names.unknown(what, given.name(), entries.keySet());
    }
    Spec full = entry.defaults;
    for (Map.Entry<String, Double> number : given.parameters().entrySet()) {
      if (!full.parameters().containsKey(number.getKey())) {
        throw Names.unknown(
            "parameter of " + given.name(), number.getKey(), full.parameters().keySet());
      }
      full = full.with(number.getKey(), number.getValue());
    }
    return entry.make.apply(full);
  }
}
