package hebb.data.translation;

import hebb.data.text.Tokens;
import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Pairs as rows: a source, and what was said before each step of its translation; what a network
/// is to give is the token of each step, then the end, then -1 for none. A row counts by its
/// tokens, so that a loss over rows is one over tokens. What is longer than a side of the code is
/// cut.
public final class PairRows implements Dataset {
  private final TranslationCode code;
  private final List<TranslationCode.Pair> pairs;
  private final List<InputSpec> inputs;
  private final int[][] sources;
  private final int[][] targets;
  private final double tokens;

  PairRows(TranslationCode code, List<TranslationCode.Pair> pairs) {
    this.code = code;
    this.pairs = List.copyOf(pairs);
    this.inputs = code.inputs();
    Tokens from = code.sourceTokens();
    Tokens to = code.targetTokens();
    this.sources =
        this.pairs.stream().map(pair -> from.indices(pair.source())).toArray(int[][]::new);
    this.targets = this.pairs.stream().map(pair -> to.indices(pair.target())).toArray(int[][]::new);
    this.tokens = Arrays.stream(targets).mapToLong(this::told).sum();
  }

  /// The rows of some pairs.
  ///
  /// @throws IllegalArgumentException if there are none
  public static PairRows of(TranslationCode code, List<TranslationCode.Pair> pairs) {
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("pairs: expected at least one, got none.");
    }
    return new PairRows(code, pairs);
  }

  /// The translations of each source, in the order in which sources come first.
  public Map<String, List<String>> references() {
    Map<String, List<String>> references = new LinkedHashMap<>();
    pairs.forEach(
        pair ->
            references
                .computeIfAbsent(pair.source(), source -> new ArrayList<>())
                .add(pair.target()));
    return references;
  }

  /// How many sources are longer than what a network gets of them.
  public int cut() {
    return (int) Arrays.stream(sources).filter(ids -> ids.length > code.source().length()).count();
  }

  /// How many tokens a row tells, its end with them.
  private int told(int[] target) {
    return Math.min(target.length + 1, code.steps());
  }

  @Override
  public int rows() {
    return sources.length;
  }

  @Override
  public List<InputSpec> inputs() {
    return inputs;
  }

  @Override
  public Shape targets() {
    return Shape.of(code.steps());
  }

  @Override
  public boolean weighted() {
    return true;
  }

  @Override
  public double weight(int row) {
    return told(targets[row]) * rows() / tokens;
  }

  @Override
  public int length(int row) {
    return Math.max(Math.min(sources[row].length, code.source().length()), told(targets[row]));
  }

  @Override
  public void read(int[] order, int from, int count, float[] rows, float[] wanted) {
    int steps = code.steps();
    int width = width();
    for (int i = 0; i < count; i++) {
      int[] source = sources[order[from + i]];
      int[] target = targets[order[from + i]];
      int told = told(target);
      int at = i * width;
      Arrays.fill(rows, at, at + width, 0);
      int length = Math.min(source.length, code.source().length());
      rows[at] = length;
      write(source, length, rows, at + 1);
      int said = at + 1 + code.source().length();
      rows[said] = told;
      rows[said + 1] = TranslationCode.END;
      write(target, told - 1, rows, said + 2);
      Arrays.fill(wanted, i * steps, (i + 1) * steps, -1);
      write(target, Math.min(told, target.length), wanted, i * steps);
      if (told > target.length) {
        wanted[i * steps + target.length] = TranslationCode.END;
      }
    }
  }

  private static void write(int[] ids, int count, float[] into, int at) {
    for (int i = 0; i < count; i++) {
      into[at + i] = ids[i];
    }
  }
}
