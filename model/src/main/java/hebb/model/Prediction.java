package hebb.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a model says about one row.
public sealed interface Prediction {
  /// A class.
  ///
  /// @param label the most probable class
  /// @param probabilities of all classes, in the model's order; they add up to 1
  record OfClass(String label, Map<String, Double> probabilities) implements Prediction {
    /// Copies the map, in its order.
    public OfClass {
      probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
    }

    /// The label.
    @Override
    public String toString() {
      return label;
    }
  }

  /// A number.
  ///
  /// @param value in the target's own unit
  record OfNumber(double value) implements Prediction {
    /// The number.
    @Override
    public String toString() {
      return Double.toString(value);
    }
  }
}
