package hebb.data.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/// Learns the pieces of byte-pair encoding. The pair that comes most often is the next one, of
/// equally frequent ones that whose first piece, then whose second is the first in the order of
/// their code points. A pair is counted anew only in the words that have it, so the time is about
/// that of reading the words once for each piece in them.
final class PairLearner {
  private static final int FEWEST = 2;
  private static final Comparator<Candidate> ORDER =
      Comparator.comparingLong(Candidate::count)
          .reversed()
          .thenComparing(candidate -> candidate.pair().left())
          .thenComparing(candidate -> candidate.pair().right());

  private record Pair(String left, String right) {}

  /// A pair with its count at a time; a later count makes another one.
  private record Candidate(Pair pair, long count) {}

  private final List<String[]> words = new ArrayList<>();
  private final int[] weights;
  private final Map<Pair, Long> counts = new HashMap<>();
  private final Map<Pair, Set<Integer>> places = new HashMap<>();
  private final PriorityQueue<Candidate> queue = new PriorityQueue<>(ORDER);

  private PairLearner(Map<String, Integer> given) {
    weights = given.values().stream().mapToInt(Integer::intValue).toArray();
    for (String word : given.keySet()) {
      words.add(word.codePoints().mapToObj(Character::toString).toArray(String[]::new));
      count(words.size() - 1, 1);
    }
    counts.forEach((pair, count) -> queue.add(new Candidate(pair, count)));
  }

  /// The single characters that come twice or more often, then the pieces.
  ///
  /// @param words with how often they come
  /// @param size of all together
  static List<String> learn(Map<String, Integer> words, int size) {
    Map<String, Long> characters = new HashMap<>();
    words.forEach(
        (word, count) ->
            word.codePoints()
                .forEach(c -> characters.merge(Character.toString(c), (long) count, Long::sum)));
    Comparator<Map.Entry<String, Long>> order =
        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey());
    boolean again = characters.values().stream().anyMatch(count -> count >= FEWEST);
    List<String> tokens = new ArrayList<>();
    characters.entrySet().stream()
        .filter(entry -> !again || entry.getValue() >= FEWEST)
        .sorted(order)
        .limit(size)
        .forEach(entry -> tokens.add(entry.getKey()));
    new PairLearner(words).merge(tokens, size);
    return List.copyOf(tokens);
  }

  private void merge(List<String> tokens, int size) {
    Set<String> known = new HashSet<>(tokens);
    while (tokens.size() < size) {
      Candidate best = queue.poll();
      if (best == null || best.count() < FEWEST) {
        return;
      }
      if (best.count() == counts.getOrDefault(best.pair(), 0L)) {
        String piece = best.pair().left() + best.pair().right();
        if (known.add(piece)) {
          tokens.add(piece);
        }
        merge(best.pair(), piece);
      }
    }
  }

  /// Makes one piece of a pair in all words that have it.
  private void merge(Pair pair, String piece) {
    Set<Pair> changed = new HashSet<>();
    for (int word : places.getOrDefault(pair, Set.of()).toArray(Integer[]::new)) {
      changed.addAll(count(word, -1));
      words.set(word, merged(words.get(word), pair, piece));
      changed.addAll(count(word, 1));
    }
    for (Pair other : changed) {
      long count = counts.getOrDefault(other, 0L);
      if (count > 0) {
        queue.add(new Candidate(other, count));
      } else {
        counts.remove(other);
        places.remove(other);
      }
    }
  }

  private static String[] merged(String[] pieces, Pair pair, String piece) {
    String[] merged = new String[pieces.length];
    int size = 0;
    for (int i = 0; i < pieces.length; i++) {
      boolean here =
          i + 1 < pieces.length
              && pieces[i].equals(pair.left())
              && pieces[i + 1].equals(pair.right());
      merged[size++] = here ? piece : pieces[i];
      i += here ? 1 : 0;
    }
    return Arrays.copyOf(merged, size);
  }

  /// Adds the pairs of a word to what is counted, or takes them away; says which.
  private List<Pair> count(int word, int sign) {
    String[] pieces = words.get(word);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < pieces.length; i++) {
      Pair pair = new Pair(pieces[i], pieces[i + 1]);
      pairs.add(pair);
      counts.merge(pair, (long) sign * weights[word], Long::sum);
      Set<Integer> at = places.computeIfAbsent(pair, none -> new HashSet<>());
      if (sign > 0) {
        at.add(word);
      } else {
        at.remove(word);
      }
    }
    return pairs;
  }
}
