package hebb.data.demo;

import hebb.data.RandomStream;
import hebb.data.image.Images;
import hebb.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/// Patches of pictures of leaves that lie over each other, which have edges as photographs do (the
/// dead leaves of Matheron 1968): whitened, without their mean, cut at 3 deviations and brought to
/// .1 to .9, as in the sparse-autoencoder exercise of Ng (2011).
public final class Leaves {
  /// Pixels in a row and in a column of a patch.
  public static final int PATCH = 8;

  private static final int SIDE = 384;
  private static final int PICTURES = 4;
  private static final int LEAVES = 4000;

  private Leaves() {}

  /// Patches of 8 x 8 pixels, without labels; the same seed gives the same ones on every machine.
  ///
  /// @param rows how many, from 1
  public static Images patches(int rows, long seed) {
    var random = new RandomStream(seed, "leaves");
    double[][] pictures = new double[PICTURES][];
    for (int i = 0; i < PICTURES; i++) {
      double[] leaves = leaves(random);
      double[] smooth = blurred(leaves, 1);
      double[] mean = blurred(leaves, 3);
      Arrays.setAll(smooth, p -> smooth[p] - mean[p]);
      pictures[i] = smooth;
    }
    int size = PATCH * PATCH;
    double[] patches = new double[rows * size];
    for (int row = 0; row < rows; row++) {
      cut(pictures[row % PICTURES], random, patches, row * size);
    }
    double most = 3 * Math.sqrt(Arrays.stream(patches).map(x -> x * x).average().orElseThrow());
    byte[] pixels = new byte[patches.length];
    for (int i = 0; i < pixels.length; i++) {
      double share = Math.clamp(patches[i] / most, -1, 1);
      pixels[i] = (byte) Math.round(255 * (0.5 + 0.4 * share));
    }
    return Images.of("leaves", Shape.of(PATCH, PATCH, 1), pixels, new byte[rows], List.of());
  }

  private static double[] leaves(RandomStream random) {
    double[] picture = new double[SIDE * SIDE];
    for (int leaf = 0; leaf < LEAVES; leaf++) {
      double x = random.uniform(0, SIDE);
      double y = random.uniform(0, SIDE);
      double length = 3 / Math.sqrt(1 - 0.99 * random.uniform());
      double width = length * random.uniform(0.4, 1);
      double angle = random.uniform(0, StrictMath.PI);
      double grey = random.uniform();
      int reach = (int) (1.5 * length) + 2;
      for (int i = Math.max(0, (int) y - reach); i < Math.min(SIDE, y + reach); i++) {
        for (int j = Math.max(0, (int) x - reach); j < Math.min(SIDE, x + reach); j++) {
          double along = StrictMath.cos(angle) * (j - x) + StrictMath.sin(angle) * (i - y);
          double across = StrictMath.cos(angle) * (i - y) - StrictMath.sin(angle) * (j - x);
          double from = Math.max(Math.abs(along) / length, Math.abs(across) / width);
          double cover = Math.clamp((1 - from) * width + 0.5, 0, 1);
          picture[i * SIDE + j] += cover * (grey - picture[i * SIDE + j]);
        }
      }
    }
    return picture;
  }

  /// The mean over `2 reach + 1` pixels down and across, around the edges.
  private static double[] blurred(double[] picture, int reach) {
    return blurred(blurred(picture, reach, 1), reach, SIDE);
  }

  private static double[] blurred(double[] picture, int reach, int step) {
    double[] mean = new double[picture.length];
    for (int p = 0; p < picture.length; p++) {
      for (int d = -reach; d <= reach; d++) {
        mean[p] += picture[Math.floorMod(p + d * step, picture.length)] / (2 * reach + 1);
      }
    }
    return mean;
  }

  private static void cut(double[] picture, RandomStream random, double[] patches, int at) {
    int top = random.below(SIDE - PATCH);
    int left = random.below(SIDE - PATCH);
    double mean = 0;
    for (int i = 0; i < PATCH * PATCH; i++) {
      patches[at + i] = picture[(top + i / PATCH) * SIDE + left + i % PATCH];
      mean += patches[at + i] / (PATCH * PATCH);
    }
    for (int i = 0; i < PATCH * PATCH; i++) {
      patches[at + i] -= mean;
    }
  }
}
