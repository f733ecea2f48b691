package hebb.kernel;

import org.jspecify.annotations.Nullable;

/// A matrix product of one fixed shape, made by [Kernels#product]. It has no state of its own and
/// may be used by many threads. Every element of the result is one ascending-k chain of fused
/// multiply-adds that starts at +0, so the bits are the same for any blocking, vector width and
/// split into rows.
public interface Product {
  /// Floats of private scratch memory that [#rows] needs from its calling thread; 0 if none.
  int scratch();

  /// In how many independent parts B is packed before [#rows] may be called; 0 if it is used as it
  /// lies.
  int packParts();

  /// A new space for the packed B, owned by one workspace; null if nothing is packed.
  @Nullable Object newPack();

  /// Packs one part of B into the space; parts may be packed by different threads at once.
  void pack(@Nullable Object pack, int part, float[] b, int bo);

  /// Computes rows `[from, to)` of C; different row ranges may be computed by different threads at
  /// once.
  void rows(
      @Nullable Object pack,
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
