package hebb.cli.command;

import hebb.cli.doctor.Proof;
import hebb.cli.option.DataFlags;
import hebb.cli.option.ExitCode;
import hebb.cli.option.Language;
import hebb.cli.option.LanguageFlag;
import hebb.cli.option.ReadingFlags;
import hebb.cli.option.Settings;
import hebb.cli.option.UsageException;
import hebb.cli.output.FindingsText;
import hebb.cli.output.JsonText;
import hebb.cli.output.Layout;
import hebb.cli.output.Phrases;
import hebb.cli.output.Progress;
import hebb.cli.output.Session;
import hebb.data.Task;
import hebb.model.EpochLogFile;
import hebb.model.Model;
import hebb.model.ModelTrainer;
import hebb.train.Finding;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hebb doctor`: what was wrong with a training.
@Command(
    name = "doctor",
    description =
        "Says what was wrong with a training, the cause first, with the number that shows it and the"
            + " option that fixes it; --prove tries each fix.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./hebb doctor iris.hebb",
      "  ./hebb doctor iris.hebb --prove --data iris.csv",
    })
public final class DoctorCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "MODEL|LOG",
      description = "A model file, whose log lies beside it, or a log.")
  private Path file = Path.of("");

  @Option(
      names = "--prove",
      description =
          "Train a few hundred steps with and without each fix, with the same seed, and show both"
              + " losses; a fix that does not help is withdrawn.")
  private boolean prove;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description = "For --prove: the data that the model was trained on, - for standard input.")
  private @Nullable String data;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "For --prove: the labels (idx) of images (idx).")
  private @Nullable Path labels;

  @Option(
      names = "--validation",
      paramLabel = "FILE",
      description = "For --prove: the rows for validation, where they were a file of their own.")
  private @Nullable Path validation;

  @Option(
      names = "--validation-labels",
      paramLabel = "FILE",
      description = "Their labels, if they are images.")
  private @Nullable Path validationLabels;

  @Option(
      names = "--json",
      description = "Write one JSON object to standard output and nothing else there.")
  private boolean json;

  @Mixin private final LanguageFlag language = new LanguageFlag();

  @Mixin private final ReadingFlags files = new ReadingFlags();

  public DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    var phrases = new Phrases(language.language());
    boolean isLog = EpochLogFile.isLog(file);
    Optional<Model> model = isLog ? Optional.empty() : Optional.of(Model.load(file));
    EpochLogFile log = isLog ? EpochLogFile.at(file) : LogBeside.of(file);
    requireProvable(model);
    model.ifPresent(known -> log.requireOf(known.results()));
    Optional<List<Finding>> findings = log.findings();
    List<Proof> proofs = List.of();
    var stopped = new AtomicBoolean();
    if (prove && model.isPresent() && data != null) {
      try (StandardInput input = StandardInput.of(data)) {
        proofs = proofs(findings.orElse(List.of()), model.get(), input.place(), stopped);
      }
    }
    if (stopped.get()) {
      session.err().println("hebb: interrupted; not all fixes were tried.");
      return ExitCode.INTERRUPTED;
    }
    if (json) {
      var object = new LinkedHashMap<String, Object>();
      object.put("diagnosed", findings.isPresent());
      object.put(
          "findings", FindingsText.json(FindingsText.in(findings.orElse(List.of()), phrases)));
      if (prove) {
        object.put("proofs", proofs.stream().map(Proof::json).toList());
      }
      session.out().println(JsonText.of(object));
    } else {
      print(session.out(), findings, proofs, phrases);
    }
    return ExitCode.DONE;
  }

  private void requireProvable(Optional<Model> model) {
    if (!prove && data != null) {
      throw new UsageException("--data: expected it beside --prove, got it alone. Add --prove.");
    }
    if (prove && model.isEmpty()) {
      throw new UsageException(
          "--prove: expected a model file, which knows its options, got a log. Name the model.");
    }
    if (prove && data == null) {
      String sha = model.get().provenance().sha256();
      throw new UsageException(
          "--prove: expected --data with what the model was trained on, "
              + model.get().provenance().data()
              + (sha.isEmpty() ? "" : " of SHA-256 " + sha)
              + ", got none. Add --data FILE.");
    }
  }

  private List<Proof> proofs(
      List<Finding> findings, Model model, String source, AtomicBoolean stopped) {
    ModelTrainer trainer =
        Trainers.of(source, new Settings(model.options()), dataOf(model), files)
            .requireDataOf(model);
    return Proof.of(
        findings,
        model.options(),
        options -> trainer.with(options, Set.of()),
        running -> {
          if (session.terminal()) {
            running.listener(new Progress(session.err(), "trying fixes  "));
          }
          session
              .interrupt()
              .onSignal(
                  () -> {
                    stopped.set(true);
                    running.stop();
                  });
          if (stopped.get()) {
            running.stop();
          }
        });
  }

  /// The data as `train` was told of it; what its options hold need not be said again.
  private DataFlags dataOf(Model model) {
    var flags = new DataFlags();
    flags.labels = labels;
    flags.validation = validation;
    flags.validationLabels = validationLabels;
    boolean named = labels == null && !model.options().columns().target().isEmpty();
    if (named && model.task() != Task.AUTOENCODER && model.task() != Task.LANGUAGE) {
      flags.target = model.options().columns().target();
    }
    flags.task = model.task() == Task.TRANSLATE ? "translate" : "auto";
    return flags;
  }

  private void print(
      PrintStream out, Optional<List<Finding>> findings, List<Proof> proofs, Phrases phrases) {
    Layout.entry(out, phrases.say("training"), file.toString());
    if (findings.isEmpty()) {
      Layout.text(out, "", phrases.say("unknown"));
      return;
    }
    if (findings.get().isEmpty()) {
      Layout.text(out, "", phrases.say("nothing"));
    }
    for (Finding finding : findings.get()) {
      Finding said = FindingsText.in(List.of(finding), phrases).getFirst();
      FindingsText.print(out, List.of(finding), phrases);
      Layout.text(out, "", phrases.say("would-not-help", said.wouldNotFix()));
      proofs.stream()
          .filter(proof -> proof.finding().equals(finding))
          .forEach(proof -> Layout.text(out, "", proof.text(phrases)));
      if (prove && !finding.fixIsOption()) {
        Layout.text(out, "", phrases.say("not-tried"));
      }
      String lang = phrases.language() == Language.EN ? "" : " --lang " + phrases.language().code();
      Layout.entry(out, "", phrases.say("more", "./hebb help " + finding.id() + lang));
    }
  }
}
