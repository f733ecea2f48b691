package hebb.train;

import hebb.backend.Execution;
import hebb.dataset.InputSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Puts rows, each the numbers of its inputs one after the other, where a program reads its inputs.
/// A program for shorter rows takes the first steps of each.
final class Rows {
  private static final class Place {
    final int offset;
    final int size;
    final float[] into;

    Place(int offset, int size, float[] into) {
      this.offset = offset;
      this.size = size;
      this.into = into;
    }
  }

  private final int width;
  private final float[] rows;
  private final List<Place> places;

  /// For a program of at most so many rows of all lengths.
  Rows(List<InputSpec> inputs, int most, Execution execution) {
    this(inputs, inputs, most, execution, new float[0]);
  }

  /// For a program of at most so many rows.
  ///
  /// @param cut the inputs of the program
  /// @param shared where rows are written; of no length for an array of its own
  Rows(List<InputSpec> inputs, List<InputSpec> cut, int most, Execution execution, float[] shared) {
    this.width = InputSpec.size(inputs);
    InputSpec first = inputs.getFirst();
    if (inputs.size() == 1 && !first.varies() && execution.hasInput(first.graphName())) {
      this.rows = execution.input(first.graphName());
      this.places = List.of();
      return;
    }
    this.rows = shared.length > 0 ? shared : new float[Math.multiplyExact(most, width)];
    var found = new ArrayList<Place>();
    int offset = 0;
    for (int i = 0; i < inputs.size(); i++) {
      InputSpec input = inputs.get(i);
      if (input.varies()) {
        place(found, offset++, 1, input.lengths(), execution);
      }
      place(found, offset, cut.get(i).row().size(), input.graphName(), execution);
      offset += input.row().size();
    }
    this.places = List.copyOf(found);
  }

  /// An input that nothing depends on has no place.
  private static void place(
      List<Place> places, int offset, int size, String name, Execution execution) {
    if (execution.hasInput(name)) {
      places.add(new Place(offset, size, execution.input(name)));
    }
  }

  /// Where rows are written before [#put].
  float[] array() {
    return rows;
  }

  /// Hands over the first `count` rows; zeros follow them.
  void put(int count) {
    Arrays.fill(rows, count * width, rows.length, 0);
    for (int p = 0; p < places.size(); p++) {
      Place place = places.get(p);
      int most = place.size == 0 ? 0 : place.into.length / place.size;
      for (int r = 0; r < most; r++) {
        System.arraycopy(rows, r * width + place.offset, place.into, r * place.size, place.size);
      }
    }
  }
}
