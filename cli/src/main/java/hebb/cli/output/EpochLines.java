package hebb.cli.output;

import hebb.data.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The lines of an epoch log.
///
/// @param epochs in order, at least one
/// @param findings the line that tells what was wrong, if training came to its end
/// @param cut whether the last line was cut off, as where a process was killed; it is left out
public record EpochLines(List<JsonNode> epochs, Optional<JsonNode> findings, boolean cut) {
  private static final String FINDINGS = "findings";

  /// Reads a log; an epoch that stands there twice counts as it stands last.
  ///
  /// @throws DataException if there is none, or a line before the last is not an epoch
  public static EpochLines read(Path file) {
    return read(file, true);
  }

  /// The same of a log that is whole.
  ///
  /// @throws DataException if there is none, or a line is not an epoch
  public static EpochLines readWhole(Path file) {
    return read(file, false);
  }

  private static EpochLines read(Path file, boolean mayBeCut) {
    List<String> text = text(file);
    var epochs = new TreeMap<Integer, JsonNode>();
    Optional<JsonNode> findings = Optional.empty();
    boolean cut = false;
    for (int i = 0; i < text.size(); i++) {
      JsonNode line = line(text.get(i));
      if (line == null && mayBeCut && i > 0 && i + 1 == text.size()) {
        cut = true;
      } else if (line == null) {
        throw new DataException(
            file
                + ", line "
                + (i + 1)
                + ": expected an epoch in JSON, got something else."
                + " Take the log that train wrote.");
      } else if (line.has(FINDINGS)) {
        findings = Optional.of(line);
      } else {
        epochs.put(line.path("epoch").asInt(), line);
      }
    }
    if (epochs.isEmpty()) {
      throw new DataException(file + ": expected at least one epoch, got none. Train again.");
    }
    return new EpochLines(List.copyOf(epochs.values()), findings, cut);
  }

  private static List<String> text(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new DataException(
            file
                + ": expected the epoch log that train writes beside the model, got none."
                + " Train again, or put it there.");
      }
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + ": expected an epoch log that can be read, got none. Check the file.", e);
    }
  }

  private static @Nullable JsonNode line(String text) {
    try {
      JsonNode line = JsonMapper.shared().readTree(text);
      return line.path("epoch").isInt() || line.path(FINDINGS).isArray() ? line : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  /// The number of the last epoch.
  public int last() {
    return epochs.getLast().path("epoch").asInt();
  }
}
