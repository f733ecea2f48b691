package hebb.model;

import hebb.data.Task;
import hebb.data.kind.Image;
import hebb.dataset.InputSpec;
import hebb.nn.Network;
import hebb.nn.optim.Schedule;
import hebb.tensor.Shape;
import hebb.train.TrainingConfig;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is trained on images where nothing else is said: a small convolutional network by their
/// size, and a one-cycle schedule over as many epochs as make about 5,000 steps, four times as many
/// where images are changed at random, which learn for longer.
final class ImageDefaults {
  private static final int RANK = 3;
  private static final double STEPS = 5000;
  private static final double STEPS_OF_CHANGED = 4 * STEPS;
  private static final int FEWEST_EPOCHS = 10;
  private static final int MOST_EPOCHS = 100;
  private static final double RATE = 0.003;
  private static final TrainOptions USUAL = new TrainOptions();

  /// The options that say a network.
  static final Set<String> NETWORK =
      Set.of("network", "hidden", "activation", "init", "dropout", "pretrain");

  private static final Set<String> COURSE =
      Set.of("epochs", "schedule", "optimizer", "lr", "weight-decay", "patience");

  private ImageDefaults() {}

  /// The options with network and schedule for images, as far as they are not said; the same
  /// options for anything but images alone, and for autoencoders.
  ///
  /// @param given the names of options that are said, though their values may be the usual ones
  static TrainOptions of(
      TrainOptions options, Set<String> given, Input input, int outputs, int rows) {
    List<InputSpec> inputs = input.inputs();
    Shape image = inputs.getFirst().row();
    if (inputs.size() > 1
        || image.rank() != RANK
        || input.task() == Task.AUTOENCODER
        || saysNetwork(options, given)) {
      return options;
    }
    Optional<String> layers = Image.network(image);
    if (layers.isEmpty()) {
      return options;
    }
    TrainOptions conv =
        options.withNetwork(
            Network.parse(layers.get() + " dense(96) relu dropout(0.2) dense(" + outputs + ")"));
    if (saysCourse(options, given)) {
      return conv;
    }
    int batch = Math.min(rows, conv.batchSizeFor(rows));
    double steps = options.augmentation().isNone() ? STEPS : STEPS_OF_CHANGED;
    int epochs = Math.clamp((long) Math.ceil(steps * batch / rows), FEWEST_EPOCHS, MOST_EPOCHS);
    return conv.withLearningRate(RATE)
        .withSchedule(new Schedule.OneCycle())
        .withEpochs(epochs)
        .withPatience(TrainingConfig.NO_PATIENCE);
  }

  /// Whether something is said of the layers.
  static boolean saysNetwork(TrainOptions options, Set<String> given) {
    return !Collections.disjoint(given, NETWORK) || !options.network().equals(USUAL.network());
  }

  /// Whether something is said of how long and at which rates is trained.
  static boolean saysCourse(TrainOptions options, Set<String> given) {
    TrainingConfig said = options.training();
    TrainingConfig usual = USUAL.training();
    return !Collections.disjoint(given, COURSE)
        || said.epochs() != usual.epochs()
        || !said.schedule().equals(usual.schedule())
        || !said.optimizer().equals(usual.optimizer())
        || said.patience() != usual.patience();
  }
}
