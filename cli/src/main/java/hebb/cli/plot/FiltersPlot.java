package hebb.cli.plot;

import hebb.cli.plot.Mark.Anchor;
import hebb.cli.plot.Mark.Box;
import hebb.cli.plot.Mark.Point;
import hebb.data.DataException;
import hebb.model.Model;
import hebb.nn.Network;
import hebb.nn.layer.Dense;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What each unit of a layer looks for in a picture: its weights, one for each pixel, as a picture
/// of their own, all of them in a grid. Each is divided by its Euclidean norm, which makes it the
/// input of norm 1 that the unit answers most; grey is 0, white and black are the largest size that
/// a weight has then.
public final class FiltersPlot {
  private static final int PICTURE = 96;
  private static final int MOST = 2400;
  private static final int GAP = 4;
  private static final double LEFT = 24;
  private static final double TOP = 76;
  private static final int LEAST_WIDTH = 420;

  private final Shape shape;
  private final int units;
  private final double[] filters;
  private final double largest;

  /// @param weights `[pixels, units]`
  private FiltersPlot(Shape shape, Tensor weights) {
    this.shape = shape;
    this.units = weights.shape().dim(1);
    this.filters = new double[weights.data().length];
    double most = 0;
    for (int unit = 0; unit < units; unit++) {
      double squares = 0;
      for (int i = unit; i < filters.length; i += units) {
        squares += (double) weights.data()[i] * weights.data()[i];
      }
      double norm = squares == 0 ? 1 : Math.sqrt(squares);
      for (int i = unit; i < filters.length; i += units) {
        filters[i] = weights.data()[i] / norm;
        most = Math.max(most, Math.abs(filters[i]));
      }
    }
    this.largest = most == 0 ? 1 : most;
  }

  /// Draws the filters of a layer.
  ///
  /// @param name what the model is called
  /// @param layer its path, as in `hidden1`; null for the first dense layer
  /// @param size `[height, width]` of what a row is; null where the model takes images
  /// @throws DataException if the layer does not see pictures of that size
  /// @throws IllegalArgumentException if there is no such layer
  public static Picture of(Model model, String name, @Nullable String layer, @Nullable Shape size) {
    String of = layer == null ? first(model, name) : layer;
    Tensor weights = model.parameter(of + "/weight");
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
    return new FiltersPlot(shape, weights).picture(name, of);
  }

  private static String first(Model model, String name) {
    return model.network().entries().stream()
        .filter(entry -> entry.layer() instanceof Dense)
        .map(Network.Entry::name)
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    name
                        + ": expected a dense layer, got "
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

  private Picture picture(String name, String layer) {
    Mark.Field grid = grid(new Point(LEFT, TOP));
    Box box = grid.box();
    String title = name + ": " + units + (units == 1 ? " filter of " : " filters of ") + layer;
    String told = words(shape) + " weights each, divided by their norm; grey is 0";
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
    return new FiltersPlot(shape, weights).grid(corner);
  }

  private Mark.Field grid(Point corner) {
    int columns = (int) Math.ceil(Math.sqrt(units));
    int rows = (units + columns - 1) / columns;
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
    for (int unit = 0; unit < units; unit++) {
      int left = unit % columns * (shape.dim(1) * scale + GAP) + GAP;
      int top = unit / columns * (shape.dim(0) * scale + GAP) + GAP;
      draw(raster, unit, left, top, scale);
    }
    return new Mark.Field(new Box(corner.x(), corner.y(), across / 2.0, down / 2.0), raster);
  }

  private void draw(Raster raster, int unit, int left, int top, int scale) {
    int channels = shape.rank() == 3 ? shape.dim(2) : 1;
    for (int y = 0; y < shape.dim(0) * scale; y++) {
      for (int x = 0; x < shape.dim(1) * scale; x++) {
        int pixel = (y / scale * shape.dim(1) + x / scale) * channels;
        int colour = 0;
        for (int c = 0; c < 3; c++) {
          double weight = filters[(pixel + Math.min(c, channels - 1)) * units + unit];
          colour = colour << 8 | (int) Math.round(127.5 + 127.5 * weight / largest);
        }
        raster.set(left + x, top + y, colour);
      }
    }
  }
}
