package hebb.cli.output;

import hebb.train.Finding;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/// What was wrong with a training, as text and as JSON.
public final class FindingsText {
  private FindingsText() {}

  /// The findings that a summary should not be without.
  public static List<Finding> grave(List<Finding> findings) {
    return findings.stream().filter(one -> one.severity() != Finding.Severity.LOW).toList();
  }

  /// Each in a few lines: what and where, the number and the mechanism, the fix.
  public static void print(PrintStream out, List<Finding> findings) {
    print(out, findings, Layout.WIDTH);
  }

  /// The same in lines of so many letters at most.
  public static void print(PrintStream out, List<Finding> findings, int width) {
    for (Finding finding : findings) {
      Layout.text(
          out,
          "Finding",
          finding.id()
              + " ("
              + severity(finding)
              + (finding.where().isEmpty() ? "" : ", " + finding.where())
              + "): "
              + finding.why(),
          width);
      if (finding.fixIsOption()) {
        Layout.entry(out, "", "Fix: " + finding.fix());
      } else {
        Layout.text(out, "", "Fix: " + finding.fix(), width);
      }
    }
  }

  /// What came of trying a fix.
  ///
  /// @param measureAfter of the finding; empty where it is gone
  public static void proof(
      PrintStream out,
      Finding finding,
      double before,
      double after,
      OptionalDouble measureAfter,
      boolean helps) {
    Layout.text(
        out,
        "",
        (helps ? "Proved: " : "Withdrawn, it does not help: ")
            + finding.id()
            + " "
            + Numbers.decimal(finding.measure())
            + " -> "
            + (measureAfter.isPresent() ? Numbers.decimal(measureAfter.getAsDouble()) : "gone")
            + ", validation loss "
            + Numbers.decimal(before)
            + " -> "
            + Numbers.decimal(after)
            + ".");
  }

  /// `{"id": ..., "severity": ..., "where": ..., "measure": ..., "why": ..., "fix": ...}` each.
  public static List<Map<String, Object>> json(List<Finding> findings) {
    var all = new ArrayList<Map<String, Object>>();
    for (Finding finding : findings) {
      var json = new LinkedHashMap<String, Object>();
      json.put("id", finding.id());
      json.put("severity", severity(finding));
      json.put("where", finding.where());
      json.put("measure", finding.measure());
      json.put("threshold", finding.threshold());
      json.put("why", finding.why());
      json.put("fix", finding.fix());
      json.put("wouldNotFix", finding.wouldNotFix());
      all.add(json);
    }
    return all;
  }

  private static String severity(Finding finding) {
    return finding.severity().name().toLowerCase(Locale.ROOT);
  }
}
