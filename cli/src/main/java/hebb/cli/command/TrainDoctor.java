package hebb.cli.command;

import hebb.cli.doctor.FixOptions;
import hebb.cli.doctor.Proof;
import hebb.cli.doctor.Repair;
import hebb.cli.option.DoctorFlags;
import hebb.cli.option.OutputFlags;
import hebb.cli.option.Settings;
import hebb.cli.output.FindingsText;
import hebb.cli.output.Layout;
import hebb.cli.output.Phrases;
import hebb.cli.output.Progress;
import hebb.cli.output.Session;
import hebb.model.ModelTrainer;
import hebb.model.TrainingReport;
import hebb.train.Finding;
import hebb.train.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What `train` does about faults that it finds: `--doctor` and `--fix`.
final class TrainDoctor {
  private final DoctorFlags flags;
  private final Session session;
  private final Phrases phrases;
  private final Repair repair;
  private volatile boolean interrupted;

  TrainDoctor(DoctorFlags flags, Settings settings, Session session) {
    this.flags = flags;
    this.session = session;
    this.phrases = new Phrases(flags.language());
    this.repair = new Repair(settings);
  }

  /// What stands around findings.
  Phrases phrases() {
    return phrases;
  }

  /// A trainer that ends where that was asked for.
  ModelTrainer watched(ModelTrainer trainer) {
    return flags.ends() ? trainer.endWhenSure() : trainer;
  }

  /// A training with one more fix, where that was asked for and one helps.
  Optional<ModelTrainer> next(ModelTrainer trainer, TrainingReport report, Screen screen) {
    List<Finding> high = high(report);
    if (!flags.fixes() || high.isEmpty() || report.results().outcome() == Outcome.INTERRUPTED) {
      return Optional.empty();
    }
    int before = repair.tried().size();
    Optional<ModelTrainer> next = repair.next(trainer, report.findings(), this::tried);
    if (interrupted) {
      return Optional.empty();
    }
    FindingsText.print(screen.warnings(), high, phrases);
    for (Proof proof : repair.tried().subList(before, repair.tried().size())) {
      Layout.text(screen.warnings(), "", proof.text(phrases));
    }
    Layout.text(
        screen.warnings(),
        phrases.say("doctor"),
        next.isEmpty()
            ? phrases.say("none-helps")
            : phrases.say(
                "anew",
                repair.taken().getLast().finding().fix(),
                repair.taken().size(),
                Repair.MOST));
    return next;
  }

  private void tried(ModelTrainer running) {
    if (session.terminal()) {
      running.listener(new Progress(session.err(), "trying fixes  "));
    }
    session
        .interrupt()
        .onSignal(
            () -> {
              interrupted = true;
              running.stop();
            });
    if (interrupted) {
      running.stop();
    }
  }

  /// Whether Ctrl-C came while fixes were tried.
  boolean isInterrupted() {
    return interrupted;
  }

  private static List<Finding> high(TrainingReport report) {
    return report.findings().stream()
        .filter(finding -> finding.severity() == Finding.Severity.HIGH)
        .toList();
  }

  /// The command line with the fixes that were taken.
  List<String> command() {
    List<String> words = session.args();
    for (Proof proof : repair.taken()) {
      words = FixOptions.in(words, proof.finding().fix());
    }
    return words;
  }

  /// The command line that would fix the first high finding that an option fixes.
  private Optional<String> proposal(TrainingReport report, String source, OutputFlags output) {
    return high(report).stream()
        .filter(Finding::fixIsOption)
        .findFirst()
        .map(
            finding -> {
              List<String> words = new ArrayList<>(FixOptions.in(command(), finding.fix()));
              boolean replaced = output.out == null && DataSource.isDemo(source);
              if (!replaced && !words.contains("--force")) {
                words.add("--force");
              }
              return Layout.command(words.toArray(String[]::new));
            });
  }

  /// Says that training was ended, by what, and what would fix it.
  void print(TrainingReport report, String source, OutputFlags output, Screen screen) {
    if (!flags.ends() || high(report).isEmpty()) {
      return;
    }
    if (report.results().outcome() == Outcome.ENDED) {
      Layout.text(
          screen.warnings(),
          phrases.say("doctor"),
          phrases.say("ended", report.results().epochs(), high(report).getFirst().id()));
    }
    if (!flags.fixes()) {
      proposal(report, source, output)
          .ifPresent(line -> Layout.entry(screen.warnings(), "", phrases.say("try", line)));
    }
  }

  /// The same for programs.
  void addTo(Map<String, Object> json, TrainingReport report, String source, OutputFlags output) {
    if (flags.ends()) {
      var own = new LinkedHashMap<String, Object>();
      own.put("endedEarly", report.results().outcome() == Outcome.ENDED);
      proposal(report, source, output).ifPresent(line -> own.put("command", line));
      own.putAll(repair.json());
      json.put("doctor", own);
    }
  }
}
