package hebb.cli.command;

import hebb.cli.doctor.Proof;
import hebb.cli.option.ExitCode;
import hebb.cli.option.ReadingFlags;
import hebb.cli.option.UsageException;
import hebb.cli.output.FindingsText;
import hebb.cli.output.JsonText;
import hebb.cli.output.Layout;
import hebb.cli.output.Session;
import hebb.data.DataException;
import hebb.data.Task;
import hebb.data.image.Images;
import hebb.data.table.Table;
import hebb.model.EpochLogFile;
import hebb.model.Model;
import hebb.model.ModelTrainer;
import hebb.model.TrainOptions;
import hebb.train.Finding;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
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
  private static final String LOG = ".jsonl";

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
      description = "For --prove: the data that the model was trained on.")
  private @Nullable String data;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "For --prove: the labels (idx) of images (idx).")
  private @Nullable Path labels;

  @Option(
      names = "--json",
      description = "Write one JSON object to standard output and nothing else there.")
  private boolean json;

  @Mixin private final ReadingFlags files = new ReadingFlags();

  public DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    boolean isLog = file.toString().endsWith(LOG);
    Optional<Model> model = isLog ? Optional.empty() : Optional.of(Model.load(file));
    EpochLogFile log = isLog ? EpochLogFile.at(file) : EpochLogFile.beside(file);
    requireProvable(model);
    model.ifPresent(known -> log.requireOf(known.results()));
    Optional<List<Finding>> findings = log.findings();
    List<Proof> proofs = List.of();
    var stopped = new AtomicBoolean();
    if (prove && model.isPresent() && data != null) {
      proofs = proofs(findings.orElse(List.of()), model.get(), data, stopped);
    }
    if (stopped.get()) {
      session.err().println("hebb: interrupted; not all fixes were tried.");
      return ExitCode.INTERRUPTED;
    }
    if (json) {
      var object = new LinkedHashMap<String, Object>();
      object.put("diagnosed", findings.isPresent());
      object.put("findings", FindingsText.json(findings.orElse(List.of())));
      if (prove) {
        object.put("proofs", proofs.stream().map(DoctorCommand::json).toList());
      }
      session.out().println(JsonText.of(object));
    } else {
      print(session.out(), findings, proofs);
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
    if (prove && model.get().task() == Task.LANGUAGE) {
      throw new UsageException(
          "--prove: expected a model of rows or images, got one of a text. Try the fix with train.");
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
    TrainOptions options = model.options();
    Function<TrainOptions, ModelTrainer> trainer =
        switch (DataSource.read(source, labels, files.options(), options.columns().task())) {
          case DataSource.Rows rows -> {
            requireSame(model, rows.table());
            yield with -> new ModelTrainer(rows.table(), with);
          }
          case DataSource.Pictures(Images images, Optional<Images> test) -> {
            requireSame(model, source, images.sha256());
            yield with -> new ModelTrainer(images, with);
          }
        };
    return Proof.of(
        findings,
        options,
        trainer,
        running -> {
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

  private static void requireSame(Model model, Table table) {
    requireSame(model, table.name(), table.sha256());
  }

  private static void requireSame(Model model, String name, String sha) {
    String known = model.provenance().sha256();
    if (!known.isEmpty() && !known.equals(sha)) {
      throw new DataException(
          name
              + ": expected the data that the model was trained on, "
              + model.provenance().data()
              + " of SHA-256 "
              + known
              + ", got other data. Name that file.");
    }
  }

  private void print(PrintStream out, Optional<List<Finding>> findings, List<Proof> proofs) {
    Layout.entry(out, "Training", file.toString());
    if (findings.isEmpty()) {
      Layout.text(
          out, "", "It was interrupted, or not looked at: its log says nothing of what was wrong.");
      return;
    }
    if (findings.get().isEmpty()) {
      Layout.text(out, "", "Nothing was found to be wrong.");
    }
    for (Finding finding : findings.get()) {
      FindingsText.print(out, List.of(finding));
      Layout.text(out, "", "Would not help: " + finding.wouldNotFix());
      proofs.stream()
          .filter(proof -> proof.finding().equals(finding))
          .forEach(
              proof ->
                  FindingsText.proof(
                      out,
                      finding,
                      proof.before(),
                      proof.after(),
                      proof.measureAfter(),
                      proof.helps()));
      if (prove && !finding.fixIsOption()) {
        Layout.text(out, "", "Not tried: no option does it.");
      }
      Layout.entry(out, "", "More: ./hebb help " + finding.id());
    }
  }

  private static Map<String, Object> json(Proof proof) {
    var one = new LinkedHashMap<String, Object>();
    one.put("id", proof.finding().id());
    one.put("fix", proof.finding().fix());
    one.put("loss", JsonText.finite(Map.of("before", proof.before(), "after", proof.after())));
    one.put("helps", proof.helps());
    return one;
  }
}
