package hebb.cli.plot;

import hebb.cli.output.EpochLines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The lines of an epoch log.
public final class EpochCurve {
  private final List<JsonNode> lines;

  private EpochCurve(List<JsonNode> lines) {
    this.lines = lines;
  }

  /// A number at the end of an epoch.
  public record At(double epoch, double value) {}

  /// Reads a log.
  ///
  /// @throws hebb.data.DataException if there is none, or a line is not an epoch
  public static EpochCurve read(Path file) {
    return new EpochCurve(EpochLines.readWhole(file).epochs());
  }

  /// A member by its path, as in `/validation/accuracy`, over the epochs; without those where it is
  /// no finite number.
  public List<At> curve(String path) {
    var curve = new ArrayList<At>();
    for (JsonNode line : lines) {
      JsonNode value = line.at(path);
      if (value.isNumber() && Double.isFinite(value.asDouble())) {
        curve.add(new At(line.path("epoch").asInt(), value.asDouble()));
      }
    }
    return curve;
  }

  /// The first of the validation metrics; empty if there are none.
  public String metric() {
    for (JsonNode line : lines) {
      for (String name : line.path("validation").propertyNames()) {
        return name;
      }
    }
    return "";
  }

  /// The number of the last epoch.
  public int last() {
    int last = 1;
    for (JsonNode line : lines) {
      last = Math.max(last, line.path("epoch").asInt());
    }
    return last;
  }
}
