package hebb.graph;

import hebb.tensor.Shape;
import java.util.List;

/// The primitives. Every interpreter of a graph (shapes, gradients, reference, compiler, printer)
/// is one exhaustive switch over this type, so a new record here is met by the compiler in every
/// room that must know it.
///
/// An op is of one kind, which says how it can run: those below, or by itself ([Reduce], [MatMul],
/// [Assign]). No switch over ops has a `default`; one may go by kinds.
///
/// In the shapes below `...` stands for any leading axes.
public sealed interface Op {
  /// A value that is there before a step begins.
  sealed interface Source extends Op {}

  /// Each element of the result is made of the same element of each input.
  sealed interface Elementwise extends Op {}

  /// The same elements in the same order.
  sealed interface View extends Op {}

  /// The input's elements in other places.
  sealed interface Layout extends Op {}

  /// What goes by indices, made or read.
  sealed interface Lookup extends Op {}

  /// What a window does that goes over images `[n, height, width, channels]`.
  sealed interface Windowed extends Op {
    /// How the window goes.
    Window window();
  }

  /// A value fed anew at each run, found by name.
  record Input(String name) implements Source {}

  /// A variable's value at the start of the step.
  record Parameter(Variable variable) implements Source {}

  /// A constant; its data is in the graph under this id.
  record Constant(int id) implements Source {}

  /// Uniform numbers in [0, 1), new at each step: a function of the key, the step and the element's
  /// index alone.
  record Random(long key) implements Elementwise {}

  /// `y = f(x)`, element by element.
  record Map(Unary function) implements Elementwise {}

  /// `y = f(a, b)`, element by element; both of one shape (broadcasting is an op of its own).
  record Zip(Binary function) implements Elementwise {}

  /// The same value, which gradients take for a constant.
  record Detach() implements View {}

  /// `condition != 0 ? a : b`, element by element.
  record Select() implements Elementwise {}

  /// Combines the axes `[from, to)`, which stay as axes of size 1.
  record Reduce(Reduction reduction, int from, int to) implements Op {}

  /// The index of the largest element along the last axis (the first of equals): `[..., n] ->
  /// [...]`.
  record ArgMax() implements Lookup {}

  /// The same elements in the same order under another shape.
  record Reshape(Shape shape) implements View {}

  /// Axes in another order: axis `i` of the result is axis `order.get(i)` of the input.
  record Permute(List<Integer> order) implements Layout {
    public Permute {
      order = List.copyOf(order);
    }
  }

  /// Repeats axes of size 1, and adds leading axes, up to a shape (NumPy's rules).
  record Broadcast(Shape shape) implements Layout {}

  /// Elements `[from, to)` of one axis.
  record Slice(int axis, int from, int to) implements Layout {}

  /// Zeros before and after an axis.
  record Pad(int axis, int before, int after) implements Layout {}

  /// Inputs one after the other along an axis.
  record Concat(int axis) implements Layout {}

  /// Rows of a table by index: `table [n, ...row], indices [...] -> [..., ...row]`.
  record Gather() implements Lookup {}

  /// Adds rows at indices into zeros: `indices [...], rows [..., ...row] -> [size, ...row]`; equal
  /// indices add up in order.
  record ScatterAdd(int size) implements Lookup {}

  /// `[..., m, k] x [..., k, n] -> [..., m, n]`; a transposed operand is stored with its last two
  /// axes exchanged. Leading axes are equal, or absent in one operand.
  record MatMul(boolean transposeA, boolean transposeB) implements Op {}

  /// A convolution without flip: `x [n, h, w, c], weights [rows, columns, c / groups, filters] ->
  /// [n, h', w', filters]`; each group of channels makes its group of filters. Padding is zeros.
  record Conv(Window window, int groups) implements Windowed {}

  /// The gradient of a convolution for its images of the given height and width, which is the
  /// transposed convolution: `g [n, h', w', filters], weights -> [n, height, width, c]`.
  record ConvInput(Window window, int groups, int height, int width) implements Windowed {}

  /// The gradient of a convolution for its weights: `x, g [n, h', w', filters] -> weights`.
  record ConvWeights(Window window, int groups) implements Windowed {}

  /// For each window and channel the value at the largest `x`, the first of equals: `x [n, h, w,
  /// c], values [n, h, w, c] -> [n, h', w', c]`. Padding is no place of a window. Its gradient for
  /// `x` is 0.
  record MaxPool(Window window) implements Windowed {}

  /// The gradient of [MaxPool] for its values: each `g` is added at the first place of its window
  /// whose `x` is the largest. `x, largest [n, h', w', c], g [n, h', w', c] -> [n, h, w, c]`.
  record MaxUnpool(Window window) implements Windowed {}

  /// A loop over time. The body makes of carries and of one step of each sequence the next carries
  /// and one step of each output; in reverse it begins with the last step. Inputs, as the body's
  /// signature lists them: the first carries `[rows, ...]`, sequences `[steps, rows, ...]`,
  /// contexts `[rows, ...]` and wholes, which are the same at each step. [ScanPart] reads the
  /// results.
  record Scan(ScanBody body, int steps, boolean reverse) implements Op {}

  /// One of the results of a scan: number `index` of a kind.
  record ScanPart(ScanBody.Part part, int index) implements Layout {}

  /// The end of a step for a variable: its next value.
  record Assign(Variable variable) implements Op {}
}
