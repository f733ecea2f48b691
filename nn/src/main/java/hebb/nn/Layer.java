package hebb.nn;

import hebb.graph.Value;

/// A function of a value that may have parameters: a record that holds its configuration, or any
/// lambda. The same layer under the same path has the same parameters.
///
/// Shapes are batch-first: the first axis of every input and output is the rows of the batch.
@FunctionalInterface
public interface Layer {
  /// The output for an input; parameters are declared through the context.
  Value apply(Context context, Value input);

  /// Whether it takes indices, as the first layer behind an input of them has to.
  default boolean takesIndices() {
    return false;
  }

  /// Whether it takes two inputs, which [Context#second] gives the other one of.
  default boolean takesTwo() {
    return false;
  }

  /// What a network calls the layer, before a number: `hidden` becomes `hidden1`, `hidden2` and,
  /// for the last of them, `output`.
  default String stem() {
    return "layer";
  }
}
