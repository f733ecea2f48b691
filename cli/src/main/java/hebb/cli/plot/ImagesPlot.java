package hebb.cli.plot;

import hebb.cli.plot.Mark.Anchor;
import hebb.cli.plot.Mark.Box;
import hebb.cli.plot.Mark.Field;
import hebb.cli.plot.Mark.Point;
import hebb.cli.plot.Mark.Text;
import hebb.model.LayerView;
import hebb.model.Mistake;
import hebb.model.Mistakes;
import hebb.model.Model;
import hebb.tensor.Shape;
import hebb.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Images in a grid, with a line below each.
public final class ImagesPlot {
  /// How many images there may be.
  public static final int MOST = 48;

  private static final double SIDE = 96;
  private static final double GAP = 16;
  private static final double LINE = 18;
  private static final double LEFT = 24;
  private static final double TOP = 76;
  private static final int COLUMNS = 8;
  private static final int LETTERS = 17;

  private record Tile(Tensor image, String line, String below) {
    Tile(Tensor image, String line) {
      this(image, line, "");
    }
  }

  private ImagesPlot() {}

  /// What a model takes for another class.
  ///
  /// @param places what each of them is called, as in `cats/1.jpg`
  public static Picture mistakes(Model model, String name, Mistakes mistakes, List<String> places) {
    List<Tile> tiles = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      Mistake mistake = mistakes.surest().get(i);
      tiles.add(
          new Tile(
              model.image(mistake.numbers().data()),
              mistake.truth()
                  + " \u2192 "
                  + mistake.predicted()
                  + String.format(Locale.ROOT, " %.2f", mistake.probability()),
              places.get(i)));
    }
    return picture(
        name + ": what it takes for another class",
        (tiles.size() < mistakes.count() ? tiles.size() + " of " : "")
            + mistakes.count()
            + (mistakes.count() == 1 ? " mistake in " : " mistakes in ")
            + mistakes.rows()
            + " rows, the surest first: class \u2192 prediction, with its probability",
        tiles);
  }

  /// The channels of a layer's output, each from its least number (black) to its largest.
  public static Picture activations(Model model, String name, LayerView view, float[] row) {
    float[] outputs = view.outputs(row);
    Shape shape = view.shape();
    int channels = shape.dim(2);
    List<Tile> tiles = new ArrayList<>(List.of(new Tile(model.image(row), "image")));
    int shown = Math.min(channels, MOST - 1);
    for (int c = 0; c < shown; c++) {
      float[] levels = new float[shape.dim(0) * shape.dim(1)];
      for (int p = 0; p < levels.length; p++) {
        levels[p] = outputs[p * channels + c];
      }
      tiles.add(
          new Tile(
              Tensor.of(Shape.of(shape.dim(0), shape.dim(1), 1), stretched(levels)), "" + (c + 1)));
    }
    return picture(
        name + ": what " + view.layer() + " makes of an image",
        (shown < channels ? shown + " of " : "")
            + channels
            + " channels of "
            + shape.dim(0)
            + " x "
            + shape.dim(1)
            + ", each from its least to its largest",
        tiles);
  }

  private static float[] stretched(float[] numbers) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float number : numbers) {
      least = Math.min(least, number);
      most = Math.max(most, number);
    }
    float[] levels = new float[numbers.length];
    for (int i = 0; i < numbers.length && most > least; i++) {
      levels[i] = (numbers[i] - least) / (most - least);
    }
    return levels;
  }

  /// Where a layer looked for each of some classes, in red over the image.
  public static Picture gradCam(
      Model model, String name, LayerView view, float[] row, List<Integer> classes) {
    Tensor image = model.image(row);
    List<Tile> tiles = new ArrayList<>(List.of(new Tile(image, "image")));
    for (int index : classes) {
      float[] map = view.gradCam(row, index);
      tiles.add(new Tile(over(image, map, view.shape()), model.classes().get(index)));
    }
    return picture(
        name + ": where " + view.layer() + " looked",
        "red: what speaks for the class (Grad-CAM)",
        tiles);
  }

  /// The image in grey, its red raised where the map is high.
  private static Tensor over(Tensor image, float[] map, Shape of) {
    int height = image.shape().dim(0);
    int width = image.shape().dim(1);
    int channels = image.shape().dim(2);
    float[] levels = new float[height * width * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float grey = 0;
        for (int c = 0; c < channels; c++) {
          grey += image.data()[(y * width + x) * channels + c] / channels;
        }
        float heat = at(map, of, (y + 0.5) / height, (x + 0.5) / width);
        int place = (y * width + x) * 3;
        levels[place] = grey + (1 - grey) * heat;
        levels[place + 1] = grey * (1 - 0.6f * heat);
        levels[place + 2] = grey * (1 - 0.6f * heat);
      }
    }
    return Tensor.of(Shape.of(height, width, 3), levels);
  }

  /// Bilinear between the middles of the map's places.
  private static float at(float[] map, Shape of, double down, double across) {
    double y = Math.clamp(down * of.dim(0) - 0.5, 0, of.dim(0) - 1.0);
    double x = Math.clamp(across * of.dim(1) - 0.5, 0, of.dim(1) - 1.0);
    int top = (int) y;
    int left = (int) x;
    int bottom = Math.min(top + 1, of.dim(0) - 1);
    int right = Math.min(left + 1, of.dim(1) - 1);
    double upper = mixed(map[top * of.dim(1) + left], map[top * of.dim(1) + right], x - left);
    double lower = mixed(map[bottom * of.dim(1) + left], map[bottom * of.dim(1) + right], x - left);
    return (float) mixed(upper, lower, y - top);
  }

  private static double mixed(double a, double b, double share) {
    return a + (b - a) * share;
  }

  private static Picture picture(String title, String told, List<Tile> tiles) {
    List<Mark> marks = new ArrayList<>();
    marks.add(new Text(new Point(LEFT, 32), title, 17, Palette.INK, Anchor.START));
    marks.add(new Text(new Point(LEFT, 54), told, 13, Palette.QUIET, Anchor.START));
    int columns = Math.clamp(tiles.size(), 4, COLUMNS);
    boolean named = tiles.stream().anyMatch(tile -> !tile.below.isEmpty());
    double step = SIDE + GAP + (named ? 2 * LINE : LINE);
    for (int i = 0; i < tiles.size(); i++) {
      Tile tile = tiles.get(i);
      Shape shape = tile.image.shape();
      double scale = SIDE / Math.max(shape.dim(0), shape.dim(1));
      int row = i / columns;
      double left = LEFT + (i - row * columns) * (SIDE + GAP);
      double top = TOP + row * step;
      marks.add(
          new Field(
              new Box(left, top, shape.dim(1) * scale, shape.dim(0) * scale), raster(tile.image)));
      double base = top + SIDE + LINE - 4;
      marks.add(new Text(new Point(left, base), start(tile.line), 12, Palette.INK, Anchor.START));
      if (named) {
        marks.add(
            new Text(
                new Point(left, base + LINE), end(tile.below), 11, Palette.QUIET, Anchor.START));
      }
    }
    int rows = (tiles.size() + columns - 1) / columns;
    return new Picture(
        (int) (2 * LEFT + columns * (SIDE + GAP) - GAP), (int) (TOP + rows * step + LEFT), marks);
  }

  private static String start(String line) {
    return line.length() <= LETTERS ? line : line.substring(0, LETTERS - 1) + "\u2026";
  }

  /// Of a file's name the end tells most.
  private static String end(String line) {
    return line.length() <= LETTERS ? line : "\u2026" + line.substring(line.length() - LETTERS + 1);
  }

  /// Each pixel as a block, so that few pixels are not blurred.
  private static Raster raster(Tensor image) {
    int height = image.shape().dim(0);
    int width = image.shape().dim(1);
    int channels = image.shape().dim(2);
    int block = Math.max(1, (int) Math.ceil(2 * SIDE / Math.max(height, width)));
    var raster = new Raster(width * block, height * block);
    for (int y = 0; y < height * block; y++) {
      for (int x = 0; x < width * block; x++) {
        int place = (y / block * width + x / block) * channels;
        int colour = 0;
        for (int c = 0; c < 3; c++) {
          float level = image.data()[place + Math.min(c, channels - 1)];
          colour = colour << 8 | Math.round(255 * level);
        }
        raster.set(x, y, colour);
      }
    }
    return raster;
  }
}
