package hebb.trace;

import java.util.List;
import java.util.stream.Collectors;

/// One term of the sum that a number is: a product of factors.
///
/// @param factors at least one
public record Term(List<Factor> factors) {
  /// Copies the list.
  public Term {
    factors = List.copyOf(factors);
  }

  static Term of(Factor... factors) {
    return new Term(List.of(factors));
  }

  /// The product.
  public double value() {
    return factors.stream().mapToDouble(Factor::value).reduce(1, (a, b) -> a * b);
  }

  /// As in `W1[2,1] A0[1]`.
  @Override
  public String toString() {
    return factors.stream().map(Factor::label).collect(Collectors.joining(" "));
  }

  /// One number of a term: of the trace, or made of such by a function.
  ///
  /// @param value the number
  /// @param made how it is made, as in `(1 - A1[1]^2)`; empty for a number of the trace as it is
  /// @param of the numbers of the trace that it is, or is made of; none for a constant
  public record Factor(double value, String made, List<Ref> of) {
    /// Copies the list.
    public Factor {
      of = List.copyOf(of);
    }

    /// A number of the trace.
    static Factor of(TracedTensor tensor, int index) {
      return new Factor(tensor.at(index), "", List.of(new Ref(tensor, index)));
    }

    /// A number that is made of others of the trace.
    static Factor made(double value, String how, Ref... of) {
      return new Factor(value, how, List.of(of));
    }

    /// Whether it is a number of the trace as it is.
    public boolean isRef() {
      return made.isEmpty();
    }

    /// As in `W1[2,1]` or `(1 - A1[1]^2)`.
    public String label() {
      return isRef() ? of.getFirst().toString() : made;
    }
  }

  /// A number of the trace, by the tensor that holds it.
  ///
  /// @param index from 0, as in [TracedTensor#at(int)]
  public record Ref(TracedTensor tensor, int index) {
    /// The number.
    public double value() {
      return tensor.at(index);
    }

    /// As in `W1[2,1]`.
    @Override
    public String toString() {
      return tensor.label(index);
    }
  }
}
