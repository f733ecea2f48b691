package hebb.data.schema;

import hebb.data.kind.CellEncoder;
import hebb.data.kind.ColumnCode;
import hebb.data.kind.Fit;
import hebb.data.kind.IndexCode;
import hebb.dataset.InputSpec;
import hebb.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Columns of indices whose vectors have one size: they are one input, and their vectors one table,
/// which is read once for a row. The indices of one column come after those of the other; the last
/// one is that of what the training part has not, in any of them.
///
/// @param columns in their order
/// @param name of the input: the column's, or `embeddedN` of several columns of size N
public record IndexGroup(List<IndexCode> columns, String name) {
  /// Copies the list.
  public IndexGroup {
    columns = List.copyOf(columns);
  }

  /// The groups of some columns, in the order of their first ones.
  public static List<IndexGroup> of(List<ColumnCode> codes) {
    Map<Integer, List<IndexCode>> bySize = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(List.of(InputSpec.FEATURES));
    for (ColumnCode code : codes) {
      names.add(code.column());
      if (code instanceof IndexCode index) {
        bySize.computeIfAbsent(index.size(), size -> new ArrayList<>()).add(index);
      }
    }
    return bySize.values().stream()
        .map(columns -> new IndexGroup(columns, name(columns, names)))
        .toList();
  }

  private static String name(List<IndexCode> columns, List<String> taken) {
    if (columns.size() == 1) {
      return columns.getFirst().input();
    }
    String name = "embedded" + columns.getFirst().size();
    while (taken.contains(name)) {
      name += "_";
    }
    return name;
  }

  /// How many numbers are learned for each index.
  public int size() {
    return columns.getFirst().size();
  }

  /// How many indices there are.
  public int count() {
    return padding() + 1;
  }

  /// The index of what the training part has not, whose vector is 0.
  public int padding() {
    return columns.stream().mapToInt(IndexCode::padding).sum();
  }

  /// What the network gets: an index, or one for each column.
  InputSpec input() {
    Shape row = columns.size() == 1 ? Shape.SCALAR : Shape.of(columns.size());
    return InputSpec.indices(name, row, count());
  }

  /// What writes the index of a column.
  CellEncoder encoder(int column, CellEncoder own) {
    int before = columns.subList(0, column).stream().mapToInt(IndexCode::padding).sum();
    return columns.size() == 1
        ? own
        : new Shifted(own, before, columns.get(column).padding(), padding());
  }

  /// @param before the indices of the columns before
  /// @param padding the column's own padding
  /// @param common that of the group
  private record Shifted(CellEncoder own, int before, int padding, int common)
      implements CellEncoder {
    @Override
    public String expected() {
      return own.expected();
    }

    @Override
    public Fit number(double value, float[] out, int at) {
      Fit fit = own.number(value, out, at);
      shift(out, at);
      return fit;
    }

    @Override
    public Fit text(String text, float[] out, int at) {
      Fit fit = own.text(text, out, at);
      shift(out, at);
      return fit;
    }

    @Override
    public void missing(float[] out, int at) {
      own.missing(out, at);
      shift(out, at);
    }

    private void shift(float[] out, int at) {
      out[at] = out[at] == padding ? common : out[at] + before;
    }
  }
}
