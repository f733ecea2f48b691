package hebb.model;

import hebb.data.language.TextWindows;
import hebb.data.text.LanguageCode;
import hebb.dataset.Dataset;
import hebb.nn.Network;
import hebb.nn.Parameters;
import hebb.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What is particular to language models: the usual network, the measures, the baseline.
final class LanguageTask {
  /// The measures beside the loss for each token.
  static final String PER_CHARACTER = "loss_per_character";

  static final String PERPLEXITY = "perplexity";

  private static final long SMALL = 30_000;
  private static final long LARGE = 500_000;

  private static final UsualCourse COURSE = new UsualCourse(0.004, 4000, 5, 60);

  private LanguageTask() {}

  /// The options with network and schedule for a text of so many tokens, as far as they are not
  /// said: an LSTM that grows with the text, and a one-cycle schedule over about 4,000 steps, of
  /// which the weights of the best epoch are kept.
  ///
  /// @param given the names of options that are said, though their values may be the usual ones
  static TrainOptions usual(
      TrainOptions options, Set<String> given, LanguageCode code, TextWindows train) {
    ImageDefaults.requireLayers(
        options, given, "a language model", "embedding(64) lstm(256, sequence=true)");
    TrainOptions own =
        ImageDefaults.saysNetwork(options, given)
            ? options
            : options.withNetwork(network(code, train.tokens()));
    TrainOptions course = COURSE.of(own, given, train.rows());
    boolean patience = options.training().patience() != course.training().patience();
    return patience ? course.withPatience(course.training().epochs()) : course;
  }

  private static Network network(LanguageCode code, long tokens) {
    int units = tokens < SMALL ? 128 : tokens < LARGE ? 256 : 384;
    return Network.parse(
        "embedding(64) lstm(" + units + ", sequence=true) dropout(0.3) dense(" + code.size() + ")");
  }

  /// Checks that a network says something of each token, by what comes before it alone.
  ///
  /// @throws IllegalArgumentException if it does not
  static void requireFits(Network network, Parameters parameters, LanguageCode code) {
    TokenSteps.requireEach(
        network,
        new Input.OfLanguage(code).inputs(),
        Shape.of(code.window(), code.size()),
        "Give recurrent layers sequence=true, and leave out flatten and pooling.");
    TokenSteps.requireEqual(network, parameters, code);
  }

  /// A report with the measures of a language model.
  static PartReport report(PartReport report, TextWindows windows) {
    Map<String, Double> metrics = new LinkedHashMap<>(report.metrics());
    double loss = metrics.getOrDefault("loss", Double.NaN);
    metrics.put(PER_CHARACTER, loss * windows.tokens() / windows.characters());
    metrics.put(PERPLEXITY, Math.exp(loss));
    return report.withMetrics(metrics);
  }

  /// The loss of guessing each token by how often the training part has it, whatever comes before;
  /// one is added to each count.
  static Map<String, Double> baseline(Dataset train, Dataset part) {
    long[] known = ((TextWindows) train).counts();
    long[] told = ((TextWindows) part).counts();
    double all = known.length + (double) ((TextWindows) train).tokens();
    double sum = 0;
    for (int i = 0; i < told.length; i++) {
      sum -= told[i] * Math.log((known[i] + 1) / all);
    }
    return Map.of("loss", sum / ((TextWindows) part).tokens());
  }
}
