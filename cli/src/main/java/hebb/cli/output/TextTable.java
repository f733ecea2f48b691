package hebb.cli.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// Rows of text in aligned columns: the first column and those that hold no numbers to the left,
/// others to the right.
public final class TextTable {
  private static final String INDENT = "  ";
  private static final int LEAST = 20;

  private final String alignment;
  private final List<List<String>> rows = new ArrayList<>();

  /// A table.
  ///
  /// @param alignment a letter for each column: `l` for left, `r` for right
  public TextTable(String alignment) {
    this.alignment = alignment;
  }

  public TextTable row(String... cells) {
    return row(Arrays.asList(cells));
  }

  public TextTable row(List<String> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  /// Prints it in lines of so many letters at most: what stands in the widest column goes on in the
  /// lines below where it is too long.
  public void print(PrintStream out, int most) {
    int[] widths = widths();
    int all = IntStream.of(widths).map(width -> width + INDENT.length()).sum();
    int widest =
        IntStream.range(0, widths.length).reduce(0, (a, b) -> widths[b] > widths[a] ? b : a);
    int width = Math.max(LEAST, widths[widest] - Math.max(0, all - most));
    var wrapped = new TextTable(alignment);
    for (List<String> row : rows) {
      List<String> lines = WideText.lines(row.get(widest), width);
      var first = new ArrayList<>(row);
      first.set(widest, lines.getFirst());
      wrapped.row(first);
      for (String line : lines.subList(1, lines.size())) {
        var more = new ArrayList<>(Collections.nCopies(row.size(), ""));
        more.set(widest, line);
        wrapped.row(more);
      }
    }
    wrapped.print(out);
  }

  private int[] widths() {
    int[] widths = new int[alignment.length()];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  public void print(PrintStream out) {
    int[] widths = widths();
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String blanks = " ".repeat(widths[i] - row.get(i).length());
        boolean right = alignment.charAt(i) == 'r';
        line.append(INDENT).append(right ? blanks + row.get(i) : row.get(i) + blanks);
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
