package hebb.suite;

import hebb.data.image.Images;
import hebb.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Patches of pictures of leaves that lie over each other, which have edges as photographs do (the
/// dead leaves of Matheron 1968): whitened, without their mean, cut at 3 deviations and brought to
/// .1 to .9, as in the sparse-autoencoder exercise of Ng (2011).
final class Leaves {
  static final int PATCH = 8;
  private static final int SIDE = 384;
  private static final int PICTURES = 4;
  private static final int LEAVES = 4000;

  private Leaves() {}

  /// Patches of 8 x 8 pixels, without labels.
  static Images patches(int rows, long seed) {
    Random random = new Random(seed);
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
    return Images.of("leaves", Shape.of(PATCH, PATCH), pixels, new byte[rows], List.of());
  }

  private static double[] leaves(Random random) {
    double[] picture = new double[SIDE * SIDE];
    for (int leaf = 0; leaf < LEAVES; leaf++) {
      double x = random.nextDouble(SIDE);
      double y = random.nextDouble(SIDE);
      double length = 3 / Math.sqrt(1 - 0.99 * random.nextDouble());
      double width = length * random.nextDouble(0.4, 1);
      double angle = random.nextDouble(Math.PI);
      double grey = random.nextDouble();
      int reach = (int) (1.5 * length) + 2;
      for (int i = Math.max(0, (int) y - reach); i < Math.min(SIDE, y + reach); i++) {
        for (int j = Math.max(0, (int) x - reach); j < Math.min(SIDE, x + reach); j++) {
          double along = Math.cos(angle) * (j - x) + Math.sin(angle) * (i - y);
          double across = Math.cos(angle) * (i - y) - Math.sin(angle) * (j - x);
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

  private static void cut(double[] picture, Random random, double[] patches, int at) {
    int top = random.nextInt(SIDE - PATCH);
    int left = random.nextInt(SIDE - PATCH);
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
