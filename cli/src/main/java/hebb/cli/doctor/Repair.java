package hebb.cli.doctor;

import hebb.cli.option.Settings;
import hebb.model.ModelTrainer;
import hebb.train.Finding;
import hebb.train.Finding.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Mends a training that went wrong: tries the fixes of its high findings, and takes the first that
/// helps.
public final class Repair {
  /// So many fixes are taken at most, one after the other.
  public static final int MOST = 3;

  private final List<Proof> tried = new ArrayList<>();
  private final List<Proof> taken = new ArrayList<>();
  private Settings settings;

  /// @param settings what training began with
  public Repair(Settings settings) {
    this.settings = settings;
  }

  /// A trainer with one more fix, if one helps.
  ///
  /// @param trainer the training in which the findings were
  /// @param started is told each trainer before it runs, to stop it
  public Optional<ModelTrainer> next(
      ModelTrainer trainer, List<Finding> findings, Consumer<ModelTrainer> started) {
    List<String> before = tried.stream().map(proof -> proof.finding().fix()).toList();
    List<Finding> high =
        findings.stream()
            .filter(finding -> finding.severity() == Severity.HIGH && finding.fixIsOption())
            .filter(finding -> !before.contains(finding.fix()))
            .toList();
    for (Finding finding : taken.size() == MOST ? List.<Finding>of() : high) {
      Set<String> given = new HashSet<>(settings.given());
      given.addAll(FixOptions.apply(settings.options(), finding.fix()).given());
      List<Proof> proofs =
          Proof.of(
              List.of(finding),
              settings.options(),
              options -> trainer.with(options, given),
              started);
      tried.addAll(proofs);
      if (proofs.getFirst().helps()) {
        return Optional.of(take(trainer, proofs.getFirst()));
      }
    }
    return Optional.empty();
  }

  private ModelTrainer take(ModelTrainer trainer, Proof proof) {
    taken.add(proof);
    Settings fixed = FixOptions.apply(settings.options(), proof.finding().fix());
    fixed.given().addAll(settings.given());
    settings = fixed;
    return trainer.with(fixed.options(), fixed.given()).fixes(fixes());
  }

  /// All that was tried.
  public List<Proof> tried() {
    return List.copyOf(tried);
  }

  /// What was taken, as in `symmetry: --init he_normal`.
  public List<String> fixes() {
    return taken.stream()
        .map(proof -> proof.finding().id() + ": " + proof.finding().fix())
        .toList();
  }

  /// The fixes that were taken, in this order.
  public List<Proof> taken() {
    return List.copyOf(taken);
  }

  /// For programs.
  public Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("tried", tried.stream().map(Proof::json).toList());
    json.put("fixes", taken.stream().map(proof -> proof.finding().fix()).toList());
    return json;
  }
}
