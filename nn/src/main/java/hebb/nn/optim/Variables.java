package hebb.nn.optim;

import hebb.graph.Variable;
import hebb.tensor.Shape;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// State by path that is made when it is first asked for and shared by all graphs that ask for it
/// again.
public final class Variables {
  private final Map<String, Variable> variables = new LinkedHashMap<>();

  /// No variables yet.
  public Variables() {}

  /// The variable of a path; when it is new, all of its numbers are `initial`.
  public Variable get(String path, Shape shape, double initial) {
    return variables.computeIfAbsent(path, p -> filled(p, shape, (float) initial));
  }

  /// All variables in the order in which they were made.
  public Collection<Variable> all() {
    return Collections.unmodifiableCollection(variables.values());
  }

  private static Variable filled(String path, Shape shape, float initial) {
    float[] numbers = new float[shape.size()];
    Arrays.fill(numbers, initial);
    return Variable.of(path, shape, numbers);
  }
}
