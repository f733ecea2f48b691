package hebb.model;

import hebb.data.Task;
import hebb.data.kind.ColumnCode;
import hebb.data.kind.Series;
import hebb.data.kind.ShapedCode;
import hebb.data.kind.Sound;
import hebb.nn.Network;
import java.util.List;
import java.util.Set;

/// What is trained on series or sounds where nothing else is said: a convolutional network, the
/// same for all, and a one-cycle schedule over as many epochs as make about 1,000 steps.
final class SeriesDefaults {
  private static final UsualCourse COURSE = new UsualCourse(0.003, 1000, 30, 1000);
  private static final int BATCH = 16;

  private SeriesDefaults() {}

  /// The options with network and schedule for series, as far as they are not said; the same
  /// options for anything but series or sounds alone, and for autoencoders.
  ///
  /// @param given the names of options that are said, though their values may be the usual ones
  static TrainOptions of(
      TrainOptions options, Set<String> given, Input input, int outputs, int rows) {
    List<ColumnCode> columns =
        input instanceof Input.OfTable table ? table.encoding().columns() : List.of();
    if (columns.size() != 1
        || !(columns.getFirst() instanceof ShapedCode code)
        || !(code instanceof Series.Code || code instanceof Sound.Code)
        || input.task() == Task.AUTOENCODER
        || ImageDefaults.saysNetwork(options, given)) {
      return options;
    }
    TrainOptions conv =
        options.withNetwork(Network.parse(code.network() + " dense(" + outputs + ")"));
    TrainOptions small =
        options.batchSize() == TrainOptions.BATCH_BY_ROWS ? conv.withBatchSize(BATCH) : conv;
    return COURSE.of(small, given, rows);
  }
}
