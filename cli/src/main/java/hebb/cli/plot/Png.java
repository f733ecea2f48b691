package hebb.cli.plot;

import hebb.cli.plot.Mark.Point;
import hebb.data.DataException;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.imageio.ImageIO;

/// Draws a picture as pixels.
final class Png {
  private static final int SCALE = 2;
  private static final float[] GAPS = {5, 4};

  private Png() {}

  static void write(Picture picture, OutputStream out) throws IOException {
    BufferedImage image;
    try {
      image = image(picture);
    } catch (RuntimeException | LinkageError | InternalError e) {
      throw new DataException(
          "PNG: expected fonts to draw with, got none ("
              + e.getMessage()
              + "). Install a font, or write SVG.",
          e);
    }
    ImageIO.write(image, "png", out);
  }

  private static BufferedImage image(Picture picture) {
    System.setProperty("java.awt.headless", "true");
    var image =
        new BufferedImage(
            picture.width() * SCALE, picture.height() * SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.scale(SCALE, SCALE);
    picture.marks().forEach(mark -> draw(g, mark));
    g.dispose();
    return image;
  }

  private static void draw(Graphics2D g, Mark mark) {
    switch (mark) {
      case Mark.Line line -> {
        float width = (float) line.width();
        g.setColor(new Color(line.colour()));
        g.setStroke(
            line.dash() == Mark.Dash.SOLID
                ? new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, GAPS, 0));
        g.draw(path(line.points()));
      }
      case Mark.Polygon polygon -> {
        Path2D path = path(polygon.corners());
        path.closePath();
        fill(g, path, polygon.fill(), polygon.edge());
      }
      case Mark.Dot dot -> {
        double r = dot.radius();
        Point at = dot.centre();
        fill(g, new Ellipse2D.Double(at.x() - r, at.y() - r, 2 * r, 2 * r), dot.fill(), dot.edge());
      }
      case Mark.Field field -> {
        Mark.Box box = field.box();
        g.drawImage(
            field.raster().image(),
            (int) box.left(),
            (int) box.top(),
            (int) box.width(),
            (int) box.height(),
            null);
      }
      case Mark.Text text -> text(g, text);
    }
  }

  private static void fill(Graphics2D g, java.awt.Shape shape, int fill, int edge) {
    g.setColor(new Color(fill));
    g.fill(shape);
    g.setColor(new Color(edge));
    g.setStroke(new BasicStroke(0.9f));
    g.draw(shape);
  }

  private static Path2D path(List<Point> points) {
    var path = new Path2D.Double();
    path.moveTo(points.getFirst().x(), points.getFirst().y());
    points.stream().skip(1).forEach(point -> path.lineTo(point.x(), point.y()));
    return path;
  }

  private static void text(Graphics2D g, Mark.Text text) {
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) text.size()));
    g.setColor(new Color(text.colour()));
    double width = g.getFontMetrics().getStringBounds(text.text(), g).getWidth();
    double x = text.at().x();
    double y = text.at().y();
    switch (text.anchor()) {
      case START -> g.drawString(text.text(), (float) x, (float) y);
      case MIDDLE -> g.drawString(text.text(), (float) (x - width / 2), (float) y);
      case END -> g.drawString(text.text(), (float) (x - width), (float) y);
      case UPWARDS -> {
        var before = g.getTransform();
        g.rotate(-Math.PI / 2, x, y);
        g.drawString(text.text(), (float) (x - width / 2), (float) y);
        g.setTransform(before);
      }
    }
  }
}
