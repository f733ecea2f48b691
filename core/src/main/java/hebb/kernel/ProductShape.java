package hebb.kernel;

/// The sizes of what a [MatMulKernel] computes: a product, or a convolution, whose rows are places
/// of images.
public sealed interface ProductShape permits MatMulShape, ConvShape {
  /// Rows of the result.
  int m();

  /// Columns of the result.
  int n();

  /// Floating-point operations; a multiply-add counts as two.
  long flops();
}
