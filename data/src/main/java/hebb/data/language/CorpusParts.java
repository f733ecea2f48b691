package hebb.data.language;

import hebb.data.Counts;
import hebb.data.DataException;
import hebb.data.split.Splits;
import hebb.data.text.LanguageCode;
import hebb.data.text.Tokens;
import hebb.dataset.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/// The parts of a text that a language is learned from: one text is split by place, its end for
/// validation and test; lines are drawn by the seed, and lines that are alike are in one part. The
/// vocabulary is that of the training part.
///
/// @param code how texts are read
/// @param parts `train`, `validation` and `test`, in this order and only where there are any
/// @param notes for a person to read
public record CorpusParts(LanguageCode code, Map<String, Dataset> parts, List<String> notes) {
  private static final List<String> NAMES = List.of("train", "validation", "test");

  /// With less than this a validation part that nobody asked for tells nothing.
  private static final int FEWEST = 10;

  private static final double MOSTLY = 0.99;
  private static final int SHOWN = 10;

  /// How a text is split.
  ///
  /// @param validation a share of the text or of its lines, or how many characters or lines
  /// @param test likewise
  /// @param said whether the validation part is asked for
  public record Shares(double validation, double test, boolean said) {
    /// The share of so many characters or lines; 0 where nobody asked for a part and it would tell
    /// nothing.
    private double validation(int all) {
      return said || Math.rint(all * validation) >= FEWEST ? validation : 0;
    }
  }

  /// Learns the tokens of a text and cuts it into parts.
  ///
  /// @param tokens how it is cut, as [LanguageCode#tokens]
  /// @param seed of lines that are drawn, and of where windows begin
  /// @throws DataException if the text is too short
  public static CorpusParts learn(
      Corpus corpus, String tokens, LanguageOptions options, Shares shares, long seed) {
    return options.lines()
        ? ofLines(corpus, tokens, train -> Tokens.learn(tokens, train), options, shares, seed)
        : ofText(corpus, options, train -> ofText(tokens, options, train), shares, seed);
  }

  /// Cuts a text into parts whose tokens are known.
  ///
  /// @param seed of lines that are drawn, and of where windows begin
  /// @throws DataException if the text is too short
  public static CorpusParts known(
      Corpus corpus, LanguageCode code, LanguageOptions options, Shares shares, long seed) {
    return code.lines()
        ? ofLines(
            corpus,
            code.tokens(),
            train -> code.vocabulary(),
            options.withWindow(code.window()),
            shares,
            seed)
        : ofText(corpus, options, train -> code, shares, seed);
  }

  /// What is learned of the training part of a text.
  private static LanguageCode ofText(String tokens, LanguageOptions options, List<String> train) {
    return new LanguageCode(tokens, Tokens.learn(tokens, train), options.windowOf(tokens), false);
  }

  /// The tokens of each text.
  private static List<int[]> cut(Tokens cutter, List<String> texts) {
    return texts.stream().map(cutter::indices).toList();
  }

  /// How many tokens each line has, with its end.
  private static int[] lengths(List<int[]> lines) {
    return lines.stream().mapToInt(line -> line.length + 1).toArray();
  }

  private static CorpusParts ofText(
      Corpus corpus,
      LanguageOptions options,
      Function<List<String>, LanguageCode> learned,
      Shares shares,
      long seed) {
    String text = corpus.text();
    Splits splits = Splits.byTime(text.length(), shares.validation(text.length()), shares.test());
    int trainEnd = whole(text, splits.train().length);
    int validationEnd = whole(text, splits.train().length + splits.validation().length);
    List<String> texts =
        List.of(
            text.substring(0, trainEnd),
            text.substring(trainEnd, validationEnd),
            text.substring(validationEnd));
    LanguageCode code = learned.apply(texts.subList(0, 1));
    Tokens cutter = new Tokens(code.tokens(), code.vocabulary());
    List<int[]> cut = cut(cutter, texts);
    requireLong(corpus, code, cut.getFirst().length);
    int[] ids = cut.stream().flatMapToInt(Arrays::stream).toArray();
    Map<String, Dataset> parts = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>();
    int first = 0;
    for (int part = 0; part < texts.size(); part++) {
      int end = first + cut.get(part).length;
      if (end > first) {
        long characters = count(texts.get(part)) - (part == 0 ? count(cutter, ids[0]) : 0);
        TextWindows windows = TextWindows.of(code, ids, first, end, characters, seed);
        boolean carried = part == 0 && options.carryState().orElse(false);
        parts.put(NAMES.get(part), carried ? windows.continuing() : windows);
      }
      first = end;
    }
    noteUnknown(code, cutter, texts.subList(1, texts.size()), notes);
    if (corpus.hasShortLines()) {
      notes.add(
          "Half of the lines have fewer than 30 characters: --lines takes each as a text of its own.");
    }
    return new CorpusParts(code, parts, notes);
  }

  /// A place that is not inside a character.
  private static int whole(String text, int at) {
    return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }

  private static long count(String text) {
    return text.codePointCount(0, text.length());
  }

  /// The characters of a token; 1 for one that is not known.
  private static long count(Tokens cutter, int token) {
    return Math.max(1, count(cutter.text(token)));
  }

  private static void requireLong(Corpus corpus, LanguageCode code, int tokens) {
    if (tokens <= code.window()) {
      throw new DataException(
          corpus.name()
              + ": expected more than "
              + code.window()
              + " "
              + code.plural()
              + " to train on, a window, got "
              + tokens
              + ". Give more text, or a smaller --window.");
    }
  }

