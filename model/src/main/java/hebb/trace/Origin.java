package hebb.trace;

import hebb.graph.Node;
import hebb.graph.Op;
import hebb.trace.Term.Factor;
import hebb.trace.Term.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Follows numbers that are only laid out anew, as by flatten or beside those of other inputs, to
/// the tensors where they come from.
///
/// @param named the tensors that are known
record Origin(Map<Node, TracedTensor> named) {
  /// Where number `index` of a node comes from.
  private Optional<Ref> of(Node node, int index) {
    TracedTensor known = named.get(node);
    if (known != null) {
      return Optional.of(new Ref(known, index));
    }
    return switch (node.op()) {
      case Op.Reshape shape -> of(node.input(), index);
      case Op.Concat(int axis) -> {
        int inner = node.shape().range(axis + 1, node.shape().rank()).size();
        int all = node.shape().dim(axis);
        int place = index / inner % all;
        for (Node part : node.inputs()) {
          int own = part.shape().dim(axis);
          if (place < own) {
            yield of(part, (index / inner / all * own + place) * inner + index % inner);
          }
          place -= own;
        }
        yield Optional.empty();
      }
      case Op any -> Optional.empty();
    };
  }

  /// The tensors that a node is laid out of, in order; none where it is more than that.
  List<TracedTensor> parts(Node node) {
    TracedTensor known = named.get(node);
    if (known != null) {
      return List.of(known);
    }
    List<TracedTensor> parts = new ArrayList<>();
    if (node.op() instanceof Op.Reshape || node.op() instanceof Op.Concat) {
      for (Node input : node.inputs()) {
        List<TracedTensor> of = parts(input);
        if (of.isEmpty()) {
          return List.of();
        }
        parts.addAll(of);
      }
    }
    return parts;
  }

  /// A number as the one that it is a copy of.
  List<Term> copy(Node node, int index) {
    return of(node, index)
        .map(ref -> List.of(Term.of(Factor.of(ref.tensor(), ref.index()))))
        .orElse(List.of());
  }

  /// The gradients of the copies of a part's number.
  List<Term> back(Node node, TracedTensor part, int index, TracedTensor gradient) {
    List<Term> terms = new ArrayList<>();
    Ref wanted = new Ref(part, index);
    for (int i = 0; i < node.shape().size(); i++) {
      if (of(node, i).filter(wanted::equals).isPresent()) {
        terms.add(Term.of(Factor.of(gradient, i)));
      }
    }
    return terms;
  }
}
