package hebb.cli.trace;

import hebb.cli.output.Layout;
import hebb.cli.output.Numbers;
import hebb.cli.output.TextTable;
import hebb.trace.Term;
import hebb.trace.Trace;
import hebb.trace.TracedCell;
import hebb.trace.TracedLayer;
import hebb.trace.TracedTensor;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A trace for a terminal: each tensor with its formula, its shape and its numbers, and the sum of
/// the first one in place.
public final class TraceText {
  private static final int WIDTH = 98;
  private static final int MOST_ROWS = 8;
  private static final int MOST_COLUMNS = 9;
  private static final int MOST_LISTED = 24;
  private static final int MOST_TERMS = 5;
  private static final String INDENT = "    ";

  private TraceText() {}

  public static void print(PrintStream out, Trace trace) {
    if (!trace.cells().isEmpty()) {
      cells(out, trace.cells());
    }
    out.println();
    out.println("Forward");
    for (TracedLayer layer : trace.layers()) {
      print(out, layer, layer.forward());
    }
    if (trace.hasBackward()) {
      out.println();
      out.println("Backward (m = 1, this row)");
      for (TracedLayer layer : trace.layers().reversed()) {
        if (!layer.backward().isEmpty()) {
          print(out, layer, layer.backward());
        }
      }
    }
    out.println();
    Layout.text(out, "In words", String.join(" ", trace.words()));
    Layout.entry(
        out,
        "float32",
        "off by at most "
            + Numbers.decimal(
                trace.tensors().stream().mapToDouble(TracedTensor::difference).max().orElse(0))
            + " from these numbers, which are in double precision");
  }

  private static void cells(PrintStream out, List<TracedCell> cells) {
    var table = new TextTable("lllrl").row("column", "cell", "input", "number", "how");
    for (TracedCell cell : cells) {
      String column = cell.column();
      String text = cut(cell.text(), 16);
      String how = cell.how();
      List<TracedCell.Encoded> inputs = shown(cell.inputs());
      for (TracedCell.Encoded input : inputs) {
        boolean named = !List.of(cell.column(), input.ref()).contains(input.name());
        table.row(
            cut(column, 20),
            text,
            input.ref() + (named ? " " + cut(input.name(), 20) : ""),
            Numbers.decimal(input.value()),
            how);
        column = "";
        text = "";
        how = "";
      }
      if (cell.count() > inputs.size()) {
        table.row("", "", "and " + Numbers.count(cell.count() - inputs.size()) + " more", "", "");
      }
    }
    out.println();
    out.println("Row");
    table.print(out);
  }

