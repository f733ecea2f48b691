package hebb.data;

import hebb.graph.RandomKey;

/// Random numbers that are the same on every machine: SplitMix64 (Steele, Lea, Flood 2014), with
/// functions of `StrictMath` only. Each purpose has a stream of its own, so that one does not
/// change when another draws more.
public final class RandomStream {
  private long state;

  /// The stream of a seed for one purpose, as in `split`.
  public RandomStream(long seed, String purpose) {
    this.state = RandomKey.of(seed, "data", purpose);
  }

  /// The stream of a key, as [RandomKey] makes them.
  public RandomStream(long key) {
    this.state = key;
  }

  private long next() {
    state += 0x9e3779b97f4a7c15L;
    long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /// A number from 0 to 1, without 1.
  public double uniform() {
    return (next() >>> 11) * 0x1p-53;
  }

  /// A number from `low` to `high`.
  public double uniform(double low, double high) {
    return low + (high - low) * uniform();
  }

  /// A whole number from 0 to `bound - 1`.
  public int below(int bound) {
    return (int) Math.unsignedMultiplyHigh(next(), bound);
  }

  /// A number of the normal distribution with mean 0 and deviation 1 (Box and Muller 1958).
  public double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
  }

  /// Brings numbers into random order (Fisher and Yates 1938, Durstenfeld 1964).
  public void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = below(i + 1);
      int swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
  }
}