  /// @param learned the vocabulary of the training part
  private static CorpusParts ofLines(
      Corpus corpus,
      String tokens,
      Function<List<String>, List<String>> learned,
      LanguageOptions options,
      Shares shares,
      long seed) {
    List<String> lines = corpus.lines();
    List<String> distinct = List.copyOf(new LinkedHashSet<>(lines));
    if (distinct.size() < 2) {
      throw new DataException(
          corpus.name()
              + ": expected 2 or more lines that differ, got "
              + distinct.size()
              + ". Give more lines, or leave --lines out.");
    }
    int[] all = IntStream.range(0, distinct.size()).toArray();
    Splits splits = Splits.random(all, shares.validation(all.length), shares.test(), seed);
    List<int[]> drawn = List.of(splits.train(), splits.validation(), splits.test());
    List<List<String>> texts = new ArrayList<>();
    for (int[] part : drawn) {
      Set<String> own = new HashSet<>();
      IntStream.of(part).forEach(line -> own.add(distinct.get(line)));
      texts.add(lines.stream().filter(own::contains).toList());
    }
    List<String> vocabulary = learned.apply(texts.getFirst());
    Tokens cutter = new Tokens(tokens, vocabulary);
    List<List<int[]>> cut = texts.stream().map(own -> cut(cutter, own)).toList();
    int[] lengths = lengths(cut.getFirst());
    LanguageCode code = new LanguageCode(tokens, vocabulary, window(lengths, options), true);
    Map<String, Dataset> parts = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>();
    for (int part = 0; part < texts.size(); part++) {
      if (!texts.get(part).isEmpty()) {
        parts.put(NAMES.get(part), lines(code, cutter, texts.get(part), cut.get(part)));
      }
    }
    noteCut(code, lengths, "lines for training", notes);
    texts.subList(1, texts.size()).forEach(own -> noteUnknown(code, cutter, own, notes));
    return new CorpusParts(code, parts, notes);
  }

  private static void noteCut(LanguageCode code, int[] lengths, String what, List<String> notes) {
    long cut = IntStream.of(lengths).filter(length -> length > code.window()).count();
    if (cut > 0) {
      notes.add(
          Counts.text(cut)
              + " of "
              + Counts.text(lengths.length)
              + " "
              + what
              + " are longer than the window, and only their first "
              + Counts.text(code.window())
              + " "
              + code.plural()
              + " count.");
    }
  }

  /// As many tokens as the longest line has, but at most half more than 99 of 100 lines have.
  private static int window(int[] lengths, LanguageOptions options) {
    if (options.window() > 0) {
      return options.window();
    }
    int[] sorted = lengths.clone();
    Arrays.sort(sorted);
    int usual = sorted[(int) (MOSTLY * (sorted.length - 1))];
    int longest = sorted[sorted.length - 1];
    return Math.clamp(Math.min(longest, usual + usual / 2), 2, LanguageCode.LONGEST);
  }

  /// @param cut the tokens of each line
  private static TextWindows lines(
      LanguageCode code, Tokens cutter, List<String> lines, List<int[]> cut) {
    IntStream.Builder ids = IntStream.builder();
    int[] lengths = lengths(cut);
    int[] starts = new int[lengths.length];
    long characters = 0;
    int at = 0;
    for (int line = 0; line < starts.length; line++) {
      int[] own = cut.get(line);
      starts[line] = at;
      ids.add(LanguageCode.END);
      IntStream.of(own).forEach(ids::add);
      at += lengths[line];
      characters += characters(cutter, own, lines.get(line), code.window());
    }
    ids.add(LanguageCode.END);
    return TextWindows.ofLines(code, ids.build().toArray(), starts, lengths, characters);
  }

  /// The characters of a line with its end; of a longer one those of its first tokens.
  private static long characters(Tokens cutter, int[] ids, String text, int window) {
    return ids.length < window
        ? count(text) + 1
        : IntStream.of(ids).limit(window).mapToLong(token -> count(cutter, token)).sum();
  }

  /// A whole text to be measured.
  ///
  /// @param notes what is to be said of it is added here
  /// @throws DataException if it is too short
  public static TextWindows measured(LanguageCode code, Corpus corpus, List<String> notes) {
    List<String> texts = code.lines() ? corpus.lines() : List.of(corpus.text());
    Tokens cutter = new Tokens(code.tokens(), code.vocabulary());
    List<int[]> cut = cut(cutter, texts);
    noteUnknown(code, cutter, texts, notes);
    if (code.lines()) {
      noteCut(code, lengths(cut), "lines", notes);
      return lines(code, cutter, texts, cut);
    }
    int[] ids = cut.getFirst();
    if (ids.length < 2) {
      throw new DataException(
          corpus.name()
              + ": expected 2 or more "
              + code.plural()
              + ", since what is measured is how well each is told from those before it, got 1. Give"
              + " more text.");
    }
    long characters = count(corpus.text()) - count(cutter, ids[0]);
    return TextWindows.of(code, ids, 0, ids.length, characters, 0);
  }

  /// Says which tokens are not known from the training part.
  private static void noteUnknown(
      LanguageCode code, Tokens cutter, List<String> texts, List<String> notes) {
    Set<String> unknown = new LinkedHashSet<>();
    texts.forEach(text -> unknown.addAll(cutter.unknown(text)));
    if (!unknown.isEmpty()) {
      notes.add(
          Counts.text(unknown.size())
              + (unknown.size() == 1
                  ? " " + code.plural().replaceFirst("s$", "") + " comes"
                  : " " + code.plural() + " come")
              + " too seldom in the text that was trained on, or not at all, to be known, such as "
              + String.join(" ", unknown.stream().limit(SHOWN).map(DataException::quote).toList())
              + "; each counts as one unknown token.");
    }
  }
}