  /// The first ones, and of the others those that are not 0, as tokens are.
  private static List<TracedCell.Encoded> shown(List<TracedCell.Encoded> inputs) {
    return IntStream.range(0, inputs.size())
        .filter(i -> i < MOST_ROWS || inputs.get(i).value() != 0)
        .mapToObj(inputs::get)
        .toList();
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 3) + "...";
  }

  private static void print(PrintStream out, TracedLayer layer, List<TracedTensor> tensors) {
    out.println();
    out.println(layer.path() + "  " + cut(layer.layer(), WIDTH - layer.path().length()));
    tensors.forEach(tensor -> print(out, tensor));
  }

  private static void print(PrintStream out, TracedTensor tensor) {
    int rows = tensor.shape().rank() == 2 ? tensor.shape().dim(0) : 1;
    int columns = tensor.size() / Math.max(1, rows);
    boolean isLong = columns == 1 && rows > MOST_ROWS;
    out.println(
        "  "
            + tensor.formula()
            + "  "
            + tensor.shape()
            + (isLong ? ", a column, written along lines" : ""));
    if (rows > 1 && !isLong) {
      matrix(out, tensor, rows, columns);
    } else {
      listed(out, tensor);
    }
    if (tensor.isOpen() && tensor.size() > 0) {
      wrapped(out, tensor.label(0) + " = " + sum(tensor));
    }
  }

  private static void matrix(PrintStream out, TracedTensor tensor, int rows, int columns) {
    int across = Math.min(columns, MOST_COLUMNS);
    var table = new TextTable("r".repeat(across + 1));
    for (int r = 0; r < Math.min(rows, MOST_ROWS); r++) {
      int from = r * columns;
      List<String> cells =
          IntStream.range(from, from + across)
              .mapToObj(place -> Numbers.decimal(tensor.at(tensor.index(place))))
              .collect(Collectors.toCollection(ArrayList::new));
      if (across < columns) {
        cells.add("...");
      }
      cells.addFirst("");
      table.row(across < columns ? cells.subList(0, across + 1) : cells);
    }
    table.print(out);
    if (rows > MOST_ROWS || across < columns) {
      summary(out, tensor, Math.min(rows, MOST_ROWS) * across);
    }
  }

  private static void listed(PrintStream out, TracedTensor tensor) {
    String numbers =
        IntStream.range(0, Math.min(tensor.size(), MOST_LISTED))
            .mapToObj(place -> Numbers.decimal(tensor.at(tensor.index(place))))
            .collect(Collectors.joining("  "));
    wrapped(out, numbers);
    if (tensor.size() > MOST_LISTED) {
      summary(out, tensor, MOST_LISTED);
    }
  }

  /// What was left out, and what all numbers are like.
  private static void summary(PrintStream out, TracedTensor tensor, int shown) {
    tensor
        .summary()
        .ifPresent(
            of ->
                out.println(
                    INDENT
                        + "... "
                        + Numbers.count(tensor.size() - shown)
                        + " more; of all "
                        + Numbers.count(tensor.size())
                        + ": least "
                        + Numbers.decimal(of.least())
                        + ", mean "
                        + Numbers.decimal(of.mean())
                        + ", greatest "
                        + Numbers.decimal(of.greatest())));
  }

  /// The sum of names, the same with numbers in their places, and the number.
  private static String sum(TracedTensor tensor) {
    List<Term> terms = tensor.terms(0, MOST_TERMS);
    String number = Numbers.decimal(tensor.at(0));
    int digits = SumDigits.of(terms, tensor.at(0));
    String numbers = joined(terms, factor -> inPlace(factor, digits), "*");
    return joined(terms, Term.Factor::label, " ")
        + " = "
        + (numbers.equals(signed(tensor.at(0), SumDigits.USUAL)) ? "" : numbers + " = ")
        + number;
  }

  private static String joined(
      List<Term> terms, Function<Term.Factor, String> text, String between) {
    return terms.stream()
        .map(term -> term.factors().stream().map(text).collect(Collectors.joining(between)))
        .collect(Collectors.joining(" + "))
        .replace(" + -1" + between, " - ")
        .replaceAll("\\(\\((-[^()]*)\\)\\)", "($1)");
  }

  /// A factor with numbers in the places of their names.
  private static String inPlace(Term.Factor factor, int digits) {
    String text = factor.label();
    for (Term.Ref ref : factor.of()) {
      int most = factor.isRef() ? digits : Math.max(digits, SumDigits.inside(factor, ref));
      text = text.replace(ref.toString(), signed(ref.value(), most));
    }
    return factor.of().isEmpty() && factor.value() == -1
        ? "-1"
        : text.equals(factor.label()) ? signed(factor.value(), digits) : text;
  }

  private static String signed(double value, int digits) {
    String number = SumDigits.text(value, digits);
    return value < 0 ? "(" + number + ")" : number;
  }

  private static void wrapped(PrintStream out, String text) {
    var line = new StringBuilder(INDENT);
    for (String word : text.split("(?<=\\S)(?= )", -1)) {
      if (line.length() + word.length() > WIDTH) {
        out.println(line.toString().stripTrailing());
        line.setLength(0);
        line.append(INDENT).append(word.strip());
      } else {
        line.append(line.length() == INDENT.length() ? word.strip() : word);
      }
    }
    out.println(line.toString().stripTrailing());
  }
}
