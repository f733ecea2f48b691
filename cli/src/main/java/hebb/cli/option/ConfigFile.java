package hebb.cli.option;

import hebb.data.Names;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/// The file of `--config`: TOML whose keys are the long names of options, as in
///
/// ```toml
/// target = "species"
/// hidden = [16, 8]
/// lr = 0.01
/// ```
public final class ConfigFile {
  public static final String OPTION = "--config";

  /// A list of texts that follow each other; those of other options are separated by commas.
  private static final String LAYERS = "network";

  private static final List<String> NOT_KEYS = List.of("config", "help", "debug", "version");

  private ConfigFile() {}

  /// The arguments with those of the file, if one is named, put before them: of two values the
  /// later counts.
  public static List<String> expand(CommandLine line, List<String> args) {
    String file = named(args);
    CommandLine command = args.isEmpty() ? null : line.getSubcommands().get(args.getFirst());
    if (file == null
        || command == null
        || !command.getCommandSpec().optionsMap().containsKey(OPTION)) {
      return args;
    }
    var expanded = new ArrayList<String>();
    expanded.add(args.getFirst());
    read(Path.of(file), command, expanded);
    expanded.addAll(args.subList(1, args.size()));
    return expanded;
  }

  private static @Nullable String named(List<String> args) {
    for (int i = 0; i < args.size(); i++) {
      if (args.get(i).startsWith(OPTION + "=")) {
        return args.get(i).substring(OPTION.length() + 1);
      }
      if (args.get(i).equals(OPTION) && i + 1 < args.size()) {
        return args.get(i + 1);
      }
    }
    return null;
  }

  private static void read(Path file, CommandLine command, List<String> into) {
    List<String> known =
        command.getCommandSpec().optionsMap().keySet().stream()
            .filter(name -> name.startsWith("--"))
            .map(name -> name.substring(2))
            .filter(name -> !NOT_KEYS.contains(name))
            .toList();
    for (Map.Entry<String, JsonNode> entry : tree(file).properties()) {
      String key = entry.getKey();
      if (!known.contains(key)) {
        String near =
            Names.nearest(key, known).map(name -> " Did you mean '" + name + "'?").orElse("");
        throw new UsageException(
            file
                + ": expected keys that are options of "
                + command.getCommandName()
                + ", got '"
                + key
                + "'."
                + near
                + " See hebb "
                + command.getCommandName()
                + " --help.");
      }
      into.add("--" + key + "=" + text(file, key, entry.getValue()));
    }
  }

  private static JsonNode tree(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UsageException(
          file
              + ": expected a file of settings, got "
              + (Files.isDirectory(file) ? "a folder" : "none there")
              + ".");
    }
    try {
      return new TomlMapper().readTree(file);
    } catch (JacksonException e) {
      var place = e.getLocation();
      String where =
          place == null ? "" : ", line " + place.getLineNr() + ", column " + place.getColumnNr();
      throw new UsageException(
          file
              + where
              + ": expected TOML, as in lr = 0.01, got something else ("
              + e.getOriginalMessage()
              + ").",
          e);
    }
  }

  /// One of a list, in quotes where it holds a comma.
  private static String element(String text) {
    return text.indexOf(',') < 0 ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String text(Path file, String key, JsonNode value) {
    if (value.isArray() && key.equals(LAYERS)) {
      return String.join(" ", value.valueStream().map(each -> text(file, key, each)).toList());
    }
    if (value.isArray()) {
      return String.join(
          ",", value.valueStream().map(each -> element(text(file, key, each))).toList());
    }
    if (!value.isValueNode()) {
      throw new UsageException(
          file
              + ", key '"
              + key
              + "': expected a text, a number, true, false or a list of them, got a table.");
    }
    return value.asString();
  }
}
