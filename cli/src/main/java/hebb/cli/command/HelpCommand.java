package hebb.cli.command;

import hebb.cli.help.Entries;
import hebb.cli.help.Entry;
import hebb.cli.help.Family;
import hebb.cli.help.HelpText;
import hebb.cli.option.ExitCode;
import hebb.cli.option.LanguageFlag;
import hebb.cli.output.JsonText;
import hebb.cli.output.Phrases;
import hebb.cli.output.Session;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hebb help`: what a name means.
@Command(
    name = "help",
    description = {
      "Explains a command, option, layer, activation, loss, metric, initialiser, optimiser, schedule"
          + " or finding:",
      "formula, picture, range, defaults and why, what Keras, PyTorch and scikit-learn call it,"
          + " when to use it.",
      "Without a name it lists them all. Names of Keras and the others are found too.",
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./hebb help elu",
      "  ./hebb help --lr",
    })
public final class HelpCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description = "What to explain, numbers too: 'elu(alpha=.5)'.")
  private @Nullable String name;

  @Option(
      names = "--json",
      description = "Write one JSON object to standard output and nothing else there.")
  private boolean json;

  @Mixin private final LanguageFlag language = new LanguageFlag();

  public HelpCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var entries = new Entries(language.language());
    List<Entry> found = name == null ? List.of() : entries.find(name);
    if (json) {
      session.out().println(JsonText.of(name == null ? names(entries) : object(found)));
    } else if (name == null) {
      text().names(entries);
    } else {
      print(found, name);
    }
    return ExitCode.DONE;
  }

  private void print(List<Entry> found, String asked) {
    boolean first = true;
    for (Entry entry : found) {
      if (!first) {
        session.out().println();
      }
      first = false;
      text().entry(entry, asked);
      if (entry.family() == Family.COMMAND) {
        session.out().println();
        Objects.requireNonNull(
                Commands.line(session, List.of(entry.name())).getSubcommands().get(entry.name()))
            .usage(session.out());
      }
    }
  }

  private HelpText text() {
    return new HelpText(
        session.out(),
        HelpText.width(System.getenv("COLUMNS")),
        HelpText.isUnicode(),
        new Phrases(language.language()));
  }

  private static Map<String, Object> names(Entries entries) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (Family family : Family.values()) {
      json.put(family.plural(), HelpText.names(entries, family));
    }
    return json;
  }

  private static Map<String, Object> object(List<Entry> found) {
    return Map.of("entries", found.stream().map(HelpText::json).toList());
  }

  /// All names, for completion.
  public static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      var entries = new Entries();
      return Stream.of(Family.values())
          .flatMap(family -> HelpText.names(entries, family).stream())
          .map(name -> name.replaceFirst("^-+", ""))
          .distinct()
          .iterator();
    }
  }
}
