package hebb.cli.output;

import hebb.cli.option.Language;
import hebb.diagnose.Texts;
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
  public static void print(PrintStream out, List<Finding> findings, Phrases phrases) {
    print(out, findings, Layout.WIDTH, phrases);
  }

  /// The same in lines of so many letters at most.
  public static void print(PrintStream out, List<Finding> findings, int width, Phrases phrases) {
    for (Finding finding : in(findings, phrases)) {
      Layout.text(
          out,
          phrases.say("finding"),
          finding.id()
              + " ("
              + phrases.say(severity(finding))
              + (finding.where().isEmpty() ? "" : ", " + finding.where())
              + "): "
              + finding.why(),
          width);
      String fix = phrases.say("fix", finding.fix());
      if (finding.fixIsOption()) {
        Layout.entry(out, "", fix);
      } else {
        Layout.text(out, "", fix, width);
      }
    }
  }

  /// Findings in a language.
  public static List<Finding> in(List<Finding> findings, Phrases phrases) {
    if (phrases.language() == Language.EN) {
      return findings;
    }
    Map<String, String> texts = phrases.diagnosis();
    return findings.stream().map(one -> Texts.in(one, texts)).toList();
  }

  /// What came of trying a fix.
  ///
  /// @param validated whether losses are of a validation part, else of the training part
  /// @param measureAfter of the finding; empty where it is gone
  public static String proof(
      Finding finding,
      boolean validated,
      double before,
      double after,
      OptionalDouble measureAfter,
      boolean helps,
      Phrases phrases) {
    return phrases.say(
        !helps ? "withdrawn" : after >= before ? mended(finding) : "proved",
        finding.id(),
        Numbers.decimal(finding.measure()),
        measureAfter.isPresent()
            ? Numbers.decimal(measureAfter.getAsDouble())
            : phrases.say("gone"),
        Numbers.decimal(before),
        Numbers.decimal(after),
        phrases.say(validated ? "validation-loss" : "training-loss"));
  }

  /// A column that may be one that is known before the target is asked about.
  private static String mended(Finding finding) {
    boolean doubtful = finding.id().equals("leak") && finding.severity() != Finding.Severity.HIGH;
    return "proved-" + finding.id() + (doubtful ? "-if" : "");
  }

  /// `{"id": ..., "severity": ..., "where": ..., "measure": ..., "epoch": ..., "why": ..., "fix":
  /// ...}` each.
  public static List<Map<String, Object>> json(List<Finding> findings) {
    var all = new ArrayList<Map<String, Object>>();
    for (Finding finding : findings) {
      var json = new LinkedHashMap<String, Object>();
      json.put("id", finding.id());
      json.put("severity", severity(finding));
      json.put("where", finding.where());
      json.put("measure", finding.measure());
      json.put("threshold", finding.threshold());
      finding.epoch().ifPresent(epoch -> json.put("epoch", epoch));
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
