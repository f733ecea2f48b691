package hebb.model;

import hebb.data.text.LanguageCode;
import hebb.data.text.Vocabulary;
import hebb.graph.RandomKey;
import hebb.nn.spec.Check;
import java.util.Arrays;

/// How tokens are drawn from what a language model gives them as probabilities.
///
/// @param temperature what logits are divided by: below 1 likely tokens become likelier; 0 takes
///   the likeliest of all; .8 unless said
/// @param topK only the `topK` likeliest tokens are drawn (Fan et al. 2018); 0, as it is unless
///   said, for all
/// @param topP only the likeliest tokens are drawn that have this probability together (Holtzman et
///   al. 2019), those of `topK` left; above 0, at most 1, which is for all, as it is unless said
/// @param seed of what is drawn; the same seed gives the same text on any machine; 42 unless said
public record Sampling(double temperature, int topK, double topP, long seed) {
  private static final double UNIT = 0x1.0p-53;
  private static final int UNUSED_BITS = 11;

  /// Numbers in range.
  public Sampling {
    Check.notNegative("temperature", temperature);
    Check.atLeast(0, "top-k", topK);
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException(
          "top-p: expected a probability above 0 and at most 1, got " + topP + ".");
    }
  }

  /// The defaults.
  public Sampling() {
    this(0.8, 0, 1, 42);
  }

  /// With another temperature.
  public Sampling withTemperature(double newTemperature) {
    return new Sampling(newTemperature, topK, topP, seed);
  }

  /// With so many of the likeliest tokens.
  public Sampling withTopK(int tokens) {
    return new Sampling(temperature, tokens, topP, seed);
  }

  /// With the likeliest tokens of this probability.
  public Sampling withTopP(double probability) {
    return new Sampling(temperature, topK, probability, seed);
  }

  /// With another seed.
  public Sampling withSeed(long newSeed) {
    return new Sampling(temperature, topK, topP, newSeed);
  }

  /// Draws a token; never one that is not known.
  ///
  /// @param ends whether a text may end
  /// @param step the number of what is drawn
  int draw(float[] logits, boolean ends, long step) {
    int best = Vocabulary.FIRST;
    for (int i = 0; i < logits.length; i++) {
      best = may(i, ends) && logits[i] > logits[best] ? i : best;
    }
    if (temperature == 0) {
      return best;
    }
    int[] order = order(logits, ends);
    double[] shares = new double[order.length];
    double sum = 0;
    for (int i = 0; i < order.length; i++) {
      shares[i] = StrictMath.exp((logits[order[i]] - (double) logits[best]) / temperature);
      sum += shares[i];
    }
    int kept = order.length;
    if (topP < 1) {
      double all = 0;
      for (kept = 0; kept < order.length && all < topP * sum; kept++) {
        all += shares[kept];
      }
      sum = all;
    }
    long key = RandomKey.of(seed, LanguageCode.INPUT, "draw");
    double left = (RandomKey.at(key, step) >>> UNUSED_BITS) * UNIT * sum;
    int at = 0;
    while (at < kept - 1 && left >= shares[at]) {
      left -= shares[at++];
    }
    return order[at];
  }

  private static boolean may(int index, boolean ends) {
    return index >= Vocabulary.FIRST || (ends && index == LanguageCode.END);
  }

  /// The tokens that may be drawn; where not all may, the likeliest first, of equals the first.
  private int[] order(float[] logits, boolean ends) {
    long[] keys = new long[logits.length];
    int count = 0;
    for (int i = 0; i < logits.length; i++) {
      if (may(i, ends)) {
        keys[count++] = (long) -rank(logits[i]) << Integer.SIZE | i;
      }
    }
    boolean all = topP == 1 && (topK == 0 || topK >= count);
    if (!all) {
      Arrays.sort(keys, 0, count);
    }
    int[] order = new int[topK == 0 ? count : Math.min(topK, count)];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) keys[i];
    }
    return order;
  }

  /// A whole number that rises with a float.
  private static int rank(float value) {
    int bits = Float.floatToIntBits(value + 0f);
    return bits >= 0 ? bits : Integer.MIN_VALUE - bits;
  }
}
