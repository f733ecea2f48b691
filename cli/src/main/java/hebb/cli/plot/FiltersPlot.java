package hebb.cli.plot;

import hebb.cli.plot.Mark.Anchor;
import hebb.cli.plot.Mark.Box;
import hebb.cli.plot.Mark.Point;
import hebb.data.DataException;
import hebb.model.Model;
import hebb.nn.Network;
import hebb.nn.layer.Conv;
import hebb.nn.layer.Dense;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What each unit of a layer looks for in a picture, all of them in a grid: of a dense layer its
/// weights, one for each pixel; of a convolution its kernel, one for each pixel of the window. Each
/// is divided by its Euclidean norm, which makes it the input of norm 1 that the unit answers most;
/// grey is 0, white and black are the largest size that a weight has then. Kernels over 1 channel
/// are grey, over 3 in colour; over others each channel is a cell, a filter a row of them.
public final class FiltersPlot {
  private static final int PICTURE = 96;
  private static final int MOST = 2400;
  private static final int GAP = 4;
  private static final double LEFT = 24;
  private static final double TOP = 76;
  private static final int LEAST_WIDTH = 420;
  private static final int KERNEL = 4;
  private static final int MOST_FILTERS = 256;
  private static final int MOST_ROWS = 32;

  private final Shape shape;
  private final int columns;
  private final double[][] cells;
  private final double largest;

  private FiltersPlot(Shape shape, int columns, double[][] cells) {
    this.shape = shape;
    this.columns = columns;
    this.cells = cells;
    double most =
        Arrays.stream(cells).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
    this.largest = most == 0 ? 1 : most;
  }

  /// The weights of each unit, divided by their norm.
  ///
  /// @param weights whose last axis is that of the units
  private static double[][] units(Tensor weights) {
    int units = weights.shape().dim(-1);
    double[][] all = new double[units][weights.data().length / units];
    for (int unit = 0; unit < units; unit++) {
      double squares = 0;
      for (int i = 0; i < all[unit].length; i++) {
        all[unit][i] = weights.data()[i * units + unit];
        squares += all[unit][i] * all[unit][i];
      }
      double norm = squares == 0 ? 1 : Math.sqrt(squares);
      for (int i = 0; i < all[unit].length; i++) {
        all[unit][i] /= norm;
      }
    }
    return all;
  }

  /// Draws the filters of a layer.
  ///
  /// @param name what the model is called
  /// @param layer its path, as in `hidden1`; null for the first convolution, or the first dense
  ///   layer where there is none or a size is said
  /// @param size `[height, width]` of what a row is; null where the model takes images
  /// @throws DataException if the layer does not see pictures of that size
  /// @throws IllegalArgumentException if there is no such layer
  public static Picture of(Model model, String name, @Nullable String layer, @Nullable Shape size) {
    String of = layer == null ? first(model, name, size != null) : layer;
    Tensor weights = model.parameter(of + "/weight");
    if (weights.shape().rank() == KERNEL && size == null) {
      return kernels(name, of, weights);
    }
    Shape shape = size == null ? image(model, name) : size;
    if (weights.shape().rank() != 2 || weights.shape().dim(0) != shape.size()) {
      throw new DataException(
          name
              + ": expected a layer of weights for the "
              + shape.size()
              + " numbers of a picture of "
              + words(shape)
              + ", got "
              + of
              + ", whose weights are "
              + weights.shape()
              + ". Name another with --layer, or say --size.");
    }
    double[][] units = units(weights);
    return new FiltersPlot(shape, square(units.length), units)
        .picture(
            name + ": " + filters(units.length, units.length) + of,
            words(shape) + " weights each, divided by their norm; grey is 0");
  }

  /// @param weights `[height, width, channels, filters]`
  private static Picture kernels(String name, String layer, Tensor weights) {
    int channels = weights.shape().dim(2);
    Shape window = weights.shape().range(0, 2);
    double[][] all = units(weights);
    if (channels == 1 || channels == 3) {
      double[][] first = Arrays.copyOf(all, Math.min(all.length, MOST_FILTERS));
      return new FiltersPlot(
              Shape.of(window.dim(0), window.dim(1), channels), square(first.length), first)
          .picture(
              name + ": " + filters(first.length, all.length) + layer,
              "kernels of "
                  + words(window)
                  + (channels == 3 ? " in colour" : "")
                  + ", each divided by its norm; grey is 0");
    }
    int rows = Math.min(all.length, MOST_ROWS);
    int columns = Math.min(channels, MOST_ROWS);
    double[][] cells = new double[rows * columns][window.size()];
    for (int cell = 0; cell < cells.length; cell++) {
      for (int i = 0; i < window.size(); i++) {
        cells[cell][i] = all[cell / columns][i * channels + cell % columns];
      }
    }
    return new FiltersPlot(window, columns, cells)
        .picture(
            name + ": " + filters(rows, all.length) + layer,
            "a row: the kernels of "
                + words(window)
                + " of one filter over "
                + some(columns, channels)
                + " channels, divided by the filter's norm; grey is 0");
  }

