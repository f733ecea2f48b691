package hebb.data.language;

import hebb.data.text.LanguageCode;
import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.graph.RandomKey;
import hebb.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The rows of a language model, made as they are read from one array of tokens: a row is so many
/// tokens one after the other, and what it is to give is the token after each of them, -1 where
/// there is none to tell. A row counts by the tokens it tells, so that a loss over rows is one over
/// tokens.
///
/// Of one text the rows are windows that lie side by side and tell each token once; in training
/// they begin at another place in each epoch. A window may look back into the part before. Of
/// lines, each is a row, from the end that stands before it to its own.
public final class TextWindows implements Dataset {
  private final int[] ids;
  private final int[] firsts;
  private final int[] lasts;
  private final LanguageCode code;
  private final List<InputSpec> inputs;
  private final long tokens;
  private final long characters;
  private final long key;
  private final int shift;
  private final boolean continues;

  /// @param ids all tokens
  /// @param firsts the first token that each row tells
  /// @param lasts the end of those that it tells, at most a window later
  /// @param characters how many characters all told tokens have
  /// @param key of where the windows of an epoch begin
  /// @param shift how much later they begin; 0 where each token is told once
  /// @param continues whether a row is to be read as what comes after the row before it
  private TextWindows(
      LanguageCode code,
      int[] ids,
      int[] firsts,
      int[] lasts,
      long characters,
      long key,
      int shift,
      boolean continues) {
    this.code = code;
    this.inputs = List.of(code.input());
    this.ids = ids;
    this.firsts = firsts;
    this.lasts = lasts;
    this.characters = characters;
    this.key = key;
    this.shift = shift;
    this.continues = continues;
    this.tokens =
        IntStream.range(0, firsts.length).mapToLong(row -> lasts[row] - firsts[row]).sum();
  }

  /// A part of one text: those tokens from `first` to `end`, at least one, that have one before
  /// them. A part that ends before a window is full is one row, with nothing behind it.
  ///
  /// @param characters how many characters they have
  /// @param seed of where windows begin in training
  public static TextWindows of(
      LanguageCode code, int[] ids, int first, int end, long characters, long seed) {
    int window = code.window();
    int from = Math.max(1, first);
    if (end - from < 1 || end > ids.length) {
      throw new IllegalArgumentException(
          "windows: expected a token to tell that has one before it, got a part from "
              + first
              + " to "
              + end
              + " of "
              + ids.length
              + ".");
    }
    int rows = (end - from + window - 1) / window;
    int[] firsts = new int[rows];
    int[] lasts = new int[rows];
    for (int row = 0; row < rows; row++) {
      firsts[row] = from + row * window;
      lasts[row] = Math.min(end, firsts[row] + window);
    }
    long key = RandomKey.of(seed, LanguageCode.INPUT, "windows");
    return new TextWindows(code, ids, firsts, lasts, characters, key, 0, false);
  }

  /// Lines that stand one after the other, an end before each and after the last; of a line that is
  /// longer than a window the first tokens count.
  ///
  /// @param starts the places of the ends that stand before the lines of the part
  /// @param lengths how many tokens each of them has, its own end with them
  /// @param characters how many characters they have, their ends with them
  public static TextWindows ofLines(
      LanguageCode code, int[] ids, int[] starts, int[] lengths, long characters) {
    int[] firsts = Arrays.stream(starts).map(start -> start + 1).toArray();
    int[] lasts = new int[firsts.length];
    for (int row = 0; row < lasts.length; row++) {
      lasts[row] = firsts[row] + Math.min(code.window(), lengths[row]);
    }
    return new TextWindows(code, ids, firsts, lasts, characters, 0, 0, false);
  }

  /// The same windows, each to be read as what comes after the one before it.
  public TextWindows continuing() {
    return new TextWindows(code, ids, firsts, lasts, characters, key, shift, true);
  }

  /// How many tokens are told.
  public long tokens() {
    return tokens;
  }

  /// How many characters they have; a line's end is one.
  public long characters() {
    return characters;
  }

  /// How often each token is told, by its index.
  public long[] counts() {
    long[] counts = new long[code.size()];
    for (int row = 0; row < firsts.length; row++) {
      for (int i = firsts[row]; i < lasts[row]; i++) {
        counts[ids[i]]++;
      }
    }
    return counts;
  }

  /// Windows that begin later, by less than a window, and another one in each epoch.
  @Override
  public Dataset epoch(int epoch) {
    if (code.lines() || lasts[lasts.length - 1] <= code.window()) {
      return this;
    }
    int later = (int) Math.unsignedMultiplyHigh(RandomKey.at(key, epoch), code.window());
    return new TextWindows(code, ids, firsts, lasts, characters, key, later, continues);
  }

  @Override
  public boolean continues() {
    return continues;
  }

  @Override
  public int rows() {
    return firsts.length;
  }

  @Override
  public List<InputSpec> inputs() {
    return inputs;
  }

  @Override
  public Shape targets() {
    return Shape.of(code.window());
  }

  @Override
  public boolean weighted() {
    return true;
  }

  @Override
  public double weight(int row) {
    return shift > 0 ? 1 : (lasts[row] - firsts[row]) * (double) firsts.length / tokens;
  }

  @Override
  public int length(int row) {
    return code.lines() ? lasts[row] - firsts[row] : 0;
  }

  @Override
  public void read(int[] order, int from, int count, float[] rows, float[] targets) {
    int window = code.window();
    for (int i = 0; i < count; i++) {
      int row = order[from + i];
      Arrays.fill(targets, i * window, (i + 1) * window, -1);
      if (code.lines()) {
        int at = i * (window + 1);
        int length = lasts[row] - firsts[row];
        Arrays.fill(rows, at, at + window + 1, 0);
        rows[at] = length;
        write(firsts[row] - 1, length, rows, at + 1);
        write(firsts[row], length, targets, i * window);
      } else {
        int last = Math.min(firsts[row] + window + shift, lasts[lasts.length - 1]);
        int told = shift > 0 ? window : lasts[row] - firsts[row];
        int begin = Math.max(0, last - window - 1);
        int known = last - 1 - begin;
        write(begin, known, rows, i * window);
        Arrays.fill(rows, i * window + known, (i + 1) * window, LanguageCode.END);
        write(last - told, told, targets, i * window + known - told);
      }
    }
  }

  private void write(int from, int count, float[] into, int at) {
    for (int i = 0; i < count; i++) {
      into[at + i] = ids[from + i];
    }
  }
}
