package hebb.cli;

import hebb.model.TrainOptions;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Options of training as they are set one after the other from the command line. What is wrong
/// with a value is said under the option's name.
final class Settings {
  private static final String EXPECTED = ": expected";

  private TrainOptions options;

  Settings(TrainOptions options) {
    this.options = options;
  }

  /// Sets an option if it was given.
  ///
  /// @param value null if it was not given
  <T> Settings set(
      String option, @Nullable T value, BiFunction<TrainOptions, T, TrainOptions> change) {
    if (value != null) {
      try {
        options = change.apply(options, value);
      } catch (IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        throw new UsageException(
            option + message.substring(Math.max(0, message.indexOf(EXPECTED))), e);
      }
    }
    return this;
  }

  /// All of them.
  TrainOptions options() {
    return options;
  }
}
