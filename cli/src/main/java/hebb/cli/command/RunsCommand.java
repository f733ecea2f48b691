package hebb.cli.command;

import hebb.cli.option.ExitCode;
import hebb.cli.option.UsageException;
import hebb.cli.output.JsonText;
import hebb.cli.output.ProgressLine;
import hebb.cli.output.Session;
import hebb.cli.runs.RunFiles;
import hebb.cli.runs.RunsText;
import hebb.cli.runs.RunsText.Order;
import hebb.data.Names;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hebb runs`: past runs.
@Command(
    name = "runs",
    description =
        "Lists the runs under a folder, models and logs: data, target, results, time, network,"
            + " options, and what each went on from.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./hebb runs",
      "  ./hebb runs experiments --sort metric",
    })
public final class RunsCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "Where to look, folders in it too (this folder).")
  private Path folder = Path.of(".");

  @Option(
      names = "--sort",
      paramLabel = "NAME",
      completionCandidates = Orders.class,
      description =
          "What comes first (when): ${COMPLETION-CANDIDATES}; metric has the best first for each"
              + " target, runs without one last.")
  private String sort = "when";

  @Option(
      names = "--json",
      description = "Write one JSON object to standard output and nothing else there.")
  private boolean json;

  public RunsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Order order = order();
    var line = new ProgressLine(session.err(), session.terminal(), "files");
    RunFiles files;
    try {
      files = RunFiles.under(folder, line::at);
    } finally {
      line.clear();
    }
    if (json) {
      session.out().println(JsonText.of(RunsText.json(folder, files, order)));
    } else {
      RunsText.print(session.out(), folder, files, order);
    }
    return ExitCode.DONE;
  }

  private Order order() {
    List<String> names = Orders.names();
    if (!names.contains(sort)) {
      throw new UsageException(
          "--sort: expected one of "
              + String.join(", ", names)
              + ", got '"
              + sort
              + "'."
              + Names.nearest(sort, names).map(near -> " Did you mean " + near + "?").orElse(""));
    }
    return Order.valueOf(sort.toUpperCase(Locale.ROOT));
  }

  /// Their names, for help and completion.
  public static final class Orders implements Iterable<String> {
    private static List<String> names() {
      return Arrays.stream(Order.values()).map(of -> of.name().toLowerCase(Locale.ROOT)).toList();
    }

    @Override
    public Iterator<String> iterator() {
      return names().iterator();
    }
  }
}
