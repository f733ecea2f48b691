package hebb.cli.command;

import hebb.cli.option.ExitCode;
import hebb.cli.output.JsonText;
import hebb.cli.output.Layout;
import hebb.cli.output.Numbers;
import hebb.cli.output.PlanText;
import hebb.cli.output.ResultsText;
import hebb.cli.output.Session;
import hebb.data.Task;
import hebb.model.Fork;
import hebb.model.LookupLine;
import hebb.model.Model;
import hebb.model.Provenance;
import hebb.model.Results;
import hebb.train.Lookup;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hebb inspect`: what a model file holds.
@Command(
    name = "inspect",
    description =
        "Shows what a model file holds: columns, network, results, options and where it comes"
            + " from.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./hebb inspect iris.hebb",
      "  ./hebb inspect iris.hebb --json",
    })
public final class InspectCommand implements Callable<Integer> {
  private static final int SHOWN = 50;

  private final Session session;

  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
  private Path file = Path.of("");

  @Option(
      names = "--json",
      description = "Write one JSON object to standard output and nothing else there.")
  private boolean json;

  public InspectCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Model model = Model.load(file);
    if (json) {
      session.out().println(JsonText.of(object(model)));
    } else {
      print(session.out(), model);
    }
    return ExitCode.DONE;
  }

  private void print(PrintStream out, Model model) {
    Layout.entry(out, "Model", file.toString());
    Layout.entry(out, "Target", PlanText.target(model));
    PlanText.columns(out, model.columns());
    if (!model.vocabularies().isEmpty()) {
      out.println();
    }
    model
        .vocabularies()
        .forEach(
            (column, tokens) ->
                Layout.text(
                    out,
                    "Reveals",
                    Numbers.count(tokens.size(), "token")
                        + (model.task() == Task.LANGUAGE ? ": " : " of column '" + column + "': ")
                        + shown(model.task(), tokens.subList(0, Math.min(SHOWN, tokens.size())))
                        + (tokens.size() > SHOWN ? " ...; --json lists them." : "")));
    PlanText.network(out, model.network().text(), model.layers(), model.parameters());
    lookups(out, model.lookups());
    Results results = model.results();
    out.println();
    Layout.text(
        out, "Trained", Numbers.count(results.epochs(), "epoch") + ". " + results.message());
    out.println();
    ResultsText.print(out, model.task(), results.parts());
    PlanText.options(out, model.options());
    Provenance origin = model.provenance();
    out.println();
    Layout.entry(
        out,
        "Data",
        origin.data() + (origin.sha256().isEmpty() ? "" : ", SHA-256 " + origin.sha256()));
    origin.others().forEach((part, data) -> Layout.entry(out, "", data + ", for " + part));
    origin.fixes().forEach(fix -> Layout.entry(out, "Fixed", fix));
    origin.fork().ifPresent(fork -> Layout.text(out, "Parent", parent(fork)));
    Layout.entry(
        out,
        "Made by",
        "hebb " + origin.version() + ", JDK " + origin.java() + ", kernels " + origin.kernels());
  }

  /// What training moved of the vectors of embeddings, those alike together.
  private static void lookups(PrintStream out, List<LookupLine> tables) {
    Map<Lookup, List<String>> names = new EnumMap<>(Lookup.class);
    for (LookupLine line : tables) {
      names
          .computeIfAbsent(line.moved(), moved -> new ArrayList<>())
          .add(line.name() + " " + line.table());
    }
    names.forEach(
        (moved, of) ->
            Layout.text(
                out,
                "Lookups",
                String.join(", ", of) + ": a step of training moved " + what(moved)));
  }

  private static String what(Lookup moved) {
    return switch (moved) {
      case ITS_ROWS -> "the rows alone that its batch looked up.";
      case ALL_OF_FEW -> "all rows, which are no more than a batch may look up.";
      case ALL ->
          "all rows. Where they are many, --optimizer sgd moves those alone that are looked up, if"
              + " --ema-decay is 0 and there is no decay, penalty or --clip-norm.";
    };
  }

  private static String parent(Fork fork) {
    var changed = new ArrayList<String>();
    fork.changed().forEach((name, before) -> changed.add(name + " (was " + before + ")"));
    return fork.at()
        + ", SHA-256 "
        + fork.sha256()
        + "; changed: "
        + (changed.isEmpty() ? "nothing" : String.join(", ", changed))
        + "."
        + (fork.before().isEmpty()
            ? ""
            : " It went on from " + String.join(", which went on from ", fork.before()) + ".");
  }

  /// Tokens side by side; blanks and line ends are tokens of a language too.
  private static String shown(Task task, List<String> tokens) {
    return task == Task.LANGUAGE
        ? String.join(
            " ", tokens.stream().map(token -> "'" + token.replace("\n", "\\n") + "'").toList())
        : String.join(" ", tokens);
  }

  private static Map<String, Object> object(Model model) {
    Results results = model.results();
    var outcome = new LinkedHashMap<String, Object>();
    outcome.put("outcome", results.outcome().name().toLowerCase(Locale.ROOT));
    outcome.put("message", results.message());
    outcome.put("epochs", results.epochs());
    outcome.put("keptEpoch", results.keptEpoch());
    outcome.put("metrics", JsonText.metrics(results.parts()));
    var json = new LinkedHashMap<String, Object>();
    json.put("task", model.task().name().toLowerCase(Locale.ROOT));
    PlanText.target(json, model.target(), model.targets());
    json.put("columns", model.columns());
    if (!model.vocabularies().isEmpty()) {
      json.put("vocabularies", model.vocabularies());
    }
    json.put("network", model.network().text());
    json.put("layers", PlanText.layers(model.layers()));
    List<LookupLine> lookups = model.lookups();
    if (!lookups.isEmpty()) {
      json.put("lookups", lookups);
    }
    json.put("parameters", model.parameters());
    json.put("options", model.options().used());
    json.put("results", outcome);
    json.put("provenance", model.provenance());
    return json;
  }
}
