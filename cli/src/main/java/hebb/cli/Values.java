package hebb.cli;

import hebb.data.Names;
import hebb.model.TrainOptions;
import hebb.train.TrainingConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Reads the values of options that are a number or a word.
final class Values {
  private Values() {}

  /// Names between commas, blanks around them taken off.
  static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).filter(name -> !name.isEmpty()).toList();
  }

  /// Units of the hidden layers, as in `64,32`; empty for `none`.
  static List<Integer> hidden(String text) {
    if (text.equals("none")) {
      return List.of();
    }
    var units = new ArrayList<Integer>();
    for (String part : text.split(",", -1)) {
      try {
        units.add(Integer.valueOf(part.strip()));
      } catch (NumberFormatException e) {
        throw new UsageException(
            "--hidden: expected units of each layer, as in 64,32, or none, got '" + text + "'. Correct it.", e);
      }
    }
    return units;
  }

  /// Rows for each step, or `full`, or `auto` (by the number of rows).
  static int batchSize(String text) {
    return switch (text) {
      case "full" -> TrainingConfig.FULL_BATCH;
      case "auto" -> TrainOptions.BATCH_BY_ROWS;
      default -> positive("--batch-size", text, "full");
    };
  }

  /// Epochs, or `none`.
  static int patience(String text) {
    return text.equals("none") ? TrainingConfig.NO_PATIENCE : positive("--patience", text, "none");
  }

  private static int positive(String option, String text, String word) {
    try {
      int value = Integer.parseInt(text);
      if (value >= 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      // The sentence below covers it.
    }
    throw new UsageException(
        option + ": expected a whole number from 1 or " + word + ", got '" + text + "'. Correct it.");
  }

  /// One of the constants of an enum, in lower case.
  static <E extends Enum<E>> E constant(String option, String text, Class<E> type) {
    List<String> known =
        Arrays.stream(type.getEnumConstants()).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
    int at = known.indexOf(text);
    if (at < 0) {
      String near = Names.nearest(text, known).map(name -> " Did you mean " + name + "?").orElse("");
      throw new UsageException(
          option + ": expected one of " + String.join(", ", known) + ", got '" + text + "'." + near);
    }
    return type.getEnumConstants()[at];
  }
}
