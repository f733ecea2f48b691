package hebb.kernel;

/// A matrix product of one fixed shape, made by [Kernels#product]. It has no state of its own and
/// may be used by many threads. Every element of the result is one ascending-k chain of fused
/// multiply-adds that starts at +0, so the bits are the same for any blocking, vector width and
/// split into rows.
public interface Product {
  /// Floats of private scratch memory that [#rows] needs from its calling thread; 0 if none.
  default int scratch() {
    return 0;
  }

  /// In how many independent parts B is packed before [#rows] may be called; 0 if it is used as it
  /// lies.
  default int packParts() {
    return 0;
  }

  /// Floats of memory for the packed B; what they hold before does not matter.
  default int packFloats() {
    return 0;
  }

  /// Packs one part of B to `pack[po]` and on; parts may be packed by different threads at once.
  default void pack(float[] pack, int po, int part, float[] b, int bo) {
    throw new IllegalStateException(
        "product: expected no packing of B, got a call of pack. Pack packParts() parts.");
  }

  /// Packs all parts of B, one after the other.
  default void packAll(float[] pack, int po, float[] b, int bo) {
    for (int part = 0; part < packParts(); part++) {
      pack(pack, po, part, b, bo);
    }
  }

  /// Computes rows `[from, to)` of C; different row ranges may be computed by different threads at
  /// once.
  void rows(
      float[] pack,
      int po,
      float[] scratch,
      int from,
      int to,
      float[] a,
      int ao,
      float[] b,
      int bo,
      float[] c,
      int co);
}
