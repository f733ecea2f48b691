package hebb.cli.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rows of text in aligned columns: the first column and those that hold no numbers to the left,
/// others to the right.
public final class TextTable {
  private static final String INDENT = "  ";

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

  public void print(PrintStream out) {
    int[] widths = new int[alignment.length()];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
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
