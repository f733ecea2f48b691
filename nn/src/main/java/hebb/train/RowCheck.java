package hebb.train;

import hebb.dataset.Dataset;
import hebb.dataset.InputSpec;
import hebb.nn.loss.Loss;
import java.util.List;

/// Looks at rows when they are met for the first time.
final class RowCheck {
  private static final String TRAIN = "train";

  private final Dataset data;
  private final Loss.Range range;
  private int checked;

  RowCheck(StepGraph graph, Dataset data) {
    this.data = data;
    int outputs = graph.network().outputShape(graph.inputs()).size();
    this.range = graph.loss().targets(outputs, data.targets().size());
  }

  /// Looks at the rows that were fed last, `order[from]` and those after it, until all rows of the
  /// data were met.
  ///
  /// @throws IllegalArgumentException if a number is not what the network or the loss can take
  void look(Feed feed, int[] order, int from, int rows) {
    if (checked == data.rows()) {
      return;
    }
    float[] numbers = feed.rows();
    int at = 0;
    for (int r = 0; r < rows; r++) {
      for (InputSpec input : data.inputs()) {
        at = check(TRAIN, input, numbers, at, order[from + r]);
      }
    }
    float[] targets = feed.targets();
    int size = data.targets().size();
    for (int i = 0; i < rows * size; i++) {
      if (!range.contains(targets[i])) {
        throw wrong(
            TRAIN,
            "target",
            range.toString(),
            targets[i],
            order[from + i / size],
            ", or choose another loss");
      }
    }
    checked += rows;
  }

  /// Looks at a row's numbers of an input; returns where the next ones begin.
  private static int check(String verb, InputSpec input, float[] numbers, int from, int row) {
    int at = from;
    if (input.varies()) {
      int most = input.row().dim(0);
      float length = numbers[at++];
      if (!(length >= 0 && length <= most && length == Math.rint(length))) {
        throw wrong(
            verb, "length of " + input.name(), "a whole number from 0 to " + most, length, row, "");
      }
    }
    int end = at + input.row().size();
    for (; at < end; at++) {
      float number = numbers[at];
      boolean index = input.indices() > 0;
      if (index
          ? !(number >= 0 && number < input.indices() && number == Math.rint(number))
          : !Float.isFinite(number)) {
        String expected =
            index ? "a whole number from 0 to " + (input.indices() - 1) : "a finite number";
        String name = input.name().equals(InputSpec.FEATURES) ? "feature" : input.name();
        throw wrong(verb, name, expected, number, row, "");
      }
    }
    return end;
  }

  /// Looks at rows of inputs that hold indices or lengths; any number may stand in the others.
  static void lookAtIndices(List<InputSpec> inputs, float[] numbers, int from, int rows) {
    int at = from;
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < inputs.size(); i++) {
        InputSpec input = inputs.get(i);
        at =
            input.varies() || input.indices() > 0
                ? check("predict", input, numbers, at, r)
                : at + input.size();
      }
    }
  }

  private static IllegalArgumentException wrong(
      String verb, String what, String expected, float got, int row, String other) {
    return new IllegalArgumentException(
        verb
            + ": expected "
            + expected
            + " as "
            + what
            + ", got "
            + got
            + " in row "
            + row
            + " (counted from 0). Look at the data"
            + other
            + ".");
  }
}