  private static String filters(int shown, int all) {
    return some(shown, all) + (all == 1 ? " filter of " : " filters of ");
  }

  private static String some(int shown, int all) {
    return shown == all ? "" + all : shown + " of " + all;
  }

  private static int square(int cells) {
    return (int) Math.ceil(Math.sqrt(cells));
  }

  private static String first(Model model, String name, boolean dense) {
    List<Network.Entry> layers = model.network().entries();
    return layers.stream()
        .filter(entry -> !dense && entry.layer() instanceof Conv)
        .findFirst()
        .or(() -> layers.stream().filter(entry -> entry.layer() instanceof Dense).findFirst())
        .map(Network.Entry::name)
        .orElseThrow(
            () ->
                new DataException(
                    name
                        + ": expected a convolution or a dense layer, got "
                        + model.network().text()
                        + ". Name a layer with --layer."));
  }

  private static Shape image(Model model, String name) {
    Shape image = model.inputs().size() == 1 ? model.inputs().getFirst().row() : Shape.of(0);
    if (image.rank() == 3 && (image.dim(2) == 1 || image.dim(2) == 3)) {
      return image;
    }
    throw new DataException(
        name
            + ": expected a model of images in grey or in three colours, got one of "
            + (image.rank() < 3 ? "a table" : words(image))
            + ". Say --size HEIGHTxWIDTH if its rows are pictures.");
  }

  private static String words(Shape shape) {
    return shape.dim(0)
        + " x "
        + shape.dim(1)
        + (shape.rank() > 2 && shape.dim(2) > 1 ? " x " + shape.dim(2) : "");
  }

  private Picture picture(String title, String told) {
    Mark.Field grid = grid(new Point(LEFT, TOP));
    Box box = grid.box();
    return new Picture(
        (int) Math.ceil(Math.max(LEAST_WIDTH, box.right() + LEFT)),
        (int) Math.ceil(box.bottom() + LEFT),
        List.of(
            new Mark.Text(new Point(LEFT, 32), title, 17, Palette.INK, Anchor.START),
            new Mark.Text(new Point(LEFT, 54), told, 13, Palette.QUIET, Anchor.START),
            grid));
  }

  /// The grid alone.
  ///
  /// @param weights `[pixels, units]`
  /// @param corner its upper left one
  static Mark.Field grid(Shape shape, Tensor weights, Point corner) {
    double[][] units = units(weights);
    return new FiltersPlot(shape, square(units.length), units).grid(corner);
  }

  private Mark.Field grid(Point corner) {
    int rows = (cells.length + columns - 1) / columns;
    int longest = Math.max(shape.dim(0), shape.dim(1));
    int room = Math.min(PICTURE, MOST / columns - GAP);
    int scale = Math.max(1, room / longest);
    int across = columns * (shape.dim(1) * scale + GAP) + GAP;
    int down = rows * (shape.dim(0) * scale + GAP) + GAP;
    var raster = new Raster(across, down);
    for (int y = 0; y < down; y++) {
      for (int x = 0; x < across; x++) {
        raster.set(x, y, Palette.WHITE);
      }
    }
    for (int cell = 0; cell < cells.length; cell++) {
      int left = cell % columns * (shape.dim(1) * scale + GAP) + GAP;
      int top = cell / columns * (shape.dim(0) * scale + GAP) + GAP;
      draw(raster, cells[cell], left, top, scale);
    }
    return new Mark.Field(new Box(corner.x(), corner.y(), across / 2.0, down / 2.0), raster);
  }

  private void draw(Raster raster, double[] cell, int left, int top, int scale) {
    int channels = shape.rank() == 3 ? shape.dim(2) : 1;
    for (int y = 0; y < shape.dim(0) * scale; y++) {
      for (int x = 0; x < shape.dim(1) * scale; x++) {
        int pixel = (y / scale * shape.dim(1) + x / scale) * channels;
        int colour = 0;
        for (int c = 0; c < 3; c++) {
          double weight = cell[pixel + Math.min(c, channels - 1)];
          colour = colour << 8 | (int) Math.round(127.5 + 127.5 * weight / largest);
        }
        raster.set(left + x, top + y, colour);
      }
    }
  }
}
