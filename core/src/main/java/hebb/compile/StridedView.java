package hebb.compile;

import hebb.graph.Node;
import hebb.graph.Op;
import hebb.graph.ScanShapes;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Where the elements of a value lie within those of another, the root: from an offset on, a stride
/// further along each axis. A repeated axis has stride 0.
record StridedView(Node root, int offset, List<Integer> dims, List<Integer> strides) {
  StridedView {
    dims = List.copyOf(dims);
    strides = List.copyOf(strides);
  }

  /// All elements of a value, one behind the other.
  static StridedView dense(Node node) {
    return dense(node, node.shape());
  }

  /// The same under another shape of as many elements.
  static StridedView dense(Node node, Shape shape) {
    return new StridedView(node, 0, ints(shape), denseStrides(shape));
  }

  private static List<Integer> ints(Shape shape) {
    return IntStream.of(shape.dims()).boxed().toList();
  }

  private static List<Integer> denseStrides(Shape shape) {
    Integer[] strides = new Integer[shape.rank()];
    int stride = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape.dim(axis);
    }
    return List.of(strides);
  }

  Shape shape() {
    return Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
  }

  int size() {
    int size = 1;
    for (int dim : dims) {
      size *= dim;
    }
    return size;
  }

  /// The view of a node on its input, whose view this is; null if strides cannot say it.
  @Nullable StridedView through(Node node) {
    return switch (node.op()) {
      case Op.View op -> reshape(node.shape());
      case Op.Slice(int axis, int from, int to) -> slice(axis, from, to);
      case Op.Permute(List<Integer> order) -> permute(order);
      case Op.ScanPart part -> {
        int from = ScanShapes.offset(part, node.input());
        StridedView found = slice(0, from, from + node.shape().size());
        yield found.reshape(node.shape());
      }
      case Op.Broadcast(Shape shape) -> broadcast(shape);
      case Op.Pad op -> null;
      case Op.Concat op -> null;
      case Op.Source op -> null;
      case Op.Elementwise op -> null;
      case Op.Lookup op -> null;
      case Op.Reduce op -> null;
      case Op.MatMul op -> null;
      case Op.Windowed op -> null;
      case Op.Scan op -> null;
      case Op.Assign op -> null;
    };
  }

  StridedView slice(int axis, int from, int to) {
    List<Integer> sizes = new ArrayList<>(dims);
    sizes.set(axis, to - from);
    return new StridedView(root, offset + from * strides.get(axis), sizes, strides);
  }

  StridedView permute(List<Integer> order) {
    return new StridedView(
        root,
        offset,
        order.stream().map(dims::get).toList(),
        order.stream().map(strides::get).toList());
  }

  private StridedView broadcast(Shape shape) {
    int extra = shape.rank() - dims.size();
    List<Integer> steps =
        IntStream.range(0, shape.rank())
            .mapToObj(i -> i < extra || dims.get(i - extra) == 1 ? 0 : strides.get(i - extra))
            .toList();
    return new StridedView(root, offset, ints(shape), steps);
  }

  /// The same elements under another shape, if strides can say it: runs of axes that lie as one are
  /// cut anew.
  @Nullable StridedView reshape(Shape shape) {
    if (shape.size() == 0) {
      return new StridedView(root, offset, ints(shape), denseStrides(shape));
    }
    StridedView merged = merged();
    List<Integer> steps = new ArrayList<>();
    int own = 0;
    int left = merged.dims.isEmpty() ? 1 : merged.dims.getFirst();
    for (int axis = 0; axis < shape.rank(); axis++) {
      int size = shape.dim(axis);
      if (size == 1) {
        steps.add(0);
        continue;
      }
      if (left == 1) {
        left = merged.dims.get(++own);
      }
      if (left % size != 0) {
        return null;
      }
      left /= size;
      steps.add(merged.strides.get(own) * left);
    }
    return new StridedView(root, offset, ints(shape), steps);
  }

  /// The same with as few axes as can be: none of size 1, and those that lie as one merged.
  StridedView merged() {
    List<Integer> sizes = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    for (int axis = 0; axis < dims.size(); axis++) {
      int size = dims.get(axis);
      int step = strides.get(axis);
      if (size == 1) {
        continue;
      }
      int last = sizes.size() - 1;
      if (last >= 0 && steps.get(last) == size * step) {
        sizes.set(last, sizes.get(last) * size);
        steps.set(last, step);
      } else {
        sizes.add(size);
        steps.add(step);
      }
    }
    return new StridedView(root, offset, sizes, steps);
  }

  /// Whether the elements lie one behind the other.
  boolean isContiguous() {
    int stride = 1;
    for (int axis = dims.size() - 1; axis >= 0; axis--) {
      int dim = dims.get(axis);
      if (dim > 1 && strides.get(axis) != stride) {
        return size() == 0;
      }
      stride *= dim;
    }
    return true;
  }

  /// Whether it is all elements of the root, in their order.
  boolean isWhole() {
    return offset == 0 && size() == root.shape().size() && isContiguous();
  }

  /// The rows of a loop: all axes but the last (all, where it has a column of one element only).
  StridedView rows(IterationSpace space) {
    boolean vector = space.cols() == 1;
    int end = vector ? dims.size() : dims.size() - 1;
    return new StridedView(root, offset, dims.subList(0, end), strides.subList(0, end)).merged();
  }

  /// The stride of the columns of a loop.
  int columnStride(IterationSpace space) {
    return space.cols() == 1 ? 0 : strides.getLast();
  }

  /// The stride of the rows, if there is one for all of them; -1 if there are several.
  int rowStride(IterationSpace space) {
    StridedView rows = rows(space);
    return rows.dims.size() > 1 ? -1 : rows.dims.isEmpty() ? 0 : rows.strides.getFirst();
  }
}
