package hebb.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// Help with the options of each mixin under a heading, which is the mixin's name.
public final class HelpSections {
  private HelpSections() {}

  public static void set(CommandLine command) {
    command
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpSections::options);
  }

  private static String options(Help help) {
    CommandSpec spec = help.commandSpec();
    var own = new ArrayList<>(spec.options());
    var sections = new StringBuilder();
    for (Map.Entry<String, CommandSpec> mixin : spec.mixins().entrySet()) {
      String name = mixin.getKey();
      if (!name.equals(Common.NAME)) {
        own.removeAll(mixin.getValue().options());
        sections
            .append('\n')
            .append(Character.toUpperCase(name.charAt(0)))
            .append(name.substring(1))
            .append('\n');
        sections.append(list(help, mixin.getValue().options()));
      }
    }
    return list(help, own) + sections;
  }

  private static String list(Help help, List<OptionSpec> options) {
    CommandSpec spec = help.commandSpec();
    Help.Layout layout =
        help.createDefaultLayout(spec.options(), spec.positionalParameters(), help.colorScheme());
    layout.addOptions(options, help.createDefaultParamLabelRenderer());
    return layout.toString();
  }
}
