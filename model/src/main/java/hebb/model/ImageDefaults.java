package hebb.model;

import hebb.data.Task;
import hebb.data.kind.Image;
import hebb.dataset.InputSpec;
import hebb.nn.Network;
import hebb.tensor.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is trained on images where nothing else is said: a small convolutional network by their
/// size, and a one-cycle schedule over as many epochs as make about 5,000 steps (10 to 100), four
/// times as many where images are changed at random, which learn for longer.
final class ImageDefaults {
  private static final int RANK = 3;
  private static final UsualCourse COURSE = new UsualCourse(0.003, 5000, 10, 100);
  private static final int LONGER_CHANGED = 4;
  private static final TrainOptions USUAL = new TrainOptions();

  /// The options that say a network.
  static final Set<String> NETWORK =
      Set.of("network", "hidden", "activation", "init", "dropout", "pretrain");

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
    return (options.augmentation().isNone() ? COURSE : COURSE.longer(LONGER_CHANGED))
        .of(conv, given, rows);
  }

  /// Checks that what is said of the layers is a whole network, for rows that the usual hidden
  /// layers do not fit.
  ///
  /// @param rows what they are, as in `a translation`
  /// @param example a network for them
  /// @throws IllegalArgumentException if it is something else
  static void requireLayers(TrainOptions options, Set<String> given, String rows, String example) {
    if (saysNetwork(options, given) && options.network().layers().isEmpty()) {
      String said =
          NETWORK.stream()
              .filter(given::contains)
              .sorted()
              .map(name -> "--" + name)
              .findFirst()
              .orElse("hidden layers that are all alike");
      throw new IllegalArgumentException(
          "network: expected whole layers for "
              + rows
              + ", got "
              + said
              + ". Leave it out, or give a --network such as '"
              + example
              + "'.");
    }
  }

  /// Whether something is said of the layers.
  static boolean saysNetwork(TrainOptions options, Set<String> given) {
    return !Collections.disjoint(given, NETWORK) || !options.network().equals(USUAL.network());
  }
}
