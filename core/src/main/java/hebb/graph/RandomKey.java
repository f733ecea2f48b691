package hebb.graph;

/// Keys of random streams. A number of a stream depends on its key and its index alone, so it is
/// the same for any number of threads and after a resume.
public final class RandomKey {
  private RandomKey() {}

  /// The key of what one place of a network draws for one purpose: `of(42, "hidden1", "dropout")`.
  public static long of(long seed, String path, String purpose) {
    return at(at(at(seed, 0x5eed), hash(path)), hash(purpose));
  }

  /// The key of one step of a stream.
  public static long at(long key, long step) {
    return mix(key ^ mix(step + 0x9e3779b97f4a7c15L));
  }

  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every bit of the input reaches every
  /// bit of the output.
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
