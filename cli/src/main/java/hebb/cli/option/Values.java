package hebb.cli.option;

import hebb.data.DataException;
import hebb.data.Names;
import hebb.data.Task;
import hebb.data.schema.Unseen;
import hebb.data.table.MissingWords;
import hebb.data.table.ReadOptions;
import hebb.data.table.ReadOptions.Decimal;
import hebb.data.table.ReadOptions.Header;
import hebb.metric.Metric;
import hebb.model.TrainOptions;
import hebb.nn.optim.Ema;
import hebb.tensor.Shape;
import hebb.train.TrainingConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the values of options that are a number or a word.
public final class Values {
  /// What can be said of the task.
  static final List<String> TASKS =
      List.of(
          "auto",
          "classification",
          "regression",
          "forecast",
          "language",
          "translate",
          "autoencoder");

  /// A measure, with numbers in brackets or without.
  private static final Pattern METRIC = Pattern.compile("[^,(]+(\\([^)]*\\))?");

  private Values() {}

  /// Names between commas, as [Names#list] reads them.
  public static List<String> list(String option, String text) {
    try {
      return Names.list(text);
    } catch (DataException e) {
      throw new UsageException(option + ": " + e.getMessage(), e);
    }
  }

  /// Measures between commas, those in brackets left alone.
  public static List<Metric> metrics(String text) {
    try {
      return METRIC
          .matcher(text)
          .results()
          .map(found -> found.group().strip())
          .filter(name -> !name.isEmpty())
          .map(Metric::of)
          .toList();
    } catch (IllegalArgumentException e) {
      throw new UsageException("--metrics, " + e.getMessage(), e);
    }
  }

  /// Factors by patterns, as in `inputs/*=.1`.
  public static Map<String, Double> factors(String option, String text) {
    Map<String, Double> factors = new LinkedHashMap<>();
    for (String one : list(option, text)) {
      int equals = one.lastIndexOf('=');
      try {
        factors.put(
            one.substring(0, Math.max(0, equals)), Double.parseDouble(one.substring(equals + 1)));
      } catch (NumberFormatException e) {
        throw new UsageException(
            option + ": expected paths with numbers such as inputs/*=.1, got '" + one + "'.", e);
      }
    }
    return factors;
  }

  /// The words that mean missing: `auto`, `none` or a list.
  public static MissingWords missing(String text) {
    return switch (text) {
      case "auto" -> MissingWords.DEFAULTS;
      case "none" -> MissingWords.NONE;
      default -> {
        List<String> words = list("--missing", text);
        if (words.isEmpty()) {
          throw new UsageException(
              "--missing: expected words, none or auto, got '"
                  + text
                  + "'. Say none if only empty cells are missing.");
        }
        yield MissingWords.of(words);
      }
    };
  }

  /// What stands before decimals: `.`, `,` or `auto`.
  public static Decimal decimal(String text) {
    return switch (word("--decimal", text, List.of("auto", ".", ","))) {
      case 0 -> Decimal.AUTO;
      case 1 -> Decimal.POINT;
      default -> Decimal.COMMA;
    };
  }

  /// What is refused: nothing unless `--strict` is given, numbers outside the training range with
  /// `--strict=range`.
  public static Unseen.Strictness strictness(@Nullable String text) {
    if (text == null) {
      return Unseen.Strictness.NONE;
    }
    return word("--strict", text, List.of("cells", "range")) == 0
        ? Unseen.Strictness.CELLS
        : Unseen.Strictness.RANGE;
  }

  /// How the running mean of the weights begins.
  static Ema.Start ema(String text) {
    List<Ema.Start> starts = List.of(Ema.Start.values());
    return starts.get(word("--ema", text, starts.stream().map(TrainOptions.EMA::get).toList()));
  }

  /// Units of the hidden layers, as in `64,32`; empty for `none`.
  public static List<Integer> hidden(String text) {
    if (text.equals("none")) {
      return List.of();
    }
    var units = new ArrayList<Integer>();
    for (String part : text.split(",", -1)) {
      try {
        units.add(Integer.valueOf(part.strip()));
      } catch (NumberFormatException e) {
        throw new UsageException(
            "--hidden: expected units of each layer, as in 64,32, or none, got '"
                + text
                + "'. Correct it.",
            e);
      }
    }
    return units;
  }

  /// Rows for each step, or `full`, or `auto` (by the number of rows).
  public static int batchSize(String text) {
    return switch (text) {
      case "full" -> TrainingConfig.FULL_BATCH;
      case "auto" -> TrainOptions.BATCH_BY_ROWS;
      default -> positive("--batch-size", text, "full");
    };
  }

  /// Epochs, or `none`.
  public static int patience(String text) {
    return text.equals("none") ? TrainingConfig.NO_PATIENCE : positive("--patience", text, "none");
  }

  /// The most that the gradients or their norm may be, or `none`.
  public static double clip(String option, String text) {
    try {
      return text.equals("none") ? TrainingConfig.NO_CLIPPING : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new UsageException(
          option + ": expected a number above 0 or none, got '" + text + "'. Correct it.", e);
    }
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
        option
            + ": expected a whole number from 1 or "
            + word
            + ", got '"
            + text
            + "'. Correct it.");
  }

  /// The place of a word among the known ones.
  public static int word(String option, String text, List<String> known) {
    int at = known.indexOf(text);
    if (at < 0) {
      String near =
          Names.nearest(text, known).map(name -> " Did you mean " + name + "?").orElse("");
      throw new UsageException(
          option
              + ": expected one of "
              + String.join(", ", known)
              + ", got '"
              + text
              + "'."
              + near);
    }
    return at;
  }

  /// Whether there is a header: `auto`, `yes` or `no`.
  public static Header header(String text) {
    return switch (word("--header", text, List.of("auto", "yes", "no"))) {
      case 0 -> Header.AUTO;
      case 1 -> Header.YES;
      default -> Header.NO;
    };
  }

  /// How files of rows are read, by `--header` and `--delimiter`.
  public static ReadOptions reading(String header, String delimiter) {
    ReadOptions options = ReadOptions.DEFAULTS.withHeader(header(header));
    return switch (delimiter) {
      case "auto" -> options;
      case "tab", "\\t" -> options.withDelimiter('\t');
      case "space" -> options.withDelimiter(' ');
      default -> options.withDelimiter(delimiter(delimiter));
    };
  }

  private static char delimiter(String text) {
    if (text.length() == 1 && "\"\n\r\0".indexOf(text.charAt(0)) < 0) {
      return text.charAt(0);
    }
    throw new UsageException(
        "--delimiter: expected one character other than a quote or a line end, tab, space or auto,"
            + " got "
            + DataException.quote(text)
            + ". Correct it.");
  }

  /// What is predicted; empty for `auto`.
  public static Optional<Task> task(String text) {
    return switch (word("--task", text, TASKS)) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(Task.CLASSIFICATION);
      case 2 -> Optional.of(Task.REGRESSION);
      case 3 -> Optional.of(Task.FORECAST);
      case 4 -> Optional.of(Task.LANGUAGE);
      case 5 -> Optional.of(Task.TRANSLATE);
      default -> Optional.of(Task.AUTOENCODER);
    };
  }

  /// Height and width, as in `8x8`.
  public static Shape size(String option, String text) {
    if (!text.matches("[1-9]\\d{0,4}x[1-9]\\d{0,4}")) {
      throw new UsageException(
          option + ": expected height and width such as 28x28, got '" + text + "'.");
    }
    String[] sides = text.split("x", -1);
    return Shape.of(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
  }
}
