package hebb.model;

import hebb.data.DataException;
import hebb.data.Names;
import hebb.data.schema.TargetCode;
import hebb.dataset.Dataset;
import hebb.dataset.Targets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How much rows count by their class, in what is minimised alone: measures count all rows alike.
///
/// @param balanced whether a class of `n` out of `N` rows counts `N / (classes n)` for each row, so
///   that all classes count alike together
/// @param factors of classes by their names, 0 or more; others have 1. Weights of rows are divided
///   by their mean
public record ClassWeights(boolean balanced, Map<String, Double> factors) {
  /// All classes count as often as they come.
  public static final ClassWeights NONE = new ClassWeights(false, Map.of());

  private static final int MOST_LISTED = 10;
  private static final String BALANCED = "balanced";
  private static final String EXAMPLE =
      " Say balanced, or classes with factors such as yes=5,no=1.";

  /// Copies the map, in its order.
  ///
  /// @throws IllegalArgumentException if a factor is negative or not finite, or factors come beside
  ///   `balanced`
  public ClassWeights {
    factors = Collections.unmodifiableMap(new LinkedHashMap<>(factors));
    factors.forEach(
        (name, factor) -> {
          if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
            throw wrong("a factor of 0 or more for " + DataException.quote(name), "" + factor);
          }
        });
    if (balanced && !factors.isEmpty()) {
      throw wrong("balanced or factors", "both");
    }
  }

  /// Reads `none`, `balanced`, or classes with factors, as in `yes=5,no=1`. A name with a comma or
  /// an equals sign stands in double quotes.
  ///
  /// @throws IllegalArgumentException if the text is none of that
  public static ClassWeights of(String text) {
    if (text.equals("none") || text.equals(BALANCED)) {
      return text.equals("none") ? NONE : new ClassWeights(true, Map.of());
    }
    Map<String, Double> factors = new LinkedHashMap<>();
    for (String one : Names.list(text)) {
      int equals = one.lastIndexOf('=');
      try {
        String name = one.substring(0, Math.max(0, equals));
        if (factors.put(name, Double.parseDouble(one.substring(equals + 1))) != null) {
          throw wrong("each class once", DataException.quote(name) + " twice");
        }
      } catch (NumberFormatException e) {
        throw wrong("a class with a factor", DataException.quote(one), e);
      }
    }
    return new ClassWeights(false, factors);
  }

  /// Rows that count by their class.
  ///
  /// @throws IllegalArgumentException if there are no classes, one that is named is not there, or
  ///   all that are there have factor 0
  Dataset weighted(Dataset rows, List<TargetCode> targets) {
    if (equals(NONE)) {
      return rows;
    }
    if (targets.size() != 1 || !(targets.getFirst() instanceof TargetCode.Classes classes)) {
      throw new IllegalArgumentException(
          "class weight: expected one target of classes, got "
              + (targets.size() == 1 ? "a quantity" : targets.size() + " targets")
              + ". Leave it out, or weight rows with --weight-column.");
    }
    float[] indices = Targets.of(rows);
    double[] factor = factors(classes.labels(), indices);
    double[] weights = new double[rows.rows()];
    Arrays.setAll(weights, row -> rows.weight(row) * factor[(int) indices[row]]);
    if (Arrays.stream(weights).sum() == 0) {
      throw wrong("a factor above 0 for a class of the training part", "0 for all of them");
    }
    return Dataset.weighted(rows, weights);
  }

  private double[] factors(List<String> labels, float[] indices) {
    double[] result = new double[labels.size()];
    Arrays.fill(result, 1);
    if (balanced) {
      int[] counts = new int[result.length];
      for (float index : indices) {
        counts[(int) index]++;
      }
      Arrays.setAll(
          result, c -> indices.length / ((double) counts.length * Math.max(1, counts[c])));
    }
    factors.forEach(
        (name, value) -> {
          int place = labels.indexOf(name);
          if (place < 0) {
            throw wrong(
                "classes of the target, "
                    + String.join(", ", labels.stream().limit(MOST_LISTED).toList())
                    + (labels.size() > MOST_LISTED
                        ? " and " + (labels.size() - MOST_LISTED) + " more"
                        : ""),
                DataException.quote(name));
          }
          result[place] = value;
        });
    return result;
  }

  private static IllegalArgumentException wrong(String expected, String got) {
    return new IllegalArgumentException(
        "class weight: expected " + expected + ", got " + got + "." + EXAMPLE);
  }

  private static IllegalArgumentException wrong(String expected, String got, Exception cause) {
    return new IllegalArgumentException(
        "class weight: expected " + expected + ", got " + got + "." + EXAMPLE, cause);
  }

  /// As [#of] reads it.
  @Override
  public String toString() {
    return balanced
        ? BALANCED
        : factors.isEmpty()
            ? "none"
            : Names.listed(
                factors.entrySet().stream().map(f -> f.getKey() + "=" + f.getValue()).toList());
  }
}
