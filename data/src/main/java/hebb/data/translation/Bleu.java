package hebb.data.translation;

import hebb.data.text.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// BLEU-4 of a corpus (Papineni et al. 2002), from 0 to 100: the geometric mean of the shares of
/// the translations' runs of 1 to 4 words that a reference has, each counted at most as often as in
/// that reference which has it most, times `exp(1 - r/c)` where all translations together, `c`
/// words, are shorter than the references nearest in length, `r` words. Words are runs of letters
/// and digits as they are written; each sign between them is one.
public final class Bleu {
  private static final int LONGEST = 4;

  private final long[] found = new long[LONGEST];
  private final long[] all = new long[LONGEST];
  private long length;
  private long wanted;

  /// No translations yet.
  public Bleu() {}

  /// Takes a translation.
  ///
  /// @param references translations that are right, at least one
  public void add(String translation, List<String> references) {
    List<String> words = words(translation);
    List<List<String>> right = references.stream().map(Bleu::words).toList();
    length += words.size();
    wanted += nearest(words.size(), right);
    for (int n = 1; n <= LONGEST; n++) {
      Map<List<String>, Integer> most = new HashMap<>();
      for (List<String> reference : right) {
        runs(reference, n).forEach((run, count) -> most.merge(run, count, Math::max));
      }
      for (Map.Entry<List<String>, Integer> run : runs(words, n).entrySet()) {
        all[n - 1] += run.getValue();
        found[n - 1] += Math.min(run.getValue(), most.getOrDefault(run.getKey(), 0));
      }
    }
  }

  /// The length nearest to that of the translation; of two the shorter one.
  private static int nearest(int length, List<List<String>> references) {
    int nearest = references.getFirst().size();
    for (List<String> reference : references) {
      int distance = Math.abs(reference.size() - length) - Math.abs(nearest - length);
      if (distance < 0 || (distance == 0 && reference.size() < nearest)) {
        nearest = reference.size();
      }
    }
    return nearest;
  }

  private static Map<List<String>, Integer> runs(List<String> words, int n) {
    Map<List<String>, Integer> runs = new HashMap<>();
    for (int i = 0; i + n <= words.size(); i++) {
      runs.merge(words.subList(i, i + n), 1, Integer::sum);
    }
    return runs;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Words.cut(text, words::add);
    return words;
  }

  /// The measure; 0 where no run of four words was found.
  public double value() {
    double sum = 0;
    for (int n = 0; n < LONGEST; n++) {
      sum += found[n] == 0 ? Double.NEGATIVE_INFINITY : Math.log((double) found[n] / all[n]);
    }
    double penalty = length == 0 ? 0 : Math.min(0, 1 - (double) wanted / length);
    return 100 * Math.exp(sum / LONGEST + penalty);
  }
}
