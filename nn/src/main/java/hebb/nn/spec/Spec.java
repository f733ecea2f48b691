package hebb.nn.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The text form of a small configuration: a name in snake_case and named numbers, as in
/// `elu(alpha=1.0)` or `relu`. What is written can be read back without loss.
public record Spec(String name, Map<String, Double> parameters) {
  /// Two specs are equal when their names and numbers are; the numbers are copied in their order.
  public Spec {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /// A name without numbers.
  public static Spec of(String name) {
    return new Spec(name, Map.of());
  }

  /// A name with one number.
  public static Spec of(String name, String key, double value) {
    return of(name).with(key, value);
  }

  /// This spec with one more number.
  public Spec with(String key, double value) {
    Map<String, Double> more = new LinkedHashMap<>(parameters);
    more.put(key, value);
    return new Spec(name, more);
  }

  /// A number by its name, which must be there.
  public double get(String key) {
    Double value = parameters.get(key);
    if (value == null) {
      throw Names.unknown("parameter of " + name, key, parameters.keySet());
    }
    return value;
  }

  /// A whole number by its name, which must be there.
  ///
  /// @throws IllegalArgumentException if it is not whole or does not fit in an `int`
  public int whole(String key) {
    double value = get(key);
    if (value != (int) value) {
      throw new IllegalArgumentException(
          name + ": expected a whole number for " + key + ", got " + value + ".");
    }
    return (int) value;
  }

  /// Reads `name` or `name(key=number, ...)`; letters may be of either case, `-` counts as `_`. A
  /// number without a key has its place as its key: `name(2)` is `name(0=2)`, which a [Registry]
  /// turns into the first of its names.
  ///
  /// @throws IllegalArgumentException if the text has another form
  public static Spec parse(String text) {
    String trimmed = text.strip().toLowerCase(java.util.Locale.ROOT).replace(" ", "");
    int open = trimmed.indexOf('(');
    if (open < 0) {
      return of(trimmed.replace('-', '_'));
    }
    Spec spec = of(trimmed.substring(0, open).replace('-', '_'));
    if (!trimmed.endsWith(")")) {
      throw malformed(text);
    }
    String inside = trimmed.substring(open + 1, trimmed.length() - 1);
    for (String part : inside.isEmpty() ? new String[0] : inside.split(",", -1)) {
      int equals = part.indexOf('=');
      String key =
          equals < 0
              ? Integer.toString(spec.parameters.size())
              : part.substring(0, equals).replace('-', '_');
      if (key.isEmpty() || spec.parameters.containsKey(key)) {
        throw malformed(text);
      }
      spec = spec.with(key, number(part.substring(equals + 1), text));
    }
    return spec;
  }

  /// The shortest digits that give this number: `64`, `0.2`, `1e-5`.
  public static String shortest(double number) {
    String digits = Double.toString(number).replace(".0E", "e").replace('E', 'e');
    return digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
  }

  private static double number(String digits, String text) {
    try {
      return Double.parseDouble(digits);
    } catch (NumberFormatException e) {
      throw malformed(text);
    }
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "setting: expected a name or name(key=number, ...), got '"
            + text
            + "'. Write it as in elu(alpha=1).");
  }

  /// Equal names and equal numbers, in any order.
  @Override
  public boolean equals(Object other) {
    return other instanceof Spec that
        && name.equals(that.name)
        && parameters.equals(that.parameters);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + new TreeMap<>(parameters).hashCode();
  }

  /// As in `elu(alpha=1.0)`; [#parse] reads it back.
  @Override
  public String toString() {
    return parameters.isEmpty()
        ? name
        : parameters.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(",", name + "(", ")"));
  }
}
