package hebb.cli.option;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// Options that are given twice beside each other, of which one would be lost. Those of a
/// `--config` file stand apart: what is said beside it replaces them.
public final class RepeatedOptions {
  private RepeatedOptions() {}

  /// Refuses an option that is there twice, by whatever names.
  ///
  /// @throws UsageException if there is one
  public static void refuse(CommandLine line, List<String> args) {
    CommandLine command = args.isEmpty() ? null : line.getSubcommands().get(args.getFirst());
    if (command == null) {
      return;
    }
    Set<OptionSpec> seen = new HashSet<>();
    for (int i = 1; i < args.size() && !args.get(i).equals("--"); i++) {
      String name = args.get(i).replaceFirst("=.*", "");
      OptionSpec option = command.getCommandSpec().optionsMap().get(name);
      if (option == null) {
        continue;
      }
      if (!seen.add(option) && !option.isMultiValue()) {
        boolean list = option.paramLabel().contains(",...");
        throw new UsageException(
            option.longestName()
                + ": expected it once, got it twice. "
                + (list ? "Separate what it takes by commas." : "Say it once."));
      }
      if (name.equals(args.get(i)) && option.arity().min() > 0) {
        i++;
      }
    }
  }
}
