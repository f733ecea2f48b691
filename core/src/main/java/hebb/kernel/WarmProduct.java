package hebb.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A product that moves to its fast form when that is compiled: at the packing of an operand, so
/// that no product finds half of it packed.
final class WarmProduct implements Product {
  private final Product ready;
  private final Product fast;
  private final Warmer.Choice choice;

  WarmProduct(Product ready, Product fast, Warmer.Choice choice) {
    this.ready = ready;
    this.fast = fast;
    this.choice = choice;
  }

  /// The packed operands of both forms, and which parts hold the fast form's.
  private static final class Packs {
    final @Nullable Object ready;
    final @Nullable Object fast;
    final boolean[] parts;

    Packs(@Nullable Object ready, @Nullable Object fast, int parts) {
      this.ready = ready;
      this.fast = fast;
      this.parts = new boolean[parts];
    }

    boolean allFast() {
      for (boolean part : parts) {
        if (!part) {
          return false;
        }
      }
      return true;
    }
  }

  @Override
  public int scratch() {
    return Math.max(ready.scratch(), fast.scratch());
  }

  @Override
  public int packParts() {
    return Math.max(ready.packParts(), fast.packParts());
  }

  @Override
  public @Nullable Object newPack() {
    return packParts() == 0 ? null : new Packs(ready.newPack(), fast.newPack(), packParts());
  }

  @Override
  public void pack(@Nullable Object pack, int part, float[] b, int bo) {
    Packs packs = (Packs) Objects.requireNonNull(pack);
    boolean now = choice.isFast();
    if (now && part < fast.packParts()) {
      fast.pack(packs.fast, part, b, bo);
    } else if (!now && part < ready.packParts()) {
      ready.pack(packs.ready, part, b, bo);
    }
    packs.parts[part] = now;
  }

  @Override
  public void rows(
      @Nullable Object pack,
      float[] scratch,
      int from,
      int to,
      float[] a,
      int ao,
      float[] b,
      int bo,
      float[] c,
      int co) {
    if (pack instanceof Packs packs) {
      boolean now = packs.allFast();
      (now ? fast : ready)
          .rows(now ? packs.fast : packs.ready, scratch, from, to, a, ao, b, bo, c, co);
    } else {
      (choice.isFast() ? fast : ready).rows(null, scratch, from, to, a, ao, b, bo, c, co);
    }
  }

  @Override
  public String toString() {
    return fast.toString();
  }

  /// Small products that take all paths of a transposition: rows by sixes, fours and one, columns
  /// by wide and narrow tiles, and one row alone.
  record Trial(Kernels ready, Kernels fast, boolean transposeA, boolean transposeB)
      implements Warmer.Trial {
    @Override
    public void run(Kernels kernels, float[] x, float[] y) {
      run(kernels.product(11, 90, 40, transposeA, transposeB), 11, x, y);
      run(kernels.product(1, 400, 16, transposeA, transposeB), 1, x, y);
    }

    private static void run(Product product, int m, float[] x, float[] y) {
      Object pack = product.newPack();
      for (int part = 0; part < product.packParts(); part++) {
        product.pack(pack, part, x, 0);
      }
      product.rows(pack, new float[product.scratch()], 0, m, x, 0, x, 0, y, 0);
    }
  }
}
