package hebb.cli.plot;

import hebb.data.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The lines of an epoch log.
public final class EpochCurve {
  private final Collection<JsonNode> lines;

  private EpochCurve(Collection<JsonNode> lines) {
    this.lines = lines;
  }

  /// A number at the end of an epoch.
  public record At(double epoch, double value) {}

  /// Reads a log; an epoch that stands there twice counts as it stands last.
  ///
  /// @throws DataException if there is none, or a line is not an epoch
  public static EpochCurve read(Path file) {
    List<String> text;
    try {
      if (!Files.isRegularFile(file)) {
        throw new DataException(
            file
                + ": expected the epoch log that train writes beside the model, got none."
                + " Train again, or put it there.");
      }
      text = Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + ": expected an epoch log that can be read, got none. Check the file.", e);
    }
    var lines = new TreeMap<Integer, JsonNode>();
    for (int i = 0; i < text.size(); i++) {
      if (text.get(i).startsWith("{\"findings\":")) {
        continue;
      }
      JsonNode line = line(text.get(i));
      if (line == null) {
        throw new DataException(
            file
                + ", line "
                + (i + 1)
                + ": expected an epoch in JSON, got something else."
                + " Take the log that train wrote.");
      }
      lines.put(line.path("epoch").asInt(), line);
    }
    if (lines.isEmpty()) {
      throw new DataException(file + ": expected at least one epoch, got none. Train again.");
    }
    return new EpochCurve(lines.values());
  }

  private static @Nullable JsonNode line(String text) {
    try {
      JsonNode line = JsonMapper.shared().readTree(text);
      return line.path("epoch").isInt() ? line : null;
    } catch (JacksonException e) {
      return null;
    }
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
