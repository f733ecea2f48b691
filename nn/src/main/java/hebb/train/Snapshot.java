package hebb.train;

import hebb.graph.Variable;
import hebb.tensor.Tensor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A copy of variables that is taken again and again into the same memory.
final class Snapshot {
  private final List<Variable> variables;
  private final List<float[]> copies;

  Snapshot(Collection<Variable> variables) {
    this.variables = List.copyOf(variables);
    this.copies = this.variables.stream().map(Variable::fetch).toList();
  }

  /// Copies the variables.
  void take() {
    for (int i = 0; i < copies.size(); i++) {
      variables.get(i).fetch(copies.get(i));
    }
  }

  /// Writes the copy back.
  void restore() {
    for (int i = 0; i < copies.size(); i++) {
      variables.get(i).store(copies.get(i));
    }
  }

  /// The copy by path.
  Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < copies.size(); i++) {
      Variable variable = variables.get(i);
      tensors.put(variable.path(), Tensor.of(variable.shape(), copies.get(i).clone()));
    }
    return tensors;
  }

  /// Fills the copy.
  ///
  /// @throws IllegalArgumentException if the paths or shapes are others
  void fill(Map<String, Tensor> tensors) {
    for (int i = 0; i < copies.size(); i++) {
      Variable variable = variables.get(i);
      Tensor tensor = tensors.get(variable.path());
      if (tensor == null || !tensor.shape().equals(variable.shape())) {
        throw other(variable.toString(), tensor == null ? "nothing" : tensor.shape().toString());
      }
      System.arraycopy(tensor.data(), 0, copies.get(i), 0, copies.get(i).length);
    }
    Set<String> more = new LinkedHashSet<>(tensors.keySet());
    variables.forEach(variable -> more.remove(variable.path()));
    if (!more.isEmpty()) {
      throw other("nothing else", more.iterator().next());
    }
  }

  private static IllegalArgumentException other(String expected, String got) {
    return new IllegalArgumentException(
        "resume: expected "
            + expected
            + ", got "
            + got
            + ". Resume with the network and optimizer of the checkpoint.");
  }

  /// Whether all numbers in the variables are finite.
  boolean finite() {
    for (Variable variable : variables) {
      float sum = 0;
      for (float value : variable.fetch()) {
        sum += 0 * value;
      }
      if (Float.isNaN(sum)) {
        return false;
      }
    }
    return true;
  }
}
