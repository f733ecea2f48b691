package hebb.cli.doctor;

import hebb.cli.option.LearningFlags;
import hebb.cli.option.NetworkFlags;
import hebb.cli.option.Settings;
import hebb.model.TrainOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of a fix, as `train` would take them.
@Command
final class FixOptions {
  /// A word, or what stands between quotes.
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  @Mixin private final NetworkFlags network = new NetworkFlags();

  @Mixin private final LearningFlags learning = new LearningFlags();

  @Option(names = "--ignore")
  private List<String> ignore = List.of();

  private FixOptions() {}

  /// The options with those of a fix, as in `--activation leaky_relu`.
  static TrainOptions apply(TrainOptions options, String fix) {
    var words = new ArrayList<String>();
    Matcher matcher = WORD.matcher(fix);
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    FixOptions flags = CommandLine.populateCommand(new FixOptions(), words.toArray(String[]::new));
    var settings = new Settings(options);
    flags.network.applyTo(settings);
    flags.learning.applyTo(settings);
    if (flags.ignore.isEmpty()) {
      return settings.options();
    }
    var all = new ArrayList<>(options.columns().ignore());
    all.addAll(flags.ignore);
    return settings.options().withIgnore(all);
  }
}
