package hebb.cli.output;

import hebb.check.GradientReport;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// A check of gradients in words, as a table and as JSON.
public final class GradientText {
  private GradientText() {}

  /// How it was checked, each tensor, and what came out.
  ///
  /// @param entries the largest tensor that was compared number by number
  public static void print(PrintStream out, GradientReport report, int entries) {
    Layout.text(
        out,
        "Checked",
        "the gradients of the loss of "
            + Numbers.count(report.rows(), "row")
            + " in training mode, in double precision, against differences (f(w + h) - f(w - h)) /"
            + " 2h, h = 1e-6; and those in float32, as training computes them, against those in"
            + " double.");
    if (!report.random().isEmpty()) {
      Layout.text(
          out,
          "Note",
          "The random numbers of "
              + Layout.some(report.random())
              + " are held fixed: they are those of the first step each time.");
    }
    out.println();
    var table =
        new TextTable("llrrrlrr")
            .row("tensor", "shape", "compared", "kinks", "error", "at", "direction", "float32");
    for (GradientReport.Row row : report.tensors()) {
      boolean whole = row.checked() + row.kinks() > 0;
      table.row(
          row.path(),
          row.shape().toString(),
          whole ? Numbers.count(row.checked()) : "-",
          whole ? Numbers.count(row.kinks()) : "-",
          row.checked() > 0 ? error(row.error()) : "-",
          row.worst().isEmpty() ? "" : row.worst().toString(),
          error(row.direction()),
          error(row.float32()));
    }
    table.row("all together", "", "", "", "", "", error(report.overall()), "").print(out);
    out.println();
    notes(report, entries).forEach(note -> Layout.text(out, "Note", note));
    Layout.text(out, "Result", result(report));
  }

  private static List<String> notes(GradientReport report, int entries) {
    var notes = new ArrayList<String>();
    long larger = report.tensors().stream().filter(row -> row.shape().size() > entries).count();
    if (larger > 0) {
      int most = report.tensors().stream().mapToInt(row -> row.shape().size()).max().orElse(0);
      notes.add(
          Numbers.count(larger, "tensor")
              + " of more than "
              + Numbers.count(entries)
              + " numbers "
              + (larger == 1 ? "is" : "are")
              + " compared along a random direction alone; --entries "
              + most
              + " compares each number.");
    }
    int kinks = report.tensors().stream().mapToInt(GradientReport.Row::kinks).sum();
    if (kinks > 0) {
      notes.add(
          Numbers.count(kinks, "number")
              + " cannot be compared: the loss has a kink within h on both sides, as relu has at"
              + " 0.");
    }
    if (report.otherSides() > 0) {
      notes.add(
          "float32 rounds to the other side of "
              + Numbers.count(report.otherSides(), "kink")
              + ", where gradients differ rightly; its column is not judged.");
    }
    return notes;
  }

  private static String result(GradientReport report) {
    if (report.passed()) {
      List<String> none = report.uncompared().stream().map(GradientReport.Row::path).toList();
      return (none.isEmpty() ? "all gradients agree" : "all gradients that can be compared agree")
          + " within "
          + bound(report.bound())
          + ", in float32 within "
          + bound(GradientReport.FLOAT32_BOUND)
          + (none.isEmpty() ? "." : "; nothing can be of " + Layout.some(none) + ".");
    }
    var wrong = new ArrayList<String>();
    for (GradientReport.Row row : report.failed()) {
      wrong.add(
          !(row.error() < report.bound())
              ? row.path()
                  + row.worst()
                  + " (error "
                  + error(row.error())
                  + ": gradient "
                  + row.analytic()
                  + ", by differences "
                  + row.numeric()
                  + ")"
              : row.path()
                  + (row.direction().orElse(0) < report.bound()
                      ? " (in float32: "
                          + error(row.float32())
                          + ", expected below "
                          + bound(GradientReport.FLOAT32_BOUND)
                          + ")"
                      : " (along a direction)"));
    }
    return wrong.isEmpty()
        ? "the slope along a direction of all parameters together is off by more than "
            + bound(report.bound())
            + "."
        : "gradients do not agree"
            + (report.failed().stream().allMatch(row -> row.largest() < report.bound())
                ? ""
                : " within " + bound(report.bound()))
            + ": "
            + String.join(", ", wrong)
            + ".";
  }

  private static String error(double error) {
    return String.format(Locale.ROOT, "%.1e", error);
  }

  private static String error(OptionalDouble error) {
    return error.isPresent() ? error(error.getAsDouble()) : "at kinks";
  }

  private static String bound(double bound) {
    return String.format(Locale.ROOT, "%.0e", bound).replaceAll("e-0?", "e-");
  }

  /// The same for programs.
  public static Map<String, Object> json(GradientReport report) {
    var json = new LinkedHashMap<String, Object>();
    json.put("passed", report.passed());
    json.put("failed", report.failed().stream().map(GradientReport.Row::path).toList());
    json.put("uncompared", report.uncompared().stream().map(GradientReport.Row::path).toList());
    json.put("bound", report.bound());
    json.put("float32Bound", GradientReport.FLOAT32_BOUND);
    json.put("rows", report.rows());
    json.put("random", report.random());
    json.put("otherSides", report.otherSides());
    json.put("overall", number(report.overall()));
    json.put("tensors", report.tensors().stream().map(GradientText::json).toList());
    return json;
  }

  private static Map<String, @Nullable Object> json(GradientReport.Row row) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("path", row.path());
    json.put("shape", row.shape().dims());
    json.put("compared", row.checked());
    json.put("kinks", row.kinks());
    json.put("error", row.checked() > 0 ? number(OptionalDouble.of(row.error())) : null);
    json.put("at", row.worst());
    json.put("gradient", number(OptionalDouble.of(row.analytic())));
    json.put("differences", number(OptionalDouble.of(row.numeric())));
    json.put("direction", number(row.direction()));
    json.put("float32", number(OptionalDouble.of(row.float32())));
    return json;
  }

  /// JSON has no number for what is not finite.
  private static @Nullable Double number(OptionalDouble number) {
    return number.isPresent() && Double.isFinite(number.getAsDouble())
        ? number.getAsDouble()
        : null;
  }
}
