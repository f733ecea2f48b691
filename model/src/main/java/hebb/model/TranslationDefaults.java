package hebb.model;

import hebb.data.translation.TranslationCode;
import hebb.nn.Network;
import hebb.nn.optim.AdamW;
import java.util.Set;

/// What is trained to translate where nothing else is said: a recurrent encoder in both directions
/// and a decoder that attends to it, wider for more pairs, over as many epochs as make a number of
/// steps.
final class TranslationDefaults {
  private static final UsualCourse COURSE = new UsualCourse(0.003, 6000, 5, 60);
  private static final int MANY_ROWS = 50_000;
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
    ImageDefaults.requireLayers(
        options,
        given,
        "a translation",
        "seq2seq(embedding(64) gru(128); embedding(64) gru(128) attention)");
    TrainOptions own =
        ImageDefaults.saysNetwork(options, given)
            ? options
            : options.withNetwork(network(code, rows));
    TrainOptions course = COURSE.of(own, given, rows);
    double rate = course.training().optimizer().learningRate();
    boolean usual =
        options.training().optimizer().equals(new TrainOptions().training().optimizer())
            && !given.contains("optimizer")
            && !given.contains("weight-decay");
    return usual
        ? course.withOptimizer(new AdamW().withLearningRate(rate).withWeightDecay(DECAY))
        : course;
  }
}
