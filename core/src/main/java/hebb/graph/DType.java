package hebb.graph;

/// The type of a node's elements. Both live in `float` storage: an `I32` is kept as a whole number,
/// which is exact up to 2^24 (16,777,216 classes or table rows). Double precision exists in the
/// reference interpreter only.
public enum DType {
  /// 32-bit floating point.
  F32,
  /// A whole number: a label or an index.
  I32
}
