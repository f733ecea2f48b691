package hebb.model;

import hebb.data.translation.TranslationCode;
import hebb.nn.Network;
import hebb.nn.optim.AdamW;
import hebb.nn.optim.Schedule;
import hebb.train.TrainingConfig;
import java.util.Set;

/// What is trained to translate where nothing else is said: a recurrent encoder in both directions
/// and a decoder that attends to it, wider for more pairs, over as many epochs as make a number of
/// steps.
final class TranslationDefaults {
  private static final double STEPS = 6000;
  private static final int FEWEST_EPOCHS = 5;
  private static final int MOST_EPOCHS = 60;
  private static final int MANY_ROWS = 50_000;
  private static final double RATE = 0.003;
  private static final double DECAY = 0.01;

  private TranslationDefaults() {}

  private static Network network(TranslationCode code, int rows) {
    int units = rows < MANY_ROWS ? 128 : 256;
    return Network.parse(
        "seq2seq(embedding(64) bidirectional(gru("
            + units / 2
            + ")); embedding(64) gru("
            + units
            + ") attention) dense("
            + code.target().size()
            + ")");
  }

  /// The options with a network and a course of training for pairs, as far as they are not said.
  ///
  /// @param given the names of options that are said, though their values may be the usual ones
  static TrainOptions of(TrainOptions options, Set<String> given, TranslationCode code, int rows) {
    TrainOptions own =
        ImageDefaults.saysNetwork(options, given)
            ? options
            : options.withNetwork(network(code, rows));
    if (ImageDefaults.saysCourse(options, given)) {
      return own;
    }
    int batch = Math.min(rows, own.batchSizeFor(rows));
    int epochs = Math.clamp((long) Math.ceil(STEPS * batch / rows), FEWEST_EPOCHS, MOST_EPOCHS);
    return own.withOptimizer(new AdamW().withLearningRate(RATE).withWeightDecay(DECAY))
        .withSchedule(new Schedule.OneCycle())
        .withEpochs(epochs)
        .withPatience(TrainingConfig.NO_PATIENCE);
  }
}
