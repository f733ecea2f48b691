package hebb.cli.option;

import hebb.data.schema.Unseen;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is done with cells that are not as those of the training part.
public final class UnseenFlags {
  private static final String OPTION = "--strict";

  /// Where the option is another, which has no value.
  private static final List<String> TRAINING = List.of("train", "describe", "lr-find", "gradcheck");

  @Option(
      names = OPTION,
      paramLabel = "cells|range",
      description =
          "Refuse categories that are not in the training data and cells that do not fit their"
              + " column; --strict=range also numbers outside the training range. Without it they"
              + " are counted, and count as other categories or as missing.")
  private @Nullable String strict;

  /// The arguments in which the option alone stands for `--strict=cells`, so that what comes next
  /// is not taken for its value.
  public static List<String> expand(List<String> args) {
    if (!args.isEmpty() && TRAINING.contains(args.getFirst())) {
      return args;
    }
    return args.stream().map(arg -> arg.equals(OPTION) ? OPTION + "=cells" : arg).toList();
  }

  /// What counts or refuses them.
  public Unseen unseen() {
    return new Unseen(Values.strictness(strict));
  }

  /// A line for each column that has such cells, worst first.
  public static void print(Unseen unseen, PrintStream err) {
    unseen.notes().forEach(note -> err.println("hebb: " + note));
    unseen.lines().forEach(line -> err.println("hebb: " + line));
  }

  /// The same for programs, by column: what is wrong with most of its cells, and in `also` what is
  /// with others.
  public static Map<String, Object> json(Unseen unseen) {
    var json = new LinkedHashMap<String, Map<String, Object>>();
    for (Unseen.Count count : unseen.counts()) {
      Map<String, Object> first = json.putIfAbsent(count.column(), json(count));
      if (first != null) {
        first.merge(
            "also",
            List.of(json(count)),
            (before, more) ->
                Stream.concat(((List<?>) before).stream(), ((List<?>) more).stream()).toList());
      }
    }
    return new LinkedHashMap<>(json);
  }

  private static Map<String, Object> json(Unseen.Count count) {
    var column = new LinkedHashMap<String, Object>();
    column.put("rows", count.rows());
    column.put(
        "what",
        switch (count.fit()) {
          case UNSEEN -> "category";
          case UNKNOWN -> "unknown text";
          case MOSTLY_UNKNOWN -> "mostly unknown text";
          case CUT -> "long text";
          case UNREADABLE -> "unreadable";
          case OUT_OF_RANGE -> "range";
          case MISSING -> "missing";
          case FITS -> throw new IllegalStateException("unseen: got " + count + ".");
        });
    column.put("examples", count.examples());
    return column;
  }
}
