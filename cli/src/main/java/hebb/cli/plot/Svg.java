package hebb.cli.plot;

import hebb.cli.plot.Mark.Point;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/// Draws a picture as SVG.
final class Svg {
  private Svg() {}

  static void write(Picture picture, OutputStream out) throws IOException {
    var svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\""
            .formatted(picture.width(), picture.height()));
    svg.append(" font-family=\"Helvetica, Arial, 'DejaVu Sans', sans-serif\">\n");
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    for (Mark mark : picture.marks()) {
      svg.append(element(mark)).append('\n');
    }
    out.write(svg.append("</svg>\n").toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String element(Mark mark) throws IOException {
    return switch (mark) {
      case Mark.Line line ->
          "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" stroke-linejoin=\"round\"%s/>"
              .formatted(
                  points(line.points()),
                  colour(line.colour()),
                  number(line.width()),
                  line.dash() == Mark.Dash.DASHED ? " stroke-dasharray=\"5 4\"" : "");
      case Mark.Polygon polygon ->
          "<polygon points=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"0.9\"/>"
              .formatted(points(polygon.corners()), colour(polygon.fill()), colour(polygon.edge()));
      case Mark.Dot dot ->
          "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"0.9\"/>"
              .formatted(
                  number(dot.centre().x()),
                  number(dot.centre().y()),
                  number(dot.radius()),
                  colour(dot.fill()),
                  colour(dot.edge()));
      case Mark.Field field -> image(field);
      case Mark.Text text -> text(text);
    };
  }

  private static String image(Mark.Field field) throws IOException {
    var png = new ByteArrayOutputStream();
    ImageIO.write(field.raster().image(), "png", png);
    Mark.Box box = field.box();
    return "<image x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" preserveAspectRatio=\"none\" href=\"%s\"/>"
        .formatted(
            number(box.left()),
            number(box.top()),
            number(box.width()),
            number(box.height()),
            "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray()));
  }

  private static String text(Mark.Text text) {
    String x = number(text.at().x());
    String y = number(text.at().y());
    String anchor =
        switch (text.anchor()) {
          case START -> "start";
          case MIDDLE, UPWARDS -> "middle";
          case END -> "end";
        };
    String turn =
        text.anchor() == Mark.Anchor.UPWARDS
            ? " transform=\"rotate(-90 " + x + " " + y + ")\""
            : "";
    return "<text x=\"%s\" y=\"%s\" font-size=\"%s\" fill=\"%s\" text-anchor=\"%s\"%s>%s</text>"
        .formatted(
            x, y, number(text.size()), colour(text.colour()), anchor, turn, escaped(text.text()));
  }

  /// Text as XML holds it; control characters, which XML does not know, become blanks.
  private static String escaped(String text) {
    return text.replaceAll("\\p{Cntrl}", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }

  private static String points(List<Point> points) {
    return points.stream()
        .map(point -> number(point.x()) + "," + number(point.y()))
        .collect(Collectors.joining(" "));
  }

  private static String colour(int colour) {
    return String.format(Locale.ROOT, "#%06x", colour);
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
