package hebb.model;

import hebb.data.schema.UnseenCell;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a model says about one row.
public sealed interface Prediction {
  /// The cells of the row that are not as those of the training part: they count as other
  /// categories or as missing.
  List<UnseenCell> unseen();

  /// A class.
  ///
  /// @param label the most probable class
  /// @param probabilities of all classes, in the model's order; they add up to 1
  /// @param unseen cells that are not as those of the training part
  record OfClass(String label, Map<String, Double> probabilities, List<UnseenCell> unseen)
      implements Prediction {
    /// Copies map and list, in their order.
    public OfClass {
      unseen = List.copyOf(unseen);
      probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
    }

    /// The label.
    @Override
    public String toString() {
      return label;
    }
  }

  /// Several targets.
  ///
  /// @param targets by their names, in the model's order
  /// @param unseen cells that are not as those of the training part
  record OfSeveral(Map<String, Prediction> targets, List<UnseenCell> unseen) implements Prediction {
    /// Copies map and list, in their order.
    public OfSeveral {
      unseen = List.copyOf(unseen);
      targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
    }

    /// Names and predictions, as in `{price=2.5, rooms=3.0}`.
    @Override
    public String toString() {
      return targets.toString();
    }
  }

  /// A row made again from its code, by an autoencoder.
  ///
  /// @param error how far it is from the row: the root of the mean square over its numbers as they
  ///   are encoded; large where the row is unlike those of the training part
  /// @param values what the network gives for the numbers that it sees of the row
  /// @param unseen cells that are not as those of the training part
  record OfInputs(double error, List<Float> values, List<UnseenCell> unseen) implements Prediction {
    /// Copies the lists.
    public OfInputs {
      values = List.copyOf(values);
      unseen = List.copyOf(unseen);
    }

    /// The error.
    @Override
    public String toString() {
      return Double.toString(error);
    }
  }

  /// A number.
  ///
  /// @param value in the target's own unit
  /// @param unseen cells that are not as those of the training part
  record OfNumber(double value, List<UnseenCell> unseen) implements Prediction {
    /// Copies the list.
    public OfNumber {
      unseen = List.copyOf(unseen);
    }

    /// The number.
    @Override
    public String toString() {
      return Double.toString(value);
    }
  }
}
