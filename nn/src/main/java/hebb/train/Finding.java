package hebb.train;

import java.util.List;
import java.util.OptionalInt;

/// What is wrong with a training or its data, with the number that shows it.
///
/// @param id what it is, as in `dead-units`: `hebb help` explains it
/// @param where the layer or column by path; empty where it is the whole network
/// @param measure the number; the largest double where it is infinite or NaN
/// @param threshold what the number would have to stay on the other side of
/// @param epoch how many epochs were done when it was first seen, 0 before the first step; empty
///   where it is of the rows alone
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
    OptionalInt epoch,
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

  /// The same, seen when so many epochs were done.
  public Finding at(int epochs) {
    return new Finding(
        id,
        severity,
        where,
        measure,
        threshold,
        OptionalInt.of(epochs),
        why,
        fix,
        wouldNotFix,
        words);
  }

  /// Whether the fix is options that can be typed.
  public boolean fixIsOption() {
    return fix.startsWith("--");
  }
}
