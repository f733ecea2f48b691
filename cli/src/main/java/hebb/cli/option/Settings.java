package hebb.cli.option;

import hebb.model.TrainOptions;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Options of training as they are set one after the other from the command line. What is wrong
/// with a value is said under the option's name.
public final class Settings {
  private static final String EXPECTED = ": expected";

  private final Set<String> given = new LinkedHashSet<>();
  private final @Nullable Set<String> typed;
  private TrainOptions options;

  public Settings(TrainOptions options) {
    this(options, null);
  }

  /// Changes of options that have been chosen before: only those that were typed count, and not the
  /// values that others have where nothing is said.
  ///
  /// @param typed names of options, as in `--epochs`; null if all count
  public Settings(TrainOptions options, @Nullable Set<String> typed) {
    this.options = options;
    this.typed = typed;
  }

  /// Sets an option if it was given.
  ///
  /// @param value null if it was not given
  <T> Settings set(
      String option, @Nullable T value, BiFunction<TrainOptions, T, TrainOptions> change) {
    if (value != null && (typed == null || typed.contains(option))) {
      given.add(option.substring(2));
      try {
        options = change.apply(options, value);
      } catch (IllegalArgumentException e) {
        throw new UsageException(option + problem(value, String.valueOf(e.getMessage())), e);
      }
    }
    return this;
  }

  /// What is wrong, without the library's name of the option; but in a text such as `adam(beta1=2)`
  /// the name of the number counts: `, beta1: expected ...`.
  private static String problem(Object value, String message) {
    int at = Math.max(0, message.indexOf(EXPECTED));
    int number = message.lastIndexOf(": ", at - 1);
    if (message.startsWith("parameter of ")) {
      return ", " + message;
    }
    boolean named = value instanceof String && number >= 0;
    return (named ? ", " + message.substring(number + 2, at) : "") + message.substring(at);
  }

  /// The names of those that were given, as in `epochs`.
  public Set<String> given() {
    return given;
  }

  /// All of them.
  public TrainOptions options() {
    return options;
  }
}
