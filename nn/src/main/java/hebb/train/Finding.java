package hebb.train;

import java.util.List;

/// What is wrong with a training or its data, with the number that shows it.
///
/// @param id what it is, as in `dead-units`: `hebb help` explains it
/// @param where the layer or column by path; empty where it is the whole network
/// @param measure the number; the largest double where it is infinite or NaN
/// @param threshold what the number would have to stay on the other side of
/// @param why the number and the mechanism, in a sentence or two
/// @param fix options of `hebb train` that fix it, as in `--activation leaky_relu`; a sentence
///   where no option does
/// @param wouldNotFix what people try that does not help
/// @param words the name of the sentence that `why` is, then what stands in it: so it can be said
///   in another language
public record Finding(
    String id,
    Severity severity,
    String where,
    double measure,
    double threshold,
    String why,
    String fix,
    String wouldNotFix,
    List<String> words) {
  /// A finite measure; copies the list.
  public Finding {
    words = List.copyOf(words);
    measure = Double.isFinite(measure) ? measure : Double.MAX_VALUE;
  }

  /// How much harm it does.
  public enum Severity {
    /// Training is spoilt.
    HIGH,
    /// It costs much.
    MEDIUM,
    /// Worth knowing.
    LOW
  }

  /// Whether the fix is options that can be typed.
  public boolean fixIsOption() {
    return fix.startsWith("--");
  }
}
