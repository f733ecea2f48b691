package hebb.diagnose;

import hebb.graph.Variable;
import java.util.List;

/// A copy of the weights that a training begins with, to be looked at when it has begun.
final class FirstWeights {
  private final List<Variable> variables;
  private final List<float[]> copies;

  FirstWeights(List<Variable> variables) {
    this.variables = List.copyOf(variables);
    this.copies = fetch();
  }

  private List<float[]> fetch() {
    return variables.stream().map(Variable::fetch).toList();
  }

  private void store(List<float[]> numbers) {
    for (int i = 0; i < numbers.size(); i++) {
      variables.get(i).store(numbers.get(i));
    }
  }

  /// Puts them in place while something looks at them.
  void during(Runnable look) {
    List<float[]> present = fetch();
    store(copies);
    try {
      look.run();
    } finally {
      store(present);
    }
  }
}
