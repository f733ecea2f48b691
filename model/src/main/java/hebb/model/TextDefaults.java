package hebb.model;

import hebb.data.kind.Text;
import hebb.nn.Network;
import java.util.Set;

/// What is trained on texts where nothing else is said: the layers that are usual for how they are
/// cut, and the outputs right behind them; on characters, which take longer to tell anything, with
/// a one-cycle schedule over about 3,000 steps.
final class TextDefaults {
  private static final UsualCourse COURSE = new UsualCourse(0.003, 3000, 10, 100);

  private TextDefaults() {}

  /// The options with network and schedule for a text, as far as they are not said; the same
  /// options for anything but texts alone.
  ///
  /// @param given the names of options that are said, though their values may be the usual ones
  static TrainOptions of(
      TrainOptions options, Set<String> given, Input input, int outputs, int rows) {
    return !ImageDefaults.saysNetwork(options, given)
            && input instanceof Input.OfTable table
            && table.encoding().columns().size() == 1
            && table.encoding().columns().getFirst() instanceof Text.Code text
        ? of(options, given, text, outputs, rows)
        : options;
  }

  private static TrainOptions of(
      TrainOptions options, Set<String> given, Text.Code text, int outputs, int rows) {
    TrainOptions own =
        options.withNetwork(Network.parse(text.network() + " dense(" + outputs + ")"));
    return text.byCharacters() ? COURSE.of(own, given, rows) : own;
  }
}
