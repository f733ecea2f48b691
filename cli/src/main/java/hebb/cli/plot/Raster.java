package hebb.cli.plot;

import java.awt.image.BufferedImage;

/// Colours in rows and columns, the first row on top.
final class Raster {
  private final int columns;
  private final int rows;
  private final int[] colours;

  Raster(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
    this.colours = new int[columns * rows];
  }

  void set(int column, int row, int colour) {
    colours[row * columns + column] = colour;
  }

  BufferedImage image() {
    var image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, columns, rows, colours, 0, columns);
    return image;
  }
}
