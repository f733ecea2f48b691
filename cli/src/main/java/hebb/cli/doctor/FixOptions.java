package hebb.cli.doctor;

import hebb.cli.option.LearningFlags;
import hebb.cli.option.NetworkFlags;
import hebb.cli.option.Settings;
import hebb.cli.option.Values;
import hebb.data.Names;
import hebb.data.schema.SchemaOptions;
import hebb.model.TrainOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of a fix, as `train` would take them.
@Command
public final class FixOptions {
  private static final String IGNORE = "--ignore";
  private static final String NETWORK = "--network";

  /// What the text of a network says too.
  private static final Set<String> PARTS =
      Set.of("--hidden", "--activation", "--init", "--dropout", NETWORK);

  @Mixin private final NetworkFlags network = new NetworkFlags();

  @Mixin private final LearningFlags learning = new LearningFlags();

  @Option(names = IGNORE)
  private String ignore = "";

  private FixOptions() {}

  /// The options with those of a fix, as in `--activation leaky_relu`; what is given is the fix.
  static Settings apply(TrainOptions options, String fix) {
    List<String> words = words(fix);
    FixOptions flags = CommandLine.populateCommand(new FixOptions(), words.toArray(String[]::new));
    Set<String> said = words.stream().map(FixOptions::name).collect(Collectors.toSet());
    List<String> ignored = new ArrayList<>(options.columns().ignore());
    ignored.addAll(Values.list(IGNORE, flags.ignore));
    var settings = new Settings(without(options.withIgnore(ignored), ignored), said);
    flags.network.applyTo(settings);
    flags.learning.applyTo(settings);
    return settings;
  }

  /// A column that is left out is of no kind.
  private static TrainOptions without(TrainOptions options, List<String> ignored) {
    SchemaOptions columns = options.columns();
    for (Map.Entry<String, List<String>> kind : options.columns().kinds().entrySet()) {
      columns =
          columns.withKind(
              kind.getKey(),
              kind.getValue().stream().filter(name -> !ignored.contains(name)).toList());
    }
    return options.withColumns(columns);
  }

  /// A command line with a fix in place of what it says otherwise; `--ignore` takes more columns.
  public static List<String> in(List<String> command, String fix) {
    List<String> added = words(fix);
    List<String> words = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    for (int i = 0; i < command.size(); i++) {
      String word = command.get(i);
      String name = name(word);
      boolean apart = name.equals(word) && i + 1 < command.size();
      boolean replaced = added.contains(name) || (added.contains(NETWORK) && PARTS.contains(name));
      if (!word.startsWith("--") || !replaced) {
        words.add(word);
        continue;
      }
      if (name.equals(IGNORE)) {
        String value = apart ? command.get(i + 1) : word.substring(name.length() + 1);
        ignored.addAll(Values.list(IGNORE, value));
      }
      i += apart ? 1 : 0;
    }
    for (int i = 0; i < added.size(); i++) {
      boolean columns = i > 0 && added.get(i - 1).equals(IGNORE);
      if (columns) {
        ignored.addAll(Values.list(IGNORE, added.get(i)));
      }
      words.add(columns ? Names.listed(ignored) : added.get(i));
    }
    return words;
  }

  /// The name of an option, without what is given it.
  private static String name(String word) {
    return word.replaceFirst("(?s)=.*", "");
  }

  /// The words of a text as a shell takes it apart.
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    var word = new StringBuilder();
    boolean within = false;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
        within = true;
      } else if (c == ' ' && !quoted) {
        if (within) {
          words.add(word.toString());
        }
        word.setLength(0);
        within = false;
      } else {
        boolean escaped = c == '\\' && !quoted && i + 1 < text.length();
        i += escaped ? 1 : 0;
        word.append(text.charAt(i));
        within = true;
      }
    }
    if (within) {
      words.add(word.toString());
    }
    return words;
  }
}
